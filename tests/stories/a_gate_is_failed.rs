//! Gates 门槛项: said on the form, signed, told to those who merge; no number follows from them.

use jury_desk::error::ErrorCode;
use jury_desk::wire::expert::{EntryLook, GateState, Overview};
use jury_desk::wire::form::{Changed, History, Undone};
use jury_desk::wire::notes::Remarks;
use serde_json::{Value, json};

use crate::harness::{Contest, Seat};

const ENTRY: &str = "01-001";

#[track_caller]
fn say(seat: &Seat, gate: &str, finding: Option<&str>, reason: &str) {
    seat.ask("gate_put", asked(gate, finding, reason));
}

fn asked(gate: &str, finding: Option<&str>, reason: &str) -> Value {
    json!({"entry": ENTRY, "gate": gate, "finding": finding, "reason": reason})
}

#[track_caller]
fn found(seat: &Seat, gate: &str) -> (Option<GateState>, String) {
    let look: EntryLook = seat.ask_as("entry_look", json!({"entry": ENTRY}));
    assert_eq!(look.gates.len(), 9);
    let gate = look.gates.into_iter().find(|one| one.id == gate).unwrap();
    (gate.finding, gate.reason)
}

#[test]
fn a_finding_is_said_taken_back_and_kept_under_a_newer_letter() {
    let mut contest = Contest::make();
    let seat = contest.expert("E0102");
    assert_eq!(found(&seat, "G3"), (None, String::new()));
    say(&seat, "G3", Some("fail"), "");
    say(&seat, "G3", Some("fail"), "代表 6 人");
    say(&seat, "G1", Some("pass"), "不会留下");
    assert_eq!(
        found(&seat, "G3"),
        (Some(GateState::Fail), "代表 6 人".to_owned())
    );
    assert_eq!(found(&seat, "G1"), (Some(GateState::Pass), String::new()));
    assert_eq!(
        seat.refused("gate_put", asked("G77", Some("pass"), ""))
            .code,
        ErrorCode::UnknownGate
    );

    let back: Undone = seat.ask_as("undo", json!({}));
    let moved = back.moved.unwrap();
    assert_eq!(
        (moved.what, moved.gate.as_deref()),
        (Changed::Gate, Some("G1"))
    );
    assert_eq!(found(&seat, "G1").0, None);
    let history: History = seat.ask_as("history_look", json!({"entry": ENTRY, "criterion": null}));
    assert_eq!(
        history
            .rows
            .iter()
            .map(|row| (row.gate.as_deref(), row.finding, row.in_force))
            .collect::<Vec<_>>(),
        [
            (Some("G1"), None, true),
            (Some("G1"), Some(GateState::Pass), false),
            (Some("G3"), Some(GateState::Fail), true),
            (Some("G3"), Some(GateState::Fail), false),
        ]
    );
    drop(seat);

    let organiser = contest.organiser();
    contest.issue(&organiser, &["E0102"]);
    drop(organiser);
    let seat = contest.open_letter("E0102", &contest.desk("E0102"));
    assert_eq!(found(&seat, "G3").1, "代表 6 人");
}

#[test]
fn a_reason_is_asked_for_at_signing_and_an_unsaid_gate_is_only_a_note() {
    let contest = Contest::make();
    let seat = contest.expert("E0102");
    seat.mark_everything(1);
    say(&seat, "G5", Some("doubt"), " ");
    let overview: Overview = seat.ask_as("overview", json!({}));
    assert_eq!(
        overview
            .gaps
            .iter()
            .map(|gap| (gap.entry.as_str(), gap.what.as_str()))
            .collect::<Vec<_>>(),
        [(ENTRY, "门槛项 G5 缺理由")]
    );
    let refused = seat.refused(
        "sheet_sign",
        json!({"passphrase": crate::harness::PASSPHRASE}),
    );
    assert_eq!(refused.code, ErrorCode::SheetIncomplete);
    say(&seat, "G5", Some("doubt"), "缺证明");
    let overview: Overview = seat.ask_as("overview", json!({}));
    assert!(overview.can_sign, "{}", overview.why_not);
    assert!(
        overview
            .remarks
            .contains(&"01-001 门槛项：G5 待补".to_owned())
            && overview
                .remarks
                .contains(&"有 3 项还有门槛项没有判断".to_owned()),
        "{:?}",
        overview.remarks
    );
    seat.sign();
    assert_eq!(
        seat.refused("gate_put", asked("G1", Some("pass"), "")).code,
        ErrorCode::SheetSigned
    );
}

#[test]
fn findings_travel_in_the_sheet_and_change_no_number() {
    let contest = Contest::make();
    let plain = contest.sheet("E0103", 1);
    let seat = contest.expert("E0102");
    seat.mark_everything(1);
    say(&seat, "G3", Some("fail"), "代表 6 人");
    seat.sign();
    let with_gate = seat.save_sheet(&contest.at("E0102.xlsx"));
    drop(seat);
    contest.enrol(&["E0102", "E0103"]);

    let organiser = contest.organiser();
    organiser.merge(&[&with_gate, &plain]);
    let look = organiser.merge_look("01");
    assert!(
        look.blockers
            .iter()
            .any(|one| one.text == "门槛项未通过" && one.count == 1),
        "{:?}",
        look.blockers
    );
    let results = organiser.results("01");
    let row = results.rows.iter().find(|row| row.entry == ENTRY).unwrap();
    assert_eq!(row.note, "门槛项：G3 不通过（1 人）");
    // Both gave the same marks; only one found something at a gate.
    let totals: Vec<_> = row
        .marks
        .iter()
        .filter_map(|mark| mark.total.clone())
        .collect();
    assert_eq!((totals.len(), &totals[0]), (2, &totals[1]));
    assert!(
        results
            .rows
            .iter()
            .filter(|row| row.entry != ENTRY)
            .all(|row| row.note.is_empty())
    );
    let remarks: Remarks = organiser.ask_as("remarks_look", json!({"entry": ENTRY}));
    assert_eq!(remarks.remarks.len(), 1);
    assert_eq!(remarks.remarks[0].gates[0].gate, "G3 团队与人员");
    assert_eq!(remarks.remarks[0].gates[0].reason, "代表 6 人");
}

#[test]
fn who_recuses_says_nothing_at_gates_and_gives_no_marks() {
    let contest = Contest::make();
    let seat = contest.expert("E0102");
    say(&seat, "G3", Some("fail"), "代表 6 人");
    seat.ask("recusal_put", json!({"entry": ENTRY, "reason": "同单位"}));
    assert_eq!(
        seat.refused("gate_put", asked("G1", Some("pass"), "")).code,
        ErrorCode::EntryRecused
    );
    let mark = json!({"entry": ENTRY, "criterion": "A1", "value": "3"});
    assert_eq!(
        seat.refused("mark_put", mark.clone()).code,
        ErrorCode::EntryNotJudged
    );
    let others = json!({"entry": "01-002", "criterion": "A1", "value": "3"});
    let refusal = seat.refused("marks_put", json!({"marks": [others, mark]}));
    let place = format!("{ENTRY} 的 A1：");
    assert!(
        refusal.sentence.starts_with(&place),
        "of many marks, which one: {}",
        refusal.sentence
    );
    assert!(
        seat.all_marks().iter().all(|(_, _, value)| value.is_none()),
        "all of a column or none"
    );
    // The finding before the recusal is kept and does not travel.
    seat.mark_everything(1);
    seat.sign();
    let sheet = seat.save_sheet(&contest.at("E0102.sheet.json"));
    drop(seat);
    let organiser = contest.organiser();
    let row = organiser.merge_one(&sheet);
    assert!(row.codes.is_empty(), "{:?}", row.codes);
    assert!(
        organiser
            .results("01")
            .rows
            .iter()
            .all(|row| row.note.is_empty())
    );
}
