//! Krippendorff's α for any number of experts and with gaps (Krippendorff, Computing Krippendorff's Alpha-Reliability, 2011).
//!
//! α = 1 − Dₒ/Dₑ: disagreement within entries over disagreement among all marks that have a partner. Entries with one mark have nothing to say
//! and are left out. The one rule: where all such marks are the same nothing can be told, and α is not defined.

use std::collections::BTreeMap;

use crate::Table;
use crate::moments::{count, ratio, squares, unless_rounding};
use crate::ranks::middle;

/// α on the four scales.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Alpha {
    /// Marks are equal or not.
    pub nominal: Option<f64>,
    /// Marks are ordered.
    pub ordinal: Option<f64>,
    /// Differences of marks count.
    pub interval: Option<f64>,
    /// Proportions of marks count; nothing where a mark is below zero.
    pub ratio: Option<f64>,
}

impl Alpha {
    /// α of a table.
    pub(crate) fn of(table: &Table) -> Self {
        let entries = Entries::of(table);
        Self {
            nominal: entries.alpha(unequal_pairs),
            ordinal: entries.mid_ranked().alpha(squared_differences),
            interval: entries.alpha(squared_differences),
            ratio: entries.alpha_of_proportions(),
        }
    }
}

/// The marks of every entry that has at least two.
struct Entries(Vec<Vec<f64>>);

impl Entries {
    fn of(table: &Table) -> Self {
        let marks = |entry| table.of_entry(entry).map(|(_, mark)| mark).collect();
        let all = (0..table.entries()).map(marks);
        Self(all.filter(|marks: &Vec<f64>| marks.len() > 1).collect())
    }

    /// Every mark replaced by its mid-rank among all: the ordinal difference of two marks is the difference of those.
    fn mid_ranked(&self) -> Self {
        let mut ranks = middle(&self.0.concat()).into_iter();
        let entry = |marks: &Vec<f64>| ranks.by_ref().take(marks.len()).collect();
        Self(self.0.iter().map(entry).collect())
    }

    /// α by a function that sums the difference over all ordered pairs of its marks.
    fn alpha(&self, over_pairs: impl Fn(&[f64]) -> f64) -> Option<f64> {
        let all = self.0.concat();
        let within: f64 = self
            .0
            .iter()
            .map(|marks| over_pairs(marks) / count(marks.len() - 1))
            .sum();
        let among = over_pairs(&all) / count(all.len().checked_sub(1)?);
        Some(1.0 - ratio(within, among)?)
    }

    /// The ratio scale starts at zero: below it, proportions mean nothing.
    fn alpha_of_proportions(&self) -> Option<f64> {
        let below = self.0.iter().flatten().any(|mark| *mark < 0.0);
        if below {
            None
        } else {
            self.alpha(squared_proportions)
        }
    }
}

/// Ordered pairs of unequal marks.
fn unequal_pairs(marks: &[f64]) -> f64 {
    let equal: f64 = tallied(marks).values().map(|times| times * times).sum();
    count(marks.len()).powi(2) - equal
}

/// Squared differences over ordered pairs, by way of the mean: 2m·Σ(x − x̄)².
fn squared_differences(marks: &[f64]) -> f64 {
    let real = unless_rounding(squares(marks), marks.iter().copied());
    2.0 * count(marks.len()) * real
}

/// ((a − b)/(a + b))² over ordered pairs of distinct values.
fn squared_proportions(marks: &[f64]) -> f64 {
    let tallied: Vec<(f64, f64)> = tallied(marks)
        .into_iter()
        .map(|(bits, times)| (f64::from_bits(bits), times))
        .collect();
    let mut sum = 0.0;
    for (place, (one, times)) in tallied.iter().enumerate() {
        for (other, other_times) in &tallied[place + 1..] {
            sum += times * other_times * ((one - other) / (one + other)).powi(2);
        }
    }
    2.0 * sum
}

/// How often each mark occurs, by its bits; zero has one sign here.
fn tallied(marks: &[f64]) -> BTreeMap<u64, f64> {
    let mut tallied = BTreeMap::new();
    for mark in marks {
        *tallied.entry((mark + 0.0).to_bits()).or_insert(0.0) += 1.0;
    }
    tallied
}
