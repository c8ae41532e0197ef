//! The agenda of a deliberation, 合议: which entries people should talk about, and why.
//!
//! Not a judgement: nothing here changes a mark or a rank. The one rule to know: an entry is on the agenda for an exact reason that anybody can
//! check against the marks, never for a statistic.

use std::collections::{BTreeMap, BTreeSet};

use crate::cut::seats;
use crate::ranking::{Marks, Ranked};
use crate::rule::{Places, Rule};
use crate::{EntryId, Exact, ExpertId};

/// Why an entry is on the agenda. The order is that of the agenda.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reason {
    /// 分歧: the highest total is farther above the lowest than the rule allows.
    Range,
    /// 分歧: a total is farther from the mean of the others than the rule allows.
    Deviation,
    /// 分歧: among the tenth of all entries (at least three) whose totals differ most. Only where the rule names no range and no deviation.
    Widest,
    /// 并列: the whole tie chain could not tell it from another.
    Tie,
    /// 临界: the last above a line, or the first below one.
    Line,
    /// 待处理: a sheet on it waits for a person to look.
    Held,
}

/// One entry to talk about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// The entry.
    pub entry: EntryId,
    /// Why.
    pub reasons: BTreeSet<Reason>,
    /// The highest total less the lowest; none with fewer than two.
    pub spread: Option<Exact>,
    /// How far each expert's total lies from the mean of the others'; empty with fewer than two.
    pub deviations: BTreeMap<ExpertId, Exact>,
}

/// The agenda of one track: disputed entries first, the widest spread before the others, then ties, lines, held ones; each entry once.
///
/// `ranked` is the track's ranking, `held` are its entries with a cell that waits for a person.
#[must_use]
pub fn agenda(
    ranked: &[Ranked],
    marks: &Marks,
    rule: &Rule,
    held: &BTreeSet<EntryId>,
) -> Vec<Item> {
    let mut items: Vec<Item> = ranked.iter().map(|one| spread(one, marks)).collect();
    let by_rule = rule.rereview.range.is_some() || rule.rereview.deviation.is_some();
    for item in &mut items {
        note_rule(item, rule);
        if held.contains(&item.entry) {
            item.reasons.insert(Reason::Held);
        }
    }
    if !by_rule {
        note_widest(&mut items);
    }
    let at_lines = at_lines(ranked, rule);
    for (item, one) in items.iter_mut().zip(ranked) {
        item.reasons.extend(one.tied.then_some(Reason::Tie));
        if at_lines.contains(&one.entry) {
            item.reasons.insert(Reason::Line);
        }
    }
    items.retain(|item| !item.reasons.is_empty());
    items.sort_by(|one, other| {
        let class = |item: &Item| {
            item.reasons
                .first()
                .map(|reason| (*reason).max(Reason::Widest))
        };
        class(one)
            .cmp(&class(other))
            .then_with(|| other.spread.cmp(&one.spread))
            .then_with(|| one.entry.cmp(&other.entry))
    });
    items
}

/// An entry with how far its totals lie apart, and no reason yet.
#[must_use]
pub fn spread(ranked: &Ranked, marks: &Marks) -> Item {
    let row = marks.get(&ranked.entry);
    let totals: Vec<(&ExpertId, &Exact)> = row
        .into_iter()
        .flatten()
        .map(|(expert, mark)| (expert, &mark.total))
        .collect();
    let mut item = Item {
        entry: ranked.entry.clone(),
        reasons: BTreeSet::new(),
        spread: None,
        deviations: BTreeMap::new(),
    };
    if totals.len() < 2 {
        return item;
    }
    let highest = totals.iter().map(|(_, total)| *total).max();
    let lowest = totals.iter().map(|(_, total)| *total).min();
    item.spread = highest
        .zip(lowest)
        .map(|(highest, lowest)| highest - lowest);
    for (expert, total) in &totals {
        let others = totals.iter().filter(|(other, _)| other != expert);
        if let Some(mean) = Exact::mean(others.map(|(_, total)| *total)) {
            item.deviations.insert((*expert).clone(), *total - &mean);
        }
    }
    item
}

fn note_rule(item: &mut Item, rule: &Rule) {
    let beyond = |value: &Exact, limit: crate::Points| *value > Exact::from(limit);
    if let (Some(spread), Some(limit)) = (&item.spread, rule.rereview.range)
        && beyond(spread, limit)
    {
        item.reasons.insert(Reason::Range);
    }
    if let Some(limit) = rule.rereview.deviation {
        let zero = Exact::zero();
        let far = item
            .deviations
            .values()
            .any(|deviation| beyond(deviation, limit) || beyond(&(&zero - deviation), limit));
        item.reasons.extend(far.then_some(Reason::Deviation));
    }
}

/// Entries in the tenth with the widest spread, at least three, and all that are as wide as the last of them.
fn note_widest(items: &mut [Item]) {
    let mut spreads: Vec<&Exact> = items
        .iter()
        .filter_map(|item| item.spread.as_ref())
        .collect();
    spreads.sort_by(|one, other| other.cmp(one));
    let count = spreads.len().div_ceil(10).max(3).min(spreads.len());
    let Some(least) = count
        .checked_sub(1)
        .and_then(|last| spreads.get(last))
        .copied()
        .cloned()
    else {
        return;
    };
    for item in items {
        if item
            .spread
            .as_ref()
            .is_some_and(|spread| *spread >= least && *spread > Exact::zero())
        {
            item.reasons.insert(Reason::Widest);
        }
    }
}

/// The last entry above and the first below every line, with those that share their ranks.
fn at_lines(ranked: &[Ranked], rule: &Rule) -> BTreeSet<EntryId> {
    let in_order: Vec<&Ranked> = ranked.iter().filter(|one| one.rank.is_some()).collect();
    let mut at = BTreeSet::new();
    for line in lines(rule, ranked.len()) {
        let neighbours = [line.checked_sub(1), Some(line)];
        // A line below everybody separates nobody.
        if line == 0 || line >= in_order.len() {
            continue;
        }
        let ranks: BTreeSet<_> = neighbours
            .into_iter()
            .flatten()
            .filter_map(|place| in_order.get(place)?.rank)
            .collect();
        let beside = in_order
            .iter()
            .filter(|one| one.rank.is_some_and(|rank| ranks.contains(&rank)));
        at.extend(beside.map(|one| one.entry.clone()));
    }
    at
}

/// How many entries of a track with `entries` entries stand above each line: promotion cuts, and award levels added up.
#[must_use]
pub fn lines(rule: &Rule, entries: usize) -> BTreeSet<usize> {
    let cuts = rule
        .rounds
        .iter()
        .filter_map(|round| round.promote.as_ref());
    let mut lines: BTreeSet<usize> = cuts.filter_map(|cut| places(cut.places, entries)).collect();
    let mut above = 0_usize;
    for level in &rule.awards.levels {
        let Some(count) = places(level.places, entries) else {
            break;
        };
        above = above.saturating_add(count);
        lines.insert(above);
    }
    lines
}

/// The rule for one track: where the remainders of several tracks decide, the line lies within one place of this.
fn places(places: Places, entries: usize) -> Option<usize> {
    let seats = seats(places, &[entries])?;
    usize::try_from(*seats.first()?).ok()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::Points;
    use crate::ranking::{EntryMark, rank};
    use crate::rule::{AwardLevel, Awards, Rereview, Rounding};
    use crate::tally::Aggregation;

    fn entry(number: usize) -> EntryId {
        EntryId::new(format!("01-{number:03}")).unwrap()
    }

    fn expert(number: usize) -> ExpertId {
        ExpertId::new(format!("E{number}")).unwrap()
    }

    /// Totals in whole points, one row an entry.
    fn marks(rows: &[&[i64]]) -> Marks {
        let mark = |total: i64| EntryMark {
            total: Exact::ratio(total, 1).unwrap(),
            groups: BTreeMap::new(),
        };
        let row = |totals: &&[i64]| {
            (1..)
                .zip(totals.iter())
                .map(|(number, total)| (expert(number), mark(*total)))
                .collect()
        };
        (1..)
            .zip(rows)
            .map(|(number, totals)| (entry(number), row(totals)))
            .collect()
    }

    fn rule() -> Rule {
        Rule {
            aggregation: Aggregation::Mean,
            ties: Vec::new(),
            ..Rule::default()
        }
    }

    fn on(rows: &[&[i64]], rule: &Rule, held: &[usize]) -> Vec<(usize, Vec<Reason>)> {
        let marks = marks(rows);
        let entries: Vec<_> = (1..=rows.len()).map(entry).collect();
        let ranked = rank(&entries, &marks, rule);
        let held = held.iter().copied().map(entry).collect();
        agenda(&ranked, &marks, rule, &held)
            .into_iter()
            .map(|item| {
                let number = entries.iter().position(|one| *one == item.entry).unwrap() + 1;
                (number, item.reasons.into_iter().collect())
            })
            .collect()
    }

    #[test]
    fn a_range_beyond_the_rule_is_on_the_agenda_and_one_at_it_is_not() {
        let rule = Rule {
            rereview: Rereview {
                range: Some(Points::from_hundredths(1_500)),
                deviation: None,
            },
            ..rule()
        };
        let rows: &[&[i64]] = &[&[80, 95], &[70, 86], &[60, 90], &[50]];
        assert_eq!(
            on(rows, &rule, &[]),
            [(3, vec![Reason::Range]), (2, vec![Reason::Range])],
            "the widest first"
        );
    }

    #[test]
    fn a_deviation_is_measured_against_the_others() {
        let rule = Rule {
            rereview: Rereview {
                range: None,
                deviation: Some(Points::from_hundredths(1_000)),
            },
            ..rule()
        };
        // 80 against a mean of 90: exactly ten away. 79 is farther.
        assert_eq!(
            on(&[&[90, 90, 80], &[91, 91, 79]], &rule, &[]),
            [(2, vec![Reason::Deviation])]
        );
    }

    #[test]
    fn without_a_rule_the_widest_are_talked_about_and_equal_marks_never() {
        let rows: &[&[i64]] = &[&[80, 81], &[70, 90], &[60, 60], &[50, 55], &[40, 52]];
        let found: Vec<usize> = on(rows, &rule(), &[])
            .into_iter()
            .map(|(number, _)| number)
            .collect();
        assert_eq!(found, [2, 5, 4]);
        assert_eq!(on(&[&[60, 60]], &rule(), &[]), []);
    }

    #[test]
    fn neighbours_of_a_line_ties_and_held_sheets_follow() {
        let level = |places| AwardLevel {
            id: crate::AwardId::new("first").unwrap(),
            name: "一等奖".to_owned(),
            places,
            vacancies: false,
            floor: None,
        };
        let rule = Rule {
            awards: Awards {
                levels: vec![
                    level(Places::PerTrack(1)),
                    level(Places::Ratio {
                        percent: Points::from_hundredths(2_000),
                        rounding: Rounding::HalfUp,
                    }),
                ],
                special: Vec::new(),
            },
            ..rule()
        };
        assert_eq!(lines(&rule, 5), BTreeSet::from([1, 2]));
        let rows: &[&[i64]] = &[&[90, 90], &[80, 80], &[70, 70], &[60, 60], &[60, 60]];
        assert_eq!(
            on(rows, &rule, &[4]),
            [
                (4, vec![Reason::Tie, Reason::Held]),
                (5, vec![Reason::Tie]),
                (1, vec![Reason::Line]),
                (2, vec![Reason::Line]),
                (3, vec![Reason::Line]),
            ]
        );
    }

    proptest! {
        #[test]
        fn an_agenda_names_each_entry_once_and_never_without_a_reason(
            rows in prop::collection::vec(prop::collection::vec(0_i64..100, 0..5), 0..12),
        ) {
            let rows: Vec<&[i64]> = rows.iter().map(Vec::as_slice).collect();
            let found = on(&rows, &rule(), &[]);
            let distinct: BTreeSet<_> = found.iter().map(|(number, _)| number).collect();
            prop_assert_eq!(distinct.len(), found.len());
            prop_assert!(found.iter().all(|(_, reasons)| !reasons.is_empty()));
        }
    }
}
