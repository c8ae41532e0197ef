//! How many places a level of awards has in a track.
//!
//! The one rule: shares never make more places than there are entries. Where rounding would, the lowest levels give way.

use crate::rule::{Places, Rounding};

/// A share's parts per ten thousand of one entry.
const WHOLE: u64 = 10_000;

/// Places of each level, the highest first, in a track of `entries` entries (those that took part, ranked or not). [`Places::Across`] has none in a
/// track.
///
/// [`Rounding::LargestRemainder`]: the shares so rounded make together their sum rounded half up; each level gets its whole part, and what is left over
/// goes to the largest remainders, of equal ones to the higher level. The others are rounded each by itself.
#[must_use]
pub fn places(entries: u32, levels: &[Places]) -> Vec<u32> {
    let shared = by_remainders(entries, levels);
    let mut left = u64::from(entries);
    levels
        .iter()
        .zip(shared)
        .map(|(level, shared)| match level {
            Places::PerTrack(count) => *count,
            Places::Across(_) => 0,
            Places::Ratio { rounding, .. } => {
                let part = part(entries, level);
                let whole = match rounding {
                    Rounding::HalfUp => (part + WHOLE / 2) / WHOLE,
                    Rounding::Up => part.div_ceil(WHOLE),
                    Rounding::Down => part / WHOLE,
                    Rounding::LargestRemainder => shared,
                };
                let whole = whole.min(left);
                left -= whole;
                u32::try_from(whole).unwrap_or(u32::MAX)
            }
        })
        .collect()
}

/// A level's share in ten-thousandths of an entry; shares below zero count as nothing.
fn part(entries: u32, level: &Places) -> u64 {
    match level {
        Places::Ratio { percent, .. } => {
            u64::from(entries) * u64::try_from(percent.hundredths()).unwrap_or(0)
        }
        Places::PerTrack(_) | Places::Across(_) => 0,
    }
}

/// Places of the levels that share out remainders; nothing for the others.
fn by_remainders(entries: u32, levels: &[Places]) -> Vec<u64> {
    let shares = |level: &Places| {
        matches!(
            level,
            Places::Ratio {
                rounding: Rounding::LargestRemainder,
                ..
            }
        )
    };
    let parts: Vec<u64> = levels
        .iter()
        .map(|level| {
            if shares(level) {
                part(entries, level)
            } else {
                0
            }
        })
        .collect();
    let mut whole: Vec<u64> = parts.iter().map(|part| part / WHOLE).collect();
    let sum = (parts.iter().sum::<u64>() + WHOLE / 2) / WHOLE;
    let left_over = sum.saturating_sub(whole.iter().sum());
    let mut order: Vec<usize> = (0..parts.len())
        .filter(|level| !parts[*level].is_multiple_of(WHOLE))
        .collect();
    // A stable sort: of two levels alike the higher comes first.
    order.sort_by_key(|level| std::cmp::Reverse(parts[*level] % WHOLE));
    for level in order
        .into_iter()
        .take(usize::try_from(left_over).unwrap_or(usize::MAX))
    {
        whole[level] += 1;
    }
    whole
}
