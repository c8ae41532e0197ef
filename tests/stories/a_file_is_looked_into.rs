//! A file is verified before it is merged, or merged a second time: what is said must be what the merge says, and a sheet that was refused is
//! never called settled because it came again.

use std::path::Path;

use jury_desk::wire::check::SheetVerification;
use jury_desk::wire::merge::{FileRow, FileVerdict};
use jury_testkit::forgery::{key, signed_anew};
use serde_json::json;

use crate::harness::{Contest, Seat, with_part_changed};

fn verified(seat: &Seat, file: &Path) -> Vec<FileRow> {
    let request = json!({"file": seat.pick(file), "roster": null});
    let said: SheetVerification = seat.ask_as("sheet_verify", request);
    assert_eq!(said.envelopes.len(), said.rows.len());
    said.rows
}

type Said = (FileVerdict, Vec<String>, Vec<String>);

fn said(row: FileRow) -> Said {
    (row.verdict, row.codes, row.sentences)
}

/// What is said of a file before it is merged, and when it is; the first changes nothing.
fn before_and_after(seat: &Seat, file: &Path) -> (Vec<Said>, Vec<Said>) {
    let state = seat.merge_state();
    let before = verified(seat, file);
    assert_eq!(seat.merge_state(), state, "nothing is kept of it");
    assert!(
        seat.merge_look("01")
            .files
            .iter()
            .all(|row| row.file != file.file_name().unwrap().to_str().unwrap())
    );
    let rows = |rows: Vec<FileRow>| rows.into_iter().map(said).collect();
    (rows(before), rows(seat.merge(&[file])))
}

#[test]
fn verifying_a_file_says_what_merging_it_would() {
    let contest = Contest::make();
    let sheet = contest.sheet("E0102", 1);
    let changed = with_part_changed(
        &std::fs::read(&sheet).unwrap(),
        "xl/worksheets/sheet1.xml",
        |xml| xml.replacen("<v>", "<v>9", 3),
    );
    let changed = contest.file("changed.xlsx", changed);
    let bare = contest.again("E0102").save_sheet(&contest.at("bare.json"));
    let forged = signed_anew(&std::fs::read(&bare).unwrap(), &key(7), |sheet| {
        sheet.entries[0].marks[0].value = 0;
    });
    let forged = contest.file("forged.json", forged);
    let organiser = contest.organiser();
    for file in [&forged, &changed] {
        let (before, after) = before_and_after(&organiser, file);
        assert_eq!(before, after, "{}", file.display());
    }
    // A sheet that is here already is told as it stands, not as a repetition.
    let rows = verified(&organiser, &sheet);
    assert_eq!(rows[0].verdict, FileVerdict::Provisional, "{rows:?}");
}

#[test]
fn a_sheet_of_another_round_or_of_nobody_is_told_before_the_merge() {
    let (contest, other) = (Contest::make(), Contest::make());
    let foreign = other.sheet("E0102", 1);
    let (before, after) = before_and_after(&contest.organiser(), &foreign);
    assert_eq!(before, after);
    assert_eq!(before[0].0, FileVerdict::Rejected);
}

#[test]
fn a_refused_sheet_that_comes_again_is_still_said_to_be_refused() {
    let (contest, other) = (Contest::make(), Contest::make());
    let foreign = other.sheet("E0102", 1);
    let good = contest.sheet("E0102", 1);
    let organiser = contest.organiser();
    let first = organiser.merge_one(&foreign);
    assert_eq!(first.repeats, None);
    let again = organiser.merge_one(&foreign);
    assert_eq!(again.verdict, FileVerdict::Duplicate);
    assert_eq!(again.repeats, Some(FileVerdict::Rejected));
    assert_eq!(again.codes[0], "REPLAY");
    assert_eq!(again.codes[1..], first.codes);
    assert!(again.who.starts_with("自称"), "{}", again.who);
    let sentences = again.sentences.concat();
    assert!(
        sentences.contains("拒收") && sentences.contains("非本赛事"),
        "{sentences}"
    );
    assert!(!sentences.contains("无须处理"), "{sentences}");
    drop(organiser.merge_one(&good));
    let again = organiser.merge_one(&good);
    assert_eq!(again.codes, ["REPLAY"]);
    assert!(
        again.sentences[0].ends_with("无须处理。"),
        "{:?}",
        again.sentences
    );
}
