//! Advisory figures 参考: only where the contest wants them, every viewing in the log, the same set the same ranges, nothing official moved.

use jury_desk::error::ErrorCode;
use jury_desk::wire::advisory::{AdvisoryLook, Leaning};
use jury_desk::wire::organiser::{AuditLook, OrganiserHome};
use serde_json::{Value, json};

use crate::a_second_round;
use crate::harness::{Contest, Seat, cancelled_after, two_people};

fn with_figures() -> Contest {
    Contest::make_saying(json!({"advisory": true}))
}

#[track_caller]
fn look(seat: &Seat, track: &str) -> AdvisoryLook {
    seat.ask_as("advisory_look", json!({"track": track, "line": null}))
}

fn viewings(seat: &Seat) -> Vec<(String, String)> {
    let log: AuditLook = seat.ask_as("audit_look", json!({"before": null, "limit": 100}));
    let of_figures = log.acts.into_iter().filter(|act| act.what.contains("参考"));
    of_figures.map(|act| (act.who, act.what)).collect()
}

/// Four sheets of the first track, by two panels that both mark everything.
fn merged(contest: &Contest) -> Seat {
    let sheets: Vec<_> = [("E0101", 0), ("E0102", 3), ("E0103", 7), ("E0104", 4)]
        .map(|(expert, liking)| contest.sheet(expert, liking))
        .into();
    let organiser = contest.organiser();
    organiser.merge(&sheets.iter().map(AsRef::as_ref).collect::<Vec<_>>());
    organiser
}

#[test]
fn where_the_contest_did_not_want_them_they_are_refused_to_all() {
    let contest = Contest::make();
    let organiser = contest.organiser();
    let ask = json!({"track": "01", "line": null});
    assert_eq!(
        organiser.refused("advisory_look", ask.clone()).code,
        ErrorCode::AdvisoryOff
    );
    let home: OrganiserHome = organiser.ask_as("organiser_home", json!({}));
    assert!(!home.advisory);
    assert_eq!(viewings(&organiser), []);
    drop(organiser);
    let error = contest.supervisor().refused("advisory_look", ask);
    assert_eq!(error.code, ErrorCode::AdvisoryOff);
}

#[test]
fn every_viewing_is_in_the_log_with_who_and_which_track() {
    let contest = with_figures();
    let organiser = merged(&contest);
    look(&organiser, "01");
    look(&organiser, "12");
    organiser.ask("advisory_look", json!({"track": "01", "line": 1}));
    drop(organiser);
    let supervisor = contest.supervisor();
    look(&supervisor, "01");
    let seen = viewings(&supervisor);
    let said = |place: usize| (seen[place].0.as_str(), seen[place].1.as_str());
    assert_eq!(said(0).0, "孟怀远");
    assert!(said(1).1.contains("工业制造") && said(1).1.contains("第 1 名的线"));
    assert!(said(2).1.contains("城市治理"));
    assert_eq!(said(3).0, "周明岳");
    let views = seen.iter().filter(|(_, what)| what.contains("查看参考"));
    assert_eq!(views.count(), 4);
}

#[test]
fn the_same_set_gives_the_same_figures_and_moves_nothing_official() {
    let contest = with_figures();
    let organiser = merged(&contest);
    let before = organiser.merge_state();
    let one = look(&organiser, "01");
    assert_eq!(organiser.merge_state(), before);
    drop(organiser);
    let again = look(&contest.organiser(), "01");
    assert_eq!(one, again, "after signing in again");
    assert_eq!((one.marked, one.experts_marked, one.groups), (3, 4, 1));
    assert!(one.exact, "four experts have 35 draws");
    assert_eq!(one.draws, 35);
    for row in &one.rows {
        let (rank, best, worst) = (row.rank.unwrap(), row.best.unwrap(), row.worst.unwrap());
        assert!(best <= worst && worst <= 3 && rank <= 3, "{row:?}");
        assert!(row.adjusted_rank.is_some());
    }
    assert!(one.lines.is_empty(), "the rule has no awards");
    let tried: AdvisoryLook = contest
        .organiser()
        .ask_as("advisory_look", json!({"track": "01", "line": 1}));
    assert_eq!((tried.lines[0].after, tried.lines[0].by_rule), (1, false));
    assert_eq!(tried.rows[0].within.len(), 1);
}

#[test]
fn what_is_not_defined_is_null_with_the_reason() {
    let contest = with_figures();
    let sheet = contest.sheet("E0101", 2);
    let organiser = contest.organiser();
    let nothing = look(&organiser, "01");
    assert!(nothing.rows.is_empty() && nothing.disputed.is_empty());
    assert_eq!(nothing.unmarked, 3);
    organiser.merge_one(&sheet);
    let alone = look(&organiser, "01");
    assert!(!alone.agreement.is_empty());
    for figure in &alone.agreement {
        assert_eq!(figure.value, None, "{figure:?}");
        assert!(
            figure.meaning.starts_with("无法计算：") && figure.meaning.ends_with('。'),
            "{figure:?}"
        );
    }
    let one = &alone.experts[0];
    assert_eq!(
        (&one.low, &one.agreement, one.leaning),
        (&None, &None, Leaning::Unknown)
    );
    assert!(alone.disputed.is_empty());
    let text = serde_json::to_string(&alone).unwrap();
    assert!(!text.contains("NaN") && !text.contains("inf"), "{text}");
}

/// Both entries of track 12 go on; each expert scores the written order the other way round at the roadshow, which counts less.
#[test]
fn after_a_later_round_figures_stand_beside_the_official_place_of_all_rounds() {
    let mut contest = with_figures();
    a_second_round::judge(&contest);
    let organiser = contest.organiser();
    let mut form = a_second_round::with_roadshow(&organiser);
    form["rounds"][0]["weight"] = json!("99");
    form["rounds"][0]["promote"]["count"] = json!(2);
    form["rounds"][1]["weight"] = json!("1");
    let share =
        json!({"kind": "ratio", "count": 0, "ratio": "50", "rounding": "largest-remainder"});
    form["levels"] =
        json!([{"id": "one", "name": "一等奖", "places": share, "vacancies": false, "floor": ""}]);
    a_second_round::adopt(&organiser, &form);
    organiser.ask(
        "round_promote",
        two_people(json!({"track": "12", "chosen": [], "judges": [], "reason": ""})),
    );
    let written = organiser.results("12");
    organiser.ask("round_choose", json!({"round": "roadshow"}));
    contest.issue(&organiser, &[]);
    drop(organiser);
    let order: Vec<String> = written.rows.iter().map(|row| row.entry.clone()).collect();
    let sheets = ["E1201", "E1202"].map(|expert| {
        let seat = contest.open_letter(expert, &contest.at(&format!("experts/{expert}-again")));
        seat.ask("commitment_accept", json!({"recusals": []}));
        seat.mark_alike(&order[0], 1);
        seat.mark_alike(&order[1], 3);
        seat.sign();
        seat.save_sheet(&contest.at(&format!("{expert}-again.xlsx")))
    });
    let organiser = contest.organiser();
    for sheet in &sheets {
        organiser.merge_one(sheet);
    }
    organiser.ask("round_choose", json!({"round": "roadshow"}));
    let official = organiser.results("12");
    let now: Vec<&String> = official.rows.iter().map(|row| &row.entry).collect();
    assert_eq!(now, order.iter().collect::<Vec<_>>());
    let figures = look(&organiser, "12");
    assert!(figures.official && figures.scope.as_ref().unwrap().contains("书面评审 99"));
    for row in &official.rows {
        let beside = figures
            .rows
            .iter()
            .find(|one| one.entry == row.entry)
            .unwrap();
        assert_eq!(
            (beside.rank, &beside.published),
            (row.rank, &row.published),
            "what the results page says"
        );
        // Both experts are as strict as each other at the roadshow: nothing moves.
        assert_eq!(beside.adjusted_rank, row.rank);
        assert_eq!(beside.adjusted, row.published);
        assert_eq!((beside.best, beside.worst), (row.rank, row.rank));
    }
    assert_eq!(figures.rows[0].entry, official.rows[0].entry);
    assert!(figures.warnings.is_empty(), "{:?}", figures.warnings);
    let awards: Value = organiser.ask("awards_look", json!({"track": "12"}));
    let line = &figures.lines[0];
    assert_eq!(
        (line.name.as_str(), Value::from(line.after)),
        ("一等奖", awards["levels"][0]["above"].clone()),
        "counted as the awards are"
    );
}

#[test]
fn given_up_it_answers_and_logs_nothing() {
    let contest = with_figures();
    let organiser = merged(&contest);
    let ask: Value = json!({"track": "01", "line": null});
    cancelled_after(1, &organiser, "advisory_look", ask);
    assert!(
        viewings(&organiser)
            .iter()
            .all(|(_, what)| !what.contains("查看参考"))
    );
}

#[test]
fn a_chair_sees_figures_of_what_they_may_see_once_their_own_sheet_is_signed() {
    let contest = with_figures();
    let colleague = contest.sheet("E0102", 1);
    let chair = contest.expert("E0101");
    let ask = json!({"track": null, "line": null});
    assert_eq!(
        chair.refused("advisory_look", ask.clone()).code,
        ErrorCode::ChairNotSigned
    );
    chair.ask(
        "recusal_put",
        json!({"entry": "01-002", "reason": "同单位"}),
    );
    chair.mark_everything(2);
    chair.sign();
    chair.merge_one(&colleague);
    let seen: AdvisoryLook = chair.ask_as("advisory_look", ask);
    assert_eq!((seen.marked, seen.hidden), (2, 1));
    assert!(!serde_json::to_string(&seen).unwrap().contains("01-002"));
}
