//! The sheet, 评分表: one expert, one letter, every entry of it.
//!
//! Not a judgement whether it counts: jury-core's merge decides. The one rule: everything needed to recompute a total stands in it, so
//! that nobody needs the program to check it.

use std::collections::BTreeMap;

use jury_core::rubric::Rubric;
use jury_core::sheet::{Counts as CoreCounts, Line, LineState, Sheet as CoreSheet};
use jury_core::size_class::SizeClass;
use jury_core::{
    ContestId, CriterionId, EntryId, ExpertId, PanelId, Points, ProfileId, TrackId, contest::Round,
};
use serde::{Deserialize, Serialize};

use super::evidence::{self, Evidence};
use super::gates::{self, GateLine};
use super::parts::{App, ExpertName, Fraction, SigningRecord, distinct};
use super::rubric::{Weight, weights_of, weights_to_core};
use super::{Document, ShapeFault};
use crate::digest::Digest;
use crate::wire::{self, Hex};

/// A signed score sheet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sheet {
    /// The contest.
    #[serde(with = "wire::text")]
    pub contest: ContestId,
    /// The round.
    #[serde(with = "wire::text")]
    pub round: Round,
    /// The track.
    #[serde(with = "wire::text")]
    pub track: TrackId,
    /// The panel it is handed to.
    #[serde(with = "wire::text")]
    pub panel: PanelId,
    /// The expert.
    pub expert: ExpertName,
    /// `final`; other kinds are reserved.
    pub kind: SheetKind,
    /// 1, 2, 3 … per expert, round and track.
    pub seq: u32,
    /// The sheet before; null for the first.
    #[serde(with = "wire::optional")]
    pub prev: Option<Digest>,
    /// The ticket that allows a revision after closing; null otherwise.
    #[serde(with = "wire::optional")]
    pub ticket: Option<Digest>,
    /// Why it was revised; null for the first.
    #[serde(deserialize_with = "wire::or_null")]
    pub reason: Option<String>,
    /// The letter worked under.
    #[serde(with = "wire::text")]
    pub letter: Digest,
    /// The letter's part on this expert's entries.
    #[serde(with = "wire::text")]
    pub assignment: Digest,
    /// The rubric judged by.
    pub rubric: RubricName,
    /// The signing key and its introduction.
    pub key: SigningRecord,
    /// The installation that signed.
    pub install: Install,
    /// Every entry of the letter, in the letter's order.
    pub entries: Vec<SheetEntry>,
    /// What the expert saw counted.
    pub counts: Counts,
    /// Advisory times.
    pub times: Times,
    /// The program.
    pub app: App,
}

/// What a sheet is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SheetKind {
    /// Handed back to be counted.
    Final,
}

/// The rubric a sheet was judged by.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RubricName {
    /// Its id.
    pub id: String,
    /// Its version.
    pub version: u32,
    /// SHA-256 of its canonical bytes: what counts.
    #[serde(with = "wire::text")]
    pub digest: Digest,
}

/// Which installation signed, to recognise copied laptops and restored backups.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Install {
    /// Random, made with the desk.
    pub id: Hex<16>,
    /// The desk's event counter at signing.
    pub counter: u64,
}

/// Times as the laptop's clock had them. Nothing is decided by them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Times {
    /// RFC 3339 with offset.
    pub signed_at: String,
    /// Seconds on the monotonic clock since the sheet before; null if unknown.
    #[serde(deserialize_with = "wire::or_null")]
    pub since_prev_s: Option<u64>,
    /// How often the wall clock went back by more than an hour from one mark to the next, or to signing.
    pub clock_anomalies: u32,
}

/// What the expert saw counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Counts {
    /// Entries in the letter.
    pub assigned: u32,
    /// With a valid set of marks.
    pub scored: u32,
    /// Recused.
    pub recused: u32,
    /// Not judged because a material is missing.
    pub material_missing: u32,
    /// Not judged.
    pub unmarked: u32,
}

/// One entry's line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SheetEntry {
    /// The entry.
    #[serde(with = "wire::text")]
    pub id: EntryId,
    /// The dossier judged, as in the letter.
    #[serde(with = "wire::text")]
    pub dossier: Digest,
    /// The size class in force.
    #[serde(with = "wire::text")]
    pub size_class: SizeClass,
    /// The weight profile in force.
    #[serde(with = "wire::text")]
    pub profile: ProfileId,
    /// The weights used, ascending by criterion.
    pub weights: Vec<Weight>,
    /// The marks, ascending by criterion; empty unless scored.
    pub marks: Vec<Mark>,
    /// The exact total; null unless scored.
    #[serde(deserialize_with = "wire::or_null")]
    pub total: Option<Fraction>,
    /// What became of the entry.
    pub status: Status,
    /// Why it was recused or could not be judged; null otherwise.
    #[serde(deserialize_with = "wire::or_null")]
    pub reason: Option<String>,
    /// What was found at gates, strictly ascending by gate.
    pub gates: Vec<GateLine>,
    /// The expert's comment; may be empty.
    pub comment: String,
    /// Places in the dossier attached to this line, strictly ascending.
    pub evidence: Vec<Evidence>,
    /// What the expert tells the chair about the entry; may be empty.
    pub to_chair: String,
    /// When the last mark was given, RFC 3339; null if none.
    #[serde(deserialize_with = "wire::or_null")]
    pub updated_at: Option<String>,
}

/// One mark.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mark {
    /// The criterion.
    #[serde(with = "wire::text")]
    pub criterion: CriterionId,
    /// Hundredths of a point.
    pub value: i64,
}

/// What became of an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Status {
    /// Marked.
    Scored,
    /// 回避.
    Recused,
    /// A material is missing.
    MaterialMissing,
    /// Left open.
    Unmarked,
}

impl Document for Sheet {
    const KIND: &'static str = "application/vnd.jurybench.scoresheet+json;v=1";

    fn check_shape(&self) -> Result<(), ShapeFault> {
        if self.seq == 0 {
            return Err(ShapeFault::new("seq", "starts at 1"));
        }
        check_entries(&self.entries)
    }
}

/// The shape of a sheet's or transcript's lines. One entry twice is not refused here: merge has a code of its own for it.
pub(crate) fn check_entries(entries: &[SheetEntry]) -> Result<(), ShapeFault> {
    entries.iter().try_for_each(SheetEntry::check)
}

impl SheetEntry {
    fn check(&self) -> Result<(), ShapeFault> {
        let place = |field: &str| format!("entries[{}].{field}", self.id);
        distinct(
            &place("weights"),
            self.weights.iter().map(|one| &one.criterion),
        )?;
        distinct(&place("marks"), self.marks.iter().map(|one| &one.criterion))?;
        if let Some(total) = self.total {
            total.check(&place("total"))?;
        }
        let scored = self.status == Status::Scored;
        if scored != self.total.is_some() || (!scored && !self.marks.is_empty()) {
            return Err(ShapeFault::new(
                place("status"),
                "marks and total stand exactly on scored entries",
            ));
        }
        gates::check(self)?;
        evidence::check(self)
    }

    /// The line with its evidence, put in order, and its note to the chair.
    #[must_use]
    pub fn with_evidence(mut self, mut evidence: Vec<Evidence>, to_chair: String) -> Self {
        evidence.sort();
        evidence.dedup();
        self.evidence = evidence;
        self.to_chair = to_chair;
        self
    }

    /// The line of a sheet as the rules of judging made it, without evidence.
    ///
    /// # Errors
    /// [`ShapeFault`] if the total does not fit 53 bits, which no rubric reaches.
    pub fn of(
        line: &Line,
        dossier: Digest,
        size_class: SizeClass,
        updated_at: Option<String>,
    ) -> Result<Self, ShapeFault> {
        let total = line.total.as_ref().map(|exact| {
            Fraction::of(exact).ok_or_else(|| {
                ShapeFault::new(format!("entries[{}].total", line.entry), "too large")
            })
        });
        let (status, marks, reason) = state_of(&line.state);
        Ok(Self {
            id: line.entry.clone(),
            dossier,
            size_class,
            profile: line.profile.clone(),
            weights: weights_of(&line.weights),
            marks,
            total: total.transpose()?,
            status,
            reason,
            gates: line.gates.iter().map(GateLine::of).collect(),
            comment: line.comment.clone(),
            evidence: Vec::new(),
            to_chair: String::new(),
            updated_at,
        })
    }

    /// The line for the rules of judging.
    #[must_use]
    pub fn to_line(&self) -> Line {
        let reason = || self.reason.clone().unwrap_or_default();
        let marks = || {
            self.marks
                .iter()
                .map(|one| (one.criterion.clone(), Points::from_hundredths(one.value)))
                .collect()
        };
        let state = match self.status {
            Status::Scored => LineState::Scored(marks()),
            Status::Recused => LineState::Recused { reason: reason() },
            Status::MaterialMissing => LineState::MaterialMissing { reason: reason() },
            Status::Unmarked => LineState::Unmarked,
        };
        Line {
            entry: self.id.clone(),
            profile: self.profile.clone(),
            weights: weights_to_core(&self.weights),
            state,
            total: self.total.and_then(Fraction::exact),
            gates: self.gates.iter().map(GateLine::to_core).collect(),
            comment: self.comment.clone(),
        }
    }
}

fn state_of(state: &LineState) -> (Status, Vec<Mark>, Option<String>) {
    match state {
        LineState::Scored(marks) => {
            let mark = |(criterion, points): (&CriterionId, &Points)| Mark {
                criterion: criterion.clone(),
                value: points.hundredths(),
            };
            (Status::Scored, marks.iter().map(mark).collect(), None)
        }
        LineState::Recused { reason } => (Status::Recused, Vec::new(), Some(reason.clone())),
        LineState::MaterialMissing { reason } => {
            (Status::MaterialMissing, Vec::new(), Some(reason.clone()))
        }
        LineState::Unmarked => (Status::Unmarked, Vec::new(), None),
    }
}

impl From<CoreCounts> for Counts {
    fn from(counts: CoreCounts) -> Self {
        // A letter is far below 2^32 entries: its payload is limited to some megabytes.
        let narrow = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
        Self {
            assigned: narrow(counts.assigned),
            scored: narrow(counts.scored),
            recused: narrow(counts.recused),
            material_missing: narrow(counts.material_missing),
            unmarked: narrow(counts.unmarked),
        }
    }
}

impl Counts {
    /// The counts for the rules of judging.
    #[must_use]
    pub const fn to_core(&self) -> CoreCounts {
        CoreCounts {
            assigned: self.assigned as usize,
            scored: self.scored as usize,
            recused: self.recused as usize,
            material_missing: self.material_missing as usize,
            unmarked: self.unmarked as usize,
        }
    }
}

/// The size class each line names.
pub(super) fn size_classes(entries: &[SheetEntry]) -> BTreeMap<EntryId, SizeClass> {
    let named = |entry: &SheetEntry| (entry.id.clone(), entry.size_class);
    entries.iter().map(named).collect()
}

/// The dossier each line names.
pub(super) fn dossiers(entries: &[SheetEntry]) -> BTreeMap<EntryId, Digest> {
    let named = |entry: &SheetEntry| (entry.id.clone(), entry.dossier);
    entries.iter().map(named).collect()
}

impl RubricName {
    /// The name of a rubric with this digest.
    #[must_use]
    pub fn of(rubric: &Rubric, digest: Digest) -> Self {
        Self {
            id: rubric.id.clone(),
            version: rubric.version,
            digest,
        }
    }
}

impl Sheet {
    /// Who signed, as the sheet says.
    #[must_use]
    pub const fn expert_id(&self) -> &ExpertId {
        &self.expert.id
    }

    /// The sheet for the rules of judging.
    #[must_use]
    pub fn to_core(&self) -> CoreSheet {
        CoreSheet {
            contest: self.contest.clone(),
            round: self.round,
            track: self.track.clone(),
            expert: self.expert.id.clone(),
            name: self.expert.name.clone(),
            seq: self.seq,
            prev: self.prev,
            ticket: self.ticket,
            letter: self.letter,
            assignment: self.assignment,
            rubric: self.rubric.digest,
            size_classes: size_classes(&self.entries),
            dossiers: dossiers(&self.entries),
            counts: self.counts.to_core(),
            lines: self.entries.iter().map(SheetEntry::to_line).collect(),
        }
    }
}
