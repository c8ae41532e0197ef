//! How entries are put in order: one tier for each round after which entries left.
//!
//! The one rule: two entries are compared only within their tier.

use std::collections::BTreeMap;

use super::{EntryMark, Held, Ranked, RoundScore};
use crate::exact::Published;
use crate::rule::{MissingPolicy, RankBasis, Rule, TieStep};
use crate::tally::{Tally, tally};
use crate::{EntryId, Exact, ExpertId};

pub(super) fn standing(held: &[Held<'_>], rule: &Rule) -> Vec<Ranked> {
    let mut last_round: BTreeMap<&EntryId, usize> = BTreeMap::new();
    for (index, round) in held.iter().enumerate() {
        last_round.extend(round.entries.iter().map(|entry| (entry, index)));
    }
    let mut tiers: Vec<Vec<Placed<'_>>> = held.iter().map(|_| Vec::new()).collect();
    for (entry, index) in last_round {
        tiers[index].push(Placed::new(entry, &held[..=index], rule));
    }
    let (mut ranked, mut unranked) = (Vec::new(), Vec::new());
    let mut before = 0;
    for mut tier in tiers.into_iter().rev() {
        order(&mut tier, rule);
        let places = tier.len();
        for one in number(tier, before) {
            if one.rank.is_some() {
                ranked.push(one);
            } else {
                unranked.push(one);
            }
        }
        before += places;
    }
    ranked.append(&mut unranked);
    ranked
}

fn order(tier: &mut [Placed<'_>], rule: &Rule) {
    tier.sort_by(|one, other| {
        other
            .key
            .cmp(&one.key)
            .then_with(|| one.entry.cmp(other.entry))
    });
    for equals in tier.chunk_by_mut(|one, other| one.key.is_some() && one.key == other.key) {
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
}

/// An entry on its way to a rank. `None < Some` puts entries without a rank last.
struct Placed<'a> {
    entry: &'a EntryId,
    /// Its marks in the last round it took part in.
    marks: Option<&'a BTreeMap<ExpertId, EntryMark>>,
    tally: Option<Tally>,
    score: Option<Exact>,
    published: Option<Published>,
    rounds: Vec<RoundScore>,
    key: Option<Exact>,
    tie_values: Vec<Exact>,
}

impl<'a> Placed<'a> {
    fn new(entry: &'a EntryId, held: &[Held<'a>], rule: &Rule) -> Self {
        let mut rounds = Vec::with_capacity(held.len());
        let (mut last, mut enough) = (None, true);
        for round in held {
            let marks = round.marks.get(entry);
            let counted = marks.and_then(|marks| tally_of(marks, rule));
            enough &= enough_sheets(marks.map_or(0, BTreeMap::len), rule.missing);
            rounds.push(RoundScore {
                round: round.round,
                exact: counted.as_ref().map(|tally| tally.exact.clone()),
                published: counted
                    .as_ref()
                    .map(|tally| tally.exact.round_half_up(rule.decimals)),
            });
            last = Some((marks, counted));
        }
        let (marks, tally) = last.unwrap_or_default();
        let score = combined(&rounds, rule);
        let published = score
            .as_ref()
            .map(|score| score.round_half_up(rule.decimals));
        let key = match rule.rank_basis {
            RankBasis::Published => published.as_ref().map(Published::exact),
            RankBasis::Exact => score.clone(),
        };
        Self {
            entry,
            marks,
            tally,
            score,
            published,
            rounds,
            key: key.filter(|_| enough),
            tie_values: Vec::new(),
        }
    }

    fn fill_tie_values(&mut self, rule: &Rule) {
        self.tie_values = rule.ties.iter().map(|step| self.tie_value(step)).collect();
    }

    fn tie_value(&self, step: &TieStep) -> Exact {
        let marks = || self.marks.into_iter().flat_map(BTreeMap::values);
        let value = match step {
            TieStep::AllMean => self.tally.as_ref().map(|tally| tally.all_mean.clone()),
            TieStep::Highest => marks().map(|mark| mark.total.clone()).max(),
            TieStep::Group(group) => {
                let absent = Exact::zero();
                Exact::mean(marks().map(|mark| mark.groups.get(group).unwrap_or(&absent)))
            }
            // Whoever has a score at all has one in every round until then; a round not held is the same for all.
            TieStep::Round(named) => self
                .rounds
                .iter()
                .find(|round| round.round == *named)
                .and_then(|round| round.exact.clone()),
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

fn tally_of(marks: &BTreeMap<ExpertId, EntryMark>, rule: &Rule) -> Option<Tally> {
    let totals = marks
        .iter()
        .map(|(expert, mark)| (expert.clone(), mark.total.clone()))
        .collect();
    tally(&totals, rule.aggregation).ok()
}

const fn enough_sheets(sheets: usize, missing: MissingPolicy) -> bool {
    match missing {
        MissingPolicy::Ignore => true,
        MissingPolicy::AtLeast(minimum) => sheets >= minimum,
    }
}

/// The rounds' scores by weight; nothing where one is missing.
fn combined(rounds: &[RoundScore], rule: &Rule) -> Option<Exact> {
    if let [only] = rounds {
        return only.exact.clone();
    }
    let (mut sum, mut weights) = (Exact::zero(), 0_i64);
    for round in rounds {
        let (_, of_round) = rule.round(round.round)?;
        let weight = of_round.weight.hundredths();
        let score = match rule.rank_basis {
            RankBasis::Published => round.published.as_ref().map(Published::exact)?,
            RankBasis::Exact => round.exact.clone()?,
        };
        sum = &sum + &(&score * &Exact::ratio(weight, 1)?);
        weights += weight;
    }
    (weights > 0).then(|| &sum / weights)
}

/// Ranks of one tier, in its order; `before` entries stand before all of it.
fn number(tier: Vec<Placed<'_>>, before: usize) -> Vec<Ranked> {
    let mut rank = 0;
    let mut facts = Vec::with_capacity(tier.len());
    for (index, entry) in tier.iter().enumerate() {
        let above = index.checked_sub(1).and_then(|index| tier.get(index));
        let below = tier.get(index + 1);
        let neighbours = || above.into_iter().chain(below);
        if !above.is_some_and(|above| above.stands_with(entry)) {
            rank = u32::try_from(before + index + 1).unwrap_or(u32::MAX);
        }
        let decided_by = neighbours()
            .filter_map(|other| entry.deciding_step(other))
            .max();
        let tied = neighbours().any(|other| entry.stands_with(other));
        facts.push((rank, decided_by, tied));
    }
    let ranked = |(entry, (rank, decided_by, tied)): (Placed<'_>, _)| Ranked {
        entry: entry.entry.clone(),
        rank: entry.key.as_ref().map(|_| rank),
        tally: entry.tally,
        score: entry.score,
        published: entry.published,
        rounds: entry.rounds,
        decided_by,
        tied,
        tie_values: entry.tie_values,
    };
    tier.into_iter().zip(facts).map(ranked).collect()
}
