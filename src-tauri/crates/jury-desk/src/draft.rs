//! An expert's unsigned work, as one value: what the letter assigned and what has been given so far.
//!
//! Not storage (events live in jury-store) and not the signed sheet (jury-seal). Pure: the rows, sums, ranks and gaps of every expert
//! screen are computed here from the same value, so that list, form and overview cannot disagree.

use std::collections::BTreeMap;

use jury_core::entry::EntrantKind;
use jury_core::rubric::{Profile, Rubric};
use jury_core::sheet::{Finding, GateFinding};
use jury_core::size_class::SizeClass;
use jury_core::{CriterionId, EntryId, Exact, GateId, Points, ProfileId};

use crate::wire::expert::{EntryRow, EntryState};

/// One entry as the letter assigned it. Never changes while a letter is in force.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Assigned {
    pub(crate) id: EntryId,
    pub(crate) title: String,
    pub(crate) team: String,
    pub(crate) entrant: String,
    pub(crate) kind: EntrantKind,
    pub(crate) topic: String,
    pub(crate) size: SizeClass,
    pub(crate) size_basis: String,
    pub(crate) profile: ProfileId,
    /// 校准项目: judged like any other and left out of everything that compares entries.
    pub(crate) calibration: bool,
}

/// What an expert has said of an entry beside the marks.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) enum Stand {
    #[default]
    Open,
    Recused(String),
    MaterialMissing(String),
}

impl Stand {
    /// The text kept in a `state` event.
    pub(crate) fn to_text(&self) -> String {
        match self {
            Self::Open => "open".to_owned(),
            Self::Recused(reason) => format!("recused\n{reason}"),
            Self::MaterialMissing(reason) => format!("material-missing\n{reason}"),
        }
    }

    /// Reads what [`Stand::to_text`] wrote; anything else is open, which loses no mark.
    pub(crate) fn from_text(text: &str) -> Self {
        match text.split_once('\n') {
            Some(("recused", reason)) => Self::Recused(reason.to_owned()),
            Some(("material-missing", reason)) => Self::MaterialMissing(reason.to_owned()),
            _ => Self::Open,
        }
    }

    /// The reason, empty when open.
    pub(crate) fn reason(&self) -> &str {
        match self {
            Self::Open => "",
            Self::Recused(reason) | Self::MaterialMissing(reason) => reason,
        }
    }
}

/// What an expert found at a gate. The reason may still be missing: that stops signing, never saving.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Found {
    pub(crate) finding: Finding,
    pub(crate) reason: String,
}

impl Found {
    /// The text kept in a `gate` event.
    pub(crate) fn to_text(&self) -> String {
        format!("{}\n{}", self.finding.as_str(), self.reason)
    }

    /// Reads what [`Found::to_text`] wrote; anything else is nothing found.
    pub(crate) fn from_text(text: &str) -> Option<Self> {
        let (finding, reason) = text.split_once('\n')?;
        Some(Self {
            finding: Finding::parse(finding)?,
            reason: reason.to_owned(),
        })
    }

    fn lacks_reason(&self) -> bool {
        self.finding.wants_reason() && self.reason.trim().is_empty()
    }
}

/// One entry with everything given for it so far.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Work {
    pub(crate) assigned: Assigned,
    pub(crate) marks: BTreeMap<CriterionId, Points>,
    pub(crate) stand: Stand,
    /// What was found at gates of the rubric in force.
    pub(crate) gates: BTreeMap<GateId, Found>,
    pub(crate) comment: String,
    /// When something of this entry was saved last.
    pub(crate) updated_at: Option<String>,
}

/// All entries of an expert in reading order, with the rubric in force.
#[derive(Debug, Clone)]
pub(crate) struct Draft {
    pub(crate) rubric: Rubric,
    pub(crate) works: Vec<Work>,
}

impl Work {
    pub(crate) fn profile<'a>(&self, rubric: &'a Rubric) -> Option<&'a Profile> {
        rubric.profile(&self.assigned.profile)
    }

    /// What the sheet will say of gates: nothing where the entry is recused.
    pub(crate) fn findings(&self) -> Vec<GateFinding> {
        if matches!(self.stand, Stand::Recused(_)) {
            return Vec::new();
        }
        let finding = |(gate, found): (&GateId, &Found)| GateFinding {
            gate: gate.clone(),
            finding: found.finding,
            reason: found.reason.clone(),
        };
        self.gates.iter().map(finding).collect()
    }

    /// Gates found in doubt or failed whose reason is missing, in form order.
    pub(crate) fn unreasoned<'a>(&self, rubric: &'a Rubric) -> Vec<&'a GateId> {
        let listed = rubric.gates.iter().map(|gate| &gate.id);
        if matches!(self.stand, Stand::Recused(_)) {
            return Vec::new();
        }
        listed
            .filter(|id| self.gates.get(*id).is_some_and(Found::lacks_reason))
            .collect()
    }

    /// Criteria without a mark, in form order.
    pub(crate) fn missing<'a>(&self, rubric: &'a Rubric) -> Vec<&'a CriterionId> {
        rubric
            .criteria()
            .map(|(_, criterion)| &criterion.id)
            .filter(|id| !self.marks.contains_key(*id))
            .collect()
    }

    pub(crate) fn state(&self, rubric: &Rubric) -> EntryState {
        match &self.stand {
            Stand::Recused(_) => EntryState::Recused,
            Stand::MaterialMissing(_) => EntryState::MaterialMissing,
            Stand::Open if self.marks.is_empty() => EntryState::Untouched,
            Stand::Open if self.missing(rubric).is_empty() => EntryState::Done,
            Stand::Open => EntryState::Partial,
        }
    }

    /// Total of the marks there are; nothing when there are none or the entry is not judged.
    pub(crate) fn total(&self, rubric: &Rubric) -> Option<Exact> {
        if self.marks.is_empty() || self.stand != Stand::Open {
            return None;
        }
        Some(rubric.total(self.profile(rubric)?, &self.marks))
    }

    /// Sums by group in form order; nothing for a group without marks.
    pub(crate) fn group_totals(&self, rubric: &Rubric) -> Vec<Option<Exact>> {
        let profile = self.profile(rubric);
        rubric
            .groups
            .iter()
            .map(|group| {
                let marks: BTreeMap<_, _> = group
                    .criteria
                    .iter()
                    .filter_map(|criterion| {
                        Some((criterion.id.clone(), *self.marks.get(&criterion.id)?))
                    })
                    .collect();
                if marks.is_empty() {
                    None
                } else {
                    Some(rubric.total(profile?, &marks))
                }
            })
            .collect()
    }
}

impl Draft {
    pub(crate) fn find(&self, entry: &EntryId) -> Option<&Work> {
        self.works.iter().find(|work| work.assigned.id == *entry)
    }

    /// Entries that are compared with each other: all but those for calibration, in reading order.
    pub(crate) fn compared(&self) -> impl Iterator<Item = &Work> {
        self.works.iter().filter(|work| !work.assigned.calibration)
    }

    /// The entry before `entry` in reading order that is judged, for saying when maxima change.
    pub(crate) fn before(&self, entry: &EntryId) -> Option<&Work> {
        let position = self
            .works
            .iter()
            .position(|work| work.assigned.id == *entry)?;
        self.works[..position]
            .iter()
            .rev()
            .find(|work| !matches!(work.stand, Stand::Recused(_)))
    }

    /// Done and to do; recused entries are not counted.
    pub(crate) fn progress(&self) -> (u32, u32) {
        let states = self.works.iter().map(|work| work.state(&self.rubric));
        let (mut done, mut total) = (0, 0);
        for state in states.filter(|state| *state != EntryState::Recused) {
            total += 1;
            done += u32::from(matches!(
                state,
                EntryState::Done | EntryState::MaterialMissing
            ));
        }
        (done, total)
    }

    /// My own ranks: complete entries by total, ties sharing a rank.
    pub(crate) fn ranks(&self) -> BTreeMap<&EntryId, u32> {
        let totals: Vec<(&EntryId, Exact)> = self
            .compared()
            .filter(|work| work.state(&self.rubric) == EntryState::Done)
            .filter_map(|work| Some((&work.assigned.id, work.total(&self.rubric)?)))
            .collect();
        let mut ordered: Vec<&Exact> = totals.iter().map(|(_, total)| total).collect();
        ordered.sort_by(|one, other| other.cmp(one));
        totals
            .iter()
            .map(|(id, total)| (*id, rank_of(&ordered, total)))
            .collect()
    }

    /// The row of one entry; ranks are computed over all, so a caller with many rows asks [`Draft::rows`].
    pub(crate) fn row(&self, entry: &EntryId) -> Option<EntryRow> {
        let ranks = self.ranks();
        self.find(entry).map(|work| self.row_of(work, &ranks))
    }

    /// All rows in reading order.
    pub(crate) fn rows(&self) -> Vec<EntryRow> {
        let ranks = self.ranks();
        self.works
            .iter()
            .map(|work| self.row_of(work, &ranks))
            .collect()
    }

    fn row_of(&self, work: &Work, ranks: &BTreeMap<&EntryId, u32>) -> EntryRow {
        let missing = work.missing(&self.rubric).len();
        EntryRow {
            id: work.assigned.id.to_string(),
            title: work.assigned.title.clone(),
            entrant: work.assigned.entrant.clone(),
            state: work.state(&self.rubric),
            total: work
                .total(&self.rubric)
                .map(|total| total.round_half_up(2).to_string()),
            missing: u32::try_from(missing).unwrap_or(u32::MAX),
            rank: ranks.get(&work.assigned.id).copied(),
            calibration: work.assigned.calibration,
            profile: work
                .profile(&self.rubric)
                .map_or_else(String::new, |profile| profile.name.clone()),
            size_class: work.assigned.size.label().to_owned(),
        }
    }
}

fn rank_of(descending: &[&Exact], total: &Exact) -> u32 {
    let above = descending.partition_point(|other| *other > total);
    u32::try_from(above + 1).unwrap_or(u32::MAX)
}
