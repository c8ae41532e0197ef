//! The sheet, 评分表: what one expert says about every entry of one assignment, as signed.
//!
//! Not the document (canonical bytes and signature are jury-seal's) and not a draft's history (the store's). The one rule to know: a signed
//! sheet is never changed; a correction is a new sheet with `seq` one higher that names the one before in `prev`.

use std::collections::BTreeMap;

use crate::contest::Round;
use crate::rubric::Rubric;
use crate::size_class::SizeClass;
use crate::{
    ContestId, CriterionId, Digest, EntryId, Exact, ExpertId, GateId, Points, ProfileId, TrackId,
};

/// What an expert says about one entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LineState {
    /// Marks; all of them, once signed.
    Scored(BTreeMap<CriterionId, Points>),
    /// 回避: the expert does not judge this entry.
    Recused {
        /// Why, in the expert's words.
        reason: String,
    },
    /// 材料缺失: the expert cannot judge for want of material.
    MaterialMissing {
        /// What is missing.
        reason: String,
    },
    /// Nothing yet.
    Unmarked,
}

/// What an expert finds at a gate, 门槛项. Never part of a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Finding {
    /// 通过.
    Pass,
    /// 待补: cannot be said without something that is missing.
    Doubt,
    /// 不通过.
    Fail,
}

impl Finding {
    /// Every finding, the best first.
    pub const ALL: [Self; 3] = [Self::Pass, Self::Doubt, Self::Fail];

    /// The name in documents and files.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Pass => "pass",
            Self::Doubt => "doubt",
            Self::Fail => "fail",
        }
    }

    /// Reads what [`Self::as_str`] writes.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.as_str() == text)
    }

    /// What people read.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Pass => "通过",
            Self::Doubt => "待补",
            Self::Fail => "不通过",
        }
    }

    /// Whether a reason must go with it.
    #[must_use]
    pub const fn wants_reason(self) -> bool {
        !matches!(self, Self::Pass)
    }
}

/// What an expert found at one gate of one entry.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct GateFinding {
    /// The gate.
    pub gate: GateId,
    /// What was found.
    pub finding: Finding,
    /// Why; not empty unless passed.
    pub reason: String,
}

impl GateFinding {
    /// Whether the reason is there that must be.
    #[must_use]
    pub fn has_its_reason(&self) -> bool {
        !self.finding.wants_reason() || !self.reason.trim().is_empty()
    }
}

/// One entry on a sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// The entry.
    pub entry: EntryId,
    /// The weight profile the expert's desk used.
    pub profile: ProfileId,
    /// The weights of that profile as the desk knew them, so that a silent change of weights shows.
    pub weights: BTreeMap<CriterionId, Points>,
    /// What the expert says.
    pub state: LineState,
    /// The total as the desk computed it, in points out of 100; only for a scored entry.
    pub total: Option<Exact>,
    /// What was found at gates, ascending by gate. A gate left out was not looked at; that is a note and never a gap.
    pub gates: Vec<GateFinding>,
    /// The expert's comment, 评语; may be empty.
    pub comment: String,
}

/// How many entries of a sheet are in which state. Signed with the sheet, so that one cut short shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    /// Entries on the sheet: everything the expert was assigned.
    pub assigned: usize,
    /// Entries with marks.
    pub scored: usize,
    /// Entries recused.
    pub recused: usize,
    /// Entries that could not be judged for want of material.
    pub material_missing: usize,
    /// Entries without anything.
    pub unmarked: usize,
}

impl Counts {
    /// Counts lines.
    #[must_use]
    pub fn of(lines: &[Line]) -> Self {
        let mut counts = Self {
            assigned: lines.len(),
            ..Self::default()
        };
        for line in lines {
            match line.state {
                LineState::Scored(_) => counts.scored += 1,
                LineState::Recused { .. } => counts.recused += 1,
                LineState::MaterialMissing { .. } => counts.material_missing += 1,
                LineState::Unmarked => counts.unmarked += 1,
            }
        }
        counts
    }
}

/// A sheet, 评分表: one expert, one assignment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sheet {
    /// The contest judged in.
    pub contest: ContestId,
    /// The round judged.
    pub round: Round,
    /// The track judged.
    pub track: TrackId,
    /// The expert whose sheet this is.
    pub expert: ExpertId,
    /// That expert's name as the sheet says it.
    pub name: String,
    /// 1 for the first sheet, then 2, 3 …
    pub seq: u32,
    /// The sheet before this one; none for the first.
    pub prev: Option<Digest>,
    /// The ticket, 复评单, that allows a revision after the closing.
    pub ticket: Option<Digest>,
    /// The assignment letter the expert worked under.
    pub letter: Digest,
    /// The letter's part on this expert's entries; unchanged in a later letter with the same assignment.
    pub assignment: Digest,
    /// The rubric judged by.
    pub rubric: Digest,
    /// The size class of each entry as the desk knew it.
    pub size_classes: BTreeMap<EntryId, SizeClass>,
    /// The dossier of each entry as the desk knew it.
    pub dossiers: BTreeMap<EntryId, Digest>,
    /// The counts the expert signed.
    pub counts: Counts,
    /// Every assigned entry once, in reading order.
    pub lines: Vec<Line>,
}

/// What is still missing for one entry before a sheet is complete.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Gap {
    /// Nothing said about the entry at all.
    Unmarked {
        /// The entry.
        entry: EntryId,
    },
    /// Some marks are missing.
    Marks {
        /// The entry.
        entry: EntryId,
        /// The criteria without a mark, in the rubric's order.
        missing: Vec<CriterionId>,
    },
    /// Marks that cannot stand (out of range, off the step, or of no criterion).
    Invalid {
        /// The entry.
        entry: EntryId,
        /// The criteria concerned.
        criteria: Vec<CriterionId>,
    },
    /// A recusal or a missing material without a reason.
    Reason {
        /// The entry.
        entry: EntryId,
    },
}

impl Gap {
    /// The entry concerned.
    #[must_use]
    pub const fn entry(&self) -> &EntryId {
        match self {
            Self::Unmarked { entry }
            | Self::Marks { entry, .. }
            | Self::Invalid { entry, .. }
            | Self::Reason { entry } => entry,
        }
    }
}

/// What is missing, entry by entry in the order of `lines`: a signed sheet's or a draft's. Empty means it can be signed. An entry may have
/// several gaps.
#[must_use]
pub fn gaps(lines: &[Line], rubric: &Rubric) -> Vec<Gap> {
    lines
        .iter()
        .flat_map(|line| line_gaps(line, rubric))
        .collect()
}

fn line_gaps(line: &Line, rubric: &Rubric) -> Vec<Gap> {
    let entry = || line.entry.clone();
    match &line.state {
        LineState::Unmarked => vec![Gap::Unmarked { entry: entry() }],
        LineState::Recused { reason } | LineState::MaterialMissing { reason }
            if reason.trim().is_empty() =>
        {
            vec![Gap::Reason { entry: entry() }]
        }
        LineState::Recused { .. } | LineState::MaterialMissing { .. } => Vec::new(),
        LineState::Scored(marks) => {
            let missing = missing_marks(marks, rubric);
            let criteria = invalid_marks(line, marks, rubric);
            let missing = (!missing.is_empty()).then(|| Gap::Marks {
                entry: entry(),
                missing,
            });
            let invalid = (!criteria.is_empty()).then(|| Gap::Invalid {
                entry: entry(),
                criteria,
            });
            missing.into_iter().chain(invalid).collect()
        }
    }
}

/// The criteria of the rubric that have no mark, in order.
#[must_use]
pub fn missing_marks(marks: &BTreeMap<CriterionId, Points>, rubric: &Rubric) -> Vec<CriterionId> {
    rubric
        .criteria()
        .map(|(_, criterion)| &criterion.id)
        .filter(|id| !marks.contains_key(id))
        .cloned()
        .collect()
}

fn invalid_marks(
    line: &Line,
    marks: &BTreeMap<CriterionId, Points>,
    rubric: &Rubric,
) -> Vec<CriterionId> {
    let profile = rubric.profile(&line.profile);
    let stands = |(id, mark): &(&CriterionId, &Points)| {
        profile.is_some_and(|profile| rubric.check_mark(profile, id, **mark).is_ok())
    };
    marks
        .iter()
        .filter(|mark| !stands(mark))
        .map(|(id, _)| id.clone())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(state: LineState) -> Line {
        let rubric = Rubric::built_in();
        Line {
            entry: EntryId::new("02-031").unwrap(),
            profile: ProfileId::new("sme").unwrap(),
            weights: rubric.profiles[1].weights.clone(),
            state,
            total: None,
            gates: Vec::new(),
            comment: String::new(),
        }
    }

    fn full_marks() -> BTreeMap<CriterionId, Points> {
        Rubric::built_in().profiles[1].weights.clone()
    }

    #[test]
    fn a_fully_marked_entry_has_no_gap() {
        assert_eq!(
            gaps(
                &[line(LineState::Scored(full_marks()))],
                &Rubric::built_in()
            ),
            []
        );
    }

    #[test]
    fn missing_and_impossible_marks_are_both_named() {
        let mut marks = full_marks();
        let (missing, invalid) = (
            CriterionId::new("B4").unwrap(),
            CriterionId::new("C1").unwrap(),
        );
        marks.remove(&missing);
        marks.insert(invalid.clone(), Points::from_hundredths(901));
        let line = line(LineState::Scored(marks));
        let entry = line.entry.clone();
        let expected = [
            Gap::Marks {
                entry: entry.clone(),
                missing: vec![missing],
            },
            Gap::Invalid {
                entry,
                criteria: vec![invalid],
            },
        ];
        assert_eq!(gaps(&[line], &Rubric::built_in()), expected);
    }

    #[test]
    fn a_recusal_wants_a_reason() {
        let reason = |text: &str| {
            line(LineState::Recused {
                reason: text.to_owned(),
            })
        };
        assert_eq!(gaps(&[reason("同单位")], &Rubric::built_in()), []);
        assert!(matches!(
            gaps(&[reason(" ")], &Rubric::built_in())[..],
            [Gap::Reason { .. }]
        ));
        assert!(matches!(
            gaps(&[line(LineState::Unmarked)], &Rubric::built_in())[..],
            [Gap::Unmarked { .. }]
        ));
    }

    #[test]
    fn counts_add_up_to_what_was_assigned() {
        let lines = [
            line(LineState::Scored(full_marks())),
            line(LineState::Recused {
                reason: "同单位".to_owned(),
            }),
            line(LineState::MaterialMissing {
                reason: "无申报书".to_owned(),
            }),
            line(LineState::Unmarked),
            line(LineState::Unmarked),
        ];
        let expected = Counts {
            assigned: 5,
            scored: 1,
            recused: 1,
            material_missing: 1,
            unmarked: 2,
        };
        assert_eq!(Counts::of(&lines), expected);
    }
}
