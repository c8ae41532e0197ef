//! What a clerk has typed of a paper sheet, as one value, and what two such values differ in.
//!
//! Pure: no store, no keys. The one rule: nothing here says what the other typed, only where the two are not the same.

use std::collections::{BTreeMap, BTreeSet};

use jury_core::rubric::Rubric;
use jury_core::sheet::{Line, LineState};
use jury_core::{CriterionId, EntryId, Points};
use jury_store::table::transcript_event::TranscriptEvent;

use crate::facts::EntryFacts;
use crate::wire::transcript::PaperState;

/// A field of the paper.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Field {
    pub(crate) entry: EntryId,
    pub(crate) part: Part,
}

/// Which field of an entry's line.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Part {
    State,
    Mark(CriterionId),
    Reason,
    Comment,
}

impl Part {
    /// The word kept in the `kind` column.
    pub(crate) const fn kind(&self) -> &'static str {
        match self {
            Self::State => "state",
            Self::Mark(_) => "mark",
            Self::Reason => "reason",
            Self::Comment => "comment",
        }
    }

    fn of(event: &TranscriptEvent) -> Option<Self> {
        match (event.kind.as_str(), &event.criterion) {
            ("mark", Some(criterion)) => CriterionId::new(criterion).ok().map(Self::Mark),
            ("state", None) => Some(Self::State),
            ("reason", None) => Some(Self::Reason),
            ("comment", None) => Some(Self::Comment),
            _ => None,
        }
    }
}

/// One entry's line of the paper, as one clerk read it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct TypedLine {
    pub(crate) state: PaperState,
    pub(crate) marks: BTreeMap<CriterionId, Points>,
    pub(crate) reason: String,
    pub(crate) comment: String,
}

impl Default for TypedLine {
    fn default() -> Self {
        Self {
            state: PaperState::Scored,
            marks: BTreeMap::new(),
            reason: String::new(),
            comment: String::new(),
        }
    }
}

/// Everything one clerk typed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Typed {
    lines: BTreeMap<EntryId, TypedLine>,
    /// Fields that are blank because the two clerks differed there.
    pub(crate) again: BTreeSet<Field>,
}

static UNTOUCHED: TypedLine = TypedLine {
    state: PaperState::Scored,
    marks: BTreeMap::new(),
    reason: String::new(),
    comment: String::new(),
};

impl Typed {
    /// The values in force of one clerk.
    pub(crate) fn of<'e>(events: impl IntoIterator<Item = &'e TranscriptEvent>) -> Self {
        let mut typed = Self::default();
        for event in events {
            let (Ok(entry), Some(part)) = (EntryId::new(&event.entry), Part::of(event)) else {
                continue;
            };
            typed.take(entry, part, event);
        }
        typed
    }

    fn take(&mut self, entry: EntryId, part: Part, event: &TranscriptEvent) {
        let line = self.lines.entry(entry.clone()).or_default();
        let text = || event.text.clone().unwrap_or_default();
        if event.again {
            self.again.insert(Field { entry, part });
            return;
        }
        match part {
            Part::State => line.state = state_of(&text()),
            Part::Mark(criterion) => {
                if let Some(value) = event.value {
                    line.marks.insert(criterion, Points::from_hundredths(value));
                }
            }
            Part::Reason => line.reason = text(),
            Part::Comment => line.comment = text(),
        }
    }

    pub(crate) fn line(&self, entry: &EntryId) -> &TypedLine {
        self.lines.get(entry).unwrap_or(&UNTOUCHED)
    }

    pub(crate) fn is_begun(&self) -> bool {
        !self.lines.is_empty()
    }

    fn waits(&self, entry: &EntryId, part: Part) -> bool {
        let entry = entry.clone();
        self.again.contains(&Field { entry, part })
    }

    /// What is not typed yet of one entry, in the order of the form.
    fn missing_of(&self, entry: &EntryId, rubric: &Rubric) -> Vec<Part> {
        if self.waits(entry, Part::State) {
            return vec![Part::State];
        }
        let line = self.line(entry);
        let mut missing: Vec<Part> = match line.state {
            PaperState::Scored => rubric
                .criteria()
                .map(|(_, criterion)| &criterion.id)
                .filter(|criterion| !line.marks.contains_key(*criterion))
                .map(|criterion| Part::Mark(criterion.clone()))
                .collect(),
            PaperState::Recused | PaperState::MaterialMissing if line.reason.is_empty() => {
                vec![Part::Reason]
            }
            _ => Vec::new(),
        };
        missing.extend(self.waits(entry, Part::Comment).then_some(Part::Comment));
        missing
    }

    /// Everything not typed yet.
    pub(crate) fn missing(&self, entries: &[&EntryFacts], rubric: &Rubric) -> Vec<Field> {
        let of_entry = |one: &&EntryFacts| {
            let entry = one.entry.id.clone();
            let parts = self.missing_of(&entry, rubric);
            parts.into_iter().map(move |part| Field {
                entry: entry.clone(),
                part,
            })
        };
        entries.iter().flat_map(of_entry).collect()
    }
}

/// Where two clerks read the paper differently. Both are complete.
pub(crate) fn differences(one: &Typed, other: &Typed, entries: &[&EntryFacts]) -> Vec<Field> {
    let of_entry = |facts: &&EntryFacts| {
        let entry = facts.entry.id.clone();
        let parts = line_differences(one.line(&entry), other.line(&entry));
        parts.into_iter().map(move |part| Field {
            entry: entry.clone(),
            part,
        })
    };
    entries.iter().flat_map(of_entry).collect()
}

fn line_differences(one: &TypedLine, other: &TypedLine) -> Vec<Part> {
    let mut parts = Vec::new();
    if one.state != other.state {
        parts.push(Part::State);
    } else if one.state == PaperState::Scored {
        let criteria: BTreeSet<_> = one.marks.keys().chain(other.marks.keys()).collect();
        let differ =
            |criterion: &&&CriterionId| one.marks.get(**criterion) != other.marks.get(**criterion);
        parts.extend(
            criteria
                .iter()
                .filter(differ)
                .map(|criterion| Part::Mark((*criterion).clone())),
        );
    } else if one.state != PaperState::Unmarked && one.reason != other.reason {
        parts.push(Part::Reason);
    }
    parts.extend((one.comment != other.comment).then_some(Part::Comment));
    parts
}

/// The line for the rules of judging, with its total computed anew. Nothing without a weight profile.
pub(crate) fn line(typed: &TypedLine, facts: &EntryFacts, rubric: &Rubric) -> Option<Line> {
    let profile = rubric.profile(&facts.entry.profile)?;
    let reason = typed.reason.clone();
    let state = match typed.state {
        PaperState::Scored => LineState::Scored(typed.marks.clone()),
        PaperState::Recused => LineState::Recused { reason },
        PaperState::MaterialMissing => LineState::MaterialMissing { reason },
        PaperState::Unmarked => LineState::Unmarked,
    };
    let scored = typed.state == PaperState::Scored;
    Some(Line {
        entry: facts.entry.id.clone(),
        profile: profile.id.clone(),
        weights: profile.weights.clone(),
        state,
        total: scored.then(|| rubric.total(profile, &typed.marks)),
        comment: typed.comment.clone(),
        // What a paper says of a gate is for the deliberation, where it is decided; two clerks type marks.
        gates: Vec::new(),
    })
}

/// The word kept for a state.
pub(crate) const fn state_word(state: PaperState) -> &'static str {
    match state {
        PaperState::Scored => "scored",
        PaperState::Recused => "recused",
        PaperState::MaterialMissing => "material-missing",
        PaperState::Unmarked => "unmarked",
    }
}

fn state_of(word: &str) -> PaperState {
    match word {
        "recused" => PaperState::Recused,
        "material-missing" => PaperState::MaterialMissing,
        "unmarked" => PaperState::Unmarked,
        _ => PaperState::Scored,
    }
}
