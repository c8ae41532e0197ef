//! The minutes of a deliberation, 合议纪要: who was there, what was talked about, how they voted.
//!
//! Not a change of anything: a changed mark is that expert's own signed revision, and an open item is closed by a decision. The one rule: the
//! experts' own signatures are ink on the printed minutes; this document is signed by who kept them.

use jury_core::{ContestId, EntryId, ExpertId, PanelId, TrackId, contest::Round};
use serde::{Deserialize, Serialize};

use super::parts::{ExpertName, SigningRecord, distinct};
use super::{Document, ShapeFault};
use crate::digest::Digest;
use crate::wire;

/// Minutes, signed with the contest key, or by the panel's chair with their own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Minutes {
    /// The contest.
    #[serde(with = "wire::text")]
    pub contest: ContestId,
    /// The round.
    #[serde(with = "wire::text")]
    pub round: Round,
    /// The track.
    #[serde(with = "wire::text")]
    pub track: TrackId,
    /// The panel; null for a deliberation of the whole track.
    #[serde(with = "wire::optional")]
    pub panel: Option<PanelId>,
    /// 1, 2, 3 … per round, track and panel.
    pub seq: u32,
    /// The minutes that these replace; null for the first.
    #[serde(with = "wire::optional")]
    pub prev: Option<Digest>,
    /// The experts, present or not.
    pub attendance: Vec<Attendance>,
    /// What was talked about, in order.
    pub agenda: Vec<AgendaItem>,
    /// What else is to be said; may be empty.
    pub text: String,
    /// The head of the audit log.
    #[serde(with = "wire::text")]
    pub audit_head: Digest,
    /// When, RFC 3339; advisory.
    pub at: String,
    /// The chair who signed; null when the contest key did.
    #[serde(deserialize_with = "wire::or_null")]
    pub chair: Option<ExpertName>,
    /// The chair's key with its introduction; null when the contest key signed.
    #[serde(deserialize_with = "wire::or_null")]
    pub key: Option<SigningRecord>,
}

/// One expert of the panel.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Attendance {
    /// The expert.
    #[serde(with = "wire::text")]
    pub expert: ExpertId,
    /// The name as printed.
    pub name: String,
    /// Whether they took part.
    pub present: bool,
}

/// One entry talked about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AgendaItem {
    /// The entry.
    #[serde(with = "wire::text")]
    pub entry: EntryId,
    /// Where it stood before, as it was shown: `第 3 名，88.50`.
    pub before: String,
    /// What was said; may be empty.
    pub notes: String,
    /// How they voted; null without a vote.
    #[serde(deserialize_with = "wire::or_null")]
    pub votes: Option<Votes>,
    /// What came of it.
    pub outcome: AgendaOutcome,
}

/// A vote.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Votes {
    /// In favour.
    #[serde(rename = "for")]
    pub in_favour: u32,
    /// Against.
    pub against: u32,
    /// Neither.
    pub abstain: u32,
}

/// What came of an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum AgendaOutcome {
    /// 维持: nothing changes.
    Keep,
    /// 复评: an expert hands back a revision of their own.
    Revise,
    /// 提请认定: the organiser decides, with the supervisor.
    Refer,
    /// 未定: to be taken up again.
    Open,
}

impl Document for Minutes {
    const KIND: &'static str = "application/vnd.jurybench.minutes+json;v=1";

    fn check_shape(&self) -> Result<(), ShapeFault> {
        if self.seq == 0 || (self.seq == 1) != self.prev.is_none() {
            return Err(ShapeFault::new(
                "seq",
                "the first minutes name none before them, all others do",
            ));
        }
        if self.chair.is_some() != self.key.is_some() {
            return Err(ShapeFault::new(
                "key",
                "a chair has a key, the contest names none",
            ));
        }
        distinct("attendance", self.attendance.iter().map(|one| &one.expert))?;
        distinct("agenda", self.agenda.iter().map(|item| &item.entry))?;
        let present = self.attendance.iter().filter(|one| one.present).count();
        for item in &self.agenda {
            // Three 32-bit counts cannot overflow 64 bits.
            let voted = item.votes.map_or(0, |votes| {
                u64::from(votes.in_favour) + u64::from(votes.against) + u64::from(votes.abstain)
            });
            if voted > u64::try_from(present).unwrap_or(u64::MAX) {
                return Err(ShapeFault::new(
                    format!("agenda[{}].votes", item.entry),
                    "more votes than people present",
                ));
            }
        }
        Ok(())
    }
}
