//! Lines between ranks: those of the rule, the one asked for, how firm each is.
//!
//! The one rule: a line is after a rank, counted as the official ranking counts; what would move it is said, never done.

use jury_core::TrackId;
use jury_core::awards::places;
use jury_core::cut::seats;
use jury_core::rule::Places;
use jury_stats::boundary::{Boundary, Scale, boundary, without_each};

use super::marks::Marks;
use super::numbers::{fixed, signed};
use crate::facts::ContestFacts;
use crate::merging::look::narrow;
use crate::wire::advisory::{AdvisoryLine, AdvisoryRow, LineChange, WithoutExpert};

/// Totals lie within this.
const SCALE: Scale = Scale {
    low: 0.0,
    high: 100.0,
};

/// A line after a rank.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Line {
    pub(super) name: String,
    pub(super) after: u32,
    pub(super) by_rule: bool,
}

/// The lines of a track by the rule and the one asked for, in the order of their ranks: the awards after the last round, the cut after any other.
///
/// `took_part`: how many entries shares of awards are counted of, where that is known.
pub(super) fn of(
    facts: &ContestFacts,
    track: &TrackId,
    took_part: Option<usize>,
    asked: Option<u32>,
) -> Vec<Line> {
    let mut lines = by_rule(facts, track, took_part);
    lines.extend(asked.map(|after| Line {
        name: format!("第 {after} 名"),
        after,
        by_rule: false,
    }));
    lines.sort_by_key(|line| line.after);
    lines
}

fn by_rule(facts: &ContestFacts, track: &TrackId, took_part: Option<usize>) -> Vec<Line> {
    let line = |name: &str, after: u32| Line {
        name: name.to_owned(),
        after,
        by_rule: true,
    };
    let promote = facts
        .rule
        .round(facts.round)
        .and_then(|(_, round)| round.promote.as_ref());
    if let Some(promote) = promote {
        let after = cut(promote.places, facts, track);
        return after.map(|after| line("晋级", after)).into_iter().collect();
    }
    let levels = &facts.rule.awards.levels;
    let all: Vec<Places> = levels.iter().map(|level| level.places).collect();
    let is_share = |one: &Places| matches!(one, Places::Ratio { .. });
    let Some(size) = took_part.or_else(|| (!all.iter().any(is_share)).then_some(0)) else {
        return Vec::new();
    };
    let mut after = 0;
    levels
        .iter()
        .zip(places(narrow(size), &all))
        // From a level across all tracks on, where a line falls depends on the other tracks.
        .take_while(|(level, _)| !matches!(level.places, Places::Across(_)))
        .map(|(level, count)| {
            after += count;
            line(&level.name, after)
        })
        .collect()
}

/// Places of a track in a cut; nothing where the rule counts over all tracks.
fn cut(places: Places, facts: &ContestFacts, track: &TrackId) -> Option<u32> {
    let sizes: Vec<usize> = facts
        .tracks
        .iter()
        .map(|one| facts.entries_of(&one.id).len())
        .collect();
    let at = facts.tracks.iter().position(|one| one.id == *track)?;
    seats(places, &sizes)?.get(at).copied()
}

impl Line {
    pub(super) fn place(&self) -> usize {
        usize::try_from(self.after).unwrap_or(usize::MAX)
    }
}

pub(super) fn look(
    marks: &Marks<'_>,
    line: &Line,
    number: usize,
    rows: &[AdvisoryRow],
    title: &dyn Fn(&str) -> String,
) -> AdvisoryLine {
    let scale = |row: usize| Scale {
        low: marks.weighing.weigh(row, SCALE.low),
        high: marks.weighing.weigh(row, SCALE.high),
    };
    let found = boundary(&marks.weighed, marks.aggregate, line.place(), scale);
    let tied = found.as_ref().is_some_and(|boundary| boundary.gap == 0.0);
    AdvisoryLine {
        name: line.name.clone(),
        after: line.after,
        by_rule: line.by_rule,
        gap: found.as_ref().map(|boundary| fixed(boundary.gap, 3)),
        tied,
        change: found
            .as_ref()
            .and_then(|boundary| change(marks, boundary, title)),
        why: why(found.as_ref(), tied),
        crossing: narrow(
            rows.iter()
                .filter(|row| row.crosses.get(number).copied().unwrap_or_default())
                .count(),
        ),
        without: if found.is_some() {
            without(marks, line.place())
        } else {
            Vec::new()
        },
    }
}

fn change(
    marks: &Marks<'_>,
    boundary: &Boundary,
    title: &dyn Fn(&str) -> String,
) -> Option<LineChange> {
    let change = boundary.smallest_change?;
    let entry = marks.entry(change.entry);
    let mark = |weighed: f64| marks.weighing.mark(change.entry, weighed);
    let (from, to) = (mark(change.from), mark(change.to));
    Some(LineChange {
        title: title(&entry),
        entry,
        expert: marks.expert(change.expert),
        from: fixed(from, 2),
        to: fixed(to, 2),
        points: signed(to - from, 2),
    })
}

fn why(boundary: Option<&Boundary>, tied: bool) -> Option<String> {
    let why = match boundary {
        None => "线外没有项目，这条线没有分开谁",
        Some(_) if tied => "线两边的得分相同，由同分规则分开，不必改分就可能变",
        Some(boundary) if boundary.smallest_change.is_none() => "没有哪一个单项改动能让线两边打平",
        Some(_) => return None,
    };
    Some(format!("{why}。"))
}

fn without(marks: &Marks<'_>, line: usize) -> Vec<WithoutExpert> {
    let ids = |rows: &[usize]| rows.iter().map(|row| marks.entry(*row)).collect();
    without_each(&marks.weighed, marks.aggregate, line)
        .iter()
        .filter(|without| !(without.comes_in.is_empty() && without.goes_out.is_empty()))
        .map(|without| WithoutExpert {
            expert: marks.expert(without.expert),
            comes_in: ids(&without.comes_in),
            goes_out: ids(&without.goes_out),
        })
        .collect()
}
