//! The marks of a track as a table of doubles, its rows in the official order.
//!
//! The only place where an exact total becomes a double. The one rule: nothing goes back from here to an official number.

use std::collections::{BTreeMap, BTreeSet};

use jury_core::contest::Expert;
use jury_core::ranking::{Ranked, rank};
use jury_core::tally::Aggregation;
use jury_core::{Digest, EntryId, Exact, ExpertId, TrackId};
use jury_seal::sha256;
use jury_stats::{Aggregate, Table};

use crate::error::DeskError;
use crate::merging::Merged;

/// More than a total ever has: a mark in hundredths times a weight in hundredths of a percent.
const DECIMALS: u8 = 9;

/// A track's marks.
pub(super) struct Marks<'m> {
    /// Entries with marks, in the official order; row by row those of the tables.
    pub(super) ranked: Vec<Ranked>,
    /// Columns, in id order.
    pub(super) experts: Vec<&'m Expert>,
    /// All of them.
    pub(super) all: Table,
    /// The rows that have a rank: those at the top.
    pub(super) placed: Table,
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
        let mut ranked = rank(&entries, &merged.state.marks, &facts.rule);
        ranked.retain(|ranked| ranked.tally.is_some());
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
        let table = |rows: &[Vec<Option<f64>>]| {
            Table::new(experts.len(), rows).map_err(|error| DeskError::internal(&error))
        };
        Ok(Self {
            all: table(&rows)?,
            placed: table(rows.get(..with_rank).unwrap_or_default())?,
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
