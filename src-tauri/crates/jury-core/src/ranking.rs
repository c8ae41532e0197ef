//! The ranking, 排名: entries of one track in order, and what decided it.
//!
//! Not awards. The one rule to know: a higher mark never lowers an entry's rank, and entries that the whole tie chain cannot tell apart share a
//! rank (1, 2, 2, 4); no id, name or order of arrival ever decides.

use std::collections::BTreeMap;

use crate::exact::Published;
use crate::rule::{MissingPolicy, RankBasis, Rule, TieStep};
use crate::tally::{Tally, tally};
use crate::{EntryId, Exact, ExpertId, GroupId};

/// What one expert's sheet says about one entry, as far as a rank depends on it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EntryMark {
    /// The total, out of 100.
    pub total: Exact,
    /// What each group contributes to the total; may be empty where no tie step compares groups.
    pub groups: BTreeMap<GroupId, Exact>,
}

/// The marks of many entries by expert: what [`rank`] takes and a merge gives.
pub type Marks = BTreeMap<EntryId, BTreeMap<ExpertId, EntryMark>>;

/// One entry's place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ranked {
    /// The entry.
    pub entry: EntryId,
    /// The rank from 1; none without a valid sheet, or with fewer than the rule wants.
    pub rank: Option<u32>,
    /// The score and how it came about; none without a valid sheet.
    pub tally: Option<Tally>,
    /// The rounded score.
    pub published: Option<Published>,
    /// The step of [`Rule::ties`] that was needed to tell this entry from the nearest ones with the same score. None where the score itself
    /// decided, or where nothing could ([`Self::tied`]).
    pub decided_by: Option<usize>,
    /// Whether another entry has the same rank.
    pub tied: bool,
    /// What each step of the tie chain compares, in order; empty where the score was the entry's own.
    pub tie_values: Vec<Exact>,
}

/// Ranks entries by their marks and a rule. Ordered by rank, then id; entries without a rank come last.
///
/// `entries` are those of one track, each once; marks of other entries are not looked at.
#[must_use]
pub fn rank(entries: &[EntryId], marks: &Marks, rule: &Rule) -> Vec<Ranked> {
    let none = BTreeMap::new();
    let mut placed: Vec<Placed<'_>> = entries
        .iter()
        .map(|entry| Placed::new(entry, marks.get(entry).unwrap_or(&none), rule))
        .collect();
    placed.sort_by(|one, other| {
        other
            .key
            .cmp(&one.key)
            .then_with(|| one.entry.cmp(other.entry))
    });
    for equals in placed.chunk_by_mut(|one, other| one.key.is_some() && one.key == other.key) {
        if equals.len() > 1 {
            equals
                .iter_mut()
                .for_each(|entry| entry.fill_tie_values(rule));
            equals.sort_by(|one, other| {
                other
                    .tie_values
                    .cmp(&one.tie_values)
                    .then_with(|| one.entry.cmp(other.entry))
            });
        }
    }
    number(&placed)
}

/// An entry on its way to a rank. `None < Some` puts entries without a rank last.
struct Placed<'a> {
    entry: &'a EntryId,
    marks: &'a BTreeMap<ExpertId, EntryMark>,
    tally: Option<Tally>,
    published: Option<Published>,
    key: Option<Exact>,
    tie_values: Vec<Exact>,
}

impl<'a> Placed<'a> {
    fn new(entry: &'a EntryId, marks: &'a BTreeMap<ExpertId, EntryMark>, rule: &Rule) -> Self {
        let totals = marks
            .iter()
            .map(|(expert, mark)| (expert.clone(), mark.total.clone()))
            .collect();
        let tally = tally(&totals, rule.aggregation).ok();
        let published = tally
            .as_ref()
            .map(|tally| tally.exact.round_half_up(rule.decimals));
        let enough = match rule.missing {
            MissingPolicy::Ignore => true,
            MissingPolicy::AtLeast(minimum) => marks.len() >= minimum,
        };
        let key = match rule.rank_basis {
            RankBasis::Published => published.as_ref().map(Published::exact),
            RankBasis::Exact => tally.as_ref().map(|tally| tally.exact.clone()),
        };
        Self {
            entry,
            marks,
            tally,
            published,
            key: key.filter(|_| enough),
            tie_values: Vec::new(),
        }
    }

    fn fill_tie_values(&mut self, rule: &Rule) {
        self.tie_values = rule.ties.iter().map(|step| self.tie_value(step)).collect();
    }

    fn tie_value(&self, step: &TieStep) -> Exact {
        let value = match step {
            TieStep::AllMean => self.tally.as_ref().map(|tally| tally.all_mean.clone()),
            TieStep::Highest => self.marks.values().map(|mark| mark.total.clone()).max(),
            // One round alone has no earlier one to compare.
            TieStep::Round(_) => None,
            TieStep::Group(group) => {
                let absent = Exact::zero();
                Exact::mean(
                    self.marks
                        .values()
                        .map(|mark| mark.groups.get(group).unwrap_or(&absent)),
                )
            }
        };
        value.unwrap_or_else(Exact::zero)
    }

    fn stands_with(&self, other: &Self) -> bool {
        self.key.is_some() && self.key == other.key && self.tie_values == other.tie_values
    }

    /// The first step that tells two entries of equal score apart.
    fn deciding_step(&self, other: &Self) -> Option<usize> {
        let differs = |(one, other): (&Exact, &Exact)| one != other;
        (self.key.is_some() && self.key == other.key)
            .then(|| {
                self.tie_values
                    .iter()
                    .zip(&other.tie_values)
                    .position(differs)
            })
            .flatten()
    }
}

fn number(placed: &[Placed<'_>]) -> Vec<Ranked> {
    let mut rank = 0;
    placed
        .iter()
        .enumerate()
        .map(|(index, entry)| {
            let before = index.checked_sub(1).and_then(|index| placed.get(index));
            let after = placed.get(index + 1);
            let neighbours = || before.into_iter().chain(after);
            if !before.is_some_and(|before| before.stands_with(entry)) {
                rank = u32::try_from(index + 1).unwrap_or(u32::MAX);
            }
            Ranked {
                entry: entry.entry.clone(),
                rank: entry.key.as_ref().map(|_| rank),
                tally: entry.tally.clone(),
                published: entry.published.clone(),
                decided_by: neighbours()
                    .filter_map(|other| entry.deciding_step(other))
                    .max(),
                tied: neighbours().any(|other| entry.stands_with(other)),
                tie_values: entry.tie_values.clone(),
            }
        })
        .collect()
}

#[cfg(test)]
mod tests;
