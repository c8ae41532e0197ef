//! Draws of experts with replacement, all of them or some at random.
//!
//! A draw is how often each expert was drawn. Of kᵏ sequences many are the same draw, so all are counted as the C(2k−1, k) ways to share k
//! draws among k experts, each with the number of its sequences: 24,310 instead of 387 million for nine.

use std::ops::ControlFlow;

use rand_xoshiro::Xoshiro256PlusPlus;
use rand_xoshiro::rand_core::{Rng, SeedableRng as _};

use super::Resampling;
use crate::Table;
use crate::components::components;

/// The draws to take.
pub(super) struct Draws {
    experts: usize,
    panels: Vec<Vec<usize>>,
    way: Way,
}

enum Way {
    /// Every way to draw from each panel, to be combined.
    All(Vec<Vec<Ways>>),
    Random(Resampling),
}

/// How often each of a panel was drawn, and in how many sequences.
struct Ways {
    times: Vec<usize>,
    sequences: u64,
}

impl Draws {
    pub(super) fn plan(table: &Table, resampling: Resampling) -> Self {
        let panels: Vec<Vec<usize>> = components(table)
            .into_iter()
            .map(|linked| linked.experts)
            .collect();
        let way = all(&panels, resampling.draws).map_or(Way::Random(resampling), Way::All);
        Self {
            experts: table.experts(),
            panels,
            way,
        }
    }

    pub(super) const fn exact(&self) -> bool {
        matches!(self.way, Way::All(_))
    }

    /// How many draws there are.
    pub(super) fn number(&self) -> usize {
        match &self.way {
            Way::All(ways) => ways.iter().map(Vec::len).product(),
            Way::Random(resampling) => resampling.draws,
        }
    }

    /// Calls back with every draw and its weight, until told to stop.
    pub(super) fn each(
        &self,
        act: impl FnMut(&[usize], u64) -> ControlFlow<()>,
    ) -> ControlFlow<()> {
        match &self.way {
            Way::All(ways) => self.each_of_all(ways, act),
            Way::Random(resampling) => self.each_at_random(*resampling, act),
        }
    }

    fn each_of_all(
        &self,
        ways: &[Vec<Ways>],
        mut act: impl FnMut(&[usize], u64) -> ControlFlow<()>,
    ) -> ControlFlow<()> {
        let mut drawn = vec![0; self.experts];
        let mut at = vec![0; ways.len()];
        loop {
            let mut weight = 1;
            for ((panel, ways), at) in self.panels.iter().zip(ways).zip(&at) {
                let Ways { times, sequences } = &ways[*at];
                weight *= sequences;
                for (expert, times) in panel.iter().zip(times) {
                    drawn[*expert] = *times;
                }
            }
            act(&drawn, weight)?;
            if !step(&mut at, ways) {
                return ControlFlow::Continue(());
            }
        }
    }

    fn each_at_random(
        &self,
        resampling: Resampling,
        mut act: impl FnMut(&[usize], u64) -> ControlFlow<()>,
    ) -> ControlFlow<()> {
        let mut chance = Xoshiro256PlusPlus::seed_from_u64(resampling.seed);
        let mut drawn = vec![0; self.experts];
        for _ in 0..resampling.draws {
            drawn.fill(0);
            for panel in &self.panels {
                for _ in panel {
                    drawn[panel[below(panel.len(), &mut chance)]] += 1;
                }
            }
            act(&drawn, 1)?;
        }
        ControlFlow::Continue(())
    }
}

/// Turns to the next combination, as an odometer does; whether there was one.
fn step(at: &mut [usize], ways: &[Vec<Ways>]) -> bool {
    for (at, ways) in at.iter_mut().zip(ways) {
        *at += 1;
        if *at < ways.len() {
            return true;
        }
        *at = 0;
    }
    false
}

/// A number below `bound`, each as likely. Written out, since the sampling of a crate of random numbers may change with its version and this
/// must not.
fn below(bound: usize, chance: &mut impl Rng) -> usize {
    let bound = u64::try_from(bound).unwrap_or(u64::MAX).max(1);
    let whole = u64::MAX - u64::MAX % bound;
    loop {
        let number = chance.next_u64();
        if number < whole {
            return usize::try_from(number % bound).unwrap_or_default();
        }
    }
}

/// Every way to draw from each panel, where all combinations are at most `limit`.
fn all(panels: &[Vec<usize>], limit: usize) -> Option<Vec<Vec<Ways>>> {
    let (mut combinations, mut sequences) = (1_usize, 1_u64);
    for panel in panels {
        combinations = combinations.checked_mul(ways_to_draw(panel.len(), limit)?)?;
        let size = u64::try_from(panel.len()).ok()?;
        sequences = sequences.checked_mul(size.checked_pow(u32::try_from(size).ok()?)?)?;
        if combinations > limit {
            return None;
        }
    }
    Some(panels.iter().map(|panel| ways(panel.len())).collect())
}

/// C(2k−1, k), while it stays within the limit.
fn ways_to_draw(size: usize, limit: usize) -> Option<usize> {
    let mut ways = 1_usize;
    for step in 1..=size {
        // C(k−1+s, s), each from the one before.
        ways = ways.checked_mul(size - 1 + step)? / step;
        if ways > limit {
            return None;
        }
    }
    Some(ways)
}

fn ways(size: usize) -> Vec<Ways> {
    let mut found = Vec::new();
    share_out(size, size, 1, &mut Vec::new(), &mut found);
    found
}

/// Shares `left` draws among `experts` more; `sequences` counts those of the draws shared out so far.
fn share_out(
    left: usize,
    experts: usize,
    sequences: u64,
    times: &mut Vec<usize>,
    found: &mut Vec<Ways>,
) {
    if experts == 0 {
        if left == 0 {
            let times = times.clone();
            found.push(Ways { times, sequences });
        }
        return;
    }
    for taken in 0..=left {
        times.push(taken);
        share_out(
            left - taken,
            experts - 1,
            sequences * choose(left, taken),
            times,
            found,
        );
        times.pop();
    }
}

/// C(n, k); n is the size of a panel that is enumerated, so this is small.
fn choose(n: usize, k: usize) -> u64 {
    let product = |so_far: u64, step: usize| {
        let factor = u64::try_from(n + 1 - step).unwrap_or_default();
        so_far * factor / u64::try_from(step).unwrap_or(1)
    };
    (1..=k).fold(1, product)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_ways_to_draw_have_all_sequences() {
        for size in 1..=8 {
            let ways = ways(size);
            assert_eq!(Some(ways.len()), ways_to_draw(size, usize::MAX));
            let sequences: u64 = ways.iter().map(|way| way.sequences).sum();
            assert_eq!(sequences, (size as u64).pow(size as u32), "{size}");
        }
        assert_eq!(ways_to_draw(9, 24_310), Some(24_310));
        assert_eq!(ways_to_draw(9, 24_309), None);
    }

    #[test]
    fn a_number_below_a_bound_takes_every_value_about_as_often() {
        let mut chance = Xoshiro256PlusPlus::seed_from_u64(7);
        let mut times = [0; 9];
        for _ in 0..90_000 {
            times[below(9, &mut chance)] += 1;
        }
        assert!(
            times.iter().all(|times| (9_600..10_400).contains(times)),
            "{times:?}"
        );
    }
}
