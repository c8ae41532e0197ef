//! The ranking with severity taken out of the marks, beside the official one.
//!
//! The same rule over marks less their experts' effects, so that what differs is severity alone: equal scores keep the official order. The one
//! rule: where no effect can be told nothing moves, and across groups that no mark links no rank is given.

use jury_core::rule::{RankBasis, Rule};
use jury_stats::Table;
use jury_stats::severity::Severity;

use super::lines::Line;
use super::marks::Marks;
use super::numbers::fixed;
use crate::wire::advisory::AdvisoryRow;

/// The score and rank of every row with a rank.
pub(super) struct Adjusted {
    scores: Vec<Option<f64>>,
    ranks: Vec<Option<u32>>,
    decimals: usize,
}

impl Adjusted {
    pub(super) fn of(marks: &Marks<'_>, severity: &Severity, rule: &Rule) -> Self {
        let leveled: Table = severity.leveled(&marks.placed);
        let of_round = marks.aggregate.scores(&leveled).into_iter().enumerate();
        let scores: Vec<Option<f64>> = of_round
            .map(|(row, score)| Some(marks.weighing.weigh_score(row, score?)))
            .collect();
        let ranks = if severity.components.len() > 1 {
            vec![None; scores.len()]
        } else {
            ranks(marks, &scores, rule)
        };
        Self {
            scores,
            ranks,
            decimals: usize::from(rule.decimals),
        }
    }

    pub(super) fn score(&self, row: usize) -> Option<String> {
        let score = self.scores.get(row).copied().flatten()?;
        let decimals = i32::try_from(self.decimals).unwrap_or(0);
        let rounded = units(score, decimals) / 10_f64.powi(decimals);
        Some(fixed(rounded, self.decimals))
    }

    pub(super) fn rank(&self, row: usize) -> Option<u32> {
        self.ranks.get(row).copied().flatten()
    }
}

/// Ranks by score, equal ones in the official order and sharing a rank only where they share the official one.
fn ranks(marks: &Marks<'_>, scores: &[Option<f64>], rule: &Rule) -> Vec<Option<u32>> {
    let units = |row: usize| key(scores.get(row).copied().flatten(), rule);
    let mut order: Vec<usize> = (0..scores.len()).collect();
    order.sort_by_key(|row| (std::cmp::Reverse(units(*row)), marks.rank(*row)));
    let mut ranks = vec![None; scores.len()];
    let (mut rank, mut holder) = (0_u32, None);
    for (place, row) in (1_u32..).zip(order) {
        let here = (units(row), marks.rank(row));
        if holder != Some(here) {
            (rank, holder) = (place, Some(here));
        }
        ranks[row] = Some(rank);
    }
    ranks
}

/// A score as whole units: those of the published value where ranks use it, else of a billionth, below which doubles only differ by rounding.
fn key(score: Option<f64>, rule: &Rule) -> Option<i64> {
    let decimals = match rule.rank_basis {
        RankBasis::Published => i32::from(rule.decimals),
        RankBasis::Exact => 9,
    };
    // A score is at most a few hundred; far below 2⁵³ units.
    #[expect(clippy::cast_possible_truncation, reason = "see above")]
    let whole = |score: f64| units(score, decimals) as i64;
    score.map(whole)
}

/// A score in whole units of so many decimals, rounded half up as official ones are: what lies below a half by the error of doubles alone is one.
pub(super) fn units(score: f64, decimals: i32) -> f64 {
    const ERROR: f64 = 1e6;
    let exact = score * 10_f64.powi(decimals);
    if exact.abs() < 1e9 {
        ((exact * ERROR).round() / ERROR).round()
    } else {
        exact.round()
    }
}

/// One sentence per entry that would be on the other side of a line.
pub(super) fn warnings(rows: &[AdvisoryRow], lines: &[Line], official: bool) -> Vec<String> {
    let stays = if official {
        "正式名次不变"
    } else {
        "名次不变"
    };
    let mut said = Vec::new();
    for line in lines {
        for row in rows {
            let (Some(rank), Some(adjusted)) = (row.rank, row.adjusted_rank) else {
                continue;
            };
            let moved = match (rank <= line.after, adjusted <= line.after) {
                (true, false) => format!("落到{}线外", line.name),
                (false, true) => format!("进到{}线内", line.name),
                _ => continue,
            };
            said.push(format!(
                "校正宽严后，{} {} 由第 {rank} 名变为第 {adjusted} 名，{moved}；{stays}。",
                row.entry, row.title
            ));
        }
    }
    said
}
