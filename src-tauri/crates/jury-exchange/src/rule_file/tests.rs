use super::*;
use jury_core::contest::Round;
use jury_core::rule::{
    AwardLevel, Awards, CutTies, MissingPolicy, Places, Promote, RankBasis, Recommendation,
    Rereview, RoundRule, Rounding, SmeBase, SpecialPrize, TieStep, TrackWish,
};
use jury_core::tally::Aggregation;
use jury_core::{GroupId, Points};
use proptest::prelude::*;

#[test]
fn the_default_rule_has_this_text() {
    let text = "# 计分规则\ndecimals = 2\nrank-basis = \"published\"\nties = [\"all-mean\", \"group:C\", \"group:B\"]\n\n[aggregation]\nkind = \"trimmed\"\n\
                drop-high = 1\ndrop-low = 1\nminimum-experts = 5\n\n[[rounds]]\nround = \"written\"\nweight = \"100.00\"\n";
    assert_eq!(canonical_text(&Rule::default()), text);
    assert_eq!(read_rule(text), Ok(Rule::default()));
}

#[test]
fn the_digest_is_of_the_canonical_text_whatever_was_written() {
    let loose = "ties=['all-mean','group:C','group:B']\ndecimals=2\nrank-basis='published' # by the notice\n[[rounds]]\nweight='100'\nround='written'\n\
                 [aggregation]\nminimum-experts=5\ndrop-low=1\ndrop-high=1\nkind='trimmed'\n";
    assert_eq!(
        rule_digest(&read_rule(loose).unwrap()),
        rule_digest(&Rule::default())
    );
}

fn refused(change: &str, by: &str) -> RuleFileError {
    let text = canonical_text(&Rule::default());
    assert!(text.contains(change), "{change}");
    read_rule(&text.replace(change, by)).unwrap_err()
}

#[test]
fn a_key_nobody_knows_is_refused_with_its_line() {
    assert!(matches!(
        refused("decimals = 2", "decimals = 2\nbonus = 3"),
        RuleFileError::Syntax { line: 3, .. }
    ));
    assert!(matches!(
        refused("drop-low = 1", "drop-low = 1\ndrop-lows = 1"),
        RuleFileError::Syntax { line: 10, .. }
    ));
    assert!(matches!(
        refused("decimals = 2\n", ""),
        RuleFileError::Syntax { .. }
    ));
    assert!(matches!(
        refused("\"published\"", "\"rounded\""),
        RuleFileError::Syntax { line: 3, .. }
    ));
    assert!(matches!(
        refused("decimals = 2", "decimals = 2.5"),
        RuleFileError::Syntax { .. }
    ));
}

#[test]
fn a_mistake_is_told_by_its_kind_and_the_key_it_is_at() {
    use SyntaxProblem::{KeyTwice, MissingKey, NotToml, UnknownKey, WrongValue};
    for (change, by, problem, key) in [
        (
            "decimals = 2",
            "decimals = 2\nbonus = 3",
            UnknownKey,
            Some("bonus"),
        ),
        ("decimals = 2\n", "", MissingKey, Some("decimals")),
        (
            "decimals = 2",
            "decimals = 2\ndecimals = 3",
            KeyTwice,
            Some("decimals"),
        ),
        (
            "\"published\"",
            "\"rounded\"",
            WrongValue,
            Some("rank-basis"),
        ),
        (
            "decimals = 2",
            "decimals = \"two\"",
            WrongValue,
            Some("decimals"),
        ),
        ("decimals = 2", "decimals = two", NotToml, Some("decimals")),
        ("decimals = 2", "两位小数", NotToml, None),
    ] {
        let RuleFileError::Syntax {
            problem: is,
            key: at,
            ..
        } = refused(change, by)
        else {
            panic!("{by}");
        };
        assert_eq!((is, at.as_deref()), (problem, key), "{by}");
    }
}

#[test]
fn keys_of_another_aggregation_and_missing_ones_are_refused() {
    assert_eq!(
        refused("kind = \"trimmed\"", "kind = \"mean\""),
        RuleFileError::KeyOfOtherAggregation { key: "drop-high" }
    );
    assert_eq!(
        refused("drop-low = 1\n", ""),
        RuleFileError::KeyMissing { key: "drop-low" }
    );
}

#[test]
fn tie_steps_and_weights_are_read_strictly() {
    assert_eq!(
        refused("all-mean", "lottery"),
        RuleFileError::UnknownTieStep {
            given: "lottery".to_owned()
        }
    );
    assert!(matches!(
        refused("group:C", "group:应用价值"),
        RuleFileError::TieGroup { .. }
    ));
    assert!(matches!(
        refused("100.00", "100%"),
        RuleFileError::Number { .. }
    ));
}

#[test]
fn a_rule_that_contradicts_itself_is_refused_with_every_fault() {
    let RuleFileError::Faults(faults) = refused("minimum-experts = 5", "minimum-experts = 2")
    else {
        panic!("nobody is left")
    };
    assert_eq!(
        faults,
        [RuleFault::NobodyLeft {
            dropped: 2,
            minimum_experts: 2
        }]
    );
}

#[test]
fn a_book_is_no_rule_file() {
    assert!(matches!(
        read_rule(&"#".repeat(70_000)),
        Err(RuleFileError::TooLarge { size: 70_000 })
    ));
}

/// Everything a rule file can say.
const FULL: &str = r#"
decimals = 2
rank-basis = "exact"
ties = ["round:written", "all-mean"]
advisory = true
[aggregation]
kind = "mean"
[[rounds]]
round = "written"
weight = "40"
promote = { ratio = "30", rounding = "largest-remainder", ties = "all" }
[[rounds]]
round = "roadshow"
weight = "35"
[rounds.promote]
across = 28
ties = "ask"
[[rounds]]
round = "roadshow-final"
weight = "25"
[[awards.levels]]
id = "first"
name = "一等奖"
per-track = 1
vacancies = true
floor = "85.5"
[[awards.levels]]
id = "second"
name = "二等奖"
ratio = "12.5"
rounding = "up"
[[awards.special]]
id = "idea"
name = 'The "new idea" \ 创意'
count = 2
[recommendation]
limit = 28
sme-share = "10"
sme-of = "enterprises"
[[recommendation.tracks]]
track = "01"
at-least = 1
at-most = 3
[rereview]
range = "20"
deviation = "12.5"
"#;

#[test]
fn everything_a_rule_can_say_has_one_text() {
    let rule = read_rule(FULL).unwrap();
    let text = canonical_text(&rule);
    let expected = r#"# 计分规则
decimals = 2
rank-basis = "exact"
ties = ["round:written", "all-mean"]
advisory = true

[aggregation]
kind = "mean"

[[rounds]]
round = "written"
weight = "40.00"
promote = { ratio = "30.00", rounding = "largest-remainder", ties = "all" }

[[rounds]]
round = "roadshow"
weight = "35.00"
promote = { across = 28, ties = "ask" }

[[rounds]]
round = "roadshow-final"
weight = "25.00"

[[awards.levels]]
id = "first"
name = "一等奖"
per-track = 1
vacancies = true
floor = "85.50"

[[awards.levels]]
id = "second"
name = "二等奖"
ratio = "12.50"
rounding = "up"

[[awards.special]]
id = "idea"
name = "The \"new idea\" \\ 创意"
count = 2

[recommendation]
limit = 28
sme-share = "10.00"
sme-of = "enterprises"

[[recommendation.tracks]]
track = "01"
at-least = 1
at-most = 3

[rereview]
range = "20.00"
deviation = "12.50"
"#;
    assert_eq!(text, expected);
    assert_eq!(read_rule(&text), Ok(rule));
}

#[test]
fn places_are_said_once_and_where_they_are_wrong_is_told() {
    let refused = |change: &str, by: &str| {
        assert!(FULL.contains(change), "{change}");
        read_rule(&FULL.replacen(change, by, 1)).unwrap_err()
    };
    let at = |text: &str| text.to_owned();
    let cases = [
        (
            refused("across = 28", "across = 28\nper-track = 2"),
            RuleFileError::Places {
                at: at("[[rounds]] 2 promote"),
            },
        ),
        (
            refused("across = 28\n", ""),
            RuleFileError::Places {
                at: at("[[rounds]] 2 promote"),
            },
        ),
        (
            refused("rounding = \"up\"\n", ""),
            RuleFileError::RoundingMissing {
                at: at("[[awards.levels]] 2"),
            },
        ),
        (
            refused("per-track = 1", "per-track = 1\nrounding = \"up\""),
            RuleFileError::RoundingOfNumber {
                at: at("[[awards.levels]] 1"),
            },
        ),
    ];
    for (refusal, expected) in cases {
        assert_eq!(refusal, expected);
    }
    for (change, by, place) in [
        ("weight = \"35\"", "weight = \"a\"", "[[rounds]] 2 weight"),
        (
            "ratio = \"30\"",
            "ratio = \"30%\"",
            "[[rounds]] 1 promote ratio",
        ),
        (
            "floor = \"85.5\"",
            "floor = \"85.555\"",
            "[[awards.levels]] 1 floor",
        ),
        (
            "sme-share = \"10\"",
            "sme-share = \"\"",
            "[recommendation] sme-share",
        ),
        ("range = \"20\"", "range = \"x\"", "[rereview] range"),
    ] {
        let RuleFileError::Number { at, .. } = refused(change, by) else {
            panic!("{by}")
        };
        assert_eq!(at, place);
    }
    for (change, by, place) in [
        ("id = \"second\"", "id = \"二\"", "[[awards.levels]] 2"),
        ("id = \"idea\"", "id = \"\"", "[[awards.special]] 1"),
        (
            "track = \"01\"",
            "track = \"../1\"",
            "[[recommendation.tracks]] 1",
        ),
    ] {
        let RuleFileError::Id { at, .. } = refused(change, by) else {
            panic!("{by}")
        };
        assert_eq!(at, place);
    }
    assert!(matches!(
        refused("round = \"roadshow-final\"", "round = \"interview\""),
        RuleFileError::Syntax { .. }
    ));
    assert!(matches!(
        refused("round:written", "round:interview"),
        RuleFileError::UnknownTieStep { .. }
    ));
    assert!(matches!(
        refused("vacancies = true\n", ""),
        RuleFileError::Faults(_)
    ));
}

fn rules() -> impl Strategy<Value = Rule> {
    let aggregation = prop_oneof![
        Just(Aggregation::Mean),
        Just(Aggregation::Median),
        (0..3_usize, 0..3_usize).prop_map(|(drop_high, drop_low)| Aggregation::Trimmed {
            drop_high,
            drop_low,
            minimum_experts: drop_high + drop_low + 1
        }),
    ];
    let step = prop_oneof![
        Just(TieStep::AllMean),
        Just(TieStep::Highest),
        "[A-E]".prop_map(|group| TieStep::Group(GroupId::new(group).unwrap())),
        Just(TieStep::Round(Round::Written)),
    ];
    let ties = proptest::collection::vec(step, 0..5).prop_map(|mut steps| {
        let mut kept: Vec<TieStep> = Vec::new();
        steps.retain(|step| {
            let is_new = !kept.contains(step);
            kept.push(step.clone());
            is_new
        });
        steps
    });
    let missing = prop_oneof![
        Just(MissingPolicy::Ignore),
        (1..9_usize).prop_map(MissingPolicy::AtLeast)
    ];
    let basis = prop_oneof![Just(RankBasis::Published), Just(RankBasis::Exact)];
    let money = (awards(), recommendations(), rereviews(), any::<bool>());
    let counting = (aggregation, 0..7_u8, basis, ties, missing);
    (counting, rounds(), money).prop_map(
        |(
            (aggregation, decimals, rank_basis, ties, missing),
            rounds,
            (awards, recommendation, rereview, advisory),
        )| Rule {
            aggregation,
            decimals,
            rank_basis,
            ties,
            missing,
            rounds,
            awards,
            recommendation,
            rereview,
            advisory,
        },
    )
}

fn points(hundredths: std::ops::Range<i64>) -> impl Strategy<Value = Points> {
    hundredths.prop_map(Points::from_hundredths)
}

fn places(most: i64) -> impl Strategy<Value = Places> {
    let rounding = proptest::sample::select(Rounding::ALL.to_vec());
    prop_oneof![
        (1..99_u32).prop_map(Places::PerTrack),
        (1..99_u32).prop_map(Places::Across),
        (points(1..most), rounding)
            .prop_map(|(percent, rounding)| Places::Ratio { percent, rounding }),
    ]
}

fn rounds() -> impl Strategy<Value = Vec<RoundRule>> {
    let ties = prop_oneof![Just(CutTies::All), Just(CutTies::Ask)];
    let promote = (places(10_001), ties).prop_map(|(places, ties)| Promote { places, ties });
    let last = prop_oneof![Just(Round::Roadshow), Just(Round::RoadshowFinal)];
    let two = (1..10_000_i64, last, proptest::option::of(promote)).prop_map(
        |(written, last, promote)| {
            let round = |round, weight, promote| RoundRule {
                round,
                weight: Points::from_hundredths(weight),
                promote,
            };
            vec![
                round(Round::Written, written, promote),
                round(last, 10_000 - written, None),
            ]
        },
    );
    prop_oneof![Just(Rule::default().rounds), two]
}

fn awards() -> impl Strategy<Value = Awards> {
    let floor = proptest::option::of(points(1..10_001));
    let level = ("[^\\p{C}\\s]{1,20}", places(3000), any::<bool>(), floor);
    let special = ("[^\\p{C}\\s]{1,20}", 1..9_u32);
    let id = |text: String| jury_core::AwardId::new(text).unwrap();
    let levels = proptest::collection::vec(level, 0..4).prop_map(move |levels| {
        let level =
            |(index, (name, places, vacancies, floor)): (usize, (String, _, bool, _))| AwardLevel {
                id: id(format!("level-{index}")),
                name,
                places,
                vacancies,
                floor: if vacancies { floor } else { None },
            };
        levels.into_iter().enumerate().map(level).collect()
    });
    let special = proptest::collection::vec(special, 0..3).prop_map(move |prizes| {
        let prize = |(index, (name, count))| SpecialPrize {
            id: id(format!("special-{index}")),
            name,
            count,
        };
        prizes.into_iter().enumerate().map(prize).collect()
    });
    (levels, special).prop_map(|(levels, special)| Awards { levels, special })
}

fn recommendations() -> impl Strategy<Value = Option<Recommendation>> {
    let wish = (0..5_u32, 0..5_u32, any::<bool>()).prop_map(|(least, more, capped)| {
        (
            Some(least).filter(|least| *least > 0),
            capped.then_some(least + more),
        )
    });
    let base = prop_oneof![Just(SmeBase::All), Just(SmeBase::Enterprises)];
    let list = (
        20..40_u32,
        points(0..10_001),
        base,
        proptest::collection::vec(wish, 0..4),
    );
    proptest::option::of(list.prop_map(|(limit, sme_share, sme_of, wishes)| {
        Recommendation {
            limit,
            sme_share,
            sme_of,
            tracks: wishes
                .into_iter()
                .enumerate()
                .map(|(index, (at_least, at_most))| TrackWish {
                    track: jury_core::TrackId::new(format!("{index:02}")).unwrap(),
                    at_least,
                    at_most,
                })
                .collect(),
        }
    }))
}

fn rereviews() -> impl Strategy<Value = Rereview> {
    let limit = || proptest::option::of(points(1..10_001));
    (limit(), limit()).prop_map(|(range, deviation)| Rereview { range, deviation })
}

proptest! {
    #[test]
    fn a_rule_reads_back_from_its_text(rule in rules()) {
        prop_assert_eq!(read_rule(&canonical_text(&rule)), Ok(rule));
    }
}
