//! The merge, 汇总: from a set of received sheets to verdicts, the matrix entries × experts, coverage, and the marks a ranking is made from.
//!
//! Not signatures (what jury-seal found comes in as data), not files (`duplicate` is said of a file, by the caller) and not the ranking. The
//! one rule to know: **the result is a pure function of the set**; order, repetition and file names cannot reach it, and nothing here knows
//! what was merged before.
//!
//! Three steps, one file each: [`check`] looks at every sheet alone, `history` settles which of one expert's sheets counts, `matrix` lays the
//! outcome out by entry and expert. [`CheckedCopy::of`] may be run on many sheets at once, dropping each sheet as it goes, and its results
//! handed to [`gather_checked`] and [`merge_checked`]: that is how ten thousand sheets fit in memory.

mod check;
mod code;
mod decision;
mod history;
mod matrix;

use std::collections::{BTreeMap, BTreeSet};

use crate::contest::{Expert, Round};
use crate::ranking::Marks;
use crate::rubric::Rubric;
use crate::sheet::{GateFinding, Sheet};
use crate::size_class::SizeClass;
use crate::{ContestId, Digest, EntryId, ExpertId, PanelId, ProfileId, TrackId};

pub use check::{Checked, check};
pub use code::{Code, Gravity};
pub use decision::{Decided, Decisions, Outcome, Subject, SubjectKind};
pub use matrix::{Blocker, Cell, CellCounts, CellState, Coverage};

/// What is known of the key that signed a document, for the expert the document names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Signer {
    /// A key of this expert in the roster.
    Enrolled,
    /// A key certified by the introduction key, which a supervisor confirmed for this expert from the ink-signed form.
    Confirmed,
    /// 代录: two clerks' keys under a transcript of a sheet that exists only on paper.
    Transcribed,
    /// A key certified by the introduction key of the roster, not confirmed yet.
    Introduced,
    /// A key revoked before this document.
    Revoked,
    /// Any other key.
    Unknown,
}

/// One signed document as received, with what jury-seal found out about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Received {
    /// The identity of the document: SHA-256 of what is signed, not of the file.
    pub digest: Digest,
    /// Everything found wrong with it before its content was looked at. Only what belongs to the document, never to a file it came in.
    pub faults: Vec<Code>,
    /// What is known of the key.
    pub signer: Signer,
    /// The id of the key.
    pub key: String,
    /// The content, where it could be read.
    pub sheet: Option<Sheet>,
}

/// What the organiser, or a chair for their panel, knows about one entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExpectedEntry {
    /// Its track.
    pub track: TrackId,
    /// Its size class as decided.
    pub size: SizeClass,
    /// The weight profile in force.
    pub profile: ProfileId,
    /// The dossier as sent out.
    pub dossier: Digest,
    /// 校准项目: judged by everybody and counted for nothing. It has no cells, no marks and no findings in the state of a merge.
    pub calibration: bool,
}

/// What a ticket, 复评单, allows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TicketFacts {
    /// Whose sheet may be revised.
    pub expert: ExpertId,
    /// The number the revision must have.
    pub seq: u32,
    /// The sheet it must name as the one before.
    pub prev: Option<Digest>,
}

/// What the one who merges knows: one round of one contest.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Expected {
    /// The contest.
    pub contest: ContestId,
    /// The round.
    pub round: Round,
    /// The rubric; must be without faults.
    pub rubric: Rubric,
    /// The digest sheets must name.
    pub rubric_digest: Digest,
    /// The entries judged.
    pub entries: BTreeMap<EntryId, ExpectedEntry>,
    /// The experts; a chair's desk knows those of its own panel.
    pub experts: BTreeMap<ExpertId, Expert>,
    /// Who judges what.
    pub assignments: BTreeMap<ExpertId, BTreeSet<EntryId>>,
    /// The assignments that still count, by the digest a sheet names.
    pub assignment_digests: BTreeMap<ExpertId, BTreeSet<Digest>>,
    /// A chair merges this panel only; none for the organiser.
    pub only_panel: Option<PanelId>,
    /// The sheets closings, 收卷, list as taken: several of one expert where several tracks closed at different times.
    pub closed: BTreeMap<ExpertId, BTreeSet<Digest>>,
    /// Tracks that are closed, also for experts who judge in them and whose sheet was not there at the closing.
    pub closed_tracks: BTreeSet<TrackId>,
    /// The tickets of this round.
    pub tickets: BTreeMap<Digest, TicketFacts>,
    /// Live keys known to be an expert's, enrolled or confirmed, whether or not a sheet of theirs has come in.
    pub trusted_keys: BTreeMap<ExpertId, BTreeSet<String>>,
    /// Keys revoked after a certain sheet: what they signed until then stands, and another key may continue.
    pub retired_keys: BTreeSet<String>,
    /// Tracks whose result is final, with the sheets and transcripts that counted: nothing that comes later changes anything in them.
    pub finalised: BTreeMap<TrackId, BTreeSet<Digest>>,
    /// The recorded decisions in force.
    pub decisions: Decisions,
    /// The fewest valid sheets an entry needs: [`crate::rule::MissingPolicy::quorum`] of the rule; 1 where it does not say.
    pub quorum: usize,
}

impl Expected {
    /// Nobody and nothing yet: no entries, no experts, nothing closed.
    #[must_use]
    pub fn new(contest: ContestId, round: Round, rubric: Rubric, rubric_digest: Digest) -> Self {
        Self {
            contest,
            round,
            rubric,
            rubric_digest,
            entries: BTreeMap::new(),
            experts: BTreeMap::new(),
            assignments: BTreeMap::new(),
            assignment_digests: BTreeMap::new(),
            only_panel: None,
            closed: BTreeMap::new(),
            closed_tracks: BTreeSet::new(),
            tickets: BTreeMap::new(),
            trusted_keys: BTreeMap::new(),
            retired_keys: BTreeSet::new(),
            finalised: BTreeMap::new(),
            decisions: Decisions::default(),
            quorum: 1,
        }
    }

    /// The tracks an expert judges in: those of the entries assigned to them in this round, or, without any, the one the roster has them in.
    /// A panel of a later round may judge across tracks.
    #[must_use]
    pub fn tracks_of(&self, expert: &ExpertId) -> BTreeSet<&TrackId> {
        let assigned = self.assignments.get(expert).into_iter().flatten();
        let tracks: BTreeSet<&TrackId> = assigned
            .filter_map(|entry| self.entries.get(entry))
            .map(|entry| &entry.track)
            .collect();
        if tracks.is_empty() {
            let known = self.experts.get(expert);
            return known.map(|one| &one.track).into_iter().collect();
        }
        tracks
    }
}

/// What becomes of a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum VerdictKind {
    /// 已核验: counts.
    Accepted,
    /// 待纸质确认: counts in the tentative ranking; blocks only 定稿.
    Provisional,
    /// The same document again. Said of files only, by the caller: a set has no repetitions.
    Duplicate,
    /// 已替换: a later sheet of the expert took its place.
    Superseded,
    /// 待处理: a person must look; does not count until then.
    Held,
    /// 不予采用: does not count.
    Rejected,
}

impl VerdictKind {
    /// The name in answers.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Accepted => "accepted",
            Self::Provisional => "provisional",
            Self::Duplicate => "duplicate",
            Self::Superseded => "superseded",
            Self::Held => "held",
            Self::Rejected => "rejected",
        }
    }
}

/// What becomes of a document, and everything said of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verdict {
    /// What becomes of it.
    pub kind: VerdictKind,
    /// Everything said of it, not only what decided; each code once, in the order of [`Code`].
    pub codes: Vec<Code>,
}

/// The whole state of a merge.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MergeState {
    /// What became of each document.
    pub verdicts: BTreeMap<Digest, Verdict>,
    /// The sheet of each expert that counts, accepted or provisional.
    pub current: BTreeMap<ExpertId, Digest>,
    /// The matrix: a cell for every expected entry and every expert assigned to it.
    pub cells: BTreeMap<EntryId, BTreeMap<ExpertId, Cell>>,
    /// How far it has come.
    pub coverage: Coverage,
    /// What stands in the way of 定稿.
    pub blockers: Vec<Blocker>,
    /// What would stand in the way and was decided, with the decision that closed it.
    pub decided: Vec<(Blocker, Digest)>,
    /// The marks that count, accepted and provisional; none of an entry that a decision takes out.
    pub marks: Marks,
    /// What the sheets that count found at gates, 门槛项, ascending by gate; entries and experts without a finding are left out. Never part of
    /// a number.
    pub gates: Gates,
}

/// What was found at gates, by entry and expert.
pub type Gates = BTreeMap<EntryId, BTreeMap<ExpertId, Vec<GateFinding>>>;

/// Merges a set of received documents.
#[must_use]
pub fn merge(received: &BTreeMap<Digest, Received>, expected: &Expected) -> MergeState {
    let checked = received
        .iter()
        .map(|(digest, received)| (*digest, check(received, expected)))
        .collect();
    merge_checked(checked, expected)
}

/// Merges sheets that [`check`] has looked at, with the same `expected`.
#[must_use]
pub fn merge_checked(checked: BTreeMap<Digest, Checked>, expected: &Expected) -> MergeState {
    let settled = history::settle(&checked, expected);
    matrix::lay_out(checked, settled, expected)
}

/// Makes a set of documents: of several copies of one document, the best.
///
/// The same signed content can arrive in a good envelope and in spoilt ones, whose identity is the same. A spoilt copy must not push the
/// good one out, whichever came first, so the copy kept is the one with the least against it.
#[must_use]
pub fn gather(received: impl IntoIterator<Item = Received>) -> BTreeMap<Digest, Received> {
    let mut set = BTreeMap::new();
    for copy in received {
        match set.entry(copy.digest) {
            std::collections::btree_map::Entry::Vacant(place) => {
                place.insert(copy);
            }
            std::collections::btree_map::Entry::Occupied(mut place) => {
                if Against::received(&copy) < Against::received(place.get()) {
                    place.insert(copy);
                }
            }
        }
    }
    set
}

/// One copy of a document after [`check`], without its content: small, whatever the document said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CheckedCopy {
    digest: Digest,
    faults: BTreeSet<Code>,
    unreadable: bool,
    checked: Checked,
}

impl CheckedCopy {
    /// Checks a copy as it comes in; the copy itself is not needed afterwards.
    #[must_use]
    pub fn of(received: &Received, expected: &Expected) -> Self {
        Self {
            digest: received.digest,
            faults: received.faults.iter().copied().collect(),
            unreadable: received.sheet.is_none(),
            checked: check(received, expected),
        }
    }
}

/// What [`gather`] does, for copies whose content is gone: of several copies of one document, the best.
#[must_use]
pub fn gather_checked(copies: impl IntoIterator<Item = CheckedCopy>) -> BTreeMap<Digest, Checked> {
    let mut set: BTreeMap<Digest, CheckedCopy> = BTreeMap::new();
    for copy in copies {
        match set.entry(copy.digest) {
            std::collections::btree_map::Entry::Vacant(place) => {
                place.insert(copy);
            }
            std::collections::btree_map::Entry::Occupied(mut place) => {
                if Against::checked(&copy) < Against::checked(place.get()) {
                    place.insert(copy);
                }
            }
        }
    }
    set.into_iter()
        .map(|(digest, copy)| (digest, copy.checked))
        .collect()
}

/// What speaks against a copy, the gravest first. Total on what copies of one document can differ in, so that the choice knows no order.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Against<'a> {
    gravity: Option<Gravity>,
    unreadable: bool,
    signer: Signer,
    faults: BTreeSet<Code>,
    key: &'a str,
}

impl<'a> Against<'a> {
    fn received(copy: &'a Received) -> Self {
        let faults = copy.faults.iter().copied().collect();
        Self::new(faults, copy.sheet.is_none(), copy.signer, &copy.key)
    }

    fn checked(copy: &'a CheckedCopy) -> Self {
        let CheckedCopy {
            faults,
            unreadable,
            checked,
            ..
        } = copy;
        Self::new(faults.clone(), *unreadable, checked.signer, &checked.key)
    }

    fn new(faults: BTreeSet<Code>, unreadable: bool, signer: Signer, key: &'a str) -> Self {
        let gravity = faults.iter().map(|code| code.gravity()).max();
        Self {
            gravity,
            unreadable,
            signer,
            faults,
            key,
        }
    }
}

#[cfg(test)]
mod tests;
