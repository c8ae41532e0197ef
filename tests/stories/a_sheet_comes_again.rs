//! The same sheet twice, revisions in the wrong order, copies under other names: what a secretariat's WeChat group really looks like.

use std::path::PathBuf;

use jury_desk::wire::merge::{CellState, FileRow, FileVerdict};
use serde_json::json;

use crate::harness::Contest;

/// A first sheet and its revision, of a key that is in the roster.
pub(crate) fn two_revisions(contest: &Contest) -> (PathBuf, PathBuf) {
    contest.expert("E0102");
    contest.enrol(&["E0102"]);
    let seat = contest.again("E0102");
    seat.mark_everything(1);
    seat.sign();
    let first = seat.save_sheet(&contest.at("first.xlsx"));
    seat.revise(5);
    (first, seat.save_sheet(&contest.at("second.xlsx")))
}

fn verdict(row: &FileRow) -> (FileVerdict, Vec<&str>) {
    (row.verdict, row.codes.iter().map(String::as_str).collect())
}

#[test]
fn the_same_sheet_twice_is_a_duplicate_and_changes_nothing() {
    let contest = Contest::make();
    let sheet = contest.sheet("E0101", 1);
    let again = contest.again("E0101");
    let bare = again.save_sheet(&contest.at("bare.json"));
    let renamed = contest.file("微信收到的文件(1).xlsx", std::fs::read(&sheet).unwrap());
    let organiser = contest.organiser();
    assert_eq!(
        organiser.merge_one(&sheet).verdict,
        FileVerdict::Provisional
    );
    let state = organiser.merge_state();
    for copy in [&sheet, &renamed, &bare] {
        assert_eq!(
            verdict(&organiser.merge_one(copy)),
            (FileVerdict::Duplicate, vec!["REPLAY"]),
            "{}",
            copy.display()
        );
    }
    assert_eq!(organiser.merge_state(), state);
}

#[test]
fn an_older_revision_after_the_newer_one_is_replaced_already() {
    let contest = Contest::make();
    let (first, second) = two_revisions(&contest);
    let organiser = contest.organiser();
    assert_eq!(
        verdict(&organiser.merge_one(&second)),
        (FileVerdict::Accepted, vec!["GAP"]),
        "only noted"
    );
    let state = organiser.results("01");
    assert_eq!(
        verdict(&organiser.merge_one(&first)),
        (FileVerdict::Superseded, vec!["STALE"])
    );
    assert_eq!(organiser.results("01"), state);
}

#[test]
fn an_older_revision_before_the_newer_one_gives_way_to_it() {
    let contest = Contest::make();
    let (first, second) = two_revisions(&contest);
    let organiser = contest.organiser();
    assert_eq!(
        verdict(&organiser.merge_one(&first)),
        (FileVerdict::Accepted, vec![])
    );
    let before = organiser.results("01");
    assert_eq!(
        verdict(&organiser.merge_one(&second)),
        (FileVerdict::Accepted, vec![])
    );
    assert_ne!(
        organiser.results("01"),
        before,
        "the revision gave other marks"
    );
    let look = organiser.merge_look("01");
    assert_eq!(look.entries[0].cells[1].state, CellState::Replaced);
    let first = look.files.iter().find(|row| row.seq == Some(1)).unwrap();
    assert_eq!(verdict(first), (FileVerdict::Superseded, vec!["STALE"]));
}

#[test]
fn a_folder_is_merged_like_its_files() {
    let contest = Contest::make();
    for (liking, expert) in ["E0101", "E0102"].into_iter().enumerate() {
        let sheet = contest.sheet(expert, liking);
        contest.file(
            &format!("received/{expert}.xlsx"),
            std::fs::read(sheet).unwrap(),
        );
    }
    contest.file("received/~$E0101.xlsx", "the lock file of an open workbook");
    contest.file("received/说明.docx", "not asked for");
    let rows = contest.organiser().merge(&[&contest.at("received")]);
    assert_eq!(rows.len(), 2);
}

#[test]
fn a_merge_without_files_is_refused_and_so_is_a_file_that_is_not_there() {
    let contest = Contest::make();
    let organiser = contest.organiser();
    assert_eq!(
        organiser
            .refused("merge_add", json!({"files": []}))
            .sentence,
        "没有选择文件，请选择或拖入评分表。"
    );
    let gone = organiser.pick(&contest.at("gone.xlsx"));
    let error = organiser.refused("merge_add", json!({"files": [gone]}));
    assert!(error.sentence.contains("gone.xlsx"), "{error}");
}
