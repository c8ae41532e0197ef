//! The ticket, 复评单: leave to hand back one revision after the closing.

use jury_core::{ContestId, EntryId, ExpertId, TrackId, contest::Round};
use serde::{Deserialize, Serialize};

use super::parts::distinct;
use super::{Document, ShapeFault};
use crate::digest::Digest;
use crate::wire;

/// A ticket, signed with the contest key. It allows exactly one sheet: this expert's number `seq` after `prev`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ticket {
    /// The contest.
    #[serde(with = "wire::text")]
    pub contest: ContestId,
    /// The round.
    #[serde(with = "wire::text")]
    pub round: Round,
    /// The track.
    #[serde(with = "wire::text")]
    pub track: TrackId,
    /// The expert.
    #[serde(with = "wire::text")]
    pub expert: ExpertId,
    /// The number the revision will have.
    pub seq: u32,
    /// The sheet it will follow.
    #[serde(with = "wire::text")]
    pub prev: Digest,
    /// The entries to look at again; none where it is about the whole sheet. Merge decides nothing by them.
    #[serde(with = "wire::list")]
    pub entries: Vec<EntryId>,
    /// Who asked for it.
    pub asked_by: String,
    /// Why.
    pub reason: String,
    /// When, RFC 3339; advisory.
    pub at: String,
}

impl Document for Ticket {
    const KIND: &'static str = "application/vnd.jurybench.ticket+json;v=1";

    fn check_shape(&self) -> Result<(), ShapeFault> {
        distinct("entries", self.entries.iter())
    }
}
