//! 收卷 and 复评单: after the closing a revision waits, unless the organiser gave leave for exactly it.

use std::path::PathBuf;

use jury_desk::error::ErrorCode;
use jury_desk::wire::merge::{FileVerdict, MergeLook};
use serde_json::json;

use crate::harness::{Contest, Seat};

/// E0102 has handed in under a known key, and the track is closed.
fn closed() -> (Contest, PathBuf) {
    let contest = Contest::make();
    contest.expert("E0102");
    contest.enrol(&["E0102"]);
    let seat = contest.again("E0102");
    seat.mark_everything(1);
    seat.sign();
    let first = seat.save_sheet(&contest.at("first.xlsx"));
    drop(seat);
    let organiser = contest.organiser();
    assert_eq!(organiser.merge_one(&first).verdict, FileVerdict::Accepted);
    let look: MergeLook = organiser.ask_as("closing_sign", json!({"track": "01"}));
    assert_eq!(look.coverage, organiser.merge_look("01").coverage);
    drop(organiser);
    (contest, first)
}

fn ticket(contest: &Contest, organiser: &Seat, expert: &str) -> PathBuf {
    let file = contest.at(&format!("{expert}.juryticket"));
    let request =
        json!({"expert": expert, "reason": "录入有误，申请更正", "target": organiser.pick(&file)});
    organiser.ask("ticket_sign", request);
    file
}

#[test]
fn a_revision_after_the_closing_waits_and_the_sheet_taken_goes_on_counting() {
    let (contest, first) = closed();
    let seat = contest.again("E0102");
    seat.revise(6);
    let late = seat.save_sheet(&contest.at("late.xlsx"));
    drop(seat);
    let organiser = contest.organiser();
    let results = organiser.results("01").rows;
    let row = organiser.merge_one(&late);
    assert_eq!(
        (row.verdict, row.codes.as_slice()),
        (FileVerdict::Held, ["AFTER-CLOSE".to_owned()].as_slice())
    );
    assert!(row.sentences[0].contains("复评单"), "{:?}", row.sentences);
    assert_eq!(organiser.results("01").rows, results);
    assert_eq!(organiser.merge_one(&first).verdict, FileVerdict::Duplicate);
}

#[test]
fn a_revision_with_a_ticket_counts() {
    let (contest, _) = closed();
    let organiser = contest.organiser();
    let ticket = ticket(&contest, &organiser, "E0102");
    drop(organiser);
    let seat = contest.again("E0102");
    seat.ask("ticket_add", json!({"file": seat.pick(&ticket)}));
    seat.revise(6);
    let revised = seat.save_sheet(&contest.at("revised.xlsx"));
    drop(seat);
    let organiser = contest.organiser();
    let row = organiser.merge_one(&revised);
    assert_eq!(
        (row.verdict, row.codes, row.seq),
        (FileVerdict::Accepted, Vec::new(), Some(2))
    );
    // The ticket was for one revision; the one after it waits.
    drop(organiser);
    let seat = contest.again("E0102");
    seat.revise(7);
    let third = seat.save_sheet(&contest.at("third.xlsx"));
    drop(seat);
    assert_eq!(
        contest.organiser().merge_one(&third).verdict,
        FileVerdict::Held
    );
}

#[test]
fn a_first_sheet_after_the_closing_waits_too() {
    let (contest, _) = closed();
    let late = contest.sheet("E0103", 2);
    let row = contest.organiser().merge_one(&late);
    assert_eq!(
        (row.verdict, row.codes),
        (FileVerdict::Held, vec!["AFTER-CLOSE".to_owned()])
    );
}

#[test]
fn another_track_stays_open() {
    let (contest, _) = closed();
    let sheet = contest.sheet("E1202", 2);
    assert_eq!(
        contest.organiser().merge_one(&sheet).verdict,
        FileVerdict::Provisional
    );
}

#[test]
fn a_ticket_is_taken_in_by_the_expert_it_names_and_from_the_organiser_alone() {
    let (contest, _) = closed();
    let (stranger, _) = closed();
    let organiser = contest.organiser();
    let error = organiser.refused(
        "ticket_sign",
        json!({"expert": "E0103", "reason": "x", "target": organiser.pick(&contest.at("x"))}),
    );
    assert_eq!(
        error.code,
        ErrorCode::NothingToRevise,
        "E0103 has handed in nothing that could be revised"
    );
    let error = organiser.refused(
        "ticket_sign",
        json!({"expert": "E0102", "reason": " ", "target": organiser.pick(&contest.at("x"))}),
    );
    assert_eq!(error.code, ErrorCode::ReasonNeeded);
    let own = ticket(&contest, &organiser, "E0102");
    drop(organiser);
    let strangers = ticket(&stranger, &stranger.organiser(), "E0102");

    let colleague = contest.signed("E0103", 1);
    let refused = |seat: &Seat, file: &PathBuf| {
        seat.refused("ticket_add", json!({"file": seat.pick(file)}))
            .code
    };
    assert_eq!(refused(&colleague, &own), ErrorCode::TicketForeign);
    drop(colleague);
    let seat = contest.again("E0102");
    assert_eq!(refused(&seat, &strangers), ErrorCode::TicketForeign);
    assert_eq!(
        refused(&seat, &contest.at("entries.xlsx")),
        ErrorCode::TicketForeign
    );
    seat.ask("ticket_add", json!({"file": seat.pick(&own)}));
}
