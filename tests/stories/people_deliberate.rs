//! 合议: what there is to talk about, what is noted, and the minutes for all to sign. No mark changes.

use jury_desk::error::ErrorCode;
use jury_desk::wire::deliberation::{DeliberationLook, DeliberationOutcome};
use serde_json::{Value, json};

use crate::harness::{Contest, PASSPHRASE, Seat, whole};

fn look(seat: &Seat) -> DeliberationLook {
    seat.ask_as("deliberation_look", json!({"track": "01"}))
}

fn item(entry: &str, notes: &str, votes: Value) -> Value {
    json!({"track": "01", "entry": entry, "notes": notes, "votes": votes, "outcome": "refer"})
}

#[test]
fn the_agenda_lists_the_widest_and_what_is_noted_stays() {
    let contest = Contest::make();
    let sheets = [contest.sheet("E0102", 1), contest.sheet("E0103", 6)];
    let organiser = contest.organiser();
    sheets.iter().for_each(|sheet| {
        organiser.merge_one(sheet);
    });
    let page = look(&organiser);
    whole(&page.basis);
    assert!(page.writable && !page.items.is_empty());
    let spreads: Vec<f64> = page
        .items
        .iter()
        .filter_map(|item| item.spread.as_ref()?.parse().ok())
        .collect();
    assert!(spreads.is_sorted_by(|one, next| one >= next), "{spreads:?}");
    assert_eq!(
        page.items[0].marks.len(),
        4,
        "every expert of the track, side by side"
    );
    let before = organiser.results("01").rows;

    organiser.ask(
        "deliberation_put",
        json!({"track": "01", "present": ["E0102", "E0103"], "text": ""}),
    );
    let votes = json!({"inFavour": 1, "against": 1, "abstain": 0});
    organiser.ask(
        "deliberation_item_put",
        item("01-002", "数据来源需核实", votes),
    );
    let too_many = json!({"inFavour": 2, "against": 1, "abstain": 0});
    let error = organiser.refused("deliberation_item_put", item("01-002", "", too_many));
    assert_eq!(error.code, ErrorCode::TooManyVotes);
    drop(organiser);

    // What was noted is in the desk, not on the screen.
    let organiser = contest.organiser();
    let page = look(&organiser);
    let noted = page
        .items
        .iter()
        .find(|item| item.entry == "01-002")
        .unwrap();
    assert_eq!(
        (noted.notes.as_str(), noted.outcome),
        ("数据来源需核实", DeliberationOutcome::Refer)
    );
    assert_eq!(
        page.experts.iter().filter(|expert| expert.present).count(),
        2
    );
    assert_eq!(organiser.results("01").rows, before);
}

#[test]
fn minutes_are_signed_printed_and_a_later_note_is_said() {
    let contest = Contest::make();
    let sheet = contest.sheet("E0102", 1);
    let organiser = contest.organiser();
    organiser.merge_one(&sheet);
    let sign = json!({"track": "01", "passphrase": PASSPHRASE});
    assert_eq!(
        organiser.refused("minutes_sign", sign.clone()).code,
        ErrorCode::NobodyPresent
    );
    let target = contest.at("minutes.pdf");
    let save = json!({"track": "01", "target": organiser.pick(&target)});
    assert_eq!(
        organiser.refused("minutes_save", save.clone()).code,
        ErrorCode::NoMinutes
    );
    organiser.ask(
        "deliberation_put",
        json!({"track": "01", "present": ["E0102"], "text": "无异议"}),
    );
    let signed: DeliberationLook = organiser.ask_as("minutes_sign", sign.clone());
    assert_eq!(
        (signed.signed.as_ref().map(|one| one.seq), signed.changed),
        (Some(1), false)
    );
    organiser.ask("minutes_save", save);
    assert!(std::fs::read(&target).unwrap().starts_with(b"%PDF-"));
    organiser.ask(
        "deliberation_item_put",
        item("01-001", "补充意见", Value::Null),
    );
    assert!(look(&organiser).changed);
    let again: DeliberationLook = organiser.ask_as("minutes_sign", sign);
    assert_eq!(
        (again.signed.map(|one| one.seq), again.changed),
        (Some(2), false)
    );
    drop(organiser);

    let supervisor = contest.supervisor();
    assert!(!look(&supervisor).writable);
    assert_eq!(
        supervisor.refused("minutes_sign", json!({})).code,
        ErrorCode::NotAllowed
    );
}

#[test]
fn a_chair_deliberates_after_their_own_sheet_is_signed() {
    let contest = Contest::make();
    let colleague = contest.sheet("E0102", 3);
    let chair = contest.expert("E0101");
    chair.mark_everything(1);
    assert_eq!(
        chair
            .refused("deliberation_look", json!({"track": null}))
            .code,
        ErrorCode::ChairNotSigned
    );
    chair.sign();
    chair.merge_one(&colleague);
    let page = look(&chair);
    let names: Vec<&str> = page
        .experts
        .iter()
        .map(|expert| expert.id.as_str())
        .collect();
    assert_eq!(
        names,
        ["E0101", "E0102", "E0103"],
        "the panel, not the whole track"
    );
    chair.ask(
        "deliberation_put",
        json!({"track": "01", "present": ["E0101", "E0102"], "text": ""}),
    );
    let signed: DeliberationLook = chair.ask_as(
        "minutes_sign",
        json!({"track": "01", "passphrase": PASSPHRASE}),
    );
    let code = signed.signed.map(|one| one.code).unwrap();
    assert!(signed.from_panels.is_empty(), "these are their own");
    // What was signed travels in the return, and the organiser reads it beside their own notes.
    let file = contest.at("return.xlsx");
    let sign = json!({"passphrase": PASSPHRASE, "minutes": "会议在线上召开。"});
    chair.ask("panel_return_sign", sign);
    chair.ask("panel_return_save", json!({"target": chair.pick(&file)}));
    let organiser = contest.organiser();
    organiser.merge(&[&file]);
    let page = look(&organiser);
    let [minutes] = &page.from_panels[..] else {
        panic!("{:?}", page.from_panels);
    };
    assert!(
        minutes
            .text
            .starts_with("会议在线上召开。\n\n合议纪要第 1 版"),
        "{}",
        minutes.text
    );
    assert!(
        minutes.text.contains(&code) && minutes.text.contains("未到会："),
        "{}",
        minutes.text
    );
    assert!(
        page.signed.is_none(),
        "a chair's minutes are not the organiser's"
    );
}
