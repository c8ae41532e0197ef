use super::*;
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
        RuleFileError::Weight(_)
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
        "[A-E]".prop_map(|group| TieStep::Group(GroupId::new(group).unwrap()))
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
    let rounds = prop_oneof![
        Just(vec![RoundRule {
            round: Round::Written,
            weight: Points::HUNDRED
        }]),
        (1..10_000_i64).prop_map(|written| {
            let weight = Points::from_hundredths;
            vec![
                RoundRule {
                    round: Round::Written,
                    weight: weight(written),
                },
                RoundRule {
                    round: Round::Roadshow,
                    weight: weight(10_000 - written),
                },
            ]
        }),
    ];
    let basis = prop_oneof![Just(RankBasis::Published), Just(RankBasis::Exact)];
    (aggregation, 0..7_u8, basis, ties, missing, rounds).prop_map(
        |(aggregation, decimals, rank_basis, ties, missing, rounds)| Rule {
            aggregation,
            decimals,
            rank_basis,
            ties,
            missing,
            rounds,
        },
    )
}

proptest! {
    #[test]
    fn a_rule_reads_back_from_its_text(rule in rules()) {
        prop_assert_eq!(read_rule(&canonical_text(&rule)), Ok(rule));
    }
}
