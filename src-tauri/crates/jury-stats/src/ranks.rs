//! Competition ranks ("1224") and mid-ranks.
//!
//! Not the official ranking, which jury-core gives by exact values and the tie chain.

/// Ranks from the highest score down, equal ones sharing the best ("1224"); no score, no rank.
///
/// Scores that differ by no more than rounding of doubles can (10⁻⁹ of their size) are equal: marks are hundredths, so means of them that differ
/// at all differ by much more.
#[must_use]
pub fn competition(scores: &[Option<f64>]) -> Vec<Option<usize>> {
    let mut ranks = vec![None; scores.len()];
    let mut order: Vec<(f64, usize)> = scores
        .iter()
        .enumerate()
        .filter_map(|(entry, score)| Some(((*score)?, entry)))
        .collect();
    order.sort_unstable_by(|one, other| other.0.total_cmp(&one.0));
    let (mut rank, mut holder) = (0, f64::INFINITY);
    for (place, (score, entry)) in order.into_iter().enumerate() {
        if place == 0 || !equal(holder, score) {
            (rank, holder) = (place + 1, score);
        }
        ranks[entry] = Some(rank);
    }
    ranks
}

/// Whether two scores differ by no more than rounding.
pub(crate) fn equal(one: f64, other: f64) -> bool {
    (one - other).abs() <= 1e-9 * one.abs().max(other.abs()).max(1.0)
}

/// Ranks from the lowest value up, equal values sharing the mean of their places; they sum to n(n+1)/2.
pub(crate) fn middle(values: &[f64]) -> Vec<f64> {
    let mut order: Vec<usize> = (0..values.len()).collect();
    order.sort_unstable_by(|one, other| values[*one].total_cmp(&values[*other]));
    let mut ranks = vec![0.0; values.len()];
    let mut place = 0;
    for tied in order.chunk_by(|one, other| values[*one] == values[*other]) {
        let shared = crate::moments::count(2 * place + tied.len() + 1) / 2.0;
        for index in tied {
            ranks[*index] = shared;
        }
        place += tied.len();
    }
    ranks
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_scores_share_the_best_rank_and_the_next_is_counted_on() {
        let scores = [Some(80.0), None, Some(90.0), Some(80.0), Some(70.0)];
        assert_eq!(
            competition(&scores),
            [Some(2), None, Some(1), Some(2), Some(4)]
        );
    }

    #[test]
    fn the_order_of_adding_breaks_no_tie() {
        let sums = [
            88.1 + 91.2 + 87.3 + 90.5 + 89.9,
            89.9 + 90.5 + 87.3 + 91.2 + 88.1,
        ];
        assert_eq!(competition(&sums.map(Some)), [Some(1), Some(1)]);
    }

    #[test]
    fn mid_ranks_sum_as_ranks_do() {
        assert_eq!(middle(&[3.0, 1.0, 3.0, 2.0]), [3.5, 1.0, 3.5, 2.0]);
        assert_eq!(middle(&[0.0, -0.0, 1.0]), [1.5, 1.5, 3.0]);
    }
}
