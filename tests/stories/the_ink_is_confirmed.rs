//! The ink confirmation: a supervisor types the 核对码 from the signed paper, and nobody else can.

use std::path::PathBuf;

use jury_desk::error::ErrorCode;
use jury_desk::wire::merge::{CellState, FileVerdict, MergeAdded};
use serde_json::json;

use crate::harness::{Contest, Seat};

/// A sheet in the organiser's hands, and the code that stands on its paper.
fn handed_in(contest: &Contest, expert: &str) -> (PathBuf, String) {
    let seat = contest.signed(expert, 1);
    let code = seat.home().signed.unwrap().code;
    let file = seat.save_sheet(&contest.at(&format!("{expert}.xlsx")));
    drop(seat);
    assert_eq!(
        contest.organiser().merge_one(&file).verdict,
        FileVerdict::Provisional
    );
    (file, code)
}

fn confirm(expert: &str, code: &str) -> serde_json::Value {
    json!({"expert": expert, "code": code})
}

#[test]
fn the_code_from_the_paper_makes_a_sheet_count_for_good() {
    let contest = Contest::make();
    let (_, code) = handed_in(&contest, "E0102");
    let supervisor = contest.supervisor();
    assert_eq!(
        supervisor.merge_look("01").entries[0].cells[1].state,
        CellState::Provisional
    );
    // As people type: small letters, no dashes, 0 for O.
    let typed = code.to_lowercase().replace(['-', ' '], "");
    let confirmed: MergeAdded = supervisor.ask_as("paper_confirm", confirm("E0102", &typed));
    assert_eq!(confirmed.files[0].verdict, FileVerdict::Accepted);
    assert_eq!(
        supervisor.merge_look("01").entries[0].cells[1].state,
        CellState::Verified
    );
    assert_eq!(
        supervisor
            .refused("paper_confirm", confirm("E0102", &code))
            .code,
        ErrorCode::NothingToConfirm
    );
    drop(supervisor);

    // The key is the expert's from now on: a revision needs no second paper.
    let seat = contest.again("E0102");
    seat.revise(7);
    let revised = seat.save_sheet(&contest.at("revised.xlsx"));
    drop(seat);
    assert_eq!(
        contest.organiser().merge_one(&revised).verdict,
        FileVerdict::Accepted
    );
}

#[test]
fn a_wrong_code_a_mistyped_code_and_a_wrong_expert_are_told_apart() {
    let contest = Contest::make();
    let (_, code) = handed_in(&contest, "E0102");
    let (_, other) = handed_in(&contest, "E0103");
    let supervisor = contest.supervisor();
    let refused = |expert: &str, code: &str| {
        supervisor
            .refused("paper_confirm", confirm(expert, code))
            .code
    };
    assert_eq!(refused("E0102", &other), ErrorCode::PaperCodeMismatch);
    assert_eq!(
        refused("E0102", &code[..code.len() - 1]),
        ErrorCode::PaperCodeMistyped
    );
    assert_eq!(
        refused("E0102", "UUUU-UUUU-UUUU-UUUU"),
        ErrorCode::PaperCodeMistyped
    );
    assert_eq!(refused("E0101", &code), ErrorCode::NothingToConfirm);
    assert_eq!(refused("不是编号", &code), ErrorCode::UnknownExpert);
    assert_eq!(supervisor.merge_look("01").coverage.verified, 0);
}

#[test]
fn only_a_supervisor_confirms_and_the_desk_shows_no_pending_code() {
    let contest = Contest::make();
    let (_, code) = handed_in(&contest, "E0102");
    let organiser = contest.organiser();
    let error = organiser.refused("paper_confirm", confirm("E0102", &code));
    assert_eq!(error.code, ErrorCode::NotAllowed);
    assert!(error.sentence.contains("监督员"), "{error}");
    for look in ["merge_look", "results_look"] {
        assert!(
            !organiser
                .ask(look, json!({"track": "01"}))
                .to_string()
                .contains(&code),
            "{look}"
        );
    }
    assert!(
        !organiser
            .ask("organiser_home", json!({}))
            .to_string()
            .contains(&code)
    );
    assert!(
        !organiser
            .ask("audit_look", json!({"before": null, "limit": 500}))
            .to_string()
            .contains(&code)
    );
}

#[test]
fn two_keys_for_one_expert_hold_both_and_confirming_one_rejects_the_other() {
    let contest = Contest::make();
    let (own, code) = handed_in(&contest, "E0102");
    // Whoever got hold of letter and code opens it on another computer and signs other marks.
    let thief = contest.open_letter("E0102", &contest.at("elsewhere/desk"));
    thief.ask("commitment_accept", json!({"recusals": []}));
    thief.mark_everything(6);
    thief.sign();
    let stolen = thief.save_sheet(&contest.at("stolen.xlsx"));
    drop(thief);

    let organiser = contest.organiser();
    let row = organiser.merge_one(&stolen);
    assert_eq!(row.verdict, FileVerdict::Held, "{row:?}");
    assert!(
        row.codes.contains(&"KEY-EXPERT-MISMATCH".to_owned()),
        "{row:?}"
    );
    let verdicts = |seat: &Seat| -> Vec<FileVerdict> {
        let mut rows = seat.merge_look("01").files;
        rows.sort_by(|one, other| one.file.cmp(&other.file));
        rows.iter().map(|row| row.verdict).collect()
    };
    assert_eq!(verdicts(&organiser), [FileVerdict::Held, FileVerdict::Held]);
    assert_eq!(
        organiser.merge_look("01").entries[0].cells[1].state,
        CellState::Held
    );
    drop(organiser);

    let supervisor = contest.supervisor();
    supervisor.ask("paper_confirm", confirm("E0102", &code));
    assert_eq!(
        verdicts(&supervisor),
        [FileVerdict::Accepted, FileVerdict::Rejected],
        "{}",
        own.display()
    );
    assert_eq!(
        supervisor.merge_look("01").entries[0].cells[1].state,
        CellState::Verified
    );
    assert_eq!(supervisor.ailments(), Vec::<String>::new());
}

#[test]
fn what_waits_for_ink_counts_in_the_ranking_and_blocks_finalising_alone() {
    let contest = Contest::make();
    handed_in(&contest, "E0102");
    let organiser = contest.organiser();
    let results = organiser.results("01");
    assert!(
        results
            .rows
            .iter()
            .all(|row| row.valid == 1 && row.rank.is_some()),
        "{results:?}"
    );
    let waiting = results
        .blockers
        .iter()
        .find(|blocker| blocker.text == "待纸质确认")
        .unwrap();
    assert_eq!((waiting.state, waiting.count), (CellState::Provisional, 1));
}
