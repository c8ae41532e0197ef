//! How an entry's marks become one score, for questions of the kind "what if".
//!
//! The official number is jury-core's, in exact fractions; this is its double for the thousands of draws that need no more. Mean, trimmed mean
//! and median are one thing: sort, leave out some at either end, average the rest.

use crate::Table;
use crate::moments::count;

/// How marks become a score.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Aggregate {
    /// All of them, averaged.
    Mean,
    /// Averaged without the highest and lowest; all of them where there are fewer than `minimum` or none would be left.
    Trimmed {
        /// How many of the highest are left out.
        high: usize,
        /// How many of the lowest are left out.
        low: usize,
        /// With fewer marks nothing is left out.
        minimum: usize,
    },
    /// The middle one, or the mean of the middle two.
    Median,
}

/// How many marks are left out at either end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Cut {
    pub(crate) low: usize,
    pub(crate) kept: usize,
}

impl Aggregate {
    /// What is left out of this many marks.
    pub(crate) const fn cut(self, marks: usize) -> Cut {
        let (low, high) = match self {
            Self::Trimmed { high, low, minimum }
                if marks >= minimum && marks > high.saturating_add(low) =>
            {
                (low, high)
            }
            Self::Median if marks > 0 => ((marks - 1) / 2, (marks - 1) / 2),
            _ => (0, 0),
        };
        Cut {
            low,
            kept: marks - low - high,
        }
    }

    /// The score of these marks; nothing of none.
    #[must_use]
    pub fn of(self, marks: &[f64]) -> Option<f64> {
        let mut sorted = marks.to_vec();
        sorted.sort_unstable_by(f64::total_cmp);
        let weighted: Vec<(f64, usize)> = sorted.into_iter().map(|mark| (mark, 1)).collect();
        self.of_sorted(&weighted)
    }

    /// The score of marks in ascending order, each as many times as it says.
    pub(crate) fn of_sorted(self, marks: &[(f64, usize)]) -> Option<f64> {
        let Cut { low, kept } = self.cut(marks.iter().map(|(_, times)| times).sum());
        let (mut to_skip, mut to_take, mut sum) = (low, kept, 0.0);
        for (mark, times) in marks {
            let skipped = to_skip.min(*times);
            let taken = to_take.min(times - skipped);
            sum += mark * count(taken);
            to_skip -= skipped;
            to_take -= taken;
        }
        (kept > 0).then(|| sum / count(kept))
    }

    /// The score of every entry.
    #[must_use]
    pub fn scores(self, table: &Table) -> Vec<Option<f64>> {
        let marks = |entry| table.of_entry(entry).map(|(_, mark)| mark).collect();
        (0..table.entries())
            .map(|entry| {
                let marks: Vec<f64> = marks(entry);
                self.of(&marks)
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MARKS: [f64; 5] = [90.0, 70.0, 80.0, 100.0, 85.0];

    #[test]
    fn mean_trimmed_mean_and_median_are_what_they_are_called() {
        let trimmed = |minimum| Aggregate::Trimmed {
            high: 1,
            low: 1,
            minimum,
        };
        assert_eq!(Aggregate::Mean.of(&MARKS), Some(85.0));
        assert_eq!(trimmed(5).of(&MARKS), Some(85.0));
        assert_eq!(trimmed(5).of(&MARKS[..4]), Some(85.0), "too few to trim");
        assert_eq!(trimmed(1).of(&MARKS[..2]), Some(80.0), "none would be left");
        assert_eq!(Aggregate::Median.of(&MARKS), Some(85.0));
        assert_eq!(Aggregate::Median.of(&MARKS[..4]), Some(85.0));
        assert_eq!(Aggregate::Median.of(&[]), None);
    }

    #[test]
    fn a_mark_drawn_twice_counts_twice() {
        let drawn = [(70.0, 2), (80.0, 0), (90.0, 3)];
        let trimmed = Aggregate::Trimmed {
            high: 1,
            low: 1,
            minimum: 5,
        };
        assert_eq!(trimmed.of_sorted(&drawn), Some(250.0 / 3.0));
        assert_eq!(Aggregate::Median.of_sorted(&drawn), Some(90.0));
    }
}
