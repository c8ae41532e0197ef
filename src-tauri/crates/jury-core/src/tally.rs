//! The tally, 计分: from several experts' totals of one entry to its one score.
//!
//! Not a rank (see [`crate::ranking`]). The one rule to know: nothing is rounded here, and an absent or recused expert is no number at all,
//! never a zero.

use std::collections::BTreeMap;

use crate::{Exact, ExpertId};

/// How experts' totals become one score.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Aggregation {
    /// 平均.
    Mean,
    /// 去掉最高分和最低分后平均.
    Trimmed {
        /// How many of the highest are dropped.
        drop_high: usize,
        /// How many of the lowest are dropped.
        drop_low: usize,
        /// With fewer experts than this nothing is dropped, and the tally says so.
        minimum_experts: usize,
    },
    /// 中位数: the middle total, or the mean of the two in the middle.
    Median,
}

/// Which end a total was dropped from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Dropped {
    /// 去掉的最高分
    Highest,
    /// 去掉的最低分
    Lowest,
}

/// One entry's score and how it came about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tally {
    /// The score, exact, in points.
    pub exact: Exact,
    /// The experts whose totals are in the score, by id.
    pub used: Vec<ExpertId>,
    /// The experts whose totals were dropped, highest first. Of equal totals only as many as the rule says are dropped, those of the smallest
    /// expert ids; which of them it is does not change the score.
    pub dropped: Vec<(ExpertId, Dropped)>,
    /// How many totals there were.
    pub valid: usize,
    /// The mean of all totals, extremes included: the first step of the usual tie chain.
    pub all_mean: Exact,
    /// Whether the rule wanted to drop extremes and there were too few experts, so that the score is the plain mean.
    pub trim_refused: bool,
}

/// Why there is no score.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum TallyError {
    /// No expert's total counts.
    #[error("no expert's total counts")]
    NoMarks,
}

/// Makes one score from the experts' totals.
///
/// # Errors
/// [`TallyError::NoMarks`] when there is none.
pub fn tally(
    marks: &BTreeMap<ExpertId, Exact>,
    aggregation: Aggregation,
) -> Result<Tally, TallyError> {
    let all_mean = Exact::mean(marks.values()).ok_or(TallyError::NoMarks)?;
    let everyone = Tally {
        exact: all_mean.clone(),
        used: marks.keys().cloned().collect(),
        dropped: Vec::new(),
        valid: marks.len(),
        all_mean,
        trim_refused: false,
    };
    Ok(match aggregation {
        Aggregation::Mean => everyone,
        Aggregation::Median => median(marks, everyone),
        Aggregation::Trimmed {
            drop_high,
            drop_low,
            minimum_experts,
        } => {
            let dropped = drop_high.saturating_add(drop_low);
            if marks.len() < minimum_experts || marks.len() <= dropped {
                Tally {
                    trim_refused: dropped > 0,
                    ..everyone
                }
            } else {
                trimmed(marks, drop_high, drop_low, everyone)
            }
        }
    })
}

fn trimmed(
    marks: &BTreeMap<ExpertId, Exact>,
    drop_high: usize,
    drop_low: usize,
    everyone: Tally,
) -> Tally {
    // Stable sorts of an ordered map: among equal totals the smallest id comes first from either end.
    let mut falling: Vec<_> = marks.iter().collect();
    falling.sort_by(|(_, one), (_, other)| other.cmp(one));
    let mut rising = falling.split_off(drop_high);
    rising.sort();
    rising.sort_by_key(|(_, total)| *total);
    let mut kept = rising.split_off(drop_low);
    kept.sort();
    let named = |end| move |(expert, _): (&ExpertId, &Exact)| (expert.clone(), end);
    let lowest = rising.into_iter().map(named(Dropped::Lowest));
    Tally {
        exact: Exact::mean(kept.iter().map(|(_, total)| *total)).unwrap_or_else(Exact::zero),
        used: kept.into_iter().map(|(expert, _)| expert.clone()).collect(),
        dropped: falling
            .into_iter()
            .map(named(Dropped::Highest))
            .chain(lowest)
            .collect(),
        ..everyone
    }
}

fn median(marks: &BTreeMap<ExpertId, Exact>, everyone: Tally) -> Tally {
    let mut rising: Vec<_> = marks.iter().collect();
    rising.sort_by_key(|(_, total)| *total);
    let (lower, upper) = ((rising.len() - 1) / 2, rising.len() / 2);
    let mut middle = rising[lower..=upper].to_vec();
    let exact = Exact::mean(middle.iter().map(|(_, total)| *total)).unwrap_or_else(Exact::zero);
    middle.sort();
    Tally {
        exact,
        used: middle
            .into_iter()
            .map(|(expert, _)| expert.clone())
            .collect(),
        ..everyone
    }
}

#[cfg(test)]
mod tests;
