//! The transcript, 代录: a sheet that exists only on paper, typed twice and signed by both clerks' logins.
//!
//! Not the expert's word: the paper is, and its scan is named. The one rule: the contest key and a supervisor of the roster are among those
//! who sign, so that the roster alone is enough to check it.

use jury_core::sheet::Sheet as CoreSheet;
use jury_core::{ContestId, PanelId, TrackId, contest::Round};
use serde::{Deserialize, Serialize};

use super::parts::{App, ExpertName, Supervisor, distinct};
use super::sheet::{self, Counts, RubricName, SheetEntry, check_entries};
use super::{Document, ShapeFault};
use crate::digest::Digest;
use crate::wire;

/// A transcript, signed by the contest key and the keys of both clerks.
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
    /// The two logins that typed it; at least one is a supervisor of the roster, the contest key vouches for the other.
    pub clerks: Vec<Supervisor>,
    /// 1, 2, 3 … per expert, round and track: a mistake of both clerks is mended by another transcript.
    pub seq: u32,
    /// The transcript before; null for the first.
    #[serde(with = "wire::optional")]
    pub prev: Option<Digest>,
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
        distinct("clerks", self.clerks.iter().map(|clerk| &clerk.id))?;
        distinct("clerks", self.clerks.iter().map(|clerk| &clerk.key.keyid))?;
        if self.seq == 0 || (self.seq == 1) != self.prev.is_none() {
            return Err(ShapeFault::new("seq", "1 and no other follows nothing"));
        }
        check_entries(&self.entries)
    }
}

impl Transcript {
    /// The sheet on the paper, for the rules of judging. It names no letter: nobody knows which one lay beside the paper.
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
            ticket: None,
            letter: Digest([0; 32]),
            assignment: self.assignment,
            rubric: self.rubric.digest,
            size_classes: sheet::size_classes(&self.entries),
            dossiers: sheet::dossiers(&self.entries),
            counts: self.counts.to_core(),
            lines: self.entries.iter().map(SheetEntry::to_line).collect(),
        }
    }
}
