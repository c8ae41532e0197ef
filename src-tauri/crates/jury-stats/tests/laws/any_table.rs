//! Laws: order, unit, definition and model, on tables drawn at random.

use jury_stats::agreement::{Agreement, Form};
use jury_stats::bootstrap::{RankShares, Resampling};
use jury_stats::boundary::{Scale, boundary, without_each};
use jury_stats::profile::profiles;
use jury_stats::ranks::competition;
use jury_stats::severity::Severity;
use jury_stats::triage::Triage;
use jury_stats::{Aggregate, Table};
use proptest::prelude::*;

use crate::{Rows, all_of, table};

const SCALE: Scale = Scale {
    low: 0.0,
    high: 100.0,
};

/// A mark in hundredths; few enough values that ties happen.
fn mark() -> impl Strategy<Value = f64> {
    prop_oneof![
        (0_u32..=10_000).prop_map(|hundredths| f64::from(hundredths) / 100.0),
        (70_u32..90).prop_map(f64::from),
    ]
}

fn rows(
    entries: std::ops::Range<usize>,
    experts: std::ops::Range<usize>,
) -> impl Strategy<Value = Rows> {
    (entries, experts).prop_flat_map(|(entries, experts)| {
        let row = prop::collection::vec(mark().prop_map(Some), experts);
        prop::collection::vec(row, entries)
    })
}

/// About a third of the marks missing.
fn gappy(
    entries: std::ops::Range<usize>,
    experts: std::ops::Range<usize>,
) -> impl Strategy<Value = Rows> {
    (entries, experts).prop_flat_map(|(entries, experts)| {
        let row = prop::collection::vec(prop::option::weighted(0.66, mark()), experts);
        prop::collection::vec(row, entries)
    })
}

fn mapped(rows: &Rows, change: impl Fn(usize, f64) -> f64) -> Table {
    let rows: Rows = rows
        .iter()
        .map(|row| {
            let cells = row.iter().enumerate();
            cells
                .map(|(expert, mark)| mark.map(|mark| change(expert, mark)))
                .collect()
        })
        .collect();
    table(&rows)
}

fn transposed_order(rows: &Rows) -> Table {
    let turned: Rows = rows
        .iter()
        .rev()
        .map(|row| row.iter().rev().copied().collect())
        .collect();
    table(&turned)
}

fn near(one: Option<f64>, other: Option<f64>) -> bool {
    match (one, other) {
        (Some(one), Some(other)) => (one - other).abs() <= 1e-7 * one.abs().max(1.0),
        (None, None) => true,
        _ => false,
    }
}

proptest! {
    #[test]
    fn no_figure_is_ever_not_a_number(rows in gappy(0..8, 0..6)) {
        let table = table(&rows);
        let agreement = Agreement::of(&table);
        for figure in all_of(&agreement).into_iter().flatten() {
            prop_assert!(figure.is_finite(), "{agreement:?}");
        }
        let severity = Severity::of(&table);
        for component in &severity.components {
            for level in &component.entries {
                prop_assert!(level.raw.is_finite() && level.adjusted.is_finite());
            }
            prop_assert!(component.experts.iter().filter_map(|one| one.effect).all(f64::is_finite));
        }
        for (low, high) in severity.intervals95(&table).into_iter().flatten() {
            prop_assert!(low.is_finite() && high.is_finite() && low <= high);
        }
        let triage = Triage::of(&table, &severity);
        prop_assert!(triage.entries.iter().all(|one| one.spread.is_finite() && one.scaled.is_none_or(f64::is_finite)));
        prop_assert!(triage.marks.iter().all(|one| one.residual.is_finite() && one.scaled.is_none_or(f64::is_finite)));
        for profile in profiles(&table, &severity) {
            prop_assert!(profile.agreement.is_none_or(|one| (-1.0..=1.0).contains(&one)));
            prop_assert!(profile.spread.is_none_or(f64::is_finite));
        }
    }

    #[test]
    fn the_order_of_entries_and_experts_does_not_matter(rows in gappy(2..8, 2..6)) {
        let one = all_of(&Agreement::of(&table(&rows)));
        let other = all_of(&Agreement::of(&transposed_order(&rows)));
        for (one, other) in one.into_iter().zip(other) {
            prop_assert!(near(one, other), "{one:?} {other:?}");
        }
    }

    #[test]
    fn icc_lies_at_or_below_one_and_within_its_interval(rows in rows(2..9, 2..6)) {
        let icc = Agreement::of(&table(&rows)).icc;
        for form in Form::ALL {
            if let Some(value) = icc.value(form) {
                prop_assert!(value <= 1.0 + 1e-12, "{form:?} {value}");
            }
            if let (Some(value), Some((low, high))) = (icc.value(form), icc.ci95(form)) {
                prop_assert!(low <= value + 1e-9 && value <= high + 1e-9, "{form:?} {low} {value} {high}");
            }
        }
    }

    #[test]
    fn the_mean_of_k_is_as_spearman_and_brown_say(rows in rows(2..9, 2..6)) {
        let k = f64::from(u32::try_from(rows[0].len()).unwrap());
        let icc = Agreement::of(&table(&rows)).icc;
        for (single, average) in [(Form::Icc1, Form::Icc1k), (Form::Icc2, Form::Icc2k), (Form::Icc3, Form::Icc3k)] {
            if let (Some(single), Some(average)) = (icc.value(single), icc.value(average)) {
                // Near the pole both are huge, and digits are gone.
                if average > -50.0 {
                    let stepped_up = k * single / (1.0 + (k - 1.0) * single);
                    prop_assert!(near(Some(average), Some(stepped_up)), "{average} {stepped_up}");
                }
            }
        }
    }

    #[test]
    fn one_unit_for_all_changes_no_agreement(rows in rows(2..8, 2..6), scale in 1_u32..50, shift in 0_u32..50) {
        let (scale, shift) = (f64::from(scale), f64::from(shift));
        let before = Agreement::of(&table(&rows));
        let after = Agreement::of(&mapped(&rows, |_, mark| mark * scale + shift));
        for form in Form::ALL {
            if before.icc.value(form).is_some_and(|value| value > -50.0) {
                prop_assert!(near(before.icc.value(form), after.icc.value(form)), "{form:?}");
            }
        }
        prop_assert!(near(before.kendall_w.w, after.kendall_w.w));
        prop_assert!(near(before.alpha.interval, after.alpha.interval));
        prop_assert!(near(before.alpha.ordinal, after.alpha.ordinal));
    }

    #[test]
    fn a_lenient_expert_changes_agreement_of_amounts_and_not_of_order_or_consistency(rows in rows(3..8, 2..6), shift in 5_u32..50) {
        let before = Agreement::of(&table(&rows));
        let after = Agreement::of(&mapped(&rows, |expert, mark| if expert == 0 { mark + f64::from(shift) } else { mark }));
        if before.icc.value(Form::Icc3k).is_some_and(|value| value > -50.0) {
            prop_assert!(near(before.icc.value(Form::Icc3), after.icc.value(Form::Icc3)));
            prop_assert!(near(before.icc.value(Form::Icc3k), after.icc.value(Form::Icc3k)));
        }
        prop_assert!(near(before.kendall_w.w, after.kendall_w.w));
    }

    #[test]
    fn concordance_is_the_share_of_the_ranks_variance_between_entries(rows in rows(2..9, 2..6)) {
        let w = Agreement::of(&table(&rows)).kendall_w;
        // Another road to the same number: an analysis of variance of the mid-ranks.
        let columns: Vec<Vec<f64>> = (0..rows[0].len())
            .map(|expert| mid_ranks(&rows.iter().map(|row| row[expert].unwrap()).collect::<Vec<_>>()))
            .collect();
        let (n, m) = (f64::from(u32::try_from(rows.len()).unwrap()), f64::from(u32::try_from(columns.len()).unwrap()));
        let middle = f64::midpoint(n, 1.0);
        let total: f64 = columns.iter().flatten().map(|rank| (rank - middle).powi(2)).sum();
        let between: f64 = (0..rows.len())
            .map(|entry| columns.iter().map(|ranks| ranks[entry]).sum::<f64>() / m)
            .map(|mean| m * (mean - middle).powi(2))
            .sum();
        let expected = (total > 0.0).then(|| between / total);
        prop_assert!(near(w.w, expected), "{w:?} {expected:?}");
        prop_assert!(w.w.is_none_or(|w| (0.0..=1.0).contains(&w)));
        prop_assert!(w.w_uncorrected <= w.w);
    }

    #[test]
    fn alpha_is_what_the_definition_by_pairs_says(rows in gappy(2..7, 2..5)) {
        let alpha = Agreement::of(&table(&rows)).alpha;
        prop_assert!(near(alpha.nominal, by_pairs(&rows, |a, b| f64::from(u8::from(a != b)))));
        prop_assert!(near(alpha.interval, by_pairs(&rows, |a, b| (a - b).powi(2))));
        prop_assert!(near(alpha.ratio, by_pairs(&rows, proportion)));
    }

    #[test]
    fn the_model_of_a_complete_table_is_its_means(rows in rows(1..9, 1..6)) {
        for component in Severity::of(&table(&rows)).components {
            for level in component.entries {
                prop_assert!(near(Some(level.raw), Some(level.adjusted)));
            }
        }
    }

    #[test]
    fn effects_sum_to_zero_and_residuals_are_orthogonal(rows in gappy(2..10, 2..7)) {
        let table = table(&rows);
        let severity = Severity::of(&table);
        for component in &severity.components {
            let sum: f64 = component.experts.iter().filter_map(|one| one.effect).sum();
            prop_assert!(sum.abs() < 1e-9);
        }
        // The normal equations: what is left over sums to nothing along every row and every column.
        for expert in 0..table.experts() {
            let left: f64 = table.by_expert(expert).filter_map(|(entry, _)| severity.residual(&table, entry, expert)).sum();
            prop_assert!(left.abs() < 1e-8, "expert {expert}: {left}");
        }
        for entry in 0..table.entries() {
            let left: f64 = (0..table.experts()).filter_map(|expert| severity.residual(&table, entry, expert)).sum();
            prop_assert!(left.abs() < 1e-8, "entry {entry}: {left}");
        }
    }

    #[test]
    fn a_constant_of_one_expert_moves_that_effect_alone(rows in rows(2..8, 2..6), shift in 1_u32..30) {
        let shift = f64::from(shift);
        let before = Severity::of(&table(&rows));
        let after = Severity::of(&mapped(&rows, |expert, mark| if expert == 0 { mark + shift } else { mark }));
        let contrast = |severity: &Severity| severity.effect(0).unwrap() - severity.effect(1).unwrap();
        prop_assert!(near(Some(contrast(&before) + shift), Some(contrast(&after))));
        let gaps = |severity: &Severity| -> Vec<f64> {
            (1..rows.len()).map(|entry| severity.level(entry).unwrap() - severity.level(0).unwrap()).collect()
        };
        for (before, after) in gaps(&before).into_iter().zip(gaps(&after)) {
            prop_assert!(near(Some(before), Some(after)));
        }
    }

    #[test]
    fn triage_does_not_depend_on_the_unit(rows in gappy(2..16, 2..5), scale in 2_u32..20, shift in 0_u32..50) {
        let of = |table: &Table| Triage::of(table, &Severity::of(table)).entries;
        let (scale, shift) = (f64::from(scale), f64::from(shift));
        let after = of(&mapped(&rows, |_, mark| mark * scale + shift));
        for before in of(&table(&rows)) {
            let after = after.iter().find(|after| after.entry == before.entry).unwrap();
            prop_assert!(near(Some(before.range * scale), Some(after.range)));
            prop_assert!(near(before.scaled, after.scaled) || before.spread < 1e-9, "{before:?} {after:?}");
        }
    }

    #[test]
    fn who_is_dominated_by_every_expert_never_ranks_above(rows in rows(2..7, 2..6), trim in any::<bool>()) {
        let table = table(&rows);
        let aggregate = if trim { Aggregate::Median } else { Aggregate::Mean };
        let shares = RankShares::of(&table, aggregate, Resampling { draws: 60, seed: 1 });
        let entries = || rows.iter().enumerate();
        for ((one, of_one), (other, of_other)) in entries().flat_map(|one| entries().map(move |other| (one, other))) {
            if of_one.iter().zip(of_other).all(|(one, other)| one >= other) {
                for rank in 1..=rows.len() {
                    prop_assert!(shares.share_within(one, rank) >= shares.share_within(other, rank));
                }
            }
        }
    }

    #[test]
    fn exact_shares_are_what_all_sequences_give(rows in gappy(1..5, 1..5)) {
        let table = table(&rows);
        let shares = RankShares::of(&table, Aggregate::Mean, Resampling { draws: 100_000, seed: 0 });
        prop_assert!(shares.exact());
        let severity = Severity::of(&table);
        // Only where one panel marks everything are sequences over all experts the same thing.
        if severity.components.len() == 1 && severity.components[0].experts.len() == table.experts() {
            let counted = all_sequences(&table);
            for (entry, counted) in counted.iter().enumerate() {
                let total: u32 = counted.iter().sum();
                let mut within = 0;
                for (rank, times) in counted.iter().enumerate() {
                    within += times;
                    let expected = (total > 0).then(|| f64::from(within) / f64::from(total));
                    prop_assert!(near(shares.share_within(entry, rank + 1), expected));
                }
            }
        }
    }

    #[test]
    fn the_smallest_change_ties_the_line_and_a_smaller_one_does_not(rows in rows(2..6, 1..6), line in 1_usize..4, way in 0_usize..3) {
        let aggregate = [Aggregate::Mean, Aggregate::Median, Aggregate::Trimmed { high: 1, low: 1, minimum: 3 }][way];
        let marks = table(&rows);
        if let Some(change) = boundary(&marks, aggregate, line, |_| SCALE).and_then(|line| line.smallest_change) {
            prop_assert!((SCALE.low..=SCALE.high).contains(&change.to));
            let gap = |to: f64| {
                let mut rows = rows.clone();
                rows[change.entry][change.expert] = Some(to);
                boundary(&table(&rows), aggregate, line, |_| SCALE).unwrap()
            };
            prop_assert!(gap(change.to).gap < 1e-6, "{change:?}");
            let before = boundary(&marks, aggregate, line, |_| SCALE).unwrap().inside;
            let short_of_it = change.from + (change.to - change.from) * 0.999;
            prop_assert_eq!(gap(short_of_it).inside, before);
        }
        for without in without_each(&marks, aggregate, line) {
            prop_assert!(without.comes_in.iter().all(|entry| !without.goes_out.contains(entry)));
        }
    }

    #[test]
    fn ranks_count_who_is_better(scores in prop::collection::vec(prop::option::of((0_u32..20).prop_map(f64::from)), 0..12)) {
        for (score, rank) in scores.iter().zip(competition(&scores)) {
            let better = scores.iter().flatten().filter(|other| score.is_some_and(|score| **other > score)).count();
            prop_assert_eq!(rank, score.map(|_| better + 1));
        }
    }
}

fn mid_ranks(marks: &[f64]) -> Vec<f64> {
    let rank = |mark: &f64| {
        let below = marks.iter().filter(|other| *other < mark).count();
        let equal = marks.iter().filter(|other| *other == mark).count();
        f64::from(u32::try_from(2 * below + equal + 1).unwrap()) / 2.0
    };
    marks.iter().map(rank).collect()
}

fn proportion(a: f64, b: f64) -> f64 {
    if a == b {
        0.0
    } else {
        ((a - b) / (a + b)).powi(2)
    }
}

/// α straight from the definition: mean difference of ordered pairs within entries over that among all.
fn by_pairs(rows: &Rows, difference: impl Fn(f64, f64) -> f64) -> Option<f64> {
    let entries: Vec<Vec<f64>> = rows
        .iter()
        .map(|row| row.iter().copied().flatten().collect())
        .filter(|marks: &Vec<f64>| marks.len() > 1)
        .collect();
    let size = |marks: &[f64]| f64::from(u32::try_from(marks.len()).unwrap());
    let sum = |marks: &[f64]| -> f64 {
        let pairs = marks
            .iter()
            .flat_map(|one| marks.iter().map(move |other| (*one, *other)));
        pairs.map(|(one, other)| difference(one, other)).sum()
    };
    let all = entries.concat();
    let within: f64 = entries
        .iter()
        .map(|marks| sum(marks) / (size(marks) - 1.0))
        .sum::<f64>()
        / size(&all);
    let among = sum(&all) / (size(&all) * (size(&all) - 1.0));
    (among > 0.0).then(|| 1.0 - within / among)
}

/// Every entry's ranks over all kᵏ sequences of experts.
fn all_sequences(table: &Table) -> Vec<Vec<u32>> {
    let experts = table.experts();
    let mut counted = vec![vec![0; table.entries()]; table.entries()];
    for sequence in 0..experts.pow(u32::try_from(experts).unwrap()) {
        let drawn = (0..experts)
            .map(|place| sequence / experts.pow(u32::try_from(place).unwrap()) % experts);
        let drawn: Vec<usize> = drawn.collect();
        let scores: Vec<Option<f64>> = (0..table.entries())
            .map(|entry| {
                let marks: Vec<f64> = drawn
                    .iter()
                    .filter_map(|expert| table.mark(entry, *expert))
                    .collect();
                Aggregate::Mean.of(&marks)
            })
            .collect();
        for (counted, rank) in counted.iter_mut().zip(competition(&scores)) {
            if let Some(rank) = rank {
                counted[rank - 1] += 1;
            }
        }
    }
    counted
}
