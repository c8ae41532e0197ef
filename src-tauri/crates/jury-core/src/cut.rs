//! Lines in a ranking: who goes on to the next round (晋级, 入围名单), and where a line falls on a tie.
//!
//! Awards draw their lines with the same [`line`]. The one rule to know: a line never falls between entries that share a rank; where it would,
//! they are handed back as a question, and only people or the rule decide it.

use std::collections::{BTreeMap, BTreeSet};

use crate::ranking::Ranked;
use crate::rule::{CutTies, Places, Promote, Rounding};
use crate::{EntryId, Points, TrackId};

/// Where a line after so many places falls.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Entries above it without any doubt, best first.
    pub within: Vec<EntryId>,
    /// Entries of one rank that it would have to separate, by id; empty where it separates nobody.
    pub tied: Vec<EntryId>,
    /// Places that `within` leaves.
    pub open: u32,
}

/// Draws a line below the first `places` entries of a ranking. Entries without a rank are never above it.
///
/// `ranked` is in the order of ranks, as [`crate::ranking`] gives it, or a part of that.
#[must_use]
pub fn line(ranked: &[Ranked], places: u32) -> Line {
    let mut line = Line {
        within: Vec::new(),
        tied: Vec::new(),
        open: places,
    };
    let with_rank = ranked.iter().take_while(|one| one.rank.is_some()).count();
    for equals in ranked[..with_rank].chunk_by(|one, other| one.rank == other.rank) {
        let count = u32::try_from(equals.len()).unwrap_or(u32::MAX);
        let names = equals.iter().map(|one| one.entry.clone());
        if count <= line.open {
            line.within.extend(names);
            line.open -= count;
        } else {
            if line.open > 0 {
                line.tied = names.collect();
                line.tied.sort();
            }
            break;
        }
    }
    line
}

/// How many places each track has, in the order of `sizes` (entries per track). For [`Places::Across`] there is no such thing.
///
/// [`Rounding::LargestRemainder`]: the tracks together get the sum rounded half up; what is left over goes to the largest remainders, of equal
/// ones to the larger track, then to the one that comes first.
#[must_use]
pub fn seats(places: Places, sizes: &[usize]) -> Option<Vec<u32>> {
    match places {
        Places::Across(_) => None,
        Places::PerTrack(count) => Some(vec![count; sizes.len()]),
        Places::Ratio { percent, rounding } => Some(shares(percent, rounding, sizes)),
    }
}

/// Hundredths of a percent in a whole.
const WHOLE: u64 = 10_000;

fn shares(percent: Points, rounding: Rounding, sizes: &[usize]) -> Vec<u32> {
    let percent = u64::try_from(percent.hundredths()).unwrap_or(0);
    let parts: Vec<u64> = sizes
        .iter()
        .map(|size| {
            u64::try_from(*size)
                .unwrap_or(u64::MAX)
                .saturating_mul(percent)
        })
        .collect();
    let narrow = |count: u64| u32::try_from(count).unwrap_or(u32::MAX);
    let rounded = |part: &u64| match rounding {
        Rounding::HalfUp => (part + WHOLE / 2) / WHOLE,
        Rounding::Up => part.div_ceil(WHOLE),
        Rounding::Down | Rounding::LargestRemainder => part / WHOLE,
    };
    let mut seats: Vec<u32> = parts.iter().map(|part| narrow(rounded(part))).collect();
    if rounding == Rounding::LargestRemainder {
        let whole = (parts.iter().sum::<u64>() + WHOLE / 2) / WHOLE;
        let given: u64 = seats.iter().copied().map(u64::from).sum();
        let left_over = usize::try_from(whole - given).unwrap_or(0);
        let mut order: Vec<usize> = (0..parts.len()).collect();
        // A stable sort: of two tracks alike in both the first comes first.
        order.sort_by_key(|&track| {
            (
                std::cmp::Reverse(parts[track] % WHOLE),
                std::cmp::Reverse(sizes[track]),
            )
        });
        for track in order.into_iter().take(left_over) {
            seats[track] += 1;
        }
    }
    seats
}

/// Who goes on, 入围名单.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shortlist {
    /// Those who go on, by id.
    pub through: BTreeSet<EntryId>,
    /// What people must decide first; empty where nothing.
    pub questions: Vec<CutQuestion>,
}

/// A tie that stands across a cut.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CutQuestion {
    /// The track; none for a cut across all tracks.
    pub track: Option<TrackId>,
    /// How many places the cut has.
    pub places: u32,
    /// How many of them are left for those who tie.
    pub open: u32,
    /// Those who tie, by id.
    pub tied: Vec<EntryId>,
}

/// Draws the cut of a round. Shares are of all entries that took part, ranked or not.
///
/// `tracks` are the rankings by track, `all` the one ranking of every track's entries together; only the one that the rule speaks of is looked
/// at.
#[must_use]
pub fn shortlist(
    tracks: &[(TrackId, Vec<Ranked>)],
    all: &[Ranked],
    promote: &Promote,
) -> Shortlist {
    let mut list = Shortlist {
        through: BTreeSet::new(),
        questions: Vec::new(),
    };
    let sizes: Vec<usize> = tracks.iter().map(|(_, ranked)| ranked.len()).collect();
    match (promote.places, seats(promote.places, &sizes)) {
        (_, Some(seats)) => {
            for ((track, ranked), places) in tracks.iter().zip(seats) {
                list.take(Some(track), ranked, places, promote.ties);
            }
        }
        (Places::Across(places), None) => list.take(None, all, places, promote.ties),
        _ => {}
    }
    list
}

impl Shortlist {
    fn take(&mut self, track: Option<&TrackId>, ranked: &[Ranked], places: u32, ties: CutTies) {
        let line = line(ranked, places);
        self.through.extend(line.within);
        if ties == CutTies::All {
            self.through.extend(line.tied);
        } else if !line.tied.is_empty() {
            self.questions.push(CutQuestion {
                track: track.cloned(),
                places,
                open: line.open,
                tied: line.tied,
            });
        }
    }

    /// The list once people have decided: of those who tie, the ones in `chosen` go on.
    ///
    /// # Errors
    /// [`CutFault`]: somebody was chosen who does not tie at a cut, or a question was left without any answer.
    pub fn decided(mut self, chosen: &BTreeSet<EntryId>) -> Result<BTreeSet<EntryId>, CutFault> {
        let asked: BTreeMap<&EntryId, usize> = self
            .questions
            .iter()
            .enumerate()
            .flat_map(|(index, question)| question.tied.iter().map(move |entry| (entry, index)))
            .collect();
        let mut answered = BTreeSet::new();
        for entry in chosen {
            let question = asked.get(entry).ok_or_else(|| CutFault::NotAsked {
                entry: entry.clone(),
            })?;
            answered.insert(*question);
        }
        let open = (0..self.questions.len()).find(|question| !answered.contains(question));
        if let Some(question) = open {
            return Err(CutFault::Open(self.questions.swap_remove(question)));
        }
        self.through.extend(chosen.iter().cloned());
        Ok(self.through)
    }
}

/// Why a decision does not settle a cut.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CutFault {
    /// Somebody was chosen who does not tie at a cut.
    #[error("{entry} does not tie at a cut")]
    NotAsked {
        /// The entry.
        entry: EntryId,
    },
    /// A tie still stands across a cut.
    #[error("{} entries tie across a cut of {}", .0.tied.len(), .0.places)]
    Open(CutQuestion),
}

#[cfg(test)]
mod tests;
