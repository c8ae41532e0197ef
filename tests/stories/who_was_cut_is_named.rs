//! Decisions about entries that did not go on: in the later round every page still opens, names them and keeps what was published.

use jury_desk::error::ErrorCode;
use jury_desk::wire::outcome::{AwardsLook, NoticesLook, RecommendationLook};
use jury_desk::wire::papers::PapersLook;
use serde_json::{Value, json};

use crate::a_second_round::{adopt, judge, with_roadshow};
use crate::harness::{Contest, Seat, two_people};

/// A form with a first prize in every track, a special prize and a list of five.
pub(crate) fn with_awards(mut form: Value) -> Value {
    let one = json!({"kind": "perTrack", "count": 1, "ratio": "", "rounding": "half-up"});
    form["levels"] =
        json!([{"id": "first", "name": "一等奖", "places": one, "vacancies": true, "floor": ""}]);
    form["special"] = json!([{"id": "green", "name": "绿色应用奖", "count": 2}]);
    form["recommendation"] =
        json!({"limit": 5, "smeShare": "10", "ofEnterprises": false, "tracks": []});
    form
}

pub(crate) fn notice(what: &str) -> Value {
    json!({"what": what, "starts": "2025-09-01", "days": 7, "place": "局官网"})
}

pub(crate) fn objection(entry: &str) -> Value {
    json!({
        "name": "李明", "contact": "13800000000", "text": "用户数与事实不符", "evidence": "合同复印件", "entries": [entry],
        "received": "2025-09-02",
    })
}

fn list(seat: &Seat) -> RecommendationLook {
    seat.ask_as("recommendation_look", json!({}))
}

#[test]
fn every_page_of_the_later_round_names_who_did_not_go_on() {
    let contest = Contest::make();
    judge(&contest);
    let organiser = contest.organiser();
    adopt(&organiser, &with_awards(with_roadshow(&organiser)));
    let cut = organiser.results("12").rows[1].entry.clone();
    let wish = json!({"inside": [cut], "outside": [], "free": [], "reason": "合议"});
    let before: RecommendationLook = organiser.ask_as("recommendation_settle", wish);
    assert!(!before.proof.is_empty());
    organiser.ask("notice_put", notice("recommendation"));
    let after = list(&organiser);
    assert!(after.published);
    assert_eq!(after.proof, before.proof, "the proof stays with the list");
    assert_eq!(
        organiser.refused("notice_put", notice("shortlist")).code,
        ErrorCode::NoShortlist
    );
    let promote = two_people(json!({"track": "12", "chosen": [], "judges": [], "reason": ""}));
    organiser.ask("round_promote", promote);
    let published: NoticesLook = organiser.ask_as("notice_put", notice("shortlist"));
    let shortlist = published.notices.iter().find(|one| one.what == "shortlist");
    assert_eq!(shortlist.unwrap().entries, 1, "those who went on alone");

    organiser.ask("round_choose", json!({"round": "roadshow"}));
    // A complaint most likely comes from one of them.
    let papers: PapersLook = organiser.ask_as("papers_look", json!({"track": "12"}));
    assert!(papers.entries.iter().any(|one| one.entry == cut));
    let of_entry = |kind: &str| {
        let target = organiser.pick(&contest.at(&format!("{kind}.pdf")));
        json!({"kind": kind, "format": "pdf", "track": null, "entry": cut, "byPinyin": false, "target": target})
    };
    organiser.ask("paper_write", of_entry("entry-file"));
    let form = organiser.refused("paper_write", of_entry("entry-form"));
    assert_eq!(form.code, ErrorCode::PaperNotReady);
    assert!(
        form.sentence.contains("没有进入路演答辩"),
        "{}",
        form.sentence
    );
    let gift =
        json!({"track": "12", "prize": "green", "entry": cut, "given": true, "reason": "合议"});
    let awards: AwardsLook = organiser.ask_as("special_prize_put", gift);
    assert!(!awards.specials[0].gifts[0].entry.title.is_empty());
    let look = list(&organiser);
    assert_eq!((look.rows.len(), &look.proof), (2, &before.proof));
    assert!(look.rows.iter().all(|row| !row.entry.title.is_empty()));
    assert!(!look.decisions[0].entry.title.is_empty());
    organiser.ask("objection_put", objection(&cut));
    let out = json!({"entry": cut, "day": "2025-09-03", "withdrawn": true, "reason": "企业申请"});
    let look: RecommendationLook = organiser.ask_as("withdrawal_put", out);
    assert_eq!((look.rows.len(), look.free), (1, 1));
    assert!(!look.withdrawn[0].entry.title.is_empty());
    // Nobody moves up who was cut before, though there is room.
    assert_eq!((look.moving_up.len(), look.next.len()), (0, 0));
    let _: NoticesLook = organiser.ask_as("notices_look", json!({}));
    let _: AwardsLook = organiser.ask_as("awards_look", json!({"track": "12"}));
}
