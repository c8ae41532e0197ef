//! The closing, 收卷: the sheets taken when a track's round was closed.

use jury_core::{ContestId, TrackId, contest::Round};
use serde::{Deserialize, Serialize};

use super::panel_return::ascending;
use super::{Document, ShapeFault};
use crate::digest::Digest;
use crate::wire;

/// A closing, signed with the contest key. A revision of a sheet listed here needs a ticket.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Closing {
    /// The contest.
    #[serde(with = "wire::text")]
    pub contest: ContestId,
    /// The round.
    #[serde(with = "wire::text")]
    pub round: Round,
    /// The track.
    #[serde(with = "wire::text")]
    pub track: TrackId,
    /// The sheets taken, ascending.
    #[serde(with = "wire::list")]
    pub sheets: Vec<Digest>,
    /// The head of the audit log.
    #[serde(with = "wire::text")]
    pub audit_head: Digest,
    /// When, RFC 3339; advisory.
    pub at: String,
}

impl Document for Closing {
    const KIND: &'static str = "application/vnd.jurybench.closing+json;v=1";

    fn check_shape(&self) -> Result<(), ShapeFault> {
        ascending("sheets", &self.sheets)
    }
}
