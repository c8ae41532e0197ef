//! 代录: a sheet that exists only on paper is typed by two people, each alone, and counts once both have signed.

use std::path::PathBuf;

use jury_desk::error::ErrorCode;
use jury_desk::wire::merge::{CellState, FileVerdict};
use jury_desk::wire::rereview::SheetView;
use jury_desk::wire::transcript::{PaperPart, PaperState, TranscriptLook, TranscriptStep};
use serde_json::{Value, json};

use crate::harness::{Contest, PASSPHRASE, Seat};

fn look(seat: &Seat) -> TranscriptLook {
    seat.ask_as("transcript_look", json!({"expert": "E0103"}))
}

fn put(seat: &Seat, field: (&str, &str, Option<&str>), value: &str) {
    seat.ask("transcript_put", request(field, value));
}

fn request((entry, part, criterion): (&str, &str, Option<&str>), value: &str) -> Value {
    json!({"expert": "E0103", "entry": entry, "part": part, "criterion": criterion, "value": value})
}

/// Types every mark of every entry but one, which the paper says lacks materials.
fn type_all(seat: &Seat) {
    let paper = look(seat);
    for (place, line) in paper.entries.iter().enumerate() {
        if line.id == "01-003" {
            put(seat, (&line.id, "state", None), "materialMissing");
            put(seat, (&line.id, "reason", None), "缺申报书");
            continue;
        }
        for (number, column) in paper.columns.iter().enumerate() {
            let whole = line.maxima[number].split('.').next().unwrap();
            let maximum: usize = whole.parse().unwrap();
            let value = (maximum * (60 + 7 * (place + number) % 40) / 100).to_string();
            put(seat, (&line.id, "mark", Some(&column.id)), &value);
        }
    }
}

fn sign(contest: &Contest, seat: &Seat, clerk: &str) -> Value {
    let scan = contest.file("paper.pdf", b"%PDF-1.7 a scan");
    json!({
        "expert": "E0103", "passphrase": PASSPHRASE, "clerk": clerk, "clerkPassphrase": PASSPHRASE, "scan": seat.pick(&scan),
    })
}

/// Both typed the same and both signed.
pub(crate) fn transcribed(contest: &Contest) -> PathBuf {
    type_all(&contest.organiser());
    let supervisor = contest.supervisor();
    type_all(&supervisor);
    let signed: TranscriptLook =
        supervisor.ask_as("transcript_sign", sign(contest, &supervisor, "organiser"));
    assert_eq!(signed.step, TranscriptStep::Signed);
    let file = contest.at("E0103.transcript.json");
    supervisor.ask(
        "transcript_save",
        json!({"expert": "E0103", "target": supervisor.pick(&file)}),
    );
    file
}

#[test]
fn what_two_people_read_differently_goes_blank_for_both_and_is_told_by_its_place() {
    let contest = Contest::make();
    let organiser = contest.organiser();
    let paper = look(&organiser);
    let first = paper.columns[0].id.clone();
    assert_eq!(paper.step, TranscriptStep::Type);
    assert_eq!(
        paper.missing as usize,
        paper.columns.len() * paper.entries.len()
    );
    // Nobody compares or signs before both are done.
    let ask = json!({"expert": "E0103"});
    let refused = |seat: &Seat| seat.refused("transcript_compare", ask.clone()).code;
    assert_eq!(refused(&organiser), ErrorCode::TranscriptIncomplete);
    type_all(&organiser);
    put(&organiser, ("01-001", "comment", None), "佐证充分");
    assert_eq!(look(&organiser).step, TranscriptStep::WaitOther);
    assert_eq!(refused(&organiser), ErrorCode::TranscriptOther);
    // Marks are checked as on the expert's own form.
    let over = request(("01-001", "mark", Some(&first)), "999");
    assert_eq!(
        organiser.refused("transcript_put", over).code,
        ErrorCode::MarkOutOfRange
    );
    let mine = look(&organiser);
    drop(organiser);

    let supervisor = contest.supervisor();
    let empty = look(&supervisor);
    assert!(
        empty.entries.iter().all(|line| line.comment.is_empty()
            && line.state == Some(PaperState::Scored)
            && line.marks.iter().all(Option::is_none)),
        "the second clerk begins with an empty form"
    );
    type_all(&supervisor);
    let other = mine.entries[0].marks[0].clone().unwrap();
    let other = if other == "0" { "1" } else { "0" };
    put(&supervisor, ("01-001", "mark", Some(&first)), other);
    assert_eq!(look(&supervisor).step, TranscriptStep::Compare);
    assert_eq!(
        supervisor
            .refused("transcript_sign", sign(&contest, &supervisor, "organiser"))
            .code,
        ErrorCode::TranscriptDiffers
    );
    let compared: TranscriptLook = supervisor.ask_as("transcript_compare", ask.clone());
    let places: Vec<_> = compared
        .again
        .iter()
        .map(|field| (field.entry.as_str(), field.part))
        .collect();
    assert_eq!(
        places,
        [("01-001", PaperPart::Mark), ("01-001", PaperPart::Comment)]
    );
    assert_eq!(compared.entries[0].marks[0], None, "blank for the one");
    assert_eq!(compared.missing, 2);
    let kept = |look: &TranscriptLook| look.entries[1].clone();
    assert_eq!(kept(&compared), kept(&mine), "all else stays");
    put(&supervisor, ("01-001", "mark", Some(&first)), "0");
    put(&supervisor, ("01-001", "comment", None), "");
    drop(supervisor);

    let organiser = contest.organiser();
    let again = look(&organiser);
    assert_eq!(again.entries[0].marks[0], None, "and for the other");
    assert_eq!(again.again, compared.again);
    put(&organiser, ("01-001", "mark", Some(&first)), "0");
    put(&organiser, ("01-001", "comment", None), " ");
    assert_eq!(look(&organiser).step, TranscriptStep::Sign);
    assert_eq!(organiser.ailments(), Vec::<String>::new());
}

#[test]
fn a_transcript_signed_by_both_counts_and_is_called_so_everywhere() {
    let contest = Contest::make();
    let _ = transcribed(&contest);
    let organiser = contest.organiser();
    let merge = organiser.merge_look("01");
    let column = merge
        .experts
        .iter()
        .position(|one| one.id == "E0103")
        .unwrap();
    assert_eq!(merge.experts[column].state, CellState::Transcript);
    let states: Vec<CellState> = merge
        .entries
        .iter()
        .map(|entry| entry.cells[column].state)
        .collect();
    assert_eq!(
        states,
        [
            CellState::Transcript,
            CellState::Transcript,
            CellState::MaterialMissing
        ]
    );
    let view: SheetView = organiser.ask_as("sheet_look", json!({"expert": "E0103"}));
    let shown = view.shown.unwrap();
    assert!(shown.transcript && shown.verdict == FileVerdict::Accepted);
    assert_eq!(view.clerks, ["孟怀远", "周明岳"]);
    assert_eq!(view.lines[2].reason, "缺申报书");
    // Nothing changed: nothing to sign again.
    let request = sign(&contest, &organiser, "supervisor");
    assert_eq!(
        organiser.refused("transcript_sign", request).code,
        ErrorCode::TranscriptUnchanged
    );
    assert_eq!(organiser.ailments(), Vec::<String>::new());
}

#[test]
fn a_mistake_of_both_is_mended_by_another_transcript() {
    let contest = Contest::make();
    let _ = transcribed(&contest);
    let first = look(&contest.organiser()).columns[0].id.clone();
    put(&contest.organiser(), ("01-001", "mark", Some(&first)), "1");
    let supervisor = contest.supervisor();
    put(&supervisor, ("01-001", "mark", Some(&first)), "1");
    let signed: TranscriptLook =
        supervisor.ask_as("transcript_sign", sign(&contest, &supervisor, "organiser"));
    assert_eq!(signed.signed.unwrap().seq, 2);
    let view: SheetView = supervisor.ask_as("sheet_look", json!({"expert": "E0103"}));
    let verdicts: Vec<_> = view.versions.iter().map(|one| one.verdict).collect();
    assert_eq!(verdicts, [FileVerdict::Accepted, FileVerdict::Superseded]);
    assert_eq!(view.lines[0].marks[0].as_deref(), Some("1"));
}

#[test]
fn signing_takes_both_passphrases_and_a_scan_one_can_look_at() {
    let contest = Contest::make();
    type_all(&contest.organiser());
    let supervisor = contest.supervisor();
    type_all(&supervisor);
    let refused = |change: &dyn Fn(&mut Value)| {
        let mut request = sign(&contest, &supervisor, "organiser");
        change(&mut request);
        supervisor.refused("transcript_sign", request).code
    };
    assert_eq!(
        refused(&|request| request["clerkPassphrase"] = "别的".into()),
        ErrorCode::WrongPassphrase
    );
    assert_eq!(
        refused(&|request| request["passphrase"] = "别的".into()),
        ErrorCode::WrongPassphrase
    );
    assert_eq!(
        refused(&|request| request["clerk"] = "supervisor".into()),
        ErrorCode::TranscriptOther,
        "nobody signs twice"
    );
    let text = contest.file("paper.txt", "不是扫描件");
    assert_eq!(
        refused(&|request| request["scan"] = supervisor.pick(&text).into()),
        ErrorCode::ScanForeign
    );
    assert_eq!(look(&supervisor).step, TranscriptStep::Sign);
}

#[test]
fn a_conflicting_sheet_of_the_expert_puts_both_on_hold_whichever_came_first() {
    let contest = Contest::make();
    contest.expert("E0103");
    contest.enrol(&["E0103"]);
    let seat = contest.again("E0103");
    seat.mark_everything(4);
    seat.sign();
    let sheet = seat.save_sheet(&contest.at("E0103.xlsx"));
    drop(seat);
    let file = transcribed(&contest);
    let organiser = contest.organiser();
    let row = organiser.merge_one(&sheet);
    assert_eq!(
        (row.verdict, row.codes.as_slice()),
        (FileVerdict::Held, ["FORK".to_owned()].as_slice())
    );
    let view: SheetView = organiser.ask_as("sheet_look", json!({"expert": "E0103"}));
    assert!(
        view.versions
            .iter()
            .all(|one| one.verdict == FileVerdict::Held)
    );
    let state = organiser.merge_state();
    // The transcript comes back as a file: the same document again changes nothing.
    let row = organiser.merge_one(&file);
    assert!(row.who.contains("罗致远（代录）"), "{row:?}");
    assert_eq!(organiser.merge_state(), state);
    drop(organiser);
    // On a chair's desk the transcript is checked by the letter alone, in either order, and travels on in the return.
    let chair = contest.signed("E0101", 1);
    let row = chair.merge_one(&file);
    assert_eq!(
        (row.verdict, row.codes),
        (FileVerdict::Accepted, Vec::new())
    );
    chair.ask(
        "panel_return_sign",
        json!({"passphrase": PASSPHRASE, "minutes": ""}),
    );
    let carried = contest.at("return.xlsx");
    chair.ask("panel_return_save", json!({"target": chair.pick(&carried)}));
    // The chair's letter may be older than the key: the sheet waits there, and is as much in conflict.
    assert_eq!(chair.merge_one(&sheet).verdict, FileVerdict::Held);
    drop(chair);
    let rows = contest.organiser().merge(&[&carried]);
    assert!(
        rows.iter().any(|row| row.who.contains("罗致远（代录）")),
        "{rows:?}"
    );
}

#[test]
fn a_transcript_of_another_contest_is_a_strangers() {
    let (contest, stranger) = (Contest::make(), Contest::make());
    let file = transcribed(&stranger);
    let row = contest.organiser().merge_one(&file);
    assert_eq!(row.verdict, FileVerdict::Rejected);
    assert!(row.codes.contains(&"KEY-UNKNOWN".to_owned()), "{row:?}");
}
