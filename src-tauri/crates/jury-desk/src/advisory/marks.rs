//! The marks of a track as a table of doubles, its rows in the official order.
//!
//! The only place where an exact total becomes a double. The one rule: nothing goes back from here to an official number.
//!
//! After a later round the official order is that of all rounds by weight. What was scored before stands; figures look at this round's marks and
//! ask what they do to that order, so that they are compared with the place an entry really has (see [`Weighing`]).

use std::collections::{BTreeMap, BTreeSet};

use jury_core::contest::Expert;
use jury_core::ranking::{Ranked, rank};
use jury_core::rule::{RankBasis, Rule};
use jury_core::tally::Aggregation;
use jury_core::{Digest, EntryId, Exact, ExpertId, TrackId};
use jury_seal::sha256;
use jury_stats::{Aggregate, Table};

use super::adjusting::units;
use crate::error::DeskError;
use crate::merging::Merged;
use crate::results;

/// More than a total ever has: a mark in hundredths times a weight in hundredths of a percent.
const DECIMALS: u8 = 9;

/// A track's marks.
pub(super) struct Marks<'m> {
    /// Entries with marks, in the official order; row by row those of the tables.
    pub(super) ranked: Vec<Ranked>,
    /// Columns, in id order.
    pub(super) experts: Vec<&'m Expert>,
    /// All of them, as they were given.
    pub(super) all: Table,
    /// The rows that have a rank: those at the top; as they were given.
    pub(super) placed: Table,
    /// The same rows in the official scale: what the rule makes of a row is the official score.
    pub(super) weighed: Table,
    /// How the two scales hang together.
    pub(super) weighing: Weighing,
    /// Entries of the track that took part in any round: what shares of awards are counted of. None where this desk does not know them.
    pub(super) took_part: Option<usize>,
    /// Whether ranks are those of the results page: a chair's desk knows no round but its own.
    pub(super) official: bool,
    /// How the rule makes a score of them.
    pub(super) aggregate: Aggregate,
    /// Digest of every mark and of who gave it to what.
    pub(super) basis: Digest,
    /// Entries without any mark.
    pub(super) unmarked: usize,
}

impl<'m> Marks<'m> {
    /// The marks of a track but for `hidden` entries; ranks are then among the rest.
    pub(super) fn of(
        merged: &'m Merged,
        track: &TrackId,
        hidden: &BTreeSet<EntryId>,
    ) -> Result<Self, DeskError> {
        let facts = &merged.facts;
        let entries: Vec<EntryId> = facts
            .entries_of(track)
            .into_iter()
            .map(|one| one.entry.id.clone())
            .filter(|entry| !hidden.contains(entry))
            .collect();
        let later = !facts.is_first_round();
        let official = !later || !merged.earlier.is_empty();
        let (mut ranked, took_part) = if merged.earlier.is_empty() {
            let ranked = rank(&entries, &merged.state.marks, &facts.rule);
            let all = facts.entries_of(track).len();
            (ranked, Some(all).filter(|_| official))
        } else {
            let ranked = results::ranked_of(merged, track);
            let all = ranked.len();
            (ranked, Some(all))
        };
        // Of those that left before, the last round they took part in is not this one.
        ranked.retain(|ranked| ranked.tally.is_some() && entries.contains(&ranked.entry));
        let experts: Vec<&Expert> = facts
            .experts
            .values()
            .filter(|expert| {
                expert.track == *track || ranked.iter().any(|one| has_marked(merged, one, expert))
            })
            .collect();
        let mut text = format!("{track}\n");
        let rows: Vec<Vec<Option<f64>>> = ranked
            .iter()
            .map(|ranked| row(merged, &ranked.entry, &experts, &mut text))
            .collect();
        let with_rank = ranked.iter().take_while(|one| one.rank.is_some()).count();
        let placed = rows.get(..with_rank).unwrap_or_default();
        let weighing = Weighing::of(&ranked, &facts.rule);
        let weigh = |(row, marks): (usize, &Vec<Option<f64>>)| {
            let cell = |mark: &Option<f64>| mark.map(|mark| weighing.weigh(row, mark));
            marks.iter().map(cell).collect()
        };
        let weighed: Vec<Vec<Option<f64>>> = placed.iter().enumerate().map(weigh).collect();
        for (row, ranked) in ranked.iter().enumerate().take(with_rank) {
            if weighing.is_of_rounds() {
                text.push_str(&format!("{}\t@{}\n", ranked.entry, weighing.before(row)));
            }
        }
        let table = |rows: &[Vec<Option<f64>>]| {
            Table::new(experts.len(), rows).map_err(|error| DeskError::internal(&error))
        };
        Ok(Self {
            all: table(&rows)?,
            placed: table(placed)?,
            weighed: table(&weighed)?,
            weighing,
            took_part,
            official,
            aggregate: aggregate(facts.rule.aggregation),
            basis: sha256(text.as_bytes()),
            unmarked: entries.len() - ranked.len(),
            ranked,
            experts,
        })
    }

    pub(super) fn entry(&self, row: usize) -> String {
        self.ranked
            .get(row)
            .map(|ranked| ranked.entry.to_string())
            .unwrap_or_default()
    }

    pub(super) fn expert(&self, column: usize) -> String {
        self.experts
            .get(column)
            .map(|expert| expert.name.clone())
            .unwrap_or_default()
    }

    pub(super) fn rank(&self, row: usize) -> Option<u32> {
        self.ranked.get(row)?.rank
    }

    /// Experts with any mark.
    pub(super) fn active(&self) -> usize {
        let columns = 0..self.experts.len();
        columns
            .filter(|column| self.all.by_expert(*column).next().is_some())
            .count()
    }
}

/// From a score of this round to the official one: the rounds before stand, this one counts by its weight.
///
/// Mean, trimmed mean and median of marks that are all weighed alike are the weighed mean, trimmed mean and median, so a table can be weighed mark
/// by mark.
pub(super) struct Weighing {
    /// Row by row: what the rounds before contribute.
    before: Vec<f64>,
    /// What a point of this round contributes, above 0 to 1.
    share: f64,
    /// Decimals this round's score is rounded to before it is weighed; none where it is not.
    decimals: Option<u8>,
}

impl Weighing {
    fn of(ranked: &[Ranked], rule: &Rule) -> Self {
        let weight = |round: &jury_core::ranking::RoundScore| {
            let of_rule = rule.round(round.round);
            of_rule.and_then(|(_, one)| double(&Exact::from(one.weight)))
        };
        let published = rule.rank_basis == RankBasis::Published;
        let score = |round: &jury_core::ranking::RoundScore| match &round.published {
            Some(score) if published => double(&score.exact()),
            _ => round.exact.as_ref().and_then(double),
        };
        // All rows took part in the same rounds: in this one, and so in those before.
        let rounds = ranked
            .first()
            .map(|one| one.rounds.as_slice())
            .unwrap_or_default();
        let weights: Vec<f64> = rounds.iter().filter_map(weight).collect();
        let all: f64 = weights.iter().sum();
        let (Some(own), true) = (weights.last(), rounds.len() > 1 && all > 0.0) else {
            return Self::plain(ranked.len());
        };
        let before = |one: &Ranked| {
            let earlier = one.rounds.iter().zip(&weights).take(weights.len() - 1);
            let sum: f64 = earlier
                .map(|(round, weight)| score(round).unwrap_or(0.0) * weight)
                .sum();
            sum / all
        };
        Self {
            before: ranked.iter().map(before).collect(),
            share: own / all,
            decimals: published.then_some(rule.decimals),
        }
    }

    /// One round alone: its scores are the official ones.
    fn plain(rows: usize) -> Self {
        Self {
            before: vec![0.0; rows],
            share: 1.0,
            decimals: None,
        }
    }

    /// Whether there were rounds before.
    pub(super) fn is_of_rounds(&self) -> bool {
        self.share < 1.0
    }

    fn before(&self, row: usize) -> f64 {
        self.before.get(row).copied().unwrap_or(0.0)
    }

    /// A mark or score of this round in the official scale.
    pub(super) fn weigh(&self, row: usize, mark: f64) -> f64 {
        self.before(row) + self.share * mark
    }

    /// The same of a score, rounded before as the rule rounds it.
    pub(super) fn weigh_score(&self, row: usize, score: f64) -> f64 {
        let rounded = self.decimals.map_or(score, |decimals| {
            let decimals = i32::from(decimals);
            units(score, decimals) / 10_f64.powi(decimals)
        });
        self.weigh(row, rounded)
    }

    /// The mark of this round that a value in the official scale stands for.
    pub(super) fn mark(&self, row: usize, weighed: f64) -> f64 {
        (weighed - self.before(row)) / self.share
    }
}

fn has_marked(merged: &Merged, ranked: &Ranked, expert: &Expert) -> bool {
    let marks = merged.state.marks.get(&ranked.entry);
    marks.is_some_and(|marks| marks.contains_key(&expert.id))
}

fn row(
    merged: &Merged,
    entry: &EntryId,
    experts: &[&Expert],
    text: &mut String,
) -> Vec<Option<f64>> {
    let none = BTreeMap::<ExpertId, _>::new();
    let marks = merged.state.marks.get(entry).unwrap_or(&none);
    text.push_str(entry.as_str());
    let row = experts
        .iter()
        .map(|expert| {
            let total = &marks.get(&expert.id)?.total;
            text.push_str(&format!("\t{}={total}", expert.id));
            double(total)
        })
        .collect();
    text.push('\n');
    row
}

fn double(total: &Exact) -> Option<f64> {
    total.round_half_up(DECIMALS).to_string().parse().ok()
}

const fn aggregate(rule: Aggregation) -> Aggregate {
    match rule {
        Aggregation::Mean => Aggregate::Mean,
        Aggregation::Median => Aggregate::Median,
        Aggregation::Trimmed {
            drop_high,
            drop_low,
            minimum_experts,
        } => Aggregate::Trimmed {
            high: drop_high,
            low: drop_low,
            minimum: minimum_experts,
        },
    }
}
