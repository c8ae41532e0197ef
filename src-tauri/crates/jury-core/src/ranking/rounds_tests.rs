//! Several rounds: weights, who comes before whom, and laws.

use proptest::prelude::*;

use super::*;
use crate::Points;
use crate::rule::{MissingPolicy, RankBasis, RoundRule, TieStep};
use crate::tally::Aggregation;

fn entry(number: usize) -> EntryId {
    EntryId::new(format!("02-{number:03}")).unwrap()
}

/// Totals in hundredths, by entry and expert.
fn marks(entries: &[(usize, &[i64])]) -> Marks {
    let one = |(index, total): (usize, &i64)| {
        let mark = EntryMark {
            total: Exact::ratio(*total, 100).unwrap(),
            groups: BTreeMap::new(),
        };
        (ExpertId::new(format!("E{index}")).unwrap(), mark)
    };
    entries
        .iter()
        .map(|(number, totals)| (entry(*number), totals.iter().enumerate().map(one).collect()))
        .collect()
}

fn rule(weights: &[(Round, i64)]) -> Rule {
    Rule {
        aggregation: Aggregation::Mean,
        ties: vec![TieStep::AllMean, TieStep::Round(Round::Written)],
        rounds: weights
            .iter()
            .map(|(round, weight)| RoundRule {
                round: *round,
                weight: Points::from_hundredths(*weight),
                promote: None,
            })
            .collect(),
        ..Rule::default()
    }
}

fn two_rounds() -> Rule {
    rule(&[(Round::Written, 4000), (Round::Roadshow, 6000)])
}

/// The standing after a written round of all and a roadshow of those named in `second`.
fn after_two(first: &[(usize, &[i64])], second: &[(usize, &[i64])], rule: &Rule) -> Vec<Ranked> {
    let ids = |round: &[(usize, &[i64])]| round.iter().map(|(number, _)| entry(*number)).collect();
    let (written, roadshow): (Vec<_>, Vec<_>) = (ids(first), ids(second));
    let (first, second) = (marks(first), marks(second));
    let held = |round, entries, marks| Held {
        round,
        entries,
        marks,
    };
    standing(
        &[
            held(Round::Written, &written, &first),
            held(Round::Roadshow, &roadshow, &second),
        ],
        rule,
    )
}

fn places(ranking: &[Ranked]) -> Vec<(String, Option<u32>, Option<String>)> {
    ranking
        .iter()
        .map(|one| {
            let published = one.published.as_ref().map(ToString::to_string);
            (one.entry.to_string(), one.rank, published)
        })
        .collect()
}

fn expected(
    rows: &[(&str, Option<u32>, Option<&str>)],
) -> Vec<(String, Option<u32>, Option<String>)> {
    rows.iter()
        .map(|(entry, rank, score)| ((*entry).to_owned(), *rank, score.map(ToOwned::to_owned)))
        .collect()
}

/// Entries with their experts' totals.
type Totals<'a> = &'a [(usize, &'a [i64])];

#[test]
fn rounds_count_by_weight_and_who_went_on_comes_first() {
    let ranking = after_two(
        &[(1, &[9000]), (2, &[8000]), (3, &[9500]), (4, &[7000])],
        &[(1, &[8000]), (2, &[9000])],
        &two_rounds(),
    );
    assert_eq!(
        places(&ranking),
        expected(&[
            ("02-002", Some(1), Some("86.00")),
            ("02-001", Some(2), Some("84.00")),
            ("02-003", Some(3), Some("95.00")),
            ("02-004", Some(4), Some("70.00")),
        ])
    );
    let scores: Vec<_> = ranking[0]
        .rounds
        .iter()
        .map(|round| round.exact.as_ref().unwrap().to_string())
        .collect();
    assert_eq!(scores, ["80", "90"]);
}

#[test]
fn an_absent_score_is_no_zero_and_its_place_is_kept() {
    let ranking = after_two(
        &[(1, &[9000]), (2, &[8000]), (3, &[7000])],
        &[(1, &[]), (2, &[1000])],
        &two_rounds(),
    );
    assert_eq!(
        places(&ranking),
        expected(&[
            ("02-002", Some(1), Some("38.00")),
            ("02-003", Some(3), Some("70.00")),
            ("02-001", None, None),
        ])
    );
}

#[test]
fn too_few_sheets_in_an_earlier_round_are_too_few() {
    let rule = Rule {
        missing: MissingPolicy::AtLeast(2),
        ..two_rounds()
    };
    let ranking = after_two(
        &[(1, &[9000]), (2, &[8000, 8000])],
        &[(1, &[9000, 9000]), (2, &[8000, 8000])],
        &rule,
    );
    assert_eq!(
        places(&ranking),
        expected(&[
            ("02-002", Some(1), Some("80.00")),
            ("02-001", None, Some("90.00")),
        ])
    );
}

#[test]
fn published_scores_are_weighed_where_ranks_use_them_and_exact_ones_otherwise() {
    // 80.005 is published as 80.01: 40 % of that and 60 % of 70.00 are 74.004, of the exact score 74.002.
    let (first, second): (Totals<'_>, Totals<'_>) = (&[(1, &[8000, 8001])], &[(1, &[7000])]);
    let score = |basis| {
        let rule = Rule {
            rank_basis: basis,
            ..two_rounds()
        };
        after_two(first, second, &rule)[0]
            .score
            .as_ref()
            .unwrap()
            .to_string()
    };
    assert_eq!(score(RankBasis::Published), "18501/250");
    assert_eq!(score(RankBasis::Exact), "37001/500");
}

#[test]
fn an_earlier_round_decides_a_tie_where_the_rule_says_so() {
    let first: &[(usize, &[i64])] = &[(1, &[8000]), (2, &[8600])];
    let ranking = after_two(first, &[(1, &[9400]), (2, &[9000])], &two_rounds());
    // 0.4 × 80 + 0.6 × 94 = 88.4 = 0.4 × 86 + 0.6 × 90; the mean of the roadshow decides first.
    assert_eq!(
        places(&ranking)[0],
        ("02-001".to_owned(), Some(1), Some("88.40".to_owned()))
    );
    assert_eq!(ranking[0].decided_by, Some(0));
    let rule = Rule {
        ties: vec![TieStep::Round(Round::Written)],
        ..two_rounds()
    };
    let ranking = after_two(first, &[(1, &[9400]), (2, &[9000])], &rule);
    assert_eq!(ranking[0].entry, entry(2));
    assert_eq!(ranking[0].decided_by, Some(0));
    assert_eq!(ranking[0].tie_values, [Exact::ratio(86, 1).unwrap()]);
}

#[test]
fn those_who_left_after_the_second_of_three_rounds_stand_by_two() {
    let rule = rule(&[
        (Round::Written, 2000),
        (Round::Roadshow, 3000),
        (Round::RoadshowFinal, 5000),
    ]);
    let all: Vec<_> = (1..=3).map(entry).collect();
    let first = marks(&[(1, &[9000]), (2, &[8000]), (3, &[7000])]);
    let second = marks(&[(1, &[8000]), (2, &[9000])]);
    let third = marks(&[(2, &[10_000])]);
    let held = |round, entries, marks| Held {
        round,
        entries,
        marks,
    };
    let ranking = standing(
        &[
            held(Round::Written, &all, &first),
            held(Round::Roadshow, &all[..2], &second),
            held(Round::RoadshowFinal, &all[1..2], &third),
        ],
        &rule,
    );
    assert_eq!(
        places(&ranking),
        expected(&[
            ("02-002", Some(1), Some("93.00")),
            ("02-001", Some(2), Some("84.00")),
            ("02-003", Some(3), Some("70.00")),
        ])
    );
}

type Panels = Vec<(Vec<i64>, Option<Vec<i64>>)>;

/// Entries with their totals in the first round and, where they went on, in the second. Few distinct values, so that ties are common.
fn panels() -> impl Strategy<Value = Panels> {
    let total = || (0..5_i64).prop_map(|step| step * 2_500);
    let panel = move || proptest::collection::vec(total(), 0..5);
    proptest::collection::vec((panel(), proptest::option::of(panel())), 1..8)
}

fn rank_all(panels: &Panels, rule: &Rule) -> Vec<Ranked> {
    let numbered = || panels.iter().enumerate();
    let first: Vec<_> = numbered()
        .map(|(index, (first, _))| (index + 1, first.as_slice()))
        .collect();
    let second: Vec<_> = numbered()
        .filter_map(|(index, (_, second))| Some((index + 1, second.as_deref()?)))
        .collect();
    after_two(&first, &second, rule)
}

fn rules() -> impl Strategy<Value = Rule> {
    let ties = Just(vec![
        TieStep::AllMean,
        TieStep::Round(Round::Written),
        TieStep::Highest,
    ]);
    (1..10_000_i64, any::<bool>(), 0..3_u8, ties).prop_map(|(written, exact, decimals, ties)| {
        Rule {
            rank_basis: if exact {
                RankBasis::Exact
            } else {
                RankBasis::Published
            },
            decimals,
            ties,
            ..rule(&[
                (Round::Written, written),
                (Round::Roadshow, 10_000 - written),
            ])
        }
    })
}

proptest! {
    #[test]
    fn who_went_on_is_before_who_did_not(panels in panels(), rule in rules()) {
        let ranking = rank_all(&panels, &rule);
        let went_on = |one: &&Ranked| one.rounds.len() == 2;
        let worst = ranking.iter().filter(went_on).filter_map(|one| one.rank).max();
        let best = ranking.iter().filter(|one| !went_on(one)).filter_map(|one| one.rank).min();
        if let (Some(worst), Some(best)) = (worst, best) {
            prop_assert!(worst < best);
        }
        let behind = u32::try_from(ranking.iter().filter(went_on).count()).unwrap();
        prop_assert!(best.is_none_or(|best| best == behind + 1));
    }

    #[test]
    fn who_did_not_go_on_keeps_the_order_of_the_first_round(panels in panels(), rule in rules()) {
        let first: Panels = panels.iter().map(|(first, _)| (first.clone(), None)).collect();
        let alone = rank_all(&first, &rule);
        let stays = |one: &&Ranked| {
            let number = one.entry.as_str()[3..].parse::<usize>().unwrap();
            panels[number - 1].1.is_none() && one.rank.is_some()
        };
        let order = |ranking: &[Ranked]| ranking.iter().filter(stays).map(|one| one.entry.clone()).collect::<Vec<_>>();
        prop_assert_eq!(order(&rank_all(&panels, &rule)), order(&alone));
    }

    #[test]
    fn a_higher_mark_in_any_round_never_lowers_a_rank(
        panels in panels(), rule in rules(), which in any::<prop::sample::Index>(), whose in any::<prop::sample::Index>(), more in 1_i64..6000, second in any::<bool>(),
    ) {
        let number = which.index(panels.len());
        let mut raised = panels.clone();
        let panel = if second { raised[number].1.as_mut() } else { Some(&mut raised[number].0) };
        let Some(panel) = panel.filter(|panel| !panel.is_empty()) else { return Ok(()) };
        let expert = whose.index(panel.len());
        panel[expert] += more;
        let rank_of = |panels: &Panels| rank_all(panels, &rule).into_iter().find(|one| one.entry == entry(number + 1)).and_then(|one| one.rank);
        let (before, after) = (rank_of(&panels), rank_of(&raised));
        prop_assert!(after <= before, "{before:?} became {after:?}");
    }

    #[test]
    fn a_score_lies_between_those_of_its_rounds(panels in panels(), rule in rules()) {
        let rule = Rule { rank_basis: RankBasis::Exact, ..rule };
        for one in rank_all(&panels, &rule) {
            let parts: Option<Vec<_>> = one.rounds.iter().map(|round| round.exact.clone()).collect();
            prop_assert_eq!(one.score.is_some(), parts.is_some());
            if let (Some(score), Some(parts)) = (&one.score, parts) {
                prop_assert!(parts.iter().min() <= Some(score) && Some(score) <= parts.iter().max());
            }
        }
    }
}
