//! The main job from two workbooks and a folder to a ranking: packs, letters, marks, signatures, panels, the central merge.

use std::path::{Path, PathBuf};

use jury_desk::wire::expert::{EntryState, Overview, PackAdded};
use jury_desk::wire::merge::{CellState, FileVerdict, MergeLook, SignedReturn};
use jury_desk::wire::organiser::OrganiserHome;
use jury_desk::wire::start::{LetterOpened, Role};
use serde_json::json;

use crate::harness::{CONTEST, Contest, PASSPHRASE, Seat};

/// Six experts have scored and signed, their keys known beforehand; one recused an entry, one lacked a form, one revised.
struct Day {
    contest: Contest,
    /// The first panel's sheets, E0102's in two revisions.
    panel: Vec<PathBuf>,
    /// Everybody else's.
    loose: Vec<PathBuf>,
}

impl Day {
    fn scored() -> Self {
        let mut contest = Contest::make();
        let everybody = ["E0101", "E0102", "E0103", "E0104", "E1201", "E1202"];
        for expert in everybody {
            contest.expert(expert);
        }
        contest.enrol(&everybody);
        // A chair's letter carries the panel's keys.
        let organiser = contest.organiser();
        contest.issue(&organiser, &["E0101"]);
        drop(organiser);
        contest.open_letter("E0101", &contest.desk("E0101"));
        let sheets = everybody
            .iter()
            .zip(1..)
            .map(|(expert, liking)| score(&contest, expert, liking));
        let mut panel: Vec<PathBuf> = sheets.collect();
        let loose = panel.split_off(3);
        let revised = contest.again("E0102");
        revised.revise(9);
        panel.push(revised.save_sheet(&contest.at("E0102-2.xlsx")));
        Self {
            contest,
            panel,
            loose,
        }
    }

    /// The chair of the first panel merges, signs the return and hands on one workbook.
    fn panel_return(&self) -> PathBuf {
        let chair = self.contest.again("E0101");
        merge_all(&chair, &self.panel);
        let signed: SignedReturn = chair.ask_as(
            "panel_return_sign",
            json!({"passphrase": PASSPHRASE, "minutes": "合议一致。"}),
        );
        assert_eq!(signed.seq, 1);
        let file = self.contest.at("return.xlsx");
        chair.ask("panel_return_save", json!({"target": chair.pick(&file)}));
        file
    }

    /// An organiser's desk of its own, copied before anything was merged.
    fn copied_organiser(&self, name: &str) -> Seat {
        let copy = self.contest.at(name).join("organiser");
        copy_folder(&self.contest.at("organiser"), &copy);
        Seat::signed_in(&copy, None)
    }
}

fn score(contest: &Contest, expert: &str, liking: usize) -> PathBuf {
    let seat = contest.again(expert);
    if expert == "E0103" {
        seat.ask(
            "recusal_put",
            json!({"entry": "01-002", "reason": "曾任该单位顾问"}),
        );
    }
    if expert == "E0104" {
        seat.ask(
            "material_missing_put",
            json!({"entry": "01-003", "reason": "没有申报书"}),
        );
    }
    seat.mark_everything(liking);
    seat.sign();
    seat.save_sheet(&contest.at(&format!("{expert}.xlsx")))
}

fn merge_all(seat: &Seat, files: &[PathBuf]) {
    let files: Vec<&Path> = files.iter().map(PathBuf::as_path).collect();
    for row in seat.merge(&files) {
        let fine = [
            FileVerdict::Accepted,
            FileVerdict::Superseded,
            FileVerdict::Duplicate,
        ];
        assert!(fine.contains(&row.verdict), "{row:?}");
    }
}

pub(crate) fn copy_folder(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy_folder(&entry.path(), &target);
        } else {
            std::fs::copy(entry.path(), target).unwrap();
        }
    }
}

#[test]
fn an_expert_goes_from_a_letter_with_a_code_to_a_signed_workbook() {
    let contest = Contest::make();
    let seat = Seat::at(&contest.at("laptop"));
    let opened: LetterOpened = seat.ask_as("letter_open", contest.opening(&seat, "E0101"));
    assert_eq!(
        (
            opened.open.role,
            opened.open.name.as_str(),
            opened.open.committed
        ),
        (Role::Chair, "韩立言", false)
    );
    assert_eq!((opened.open.contest.as_str(), opened.entries), (CONTEST, 3));
    assert_eq!(
        opened.contest_code, contest.made.contest_code,
        "the code on the invitation"
    );
    assert_eq!(opened.supervisors, ["孟怀远"]);

    let first_mark = json!({"entry": "01-001", "criterion": "A1", "value": "1"});
    assert_eq!(
        format!("{:?}", seat.refused("mark_put", first_mark.clone()).code),
        "NotCommitted"
    );
    seat.ask(
        "commitment_accept",
        json!({"recusals": [{"entry": "01-002", "reason": "同一集团"}]}),
    );
    let packs: PackAdded = seat.ask_as(
        "pack_add",
        json!({"packs": [seat.pick(&contest.at("packs"))], "keep": "copy"}),
    );
    // The pack of the other track is said to be one, and the missing form of 01-003 is in no pack.
    assert_eq!(
        (
            packs.present,
            packs.total,
            packs.missing,
            packs.problems.len()
        ),
        (6, 6, Vec::new(), 1)
    );

    seat.mark_everything(3);
    seat.ask(
        "comment_put",
        json!({"entry": "01-001", "text": "数据流通环节说得清楚。"}),
    );
    let overview: Overview = seat.ask_as("overview", json!({}));
    assert!(
        overview.can_sign && overview.gaps.is_empty(),
        "{}",
        overview.why_not
    );
    let signed = seat.sign();
    let home = seat.home();
    assert!(home.read_only);
    assert_eq!((home.done, home.total), (2, 2));
    assert_eq!(home.entries[1].state, EntryState::Recused);
    assert_eq!(
        format!("{:?}", seat.refused("mark_put", first_mark).code),
        "SheetSigned"
    );
    assert!(
        signed
            .suggested_name
            .starts_with("评分表_01工业制造_韩立言_第1版_"),
        "{}",
        signed.suggested_name
    );
    let file = seat.save_sheet(&contest.at(&signed.suggested_name));
    assert_eq!(contest.organiser().merge_one(&file).seq, Some(1));
}

#[test]
fn returns_and_loose_sheets_give_the_same_result_in_any_order_and_any_number_of_times() {
    let day = Day::scored();
    let panel_return = day.panel_return();
    let mut everything: Vec<PathBuf> = vec![panel_return.clone()];
    everything.extend(day.loose.iter().cloned());
    let by_return = day.copied_organiser("by-return");
    merge_all(&by_return, &everything);
    let expected = by_return.merge_state();
    assert_complete(&by_return.merge_look("01"));

    let by_sheets = day.copied_organiser("by-sheets");
    let mut sheets: Vec<PathBuf> = day.loose.iter().chain(&day.panel).rev().cloned().collect();
    for sheet in &sheets {
        merge_all(&by_sheets, std::slice::from_ref(sheet));
    }
    assert_eq!(
        by_sheets.merge_state(),
        expected,
        "sheets one by one, backwards, without the return"
    );

    sheets.push(panel_return);
    sheets.rotate_left(2);
    let by_both = day.copied_organiser("by-both");
    merge_all(&by_both, &sheets);
    sheets.reverse();
    merge_all(&by_both, &sheets);
    assert_eq!(
        by_both.merge_state(),
        expected,
        "everything, twice, in two orders"
    );
    assert_eq!(by_both.ailments(), Vec::<String>::new());
}

fn assert_complete(look: &MergeLook) {
    assert_eq!((look.coverage.held, look.coverage.provisional), (0, 0));
    // 01-003 lacks its form for E0104 alone.
    assert_eq!(
        (
            look.coverage.awaited,
            look.coverage.recused,
            look.coverage.expected
        ),
        (1, 1, 11)
    );
    let states = |entry: usize| -> Vec<CellState> {
        look.entries[entry]
            .cells
            .iter()
            .map(|cell| cell.state)
            .collect()
    };
    assert_eq!(
        states(0),
        [
            CellState::Verified,
            CellState::Replaced,
            CellState::Verified,
            CellState::Verified
        ]
    );
    assert_eq!(states(1)[2], CellState::Recused);
    assert_eq!(states(2)[3], CellState::MaterialMissing);
}

#[test]
fn the_chair_and_the_organiser_compute_the_same_ranking_of_a_panel() {
    let day = Day::scored();
    let panel_return = day.panel_return();
    let chair = day.contest.again("E0101");
    let organiser = day.contest.organiser();
    // Without the second panel's sheet both have the same set for this track.
    merge_all(&organiser, &[panel_return]);
    let rows = |seat: &Seat| -> Vec<_> {
        let rows = seat.results("01").rows;
        rows.into_iter()
            .map(|row| (row.rank, row.entry, row.published, row.exact, row.valid))
            .collect()
    };
    assert_eq!(rows(&chair), rows(&organiser));
    assert_eq!(rows(&chair).len(), 3);
}

#[test]
fn the_organiser_is_told_what_to_do_next_until_everything_is_in() {
    let day = Day::scored();
    let home = |seat: &Seat| -> OrganiserHome { seat.ask_as("organiser_home", json!({})) };
    let organiser = day.contest.organiser();
    assert_eq!(home(&organiser).next_screen, "merge");
    merge_all(&organiser, &day.panel);
    let track = home(&organiser).tracks.remove(0);
    assert_eq!((track.due, track.verified, track.awaited), (4, 3, 1));
    merge_all(&organiser, &day.loose);
    let done = home(&organiser);
    assert_eq!(done.next_screen, "results");
    assert!(done.next.contains("已收齐"), "{}", done.next);
    let results = day.contest.at("results.xlsx");
    organiser.ask("results_save", json!({"target": organiser.pick(&results)}));
    assert!(std::fs::metadata(&results).unwrap().len() > 5_000);
}

#[test]
fn the_results_workbook_is_the_same_bytes_whenever_it_is_written() {
    let day = Day::scored();
    let organiser = day.contest.organiser();
    merge_all(&organiser, &day.panel);
    let write = |name: &str| {
        let file = day.contest.at(name);
        organiser.ask("results_save", json!({"target": organiser.pick(&file)}));
        std::fs::read(file).unwrap()
    };
    assert_eq!(write("one.xlsx"), write("two.xlsx"));
}
