//! Kendall's coefficient of concordance W, corrected for ties (Kendall, Rank Correlation Methods, 1948; Siegel, Nonparametric Statistics, 1956,
//! pp. 229–239). χ² is good from about eight entries on; below that the probability is rough.

use crate::distribution::chi_squared_above;
use crate::moments::{count, ratio};
use crate::ranks::middle;

/// Concordance of the orders in which experts put the entries.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct KendallW {
    /// Corrected for ties, 0 (none) to 1 (all orders equal). Nothing below two entries or two experts, or where nobody prefers any entry.
    pub w: Option<f64>,
    /// Without the correction: never larger, and 1 only without ties.
    pub w_uncorrected: Option<f64>,
    /// m(n − 1)·W, with the corrected W.
    pub chi2: Option<f64>,
    /// Its degrees of freedom, n − 1.
    pub df: Option<usize>,
    /// Probability of as much concordance among experts who order at random.
    pub p: Option<f64>,
}

impl KendallW {
    /// The concordance of complete cases, a row per entry.
    pub(crate) fn of(cases: &[Vec<f64>]) -> Self {
        concordance(cases).unwrap_or_default()
    }
}

fn concordance(cases: &[Vec<f64>]) -> Option<KendallW> {
    let (n, m) = (cases.len(), cases.first()?.len());
    if n < 2 || m < 2 {
        return None;
    }
    let mut sums = vec![0.0; n];
    let mut ties = 0.0;
    for expert in 0..m {
        let marks: Vec<f64> = cases.iter().map(|row| row[expert]).collect();
        for (sum, rank) in sums.iter_mut().zip(middle(&marks)) {
            *sum += rank;
        }
        ties += tie_term(&marks);
    }
    let (freedom, n, m) = (n - 1, count(n), count(m));
    let expected = m * (n + 1.0) / 2.0;
    let squares: f64 = sums.iter().map(|sum| (sum - expected).powi(2)).sum();
    let untied = m * m * (n * n * n - n);
    // Ranks are halves and their sums exact, so the difference is zero exactly where every expert ties everything.
    let w = ratio(12.0 * squares, untied - m * ties)?.min(1.0);
    let chi2 = m * count(freedom) * w;
    Some(KendallW {
        w: Some(w),
        w_uncorrected: ratio(12.0 * squares, untied),
        chi2: Some(chi2),
        df: Some(freedom),
        p: chi_squared_above(chi2, count(freedom)),
    })
}

/// Σ(t³ − t) over groups of equal marks of t members.
fn tie_term(marks: &[f64]) -> f64 {
    let mut sorted = marks.to_vec();
    sorted.sort_unstable_by(f64::total_cmp);
    let groups = sorted.chunk_by(|one, other| one == other);
    groups
        .map(|group| count(group.len()).powi(3) - count(group.len()))
        .sum()
}
