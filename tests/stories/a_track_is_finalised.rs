//! 定稿: what is open is closed or decided by two people, the result is signed, and nothing that comes later changes it.

use jury_desk::error::ErrorCode;
use jury_desk::wire::finalise::{FinaliseLook, ItemName};
use jury_desk::wire::merge::{CellState, FileVerdict};
use serde_json::{Value, json};

use crate::harness::{Contest, Seat, two_people, whole};

/// E1202 has handed in without the ink, E1201 has not.
fn half_handed_in() -> Contest {
    let contest = Contest::make();
    let sheet = contest.sheet("E1202", 2);
    let row = contest.organiser().merge_one(&sheet);
    assert_eq!(row.verdict, FileVerdict::Provisional);
    contest
}

fn look(seat: &Seat) -> FinaliseLook {
    seat.ask_as("finalise_look", json!({"track": "12"}))
}

pub(crate) fn together(mut request: Value) -> Value {
    request["track"] = json!("12");
    two_people(request)
}

fn decision(item: &ItemName, outcome: &str) -> Value {
    together(json!({"item": item, "outcome": outcome, "reason": "合议后认定"}))
}

#[track_caller]
pub(crate) fn decide_all(organiser: &Seat) {
    for open in look(organiser).open {
        organiser.ask("decision_sign", decision(&open.item, "accept-as-is"));
    }
}

#[test]
fn what_is_open_is_listed_and_nothing_is_final_before_it_is_closed() {
    let contest = half_handed_in();
    let organiser = contest.organiser();
    let page = look(&organiser);
    let kinds: Vec<&str> = page
        .open
        .iter()
        .map(|open| open.item.kind.as_str())
        .collect();
    assert_eq!(kinds, ["expert-missing", "provisional"]);
    page.open.iter().for_each(|open| whole(&open.sentence));
    assert_eq!(page.mark.text, "未定稿");
    let error = organiser.refused("finalise", together(json!({})));
    assert_eq!(error.code, ErrorCode::StillOpen);
    assert!(error.sentence.contains("陆文舟"), "{error}");

    // One decision closes one item.
    organiser.ask(
        "decision_sign",
        decision(&page.open[0].item, "accept-as-is"),
    );
    let after = look(&organiser);
    assert_eq!((after.open.len(), after.decided.len()), (1, 1));
    assert_eq!(after.open[0].item.kind, "provisional");
    let matrix = organiser.merge_look("12");
    assert_eq!(matrix.experts[0].state, CellState::Absent);
    let said = matrix.entries.iter().map(|row| row.cells[0].state);
    assert!(said.into_iter().all(|state| state == CellState::Absent));
    let ranked = organiser.results("12").rows;
    assert!(
        ranked
            .iter()
            .all(|row| row.marks[0].state == CellState::Absent)
    );
    organiser.ask(
        "decision_sign",
        decision(&after.open[0].item, "accept-as-is"),
    );
    organiser.ask("finalise", together(json!({})));
    let page = look(&organiser);
    assert!(page.mark.finalised && page.mark.text.starts_with("定稿 第 1 版 核对码 "));
    assert_eq!((page.versions.len(), page.differences.len()), (1, 0));
    assert_eq!(organiser.results("12").mark, page.mark);
    assert!(!organiser.results("01").mark.finalised);
    assert_eq!(organiser.ailments(), Vec::<String>::new());
}

#[test]
fn an_entry_with_fewer_sheets_than_the_rule_wants_is_open_and_has_no_rank() {
    let contest = half_handed_in();
    let organiser = contest.organiser();
    let mut form = organiser.ask("rule_look", json!({}))["form"].clone();
    form["minimumSheets"] = json!(2);
    crate::a_second_round::adopt(&organiser, &form);
    let page = look(&organiser);
    let wanting: Vec<_> = page
        .open
        .iter()
        .filter(|open| open.item.kind == "quorum")
        .collect();
    assert_eq!(wanting.len(), 2, "{:?}", page.open);
    for open in wanting {
        assert!(open.sentence.contains("有效评分 1 份"), "{open:?}");
        assert!(open.sentence.contains("规定的 2 份"), "{open:?}");
    }
    let looked = organiser.merge_look("12").blockers;
    let of_quorum = looked.iter().find(|one| one.text == "有效评分不足");
    assert_eq!(of_quorum.map(|one| one.count), Some(2), "{looked:?}");
    decide_all(&organiser);
    organiser.ask("finalise", together(json!({})));
    for row in organiser.results("12").rows {
        assert!(row.published.is_some() && row.rank.is_none(), "{row:?}");
    }
}

#[test]
fn a_decision_takes_two_people_a_reason_and_an_item_that_is_open() {
    let contest = half_handed_in();
    let organiser = contest.organiser();
    let item = look(&organiser).open[0].item.clone();
    let refused = |request: Value| organiser.refused("decision_sign", request).code;
    let mut alone = decision(&item, "accept-as-is");
    alone["supervisorPassphrase"] = json!("不是口令");
    assert_eq!(refused(alone), ErrorCode::WrongPassphrase);
    let mut stranger = decision(&item, "accept-as-is");
    stranger["passphrase"] = json!("不是口令");
    assert_eq!(refused(stranger), ErrorCode::WrongPassphrase);
    let mut one_person = decision(&item, "accept-as-is");
    one_person["supervisor"] = json!("organiser");
    assert_eq!(refused(one_person), ErrorCode::NotAllowed);
    let mut silent = decision(&item, "accept-as-is");
    silent["reason"] = json!("  ");
    assert_eq!(refused(silent), ErrorCode::ReasonNeeded);
    let impossible = organiser.refused("decision_sign", decision(&item, "exclude-sheet"));
    assert_eq!(impossible.code, ErrorCode::DecisionImpossible);
    assert!(
        impossible.sentence.contains("accept-as-is"),
        "what may be decided is named: {}",
        impossible.sentence
    );
    let elsewhere = ItemName {
        expert: Some("E0101".to_owned()),
        ..item.clone()
    };
    assert_eq!(
        refused(decision(&elsewhere, "accept-as-is")),
        ErrorCode::NothingToDecide
    );
    assert_eq!(look(&organiser).decided.len(), 0);
    let decided = decision(&item, "accept-as-is");
    organiser.ask("decision_sign", decided.clone());
    assert_eq!(refused(decided.clone()), ErrorCode::SameAsInForce);
    let mut other_reason = decided;
    other_reason["reason"] = json!("补充理由");
    organiser.ask("decision_sign", other_reason);
    assert_eq!(look(&organiser).decided[0].reason, "补充理由");
}

#[test]
fn a_decision_names_its_own_track_and_a_final_one_is_not_changed_through_another() {
    let contest = half_handed_in();
    let organiser = contest.organiser();
    let elsewhere = |item: &ItemName, reason: &str| {
        let mut request = decision(item, "accept-as-is");
        request["track"] = json!("01");
        request["reason"] = json!(reason);
        organiser.refused("decision_sign", request).code
    };
    let item = look(&organiser).open[0].item.clone();
    assert_eq!(elsewhere(&item, "合议"), ErrorCode::NothingToDecide);
    decide_all(&organiser);
    // Decided before: it could be decided otherwise while the track is open, and in its own track.
    assert_eq!(elsewhere(&item, "另有理由"), ErrorCode::NothingToDecide);
    organiser.ask("finalise", together(json!({})));
    let rows = organiser.results("12").rows;
    assert_eq!(elsewhere(&item, "另有理由"), ErrorCode::Finalised);
    assert_eq!(organiser.results("12").rows, rows);
}

#[test]
fn nothing_that_comes_later_changes_a_final_result_until_it_is_reopened() {
    let contest = half_handed_in();
    let late = contest.sheet("E1201", 5);
    let organiser = contest.organiser();
    decide_all(&organiser);
    organiser.ask("finalise", together(json!({})));
    let rows = organiser.results("12").rows;
    let row = organiser.merge_one(&late);
    assert_eq!(
        (row.verdict, row.codes.as_slice()),
        (FileVerdict::Held, ["AFTER-FINAL".to_owned()].as_slice())
    );
    assert!(row.sentences[0].contains("已定稿"), "{:?}", row.sentences);
    let ranks = |rows: &[jury_desk::wire::results::ResultRow]| -> Vec<_> {
        rows.iter()
            .map(|row| (row.entry.clone(), row.rank, row.exact.clone()))
            .collect()
    };
    assert_eq!(ranks(&organiser.results("12").rows), ranks(&rows));
    assert_eq!(look(&organiser).differences, Vec::<String>::new());
    for (name, request) in [
        ("closing_sign", json!({"track": "12"})),
        ("finalise", together(json!({}))),
        (
            "ticket_sign",
            json!({"expert": "E1202", "reason": "x", "target": organiser.pick(&contest.at("t"))}),
        ),
    ] {
        assert_eq!(
            organiser.refused(name, request).code,
            ErrorCode::Finalised,
            "{name}"
        );
    }

    organiser.ask(
        "reopen",
        together(json!({"reason": "补交的评分表应当计入"})),
    );
    let page = look(&organiser);
    assert_eq!(page.mark.text, "未定稿（第 1 版已重开）");
    assert_eq!(
        page.versions[0].reopened.as_deref(),
        Some("补交的评分表应当计入")
    );
    // The absent expert is there now: what is left open is the ink of that sheet.
    let open: Vec<_> = page
        .open
        .iter()
        .map(|open| open.item.kind.as_str())
        .collect();
    assert_eq!(open, ["provisional"]);
    decide_all(&organiser);
    organiser.ask("finalise", together(json!({})));
    let page = look(&organiser);
    assert_eq!(
        page.versions
            .iter()
            .map(|one| one.version)
            .collect::<Vec<_>>(),
        [2, 1]
    );
    assert_ne!(ranks(&organiser.results("12").rows), ranks(&rows));
    assert_eq!(
        organiser
            .refused("reopen", together(json!({"reason": ""})))
            .code,
        ErrorCode::ReasonNeeded
    );
}

#[test]
fn a_supervisor_looks_at_the_page_and_the_workbook_says_which_version() {
    let contest = half_handed_in();
    let organiser = contest.organiser();
    decide_all(&organiser);
    organiser.ask("finalise", together(json!({})));
    let code = look(&organiser).mark.code.unwrap();
    drop(organiser);
    let supervisor = contest.supervisor();
    assert_eq!(look(&supervisor).mark.code, Some(code));
    for name in ["decision_sign", "finalise", "reopen"] {
        assert_eq!(
            supervisor.refused(name, json!({})).code,
            ErrorCode::NotAllowed,
            "{name}"
        );
    }
}

#[test]
fn the_log_tells_every_act_and_goes_out_with_its_chain() {
    let contest = half_handed_in();
    let organiser = contest.organiser();
    decide_all(&organiser);
    organiser.ask("finalise", together(json!({})));
    let asked = |filter: Value| {
        let mut request = json!({"before": null, "limit": 500});
        request
            .as_object_mut()
            .unwrap()
            .extend(filter.as_object().unwrap().clone());
        organiser.ask("audit_look", request)
    };
    let all = asked(json!({}));
    assert_eq!(all["broken"], json!([]));
    let finalised = asked(json!({"kind": "定稿"}));
    assert_eq!(finalised["acts"].as_array().unwrap().len(), 1);
    let what = finalised["acts"][0]["what"].as_str().unwrap();
    assert!(what.contains("监督员孟怀远会签"), "{what}");
    assert_eq!(asked(json!({"who": "没有这个人"}))["acts"], json!([]));
    assert_eq!(
        asked(json!({"text": "合议后认定"}))["acts"]
            .as_array()
            .unwrap()
            .len(),
        2
    );
    assert_eq!(asked(json!({"until": "2025-06-09"}))["acts"], json!([]));

    for name in ["log.json", "log.csv"] {
        let file = contest.at(name);
        organiser.ask("audit_save", json!({ "target": organiser.pick(&file) }));
    }
    let text = std::fs::read_to_string(contest.at("log.json")).unwrap();
    let log: Value = serde_json::from_str(&text).unwrap();
    let lines = log["lines"].as_array().unwrap();
    assert!(
        lines
            .windows(2)
            .all(|pair| pair[0]["hash"] == pair[1]["prev"])
    );
    assert_eq!(lines.last().unwrap()["hash"], log["head"]);
    let rows = std::fs::read_to_string(contest.at("log.csv")).unwrap();
    // The heading, and the line that says the JSON was written.
    assert_eq!(rows.lines().count(), lines.len() + 2);
}
