//! 公示与举报: a notice has its seven days, an objection its name and evidence, and it holds only the entries it concerns.

use jury_desk::error::ErrorCode;
use jury_desk::wire::outcome::{NoticesLook, RecommendationLook};
use serde_json::{Value, json};

use crate::harness::{Contest, Seat};

fn objection(name: &str, contact: &str, evidence: &str, entries: &[&str]) -> Value {
    json!({
        "name": name, "contact": contact, "text": "材料中的用户数与事实不符", "evidence": evidence, "entries": entries,
        "received": "2025-09-02",
    })
}

fn registered(seat: &Seat) -> NoticesLook {
    seat.ask_as(
        "objection_put",
        objection("李明", "13800000000", "合同复印件", &["01-001"]),
    )
}

#[test]
fn an_anonymous_objection_or_one_without_evidence_is_refused_with_the_reason() {
    let contest = Contest::make();
    let seat = contest.organiser();
    for (name, contact) in [
        ("", "1"),
        ("匿名", "1"),
        ("某群众", "1"),
        ("李", "1"),
        ("李明", " "),
    ] {
        let error = seat.refused(
            "objection_put",
            objection(name, contact, "合同", &["01-001"]),
        );
        assert_eq!(error.code, ErrorCode::ObjectionAnonymous, "{name}");
        assert!(error.sentence.contains("匿名举报无效"));
    }
    let bare = objection("李明", "13800000000", " ", &["01-001"]);
    assert_eq!(
        seat.refused("objection_put", bare).code,
        ErrorCode::ObjectionEvidence
    );
    let aimless = objection("李明", "13800000000", "合同", &[]);
    assert_eq!(
        seat.refused("objection_put", aimless).code,
        ErrorCode::ObjectionEntries
    );
}

#[test]
fn an_objection_is_decided_once_with_a_reason_and_an_upheld_one_takes_the_entry_out() {
    let contest = Contest::make();
    let seat = contest.organiser();
    let look = registered(&seat);
    assert!(!look.objections[0].decided);
    let settle = |reason: &str| json!({"no": 1, "upheld": true, "reason": reason});
    assert_eq!(
        seat.refused("objection_settle", settle(" ")).code,
        ErrorCode::ReasonNeeded
    );
    let look: NoticesLook = seat.ask_as("objection_settle", settle("经核查属实"));
    assert!(look.objections[0].decided && look.objections[0].upheld);
    assert_eq!(
        seat.refused("objection_settle", settle("再议")).code,
        ErrorCode::ObjectionDecided
    );
    let list: RecommendationLook = seat.ask_as("recommendation_look", json!({}));
    let out: Vec<_> = list
        .withdrawn
        .iter()
        .map(|line| line.entry.entry.as_str())
        .collect();
    assert_eq!(out, ["01-001"]);
    let log = seat
        .ask("audit_look", json!({"limit": 10, "before": null}))
        .to_string();
    assert!(log.contains("举报处理") && log.contains("登记举报"));
    assert!(!log.contains("李明"), "the log does not name who objected");
}

#[test]
fn a_notice_lasts_seven_days_at_least_and_says_its_last_one() {
    let contest = Contest::make();
    let seat = contest.organiser();
    let notice = |days: u32, starts: &str| json!({"what": "awards", "starts": starts, "days": days, "place": "局官网"});
    assert_eq!(
        seat.refused("notice_put", notice(6, "2025-09-01")).code,
        ErrorCode::NoticeTooShort
    );
    assert_eq!(
        seat.refused("notice_put", notice(7, "2025-09-31")).code,
        ErrorCode::BadDay
    );
    let look: NoticesLook = seat.ask_as("notice_put", notice(7, "2025-09-01"));
    assert_eq!(look.notices[0].ends, "2025-09-07");
    assert_eq!(look.notices[0].name, "拟获奖名单公示");
}

#[test]
fn another_contest_recommends_two_entries_at_most_and_none_twice() {
    let contest = Contest::make();
    let seat = contest.organiser();
    let put = |of: &str, title: &str| json!({"remove": null, "contest": of, "title": title, "entrant": "云×科技", "track": "01"});
    seat.ask("channel_put", put("数据创新大赛", "甲×数据平台"));
    let twice = seat.refused("channel_put", put("另一大赛", "甲 Ｘ数据平台"));
    assert_eq!(twice.code, ErrorCode::ChannelTwice);
    assert!(twice.sentence.contains("数据创新大赛"));
    seat.ask("channel_put", put("数据创新大赛", "乙平台"));
    assert_eq!(
        seat.refused("channel_put", put("数据创新大赛", "丙平台"))
            .code,
        ErrorCode::ChannelFull
    );
    let remove = json!({"remove": 1, "contest": "", "title": "", "entrant": "", "track": ""});
    let look: RecommendationLook = seat.ask_as("channel_put", remove);
    assert_eq!(look.channel.len(), 1);
    seat.ask("channel_put", put("数据创新大赛", "丙平台"));
}

#[test]
fn without_a_rule_there_is_no_list_and_no_award() {
    let contest = Contest::make();
    let seat = contest.organiser();
    let look: RecommendationLook = seat.ask_as("recommendation_look", json!({}));
    assert_eq!((look.rule.as_str(), look.rows.len()), ("", 0));
    let ask = json!({"inside": ["01-001"], "outside": [], "free": [], "reason": "合议"});
    assert_eq!(
        seat.refused("recommendation_settle", ask).code,
        ErrorCode::NoRecommendation
    );
    let ask =
        json!({"track": "01", "level": "first", "above": null, "fillAtMost": 1, "reason": "合议"});
    assert_eq!(
        seat.refused("award_settle", ask).code,
        ErrorCode::UnknownAward
    );
}
