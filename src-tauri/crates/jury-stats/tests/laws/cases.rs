//! What is not defined, and what single tables must say.

use jury_stats::Aggregate;
use jury_stats::agreement::{Agreement, Form};
use jury_stats::bootstrap::{RankShares, Resampling};
use jury_stats::profile::profiles;
use jury_stats::severity::Severity;
use jury_stats::triage::Triage;

use crate::{Rows, all_of, full, table};

#[test]
fn where_nothing_varies_nothing_is_said() {
    let flat = Agreement::of(&full(&[&[88.1, 88.1, 88.1], &[88.1, 88.1, 88.1]]));
    assert!(all_of(&flat).iter().all(Option::is_none), "{flat:?}");
    for few in [
        full(&[&[90.0, 80.0]]),
        full(&[&[90.0], &[80.0]]),
        table(&[]),
        table(&[vec![], vec![]]),
    ] {
        let agreement = Agreement::of(&few);
        for form in Form::ALL {
            assert_eq!(agreement.icc.value(form), None);
        }
        assert_eq!(agreement.kendall_w.w, None);
    }
}

#[test]
fn perfect_agreement_has_a_coefficient_and_no_interval() {
    let same = Agreement::of(&full(&[&[88.1, 88.1], &[70.3, 70.3], &[91.7, 91.7]]));
    for form in Form::ALL {
        assert_eq!(
            (same.icc.value(form), same.icc.ci95(form)),
            (Some(1.0), None),
            "{form:?}"
        );
    }
    assert_eq!(same.kendall_w.w, Some(1.0));
    assert_eq!(same.alpha.interval, Some(1.0));
    // Off by a constant: consistent, not equal.
    let shifted = Agreement::of(&full(&[&[88.1, 90.2], &[70.3, 72.4], &[91.7, 93.8]]));
    assert_eq!(
        shifted.icc.value(Form::Icc3),
        Some(1.0),
        "rounding is no variance"
    );
    assert!(shifted.icc.value(Form::Icc2) < Some(1.0));
}

#[test]
fn concordance_where_everyone_ties_everything_is_not_defined() {
    let w = Agreement::of(&full(&[&[1.0, 2.0], &[1.0, 2.0], &[1.0, 2.0]])).kendall_w;
    assert_eq!(
        (w.w, w.w_uncorrected, w.chi2, w.df, w.p),
        (None, None, None, None, None)
    );
}

#[test]
fn proportions_below_zero_mean_nothing() {
    let alpha = Agreement::of(&full(&[&[-1.0, 1.0], &[2.0, 2.0]])).alpha;
    assert!(alpha.ratio.is_none() && alpha.interval.is_some());
}

#[test]
fn what_no_mark_links_cannot_be_compared() {
    let rows: Rows = vec![
        vec![Some(80.0), Some(84.0), None, None],
        vec![None, None, Some(60.0), Some(70.0)],
        vec![Some(70.0), Some(74.0), None, None],
        vec![None, None, Some(65.0), Some(75.0)],
        vec![None; 4],
    ];
    let severity = Severity::of(&table(&rows));
    let entries: Vec<Vec<usize>> = severity
        .components
        .iter()
        .map(|component| component.entries.iter().map(|level| level.entry).collect())
        .collect();
    assert_eq!(entries, [vec![0, 2], vec![1, 3]]);
    let effects: Vec<Option<f64>> = (0..4).map(|expert| severity.effect(expert)).collect();
    assert_eq!(effects, [Some(-2.0), Some(2.0), Some(-5.0), Some(5.0)]);
    assert_eq!(severity.level(4), None);
}

#[test]
fn an_expert_with_one_mark_gets_no_effect_and_sways_no_entry() {
    let rows: Rows = vec![
        vec![Some(80.0), Some(84.0), Some(20.0)],
        vec![Some(70.0), Some(74.0), None],
    ];
    let severity = Severity::of(&table(&rows));
    assert_eq!(severity.effect(2), None);
    assert_eq!(severity.level(0).map(f64::round), Some(82.0));
    let alone = Severity::of(&full(&[&[80.0, 90.0]]));
    assert_eq!((alone.level(0), alone.effect(0)), (Some(85.0), None));
}

/// Four hundred experts in a row, each sharing two entries with the next: the worst shape a sensible contest could have.
#[test]
fn a_long_chain_of_panels_loses_no_digits() {
    let experts = 400;
    let effect = |expert: usize| f64::from(u32::try_from(expert * 37 % 101).unwrap()) / 8.0;
    let level = |entry: usize| f64::from(u32::try_from(entry * 53 % 89).unwrap()) / 4.0;
    let mut rows: Rows = vec![vec![None; experts]; 2 * (experts - 1)];
    for (entry, row) in rows.iter_mut().enumerate() {
        for expert in [entry / 2, entry / 2 + 1] {
            row[expert] = Some(level(entry) + effect(expert));
        }
    }
    let severity = Severity::of(&table(&rows));
    let offset = severity.effect(0).unwrap() - effect(0);
    for expert in 0..experts {
        let found = severity.effect(expert).unwrap() - offset;
        assert!((found - effect(expert)).abs() < 1e-10, "{expert}: {found}");
    }
}

#[test]
fn the_same_seed_gives_the_same_ranges_and_another_nearly_so() {
    let rows: Rows = (0..20_u32)
        .map(|entry| {
            (0..12_u32)
                .map(|expert| Some(f64::from((entry * 31 + expert * entry * 17) % 40 + 50)))
                .collect()
        })
        .collect();
    let table = table(&rows);
    let of = |seed| RankShares::of(&table, Aggregate::Mean, Resampling { draws: 1_000, seed });
    let (one, again, other) = (of(1), of(1), of(2));
    assert!(!one.exact(), "1,352,078 draws of twelve are too many");
    assert_eq!(one, again);
    assert_ne!(one, other);
    for entry in 0..20 {
        let share = |shares: &RankShares| shares.share_within(entry, 5).unwrap();
        assert!((share(&one) - share(&other)).abs() < 0.08, "{entry}");
        let range = |share| one.range(entry, share).unwrap();
        assert!(range(1.0).best <= range(0.9).best && range(0.9).worst <= range(1.0).worst);
    }
    assert_eq!(one.range(0, 1.5), None);
    assert_eq!(one.range(99, 0.9), None);
}

#[test]
fn entries_all_experts_put_in_one_order_have_one_rank_each() {
    let table = full(&[
        &[90.0, 80.0, 85.0],
        &[70.0, 60.0, 65.0],
        &[75.0, 65.0, 70.0],
    ]);
    let shares = RankShares::of(
        &table,
        Aggregate::Mean,
        Resampling {
            draws: 1_000,
            seed: 0,
        },
    );
    assert!(shares.exact());
    let ranks: Vec<(usize, usize)> = (0..3)
        .map(|entry| shares.range(entry, 1.0).unwrap())
        .map(|range| (range.best, range.worst))
        .collect();
    assert_eq!(ranks, [(1, 1), (3, 3), (2, 2)]);
}

#[test]
fn a_dispute_at_the_top_weighs_more_than_the_same_in_the_middle() {
    // Sixty entries; experts differ by up to 8 points in the middle and by 2 at either end; then the same 7 points of dispute at both.
    let wobble = [1.0, -1.0, 0.5, -0.5, 0.0];
    let mut rows: Rows = (0..60_u32)
        .map(|entry| {
            let level = 40.0 + f64::from(entry);
            let usual = 1.0 + 4.0 * (1.0 - (f64::from(entry) - 30.0).abs() / 30.0);
            (0..5)
                .map(|expert| Some(level + usual * wobble[(expert + entry as usize) % 5]))
                .collect()
        })
        .collect();
    for disputed in [30, 59] {
        rows[disputed] = vec![Some(40.0 + disputed as f64); 5];
        rows[disputed][0] = Some(40.0 + disputed as f64 - 7.0);
    }
    let table = table(&rows);
    let triage = Triage::of(&table, &Severity::of(&table));
    assert_eq!(triage.entries[0].entry, 59, "{:?}", &triage.entries[..3]);
    assert_eq!((triage.marks[0].entry, triage.marks[0].expert), (59, 0));
    let middle = triage.entries.iter().find(|one| one.entry == 30).unwrap();
    assert!(middle.scaled.unwrap() < 0.6 * triage.entries[0].scaled.unwrap());
}

#[test]
fn an_expert_who_is_strict_with_all_makes_no_entry_disputed() {
    let rows: Rows = (0..15_u32)
        .map(|entry| {
            (0..4)
                .map(|expert| Some(f64::from(60 + entry) - if expert == 0 { 12.0 } else { 0.0 }))
                .collect()
        })
        .collect();
    let table = table(&rows);
    let severity = Severity::of(&table);
    assert!((severity.effect(0).unwrap() + 9.0).abs() < 1e-9);
    let triage = Triage::of(&table, &severity);
    assert!(
        triage
            .entries
            .iter()
            .all(|one| one.scaled.is_none() && (one.range - 12.0).abs() < 1e-9)
    );
}

#[test]
fn a_profile_tells_strict_flat_and_contrary_experts() {
    let rows: Rows = (0..10_u32)
        .map(|entry| {
            let level = f64::from(60 + 3 * entry);
            vec![
                Some(level),
                Some(level + 1.0),
                Some(level - 15.0),
                Some(75.0 + f64::from(entry) / 10.0),
                Some(140.0 - level),
            ]
        })
        .collect();
    let table = table(&rows);
    let profiles = profiles(&table, &Severity::of(&table));
    assert!(profiles[2].severity.unwrap() < -10.0);
    assert!(profiles[3].spread.unwrap() < 0.5 && profiles[3].agreement.unwrap() > 0.99);
    assert!(profiles[4].agreement.unwrap() < -0.99);
    assert_eq!(profiles[0].marks, 10);
    let alone = jury_stats::profile::profiles(
        &full(&[&[1.0, 2.0], &[2.0, 3.0]]),
        &Severity::of(&full(&[&[1.0, 2.0], &[2.0, 3.0]])),
    );
    assert_eq!(alone[0].agreement, None, "two entries are no correlation");
}
