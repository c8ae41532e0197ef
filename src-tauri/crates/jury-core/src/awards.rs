//! The awards, 奖项: how many places each level has, and which entries stand above which line.
//!
//! Not the ranking, and not special prizes (they are chosen by people; [`special_faults`] only counts them). The one rule to know: entries that share
//! a rank are never parted here. A tie that crosses a line comes back as a [`TieQuestion`]; only an answer that names exactly the entries of that
//! tie is taken, so that an answer given before the ranking changed asks again.

mod contest;
mod places;

use std::collections::{BTreeMap, BTreeSet};

use crate::{EntryId, Exact};

pub use contest::{Awarding, Decisions, Field, award};
pub use places::places;

/// A level of the awards, 奖项等次, as it applies to one track. Levels are listed from the highest down.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Level {
    /// Places there are in this track.
    pub places: u32,
    /// Whether places may stay empty by decision, 可空缺.
    pub may_be_vacant: bool,
    /// The score an entry must reach; entries below leave the place empty.
    pub floor: Option<Exact>,
}

/// One ranked entry. A list of them is in ranking order; equal ranks are ties.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Placed {
    /// The entry.
    pub entry: EntryId,
    /// Its rank, from 1.
    pub rank: u32,
    /// The score that is compared with a level's floor.
    pub score: Exact,
}

/// What people decided about one line.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct LineDecision {
    /// How a tie at this line was settled.
    pub tie: Option<TieAnswer>,
    /// At most so many places are filled; the rest stays empty. Ignored where the level may not be vacant.
    pub fill_at_most: Option<u32>,
}

/// How a tie was settled.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TieAnswer {
    /// The tied entries that were asked about.
    pub among: BTreeSet<EntryId>,
    /// Those of them that stand above the line.
    pub above: BTreeSet<EntryId>,
}

/// A tie, 并列, that crosses an award line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TieQuestion {
    /// Index of the level whose line is crossed.
    pub level: usize,
    /// The rank they share.
    pub rank: u32,
    /// The entries that share it and are not above yet, in ranking order.
    pub among: Vec<EntryId>,
    /// How many of them have room above the line; fewer than there are.
    pub room: u32,
}

/// What an entry gets.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// The level with this index.
    Level(usize),
    /// Open until a tie at the line of this level is settled.
    Open(usize),
    /// Below all lines.
    Nothing,
}

/// Why places of a level stay empty.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Vacancy {
    /// There are not enough ranked entries.
    Entries,
    /// The next entry does not reach the floor.
    Floor,
    /// It was decided so.
    Decision,
}

/// One level with its entries.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LevelOutcome {
    /// Places there are.
    pub places: u32,
    /// Places taken, those of an open tie included.
    pub taken: u32,
    /// Why `taken` is below `places`.
    pub vacancy: Option<Vacancy>,
    /// Whether an answer for this line was given for another tie than the one that stands now.
    pub stale_answer: bool,
}

/// The awards of one track.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Allotment {
    /// Levels in the order given.
    pub levels: Vec<LevelOutcome>,
    /// Every entry given, with what it gets.
    pub standings: BTreeMap<EntryId, Standing>,
    /// Ties that cross a line and are not settled, from the highest line down.
    pub questions: Vec<TieQuestion>,
}

/// Allots the places of `levels` to `ranking`. `decisions` has one item per level; missing ones decide nothing.
///
/// Empty places stay empty: they are not handed down to the next level. No level gets more entries than it has places, and no entry gets less
/// than one ranked below it.
#[must_use]
pub fn allot(ranking: &[Placed], levels: &[Level], decisions: &[LineDecision]) -> Allotment {
    let mut waiting: Vec<Tied> = ranking
        .chunk_by(|one, other| one.rank == other.rank)
        .map(Tied::of)
        .collect();
    waiting.reverse();
    let mut standings: BTreeMap<EntryId, Standing> = ranking
        .iter()
        .map(|one| (one.entry.clone(), Standing::Nothing))
        .collect();
    let mut questions = Vec::new();
    let no_decision = LineDecision::default();
    let mut outcomes = Vec::with_capacity(levels.len());
    for (index, level) in levels.iter().enumerate() {
        let decision = decisions.get(index).unwrap_or(&no_decision);
        let mut line = Line {
            index,
            level,
            decision,
            standings: &mut standings,
            questions: &mut questions,
        };
        outcomes.push(line.fill(&mut waiting));
    }
    Allotment {
        levels: outcomes,
        standings,
        questions,
    }
}

/// Entries of one rank that wait for a place. `settled` ones have theirs by an answer; `open` ones are in an unsettled tie.
struct Tied {
    rank: u32,
    lowest: Exact,
    entries: Vec<EntryId>,
    /// How many of an open tie are left; which ones nobody knows.
    left: u32,
    open: bool,
}

impl Tied {
    fn of(group: &[Placed]) -> Self {
        Self {
            rank: group.first().map_or(0, |one| one.rank),
            lowest: group
                .iter()
                .map(|one| &one.score)
                .min()
                .cloned()
                .unwrap_or_else(Exact::zero),
            entries: group.iter().map(|one| one.entry.clone()).collect(),
            left: count(group.len()),
            open: false,
        }
    }
}

struct Line<'a> {
    index: usize,
    level: &'a Level,
    decision: &'a LineDecision,
    standings: &'a mut BTreeMap<EntryId, Standing>,
    questions: &'a mut Vec<TieQuestion>,
}

impl Line<'_> {
    /// Takes entries from the end of `waiting` until the level is full or something stops it.
    fn fill(&mut self, waiting: &mut Vec<Tied>) -> LevelOutcome {
        let places = self.level.places;
        let decided = self
            .decision
            .fill_at_most
            .filter(|_| self.level.may_be_vacant);
        let room = decided.map_or(places, |most| most.min(places));
        let mut taken = 0;
        let mut vacancy = (room < places).then_some(Vacancy::Decision);
        let mut answered = false;
        while taken < room {
            let Some(tied) = waiting.last_mut() else {
                vacancy = Some(Vacancy::Entries);
                break;
            };
            if self
                .level
                .floor
                .as_ref()
                .is_some_and(|floor| tied.lowest < *floor)
            {
                vacancy = Some(Vacancy::Floor);
                break;
            }
            let free = room - taken;
            if tied.left <= free {
                taken += tied.left;
                self.give_all(tied);
                waiting.pop();
            } else if let Some(above) = self.answer(tied, free) {
                answered = true;
                taken += count(above.len());
                self.give_some(tied, &above);
                if taken < room {
                    vacancy = Some(Vacancy::Decision);
                }
                break;
            } else {
                self.ask(tied, free);
                taken += free;
                break;
            }
        }
        LevelOutcome {
            places,
            taken,
            vacancy,
            stale_answer: self.decision.tie.is_some() && !answered,
        }
    }

    fn give_all(&mut self, tied: &Tied) {
        // Those of an open tie stay open: which of them were taken by the level above is not known.
        if !tied.open {
            for entry in &tied.entries {
                self.standings
                    .insert(entry.clone(), Standing::Level(self.index));
            }
        }
    }

    fn give_some(&mut self, tied: &mut Tied, above: &BTreeSet<EntryId>) {
        for entry in above {
            self.standings
                .insert(entry.clone(), Standing::Level(self.index));
        }
        tied.entries.retain(|entry| !above.contains(entry));
        tied.left = count(tied.entries.len());
    }

    /// The answer to this tie, if there is one that fits what is asked now.
    fn answer(&self, tied: &Tied, free: u32) -> Option<BTreeSet<EntryId>> {
        let answer = self.decision.tie.as_ref()?;
        let among: BTreeSet<EntryId> = tied.entries.iter().cloned().collect();
        let chosen = count(answer.above.len());
        let fits = !tied.open
            && answer.among == among
            && answer.above.is_subset(&among)
            && (chosen == free || (chosen < free && self.level.may_be_vacant));
        fits.then(|| answer.above.clone())
    }

    fn ask(&mut self, tied: &mut Tied, free: u32) {
        tied.left -= free;
        // A tie that is open at a higher line is asked about again once that line is settled.
        if tied.open {
            return;
        }
        tied.open = true;
        for entry in &tied.entries {
            self.standings
                .insert(entry.clone(), Standing::Open(self.index));
        }
        self.questions.push(TieQuestion {
            level: self.index,
            rank: tied.rank,
            among: tied.entries.clone(),
            room: free,
        });
    }
}

fn count(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}

/// A special prize, 特色单项奖, given by people.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SpecialGift {
    /// Index of the prize.
    pub prize: usize,
    /// The entry that gets it.
    pub entry: EntryId,
}

/// What is wrong with the special prizes given.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SpecialFault {
    /// A prize was given more often than there are of it.
    #[error("special prize {prize} was given {given} times, there are {places}")]
    TooMany {
        /// Index of the prize.
        prize: usize,
        /// Times given.
        given: u32,
        /// How many there are.
        places: u32,
    },
    /// An entry has more special prizes than one entry may have.
    #[error("{entry} has {given} special prizes, at most {most}")]
    TooManyForEntry {
        /// The entry.
        entry: EntryId,
        /// Prizes it has.
        given: u32,
        /// The most it may have.
        most: u32,
    },
}

/// Counts special prizes. `places` has how many there are of each prize (none = any number), `most` how many one entry may have.
#[must_use]
pub fn special_faults(
    gifts: &[SpecialGift],
    places: &[Option<u32>],
    most: Option<u32>,
) -> Vec<SpecialFault> {
    let given = |prize: usize| count(gifts.iter().filter(|gift| gift.prize == prize).count());
    let over = places.iter().enumerate().filter_map(|(prize, places)| {
        let (given, places) = (given(prize), (*places)?);
        (given > places).then_some(SpecialFault::TooMany {
            prize,
            given,
            places,
        })
    });
    let mut of_entry: BTreeMap<&EntryId, u32> = BTreeMap::new();
    for gift in gifts {
        *of_entry.entry(&gift.entry).or_default() += 1;
    }
    let crowded = of_entry.into_iter().filter_map(|(entry, given)| {
        most.filter(|most| given > *most)
            .map(|most| SpecialFault::TooManyForEntry {
                entry: entry.clone(),
                given,
                most,
            })
    });
    over.chain(crowded).collect()
}

#[cfg(test)]
mod tests;
