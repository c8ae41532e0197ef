//! The awards of a whole contest: levels by track and levels across all tracks, in the order of the rule.
//!
//! The one rule: a level looks only at entries that no higher level has or asks about.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    Level, LevelOutcome, LineDecision, Placed, Standing, TieQuestion, allot, count, places,
};
use crate::rule::{AwardLevel, Places};
use crate::{EntryId, Exact, TrackId};

/// The entries of a contest as awards see them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Field {
    /// By track: how many entries took part, and those with a rank, in the order of the ranking.
    pub tracks: BTreeMap<TrackId, (u32, Vec<Placed>)>,
    /// All tracks' ranked entries in one ranking; looked at only by levels across tracks.
    pub all: Vec<Placed>,
}

/// What was decided about lines: by index of the level, and by track; none for a level across all tracks.
pub type Decisions = BTreeMap<(usize, Option<TrackId>), LineDecision>;

/// The awards of a contest.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Awarding {
    /// Every level with the track it was allotted in; none across all tracks.
    pub lines: BTreeMap<(usize, Option<TrackId>), LevelOutcome>,
    /// Every ranked entry with what it gets; indices are those of the rule's levels.
    pub standings: BTreeMap<EntryId, Standing>,
    /// Ties to be settled, by track.
    pub questions: Vec<(Option<TrackId>, TieQuestion)>,
}

/// Allots every level.
#[must_use]
pub fn award(field: &Field, levels: &[AwardLevel], decisions: &Decisions) -> Awarding {
    let mut awarding = Awarding {
        lines: BTreeMap::new(),
        standings: BTreeMap::new(),
        questions: Vec::new(),
    };
    for (_, placed) in field.tracks.values() {
        for one in placed {
            awarding
                .standings
                .insert(one.entry.clone(), Standing::Nothing);
        }
    }
    let mut first = 0;
    for run in levels.chunk_by(|one, other| is_across(one) == is_across(other)) {
        let indices: Vec<usize> = (first..first + run.len()).collect();
        first += run.len();
        if run.iter().any(is_across) {
            let given: Vec<u32> = run.iter().map(across).collect();
            awarding.take(None, &field.all, &indices, run, &given, decisions);
            continue;
        }
        for (track, (size, placed)) in &field.tracks {
            // Shares are of all levels together, so that a rounding sees them all.
            let all: Vec<Places> = levels.iter().map(|level| level.places).collect();
            let given = places(*size, &all);
            let given = &given[indices[0]..indices[0] + run.len()];
            awarding.take(Some(track), placed, &indices, run, given, decisions);
        }
    }
    awarding
}

const fn is_across(level: &AwardLevel) -> bool {
    matches!(level.places, Places::Across(_))
}

const fn across(level: &AwardLevel) -> u32 {
    match level.places {
        Places::Across(count) => count,
        Places::PerTrack(_) | Places::Ratio { .. } => 0,
    }
}

impl Awarding {
    fn take(
        &mut self,
        track: Option<&TrackId>,
        placed: &[Placed],
        indices: &[usize],
        run: &[AwardLevel],
        given: &[u32],
        decisions: &Decisions,
    ) {
        let key = |index: usize| (index, track.cloned());
        let without: Vec<Placed> = placed
            .iter()
            .filter(|one| self.standings.get(&one.entry) == Some(&Standing::Nothing))
            .cloned()
            .collect();
        let listed: Vec<Level> = run
            .iter()
            .zip(given)
            .map(|(level, places)| Level {
                places: *places,
                may_be_vacant: level.vacancies,
                floor: level
                    .floor
                    .and_then(|floor| Exact::ratio(floor.hundredths(), 100)),
            })
            .collect();
        let decided: Vec<LineDecision> = indices
            .iter()
            .map(|index| decisions.get(&key(*index)).cloned().unwrap_or_default())
            .collect();
        let allotment = allot(&without, &listed, &decided);
        let level = |within: usize| indices.get(within).copied().unwrap_or(within);
        for (within, outcome) in allotment.levels.into_iter().enumerate() {
            self.lines.insert(key(level(within)), outcome);
        }
        for (entry, standing) in allotment.standings {
            let standing = match standing {
                Standing::Level(within) => Standing::Level(level(within)),
                Standing::Open(within) => Standing::Open(level(within)),
                Standing::Nothing => Standing::Nothing,
            };
            self.standings.insert(entry, standing);
        }
        for mut question in allotment.questions {
            question.level = level(question.level);
            self.questions.push((track.cloned(), question));
        }
    }

    /// Entries of one level, by id.
    #[must_use]
    pub fn of_level(&self, level: usize) -> BTreeSet<&EntryId> {
        let of_level = |(entry, standing): (_, &Standing)| {
            (*standing == Standing::Level(level)).then_some(entry)
        };
        self.standings.iter().filter_map(of_level).collect()
    }
}

impl Field {
    /// Adds a track.
    pub fn add(&mut self, track: TrackId, took_part: usize, placed: Vec<Placed>) {
        self.tracks.insert(track, (count(took_part), placed));
    }
}
