//! How sure a rank is: what it would have been with other experts of the same kind.
//!
//! Experts are drawn with replacement within each component (a panel keeps its size), every draw ranks all entries anew, and the share of draws
//! in which an entry took a rank is what is kept. All draws are counted exactly where they are few enough; otherwise they are taken at random
//! from the seed given. It says how far the ranking leans on who sat in the panel; nothing of whether the panel was right.
//!
//! The one rule: the same table, rule, limit and seed give the same ranges on every machine.

mod draws;

use std::ops::ControlFlow;

use crate::ranks::competition;
use crate::{Aggregate, Table};
use draws::Draws;

/// How many draws, and where chance starts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Resampling {
    /// Random draws to take; as many distinct draws are enumerated instead where that covers all.
    pub draws: usize,
    /// Seed of the random draws; of no account where all are enumerated.
    pub seed: u64,
}

/// How often each entry took each rank. Takes room for entries × entries counts: a track at a time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RankShares {
    exact: bool,
    draws: usize,
    /// Row of an entry: weight of the draws by rank, best first.
    weights: Vec<Vec<u64>>,
}

/// A range of ranks, best first; both are included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RankRange {
    /// Best rank.
    pub best: usize,
    /// Worst rank.
    pub worst: usize,
}

impl RankShares {
    /// Ranks the entries of a table in every draw of its experts.
    #[must_use]
    pub fn of(table: &Table, aggregate: Aggregate, resampling: Resampling) -> Self {
        let mut shares = Self::none(table);
        // Nobody watches, so nobody stops it.
        let _ = shares.draw(table, aggregate, resampling, |_, _| {
            ControlFlow::Continue(())
        });
        shares
    }

    /// The same, telling `watch` after every draw how many of how many are done; nothing once it says to stop. It is called often and must be
    /// quick.
    #[must_use]
    pub fn watched(
        table: &Table,
        aggregate: Aggregate,
        resampling: Resampling,
        watch: impl FnMut(usize, usize) -> ControlFlow<()>,
    ) -> Option<Self> {
        let mut shares = Self::none(table);
        let drawn = shares.draw(table, aggregate, resampling, watch);
        drawn.is_continue().then_some(shares)
    }

    fn none(table: &Table) -> Self {
        Self {
            exact: false,
            draws: 0,
            weights: vec![vec![0; table.entries()]; table.entries()],
        }
    }

    fn draw(
        &mut self,
        table: &Table,
        aggregate: Aggregate,
        resampling: Resampling,
        mut watch: impl FnMut(usize, usize) -> ControlFlow<()>,
    ) -> ControlFlow<()> {
        let draws = Draws::plan(table, resampling);
        (self.exact, self.draws) = (draws.exact(), draws.number());
        let marks = Sorted::of(table);
        let mut done = 0;
        draws.each(|drawn, weight| {
            let scores = marks.scores(aggregate, drawn);
            for (of_entry, rank) in self.weights.iter_mut().zip(competition(&scores)) {
                if let Some(rank) = rank {
                    of_entry[rank - 1] += weight;
                }
            }
            done += 1;
            watch(done, draws.number())
        })
    }

    /// How many draws were taken; of equal ones one, where all were counted.
    #[must_use]
    pub const fn draws(&self) -> usize {
        self.draws
    }

    /// Whether all draws were counted, rather than some at random.
    #[must_use]
    pub const fn exact(&self) -> bool {
        self.exact
    }

    /// The ranks an entry takes in this share of draws (0 to 1), with as much left out at either end; all it ever takes for 1. Nothing for an entry
    /// without marks or a share outside 0–1. A draw that left an entry without any mark says nothing of that entry.
    #[must_use]
    pub fn range(&self, entry: usize, share: f64) -> Option<RankRange> {
        let weights = self.weights.get(entry)?;
        let total: u64 = weights.iter().sum();
        if total == 0 || !(0.0..=1.0).contains(&share) {
            return None;
        }
        let beyond = real(total) * (1.0 - share) / 2.0;
        Some(RankRange {
            best: beyond_tail(weights.iter(), beyond)? + 1,
            worst: weights.len() - beyond_tail(weights.iter().rev(), beyond)?,
        })
    }

    /// The share of draws (0 to 1) in which an entry took this rank or a better one; nothing for an entry without marks.
    #[must_use]
    pub fn share_within(&self, entry: usize, rank: usize) -> Option<f64> {
        let weights = self.weights.get(entry)?;
        let within: u64 = weights.iter().take(rank).sum();
        crate::moments::ratio(real(within), real(weights.iter().sum()))
    }
}

/// The first place at which more weight has passed than may be left out.
fn beyond_tail<'a>(weights: impl Iterator<Item = &'a u64>, left_out: f64) -> Option<usize> {
    let mut passed = 0;
    weights
        .map(|weight| {
            passed += weight;
            passed
        })
        .position(|passed| passed > 0 && real(passed) > left_out)
}

#[expect(
    clippy::cast_precision_loss,
    reason = "a share of draws needs no sixteenth digit"
)]
fn real(weight: u64) -> f64 {
    weight as f64
}

/// Marks of every entry in ascending order with who gave them: sorted once for all draws.
struct Sorted(Vec<Vec<(f64, usize)>>);

impl Sorted {
    fn of(table: &Table) -> Self {
        let sorted = |entry| {
            let mut marks: Vec<(f64, usize)> = table
                .of_entry(entry)
                .map(|(expert, mark)| (mark, expert))
                .collect();
            marks.sort_unstable_by(|one, other| one.0.total_cmp(&other.0));
            marks
        };
        Self((0..table.entries()).map(sorted).collect())
    }

    /// Scores with every expert's marks taken as often as the expert was drawn.
    fn scores(&self, aggregate: Aggregate, drawn: &[usize]) -> Vec<Option<f64>> {
        let mut weighted = Vec::new();
        self.0
            .iter()
            .map(|marks| {
                weighted.clear();
                weighted.extend(marks.iter().map(|(mark, expert)| (*mark, drawn[*expert])));
                aggregate.of_sorted(&weighted)
            })
            .collect()
    }
}
