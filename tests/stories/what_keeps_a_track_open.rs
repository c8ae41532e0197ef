//! 定稿 waits for what people still owe: the earlier round, a shortlist drawn anew, a revision asked for, a referral, an objection.

use jury_desk::error::ErrorCode;
use jury_desk::wire::finalise::FinaliseLook;
use serde_json::{Value, json};

use crate::a_second_round::{adopt, hold_roadshow, judge, with_roadshow};
use crate::a_track_is_finalised::{decide_all, together};
use crate::harness::{Contest, Seat, two_people, whole};
use crate::the_whole_day::copy_folder;
use crate::who_was_cut_is_named::{objection, with_awards};

fn look(seat: &Seat) -> FinaliseLook {
    seat.ask_as("finalise_look", json!({"track": "12"}))
}

#[track_caller]
fn open(seat: &Seat, expected: &[&str]) {
    let page = look(seat);
    let kinds: Vec<&str> = page.open.iter().map(|one| one.item.kind.as_str()).collect();
    assert_eq!(kinds, expected);
    page.open.iter().for_each(|one| whole(&one.sentence));
    let refusal = seat.refused("finalise", together(json!({}))).code;
    assert_eq!(refusal, ErrorCode::StillOpen);
}

fn judged() -> Contest {
    let contest = Contest::make();
    judge(&contest);
    contest
}

fn round(seat: &Seat, round: &str) {
    seat.ask("round_choose", json!({ "round": round }));
}

fn promote() -> Value {
    two_people(json!({"track": "12", "chosen": [], "judges": [], "reason": ""}))
}

#[track_caller]
fn final_now(seat: &Seat) -> bool {
    look(seat).mark.finalised
}

#[test]
fn a_later_round_waits_for_the_earlier_one_and_holds_it_fast() {
    let mut contest = judged();
    let organiser = contest.organiser();
    adopt(&organiser, &with_awards(with_roadshow(&organiser)));
    let first = organiser.results("12").rows[0].entry.clone();
    organiser.ask("round_promote", promote());
    let organiser = hold_roadshow(&mut contest, organiser);
    let page = look(&organiser);
    let kinds: Vec<&str> = page.open.iter().map(|one| one.item.kind.as_str()).collect();
    assert!(kinds.contains(&"earlier-round"), "{kinds:?}");
    let earlier = page
        .open
        .iter()
        .find(|one| one.item.kind == "earlier-round");
    assert!(
        earlier.unwrap().outcomes.is_empty(),
        "only finalising helps"
    );
    round(&organiser, "written");
    organiser.ask("finalise", together(json!({})));
    round(&organiser, "roadshow");
    decide_all(&organiser);
    organiser.ask("finalise", together(json!({})));

    // What stands in a final result is changed by nobody.
    let gift =
        json!({"track": "12", "prize": "green", "entry": first, "given": true, "reason": "x"});
    let typed = json!({"expert": "E1201", "entry": first, "part": "state", "criterion": null, "value": "materialMissing"});
    for (name, request) in [("special_prize_put", gift), ("transcript_put", typed)] {
        let code = organiser.refused(name, request).code;
        assert_eq!(code, ErrorCode::Finalised, "{name}");
    }
    round(&organiser, "written");
    let again = organiser.refused("round_promote", promote());
    assert_eq!(again.code, ErrorCode::Finalised);
    let reopen = || together(json!({"reason": "核对"}));
    let refusal = organiser.refused("reopen", reopen());
    assert_eq!(refusal.code, ErrorCode::LaterRoundFinal);
    assert!(refusal.sentence.contains("请先重开路演答辩"), "{refusal}");
    round(&organiser, "roadshow");
    organiser.ask("reopen", reopen());
    assert!(!final_now(&organiser), "the round that is worked in");
    round(&organiser, "written");
    assert!(final_now(&organiser), "and no other");
    organiser.ask("reopen", reopen());
    assert!(!final_now(&organiser));
}

#[test]
fn what_people_owe_is_closed_by_a_recorded_decision() {
    let contest = judged();
    let organiser = contest.organiser();
    let decide = |outcome: &str| {
        let item = look(&organiser).open[0].item.clone();
        let decision = json!({"item": item, "outcome": outcome, "reason": "合议后认定"});
        organiser.ask("decision_sign", together(decision));
    };
    organiser.ask("closing_sign", json!({"track": "12"}));
    let target = organiser.pick(&contest.at("E1202.juryticket"));
    let ticket = json!({"expert": "E1202", "reason": "请复核", "target": target});
    organiser.ask("ticket_sign", ticket);
    open(&organiser, &["ticket"]);
    decide("accept-as-is");
    organiser.ask("objection_put", objection("12-001"));
    open(&organiser, &["objection"]);
    decide("accept-as-is");
    let referred = json!({"track": "12", "entry": "12-001", "notes": "来源待查", "votes": null, "outcome": "refer"});
    organiser.ask("deliberation_item_put", referred);
    open(&organiser, &["referred"]);
    decide("accept-as-is");
    assert_eq!(look(&organiser).open.len(), 0);
    assert_eq!(look(&organiser).decided.len(), 3);
    organiser.ask("finalise", together(json!({})));
    assert!(final_now(&organiser));
}

#[test]
fn a_shortlist_that_is_no_longer_what_the_rule_draws_is_drawn_again() {
    let contest = judged();
    let organiser = contest.organiser();
    adopt(&organiser, &with_roadshow(&organiser));
    organiser.ask("round_promote", promote());
    let first = organiser.results("12").rows[0].entry.clone();
    let referred =
        json!({"track": "12", "entry": first, "notes": "", "votes": null, "outcome": "refer"});
    organiser.ask("deliberation_item_put", referred);
    let item = look(&organiser).open[0].item.clone();
    let out = json!({"item": item, "outcome": "exclude-entry", "reason": "材料不实"});
    organiser.ask("decision_sign", together(out));
    open(&organiser, &["shortlist"]);
    organiser.ask("round_promote", promote());
    organiser.ask("finalise", together(json!({})));
    assert!(final_now(&organiser));
}

#[test]
fn two_sheets_of_one_revision_are_told_apart_by_their_files() {
    let contest = Contest::make();
    drop(contest.expert("E1202"));
    contest.enrol(&["E1202"]);
    let copy = contest.at("experts/E1202-copied");
    copy_folder(&contest.desk("E1202"), &copy);
    let signed = |desk: &std::path::Path, liking, name: &str| {
        let seat = Seat::signed_in(desk, None);
        seat.mark_everything(liking);
        seat.sign();
        seat.save_sheet(&contest.at(name))
    };
    let sheets = [
        signed(&contest.desk("E1202"), 2, "办公室.xlsx"),
        signed(&copy, 5, "笔记本.xlsx"),
    ];
    let organiser = contest.organiser();
    sheets
        .iter()
        .for_each(|sheet| drop(organiser.merge_one(sheet)));
    let held: Vec<String> = look(&organiser)
        .open
        .into_iter()
        .filter(|one| one.item.kind == "held")
        .map(|one| one.title)
        .collect();
    assert_eq!(held.len(), 2, "{held:?}");
    for name in ["办公室.xlsx", "笔记本.xlsx"] {
        assert_eq!(
            held.iter().filter(|title| title.contains(name)).count(),
            1,
            "{held:?}"
        );
    }
}
