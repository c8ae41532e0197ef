//! Experts beside the rest, and what to look at again: questions to people, never corrections.

use std::collections::BTreeMap;

use jury_stats::profile::profiles;
use jury_stats::severity::Severity;
use jury_stats::triage::Triage;

use super::marks::Marks;
use super::numbers::{fixed, signed};
use crate::merging::look::narrow;
use crate::wire::advisory::{DisputedEntry, ExpertProfile, Leaning, UnusualMark};

/// Rows of either list at most.
const MOST: usize = 50;
/// Times the usual from which an entry is worth a second look.
const TWICE: f64 = 2.0;

pub(super) fn experts(
    marks: &Marks<'_>,
    severity: &Severity,
    groups: &BTreeMap<usize, u32>,
) -> Vec<ExpertProfile> {
    let intervals = severity.intervals95(&marks.all);
    profiles(&marks.all, severity)
        .into_iter()
        .zip(&marks.experts)
        .zip(intervals)
        .map(|((profile, expert), interval)| ExpertProfile {
            expert: expert.id.to_string(),
            name: expert.name.clone(),
            chair: expert.chair,
            marks: narrow(profile.marks),
            group: groups.get(&profile.expert).copied(),
            severity: profile.severity.map(|points| signed(points, 2)),
            low: interval.map(|(low, _)| signed(low, 2)),
            high: interval.map(|(_, high)| signed(high, 2)),
            leaning: leaning(interval),
            spread: profile.spread.map(|points| fixed(points, 2)),
            spread_of_rest: profile.spread_of_rest.map(|points| fixed(points, 2)),
            agreement: profile.agreement.map(|value| fixed(value, 2)),
        })
        .collect()
}

fn leaning(interval: Option<(f64, f64)>) -> Leaning {
    match interval {
        Some((low, _)) if low > 0.0 => Leaning::Lenient,
        Some((_, high)) if high < 0.0 => Leaning::Strict,
        Some(_) => Leaning::Middle,
        None => Leaning::Unknown,
    }
}

pub(super) struct Again {
    pub(super) disputed: Vec<DisputedEntry>,
    pub(super) unusual: Vec<UnusualMark>,
}

pub(super) fn again(
    marks: &Marks<'_>,
    severity: &Severity,
    title: &dyn Fn(&str) -> String,
) -> Again {
    let triage = Triage::of(&marks.all, severity);
    let disputed = triage.entries.iter().take(MOST).map(|one| {
        let entry = marks.entry(one.entry);
        DisputedEntry {
            title: title(&entry),
            entry,
            rank: marks.rank(one.entry),
            level: fixed(one.level, 2),
            range: fixed(one.range, 2),
            spread: fixed(one.spread, 2),
            scaled: one.scaled.map(|times| fixed(times, 1)),
            attention: one.scaled.is_some_and(|times| times >= TWICE),
        }
    });
    let unusual = triage.marks.iter().take(MOST).filter_map(|one| {
        let entry = marks.entry(one.entry);
        Some(UnusualMark {
            title: title(&entry),
            entry,
            expert: marks.expert(one.expert),
            mark: fixed(marks.all.mark(one.entry, one.expert)?, 2),
            residual: signed(one.residual, 2),
            scaled: one.scaled.map(|times| signed(times, 1)),
        })
    });
    Again {
        disputed: disputed.collect(),
        unusual: unusual.collect(),
    }
}
