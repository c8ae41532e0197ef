//! The transcript, 代录: a sheet that exists only on paper, typed twice and signed by both clerks' logins.

use jury_core::{ContestId, PanelId, TrackId, contest::Round};
use serde::{Deserialize, Serialize};

use super::parts::{App, ExpertName, distinct};
use super::sheet::{Counts, RubricName, SheetEntry, check_entries};
use super::{Document, ShapeFault};
use crate::digest::Digest;
use crate::wire;

/// A transcript, signed by the keys of both clerks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Transcript {
    /// The contest.
    #[serde(with = "wire::text")]
    pub contest: ContestId,
    /// The round.
    #[serde(with = "wire::text")]
    pub round: Round,
    /// The track.
    #[serde(with = "wire::text")]
    pub track: TrackId,
    /// The panel.
    #[serde(with = "wire::text")]
    pub panel: PanelId,
    /// The expert whose paper it is.
    pub expert: ExpertName,
    /// The two logins that typed it.
    pub clerks: Vec<String>,
    /// The assignment the paper was about.
    #[serde(with = "wire::text")]
    pub assignment: Digest,
    /// The rubric judged by.
    pub rubric: RubricName,
    /// The lines.
    pub entries: Vec<SheetEntry>,
    /// What the paper counted.
    pub counts: Counts,
    /// SHA-256 of the scan attached.
    #[serde(with = "wire::text")]
    pub scan: Digest,
    /// When, RFC 3339; advisory.
    pub at: String,
    /// The program.
    pub app: App,
}

impl Document for Transcript {
    const KIND: &'static str = "application/vnd.jurybench.transcript+json;v=1";

    fn check_shape(&self) -> Result<(), ShapeFault> {
        if self.clerks.len() != 2 {
            return Err(ShapeFault::new("clerks", "two people type a transcript"));
        }
        distinct("clerks", self.clerks.iter())?;
        check_entries(&self.entries)
    }
}
