//! The decision, 认定: what was decided about one open item, so that 定稿 need not wait for it.
//!
//! Not a mark: no decision changes what an expert gave. The one rule: it names exactly one item, and says why.

use jury_core::merge::{Decided, Outcome, Subject, SubjectKind};
use jury_core::{ContestId, EntryId, ExpertId, TrackId, contest::Round};
use serde::{Deserialize, Serialize};

use super::parts::reasoned;
use super::{Document, ShapeFault};
use crate::digest::Digest;
use crate::wire;

/// A decision, signed with the contest key and by a supervisor.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Decision {
    /// The contest.
    #[serde(with = "wire::text")]
    pub contest: ContestId,
    /// The round.
    #[serde(with = "wire::text")]
    pub round: Round,
    /// The track.
    #[serde(with = "wire::text")]
    pub track: TrackId,
    /// The open item.
    pub subject: SubjectPart,
    /// What was decided.
    #[serde(with = "wire::text")]
    pub outcome: Outcome,
    /// The decision on the same item that this one takes the place of; null for the first.
    #[serde(with = "wire::optional")]
    pub replaces: Option<Digest>,
    /// Why; not empty.
    pub reason: String,
    /// The minutes it goes back to; null without.
    #[serde(with = "wire::optional")]
    pub minutes: Option<Digest>,
    /// The supervisor's login.
    pub supervisor: String,
    /// The head of the audit log.
    #[serde(with = "wire::text")]
    pub audit_head: Digest,
    /// When, RFC 3339; advisory.
    pub at: String,
}

/// An open item as a document names it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SubjectPart {
    /// What kind of item.
    #[serde(with = "wire::text")]
    pub kind: SubjectKind,
    /// The entry, where the kind names one.
    #[serde(with = "wire::optional")]
    pub entry: Option<EntryId>,
    /// The expert, where the kind names one.
    #[serde(with = "wire::optional")]
    pub expert: Option<ExpertId>,
    /// The sheet, where the kind names one.
    #[serde(with = "wire::optional")]
    pub sheet: Option<Digest>,
}

impl SubjectPart {
    /// As a document names it.
    #[must_use]
    pub fn of(subject: &Subject) -> Self {
        Self {
            kind: subject.kind(),
            entry: subject.entry().cloned(),
            expert: subject.expert().cloned(),
            sheet: subject.sheet(),
        }
    }

    /// The item, if exactly what names one of its kind is there.
    #[must_use]
    pub fn to_core(&self) -> Option<Subject> {
        Subject::new(
            self.kind,
            self.entry.clone(),
            self.expert.clone(),
            self.sheet,
        )
    }
}

impl Document for Decision {
    const KIND: &'static str = "application/vnd.jurybench.decision+json;v=1";

    fn check_shape(&self) -> Result<(), ShapeFault> {
        if self.subject.to_core().is_none() {
            return Err(ShapeFault::new(
                "subject",
                "not exactly what names an item of this kind",
            ));
        }
        if !self.subject.kind.outcomes().contains(&self.outcome) {
            return Err(ShapeFault::new(
                "outcome",
                "cannot be decided about an item of this kind",
            ));
        }
        reasoned(&self.reason)
    }
}

impl Decision {
    /// The decision as the rules of judging know it; nothing if its item is not well named.
    #[must_use]
    pub fn to_core(&self) -> Option<Decided> {
        Some(Decided {
            subject: self.subject.to_core()?,
            outcome: self.outcome,
            replaces: self.replaces,
        })
    }
}
