use proptest::prelude::*;

use super::*;
use crate::rule::{MissingPolicy, RankBasis, TieStep};
use crate::tally::Aggregation;

fn entry(number: usize) -> EntryId {
    EntryId::new(format!("02-{number:03}")).unwrap()
}

fn group(id: &str) -> GroupId {
    GroupId::new(id).unwrap()
}

/// Marks in hundredths as (group B, group C); the total is their sum.
fn marks(entries: &[&[(i64, i64)]]) -> Marks {
    let exact = |hundredths| Exact::ratio(hundredths, 100).unwrap();
    let mark = |(b, c): &(i64, i64)| EntryMark {
        total: exact(b + c),
        groups: BTreeMap::from([(group("B"), exact(*b)), (group("C"), exact(*c))]),
    };
    let expert = |index| ExpertId::new(format!("E{index}")).unwrap();
    let panel = |marks: &&[(i64, i64)]| {
        marks
            .iter()
            .enumerate()
            .map(|(index, one)| (expert(index), mark(one)))
            .collect()
    };
    entries
        .iter()
        .enumerate()
        .map(|(index, one)| (entry(index + 1), panel(one)))
        .collect()
}

fn ranked(entries: &[&[(i64, i64)]], rule: &Rule) -> Vec<Ranked> {
    let ids: Vec<_> = (1..=entries.len()).map(entry).collect();
    rank(&ids, &marks(entries), rule)
}

fn places(ranking: &[Ranked]) -> Vec<(String, Option<u32>)> {
    ranking
        .iter()
        .map(|one| (one.entry.to_string(), one.rank))
        .collect()
}

#[track_caller]
fn check(entries: &[&[(i64, i64)]], rule: &Rule, expected: &[(&str, Option<u32>)]) {
    let expected: Vec<_> = expected
        .iter()
        .map(|(entry, rank)| ((*entry).to_owned(), *rank))
        .collect();
    assert_eq!(places(&ranked(entries, rule)), expected);
}

#[test]
fn entries_come_in_the_order_of_their_scores_and_unmarked_ones_last() {
    check(
        &[&[(3000, 3000)], &[], &[(4000, 4000)]],
        &Rule::default(),
        &[("02-003", Some(1)), ("02-001", Some(2)), ("02-002", None)],
    );
}

#[test]
fn entries_that_nothing_tells_apart_share_a_rank_and_the_next_rank_is_left_out() {
    let same: &[(i64, i64)] = &[(4000, 3000)];
    check(
        &[same, &[(5000, 4000)], same, &[(1000, 1000)]],
        &Rule::default(),
        &[
            ("02-002", Some(1)),
            ("02-001", Some(2)),
            ("02-003", Some(2)),
            ("02-004", Some(4)),
        ],
    );
    let ranking = ranked(&[same, same], &Rule::default());
    assert!(
        ranking
            .iter()
            .all(|one| one.tied && one.decided_by.is_none())
    );
}

#[test]
fn the_mean_with_extremes_decides_between_equal_trimmed_scores_and_is_named() {
    let first: &[(i64, i64)] = &[
        (4000, 4000),
        (4000, 4000),
        (4000, 4000),
        (4500, 4500),
        (1000, 1000),
    ];
    let second: &[(i64, i64)] = &[
        (4000, 4000),
        (4000, 4000),
        (4000, 4000),
        (4500, 4500),
        (2000, 2000),
    ];
    let ranking = ranked(&[first, second], &Rule::default());
    assert_eq!(places(&ranking)[0], ("02-002".to_owned(), Some(1)));
    assert!(
        ranking
            .iter()
            .all(|one| one.decided_by == Some(0) && !one.tied)
    );
}

#[test]
fn the_groups_decide_after_the_mean_in_the_order_of_the_rule() {
    let ranking = ranked(&[&[(4000, 3000)], &[(3000, 4000)]], &Rule::default());
    assert_eq!(
        places(&ranking)[0],
        ("02-002".to_owned(), Some(1)),
        "group C (应用价值) comes before B"
    );
    assert_eq!(ranking[0].decided_by, Some(1));
    assert_eq!(ranking[0].tie_values[1], Exact::ratio(40, 1).unwrap());
}

#[test]
fn a_score_of_its_own_needs_no_tie_step() {
    let ranking = ranked(&[&[(4000, 3000)], &[(3000, 3000)]], &Rule::default());
    assert!(
        ranking
            .iter()
            .all(|one| one.decided_by.is_none() && one.tie_values.is_empty() && !one.tied)
    );
}

#[test]
fn published_scores_tie_where_exact_scores_do_not() {
    let rule = |rank_basis| Rule {
        rank_basis,
        aggregation: Aggregation::Mean,
        ties: Vec::new(),
        ..Rule::default()
    };
    let close: [&[(i64, i64)]; 2] = [
        &[(7000, 1000), (7000, 1000), (7000, 1001)],
        &[(7000, 1000), (7000, 1000), (7000, 1000)],
    ];
    check(
        &close,
        &rule(RankBasis::Published),
        &[("02-001", Some(1)), ("02-002", Some(1))],
    );
    check(
        &close,
        &rule(RankBasis::Exact),
        &[("02-001", Some(1)), ("02-002", Some(2))],
    );
}

#[test]
fn the_highest_single_total_can_decide() {
    let rule = Rule {
        aggregation: Aggregation::Mean,
        ties: vec![TieStep::Highest],
        ..Rule::default()
    };
    check(
        &[&[(4000, 3000), (4000, 3000)], &[(5000, 4000), (3000, 2000)]],
        &rule,
        &[("02-002", Some(1)), ("02-001", Some(2))],
    );
}

#[test]
fn an_entry_with_too_few_sheets_has_a_score_and_no_rank_where_the_rule_says_so() {
    let rule = Rule {
        missing: MissingPolicy::AtLeast(2),
        ..Rule::default()
    };
    let ranking = ranked(&[&[(5000, 5000)], &[(1000, 1000), (1000, 1000)]], &rule);
    assert_eq!(
        places(&ranking),
        [("02-002".to_owned(), Some(1)), ("02-001".to_owned(), None)]
    );
    assert_eq!(
        ranking[1]
            .published
            .as_ref()
            .map(ToString::to_string)
            .as_deref(),
        Some("100.00")
    );
}

#[test]
fn which_of_two_equal_extremes_is_dropped_decides_no_rank() {
    // Two panels with the same totals whose experts stand in another order: the dropped one differs in its groups.
    let first: &[(i64, i64)] = &[
        (5000, 4000),
        (4000, 5000),
        (4000, 4000),
        (4000, 4000),
        (1000, 1000),
    ];
    let second: &[(i64, i64)] = &[
        (4000, 5000),
        (5000, 4000),
        (4000, 4000),
        (4000, 4000),
        (1000, 1000),
    ];
    check(
        &[first, second],
        &Rule::default(),
        &[("02-001", Some(1)), ("02-002", Some(1))],
    );
}

fn any_entries() -> impl Strategy<Value = Vec<Vec<(i64, i64)>>> {
    // Few distinct values, so that ties are common.
    let mark = || (0_i64..4, 0_i64..4).prop_map(|(b, c)| (b * 1250, c * 1250));
    proptest::collection::vec(proptest::collection::vec(mark(), 0..7), 1..8)
}

fn any_rule() -> impl Strategy<Value = Rule> {
    let aggregation = prop_oneof![
        Just(Aggregation::Mean),
        Just(Aggregation::Median),
        Just(Aggregation::Trimmed {
            drop_high: 1,
            drop_low: 1,
            minimum_experts: 5
        })
    ];
    (aggregation, any::<bool>(), 0_u8..3).prop_map(|(aggregation, exact, decimals)| Rule {
        aggregation,
        decimals,
        rank_basis: if exact {
            RankBasis::Exact
        } else {
            RankBasis::Published
        },
        ..Rule::default()
    })
}

fn slices(entries: &[Vec<(i64, i64)>]) -> Vec<&[(i64, i64)]> {
    entries.iter().map(Vec::as_slice).collect()
}

fn rank_of(ranking: &[Ranked], number: usize) -> Option<u32> {
    ranking
        .iter()
        .find(|one| one.entry == entry(number))
        .and_then(|one| one.rank)
}

proptest! {
    #[test]
    fn a_higher_mark_never_lowers_a_rank(
        entries in any_entries(), rule in any_rule(), which in any::<prop::sample::Index>(), whose in any::<prop::sample::Index>(), more in 1_i64..6000, b in any::<bool>(),
    ) {
        let number = which.index(entries.len());
        prop_assume!(!entries[number].is_empty());
        let mut raised = entries.clone();
        let expert = whose.index(entries[number].len());
        if b { raised[number][expert].0 += more } else { raised[number][expert].1 += more }
        let before = rank_of(&ranked(&slices(&entries), &rule), number + 1);
        let after = rank_of(&ranked(&slices(&raised), &rule), number + 1);
        prop_assert!(after <= before, "{before:?} became {after:?}");
    }

    #[test]
    fn nobody_ranks_above_an_entry_that_every_expert_finds_at_least_as_good(
        entries in any_entries(), rule in any_rule(), more in proptest::collection::vec((0_i64..3000, 0_i64..3000), 7),
    ) {
        let mut with_better = entries.clone();
        with_better.push(entries[0].iter().zip(&more).map(|((b, c), (more_b, more_c))| (b + more_b, c + more_c)).collect());
        let ranking = ranked(&slices(&with_better), &rule);
        let (better, worse) = (rank_of(&ranking, with_better.len()), rank_of(&ranking, 1));
        prop_assert_eq!(better.is_none(), worse.is_none(), "the same experts judged both");
        prop_assert!(better <= worse, "{:?} is behind {:?}", better, worse);
    }

    #[test]
    fn an_expert_who_gives_everybody_the_same_more_or_less_moves_nobody_in_a_mean(
        panel in (2_usize..7).prop_flat_map(|experts| proptest::collection::vec(proptest::collection::vec((0_i64..5000, 0_i64..5000), experts), 2..8)),
        whose in any::<prop::sample::Index>(), shift in -2000_i64..2000,
    ) {
        let rule = Rule { aggregation: Aggregation::Mean, rank_basis: RankBasis::Exact, ties: vec![TieStep::AllMean], ..Rule::default() };
        let mut shifted = panel.clone();
        let expert = whose.index(panel[0].len());
        for entry in &mut shifted { entry[expert].0 += shift; }
        prop_assert_eq!(places(&ranked(&slices(&panel), &rule)), places(&ranked(&slices(&shifted), &rule)));
    }

    #[test]
    fn the_order_in_which_entries_are_handed_in_does_not_matter(entries in any_entries(), rule in any_rule(), seed in any::<u64>()) {
        let ids: Vec<_> = (1..=entries.len()).map(entry).collect();
        let mut shuffled = ids.clone();
        shuffled.sort_by_key(|id| id.as_str().bytes().fold(seed, |hash, byte| hash.wrapping_mul(31).wrapping_add(byte.into())));
        let marks = marks(&slices(&entries));
        prop_assert_eq!(rank(&ids, &marks, &rule), rank(&shuffled, &marks, &rule));
    }

    #[test]
    fn ranks_count_how_many_are_strictly_better(entries in any_entries(), rule in any_rule()) {
        let ranking = ranked(&slices(&entries), &rule);
        for one in ranking.iter().filter(|one| one.rank.is_some()) {
            let better = ranking.iter().filter(|other| other.rank.is_some() && other.rank < one.rank).count();
            prop_assert_eq!(one.rank, u32::try_from(better + 1).ok());
        }
    }
}
