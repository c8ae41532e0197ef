//! The roster, 专家名册: who the experts, panels, chairs and supervisors are, and which keys are theirs.
//!
//! Not the assignment, which letters carry. The one rule: versions strictly increase and name the one before, each signed by the
//! contest key and a supervisor, so that no single person can add a key unseen.

use jury_core::contest::Expert;
use jury_core::{ContestId, ExpertId, PanelId, TrackId};
use serde::{Deserialize, Serialize};

use super::parts::{Algorithms, ContestName, KeyRecord, Supervisor, TrackName, distinct};
use super::{Document, ShapeFault};
use crate::digest::Digest;
use crate::wire;

/// One version of the roster.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Roster {
    /// 1 for the first.
    pub version: u32,
    /// The version before; null for the first.
    #[serde(with = "wire::optional")]
    pub prev: Option<Digest>,
    /// The contest.
    pub contest: ContestName,
    /// The contest's algorithms.
    pub algorithms: Algorithms,
    /// The key that signs letters, tickets, receipts, closings.
    pub contest_key: KeyRecord,
    /// Those who countersign and confirm.
    pub supervisors: Vec<Supervisor>,
    /// The organiser's age recipient for rescue, `age1…`.
    pub recovery: String,
    /// The tracks.
    pub tracks: Vec<TrackName>,
    /// The experts.
    pub experts: Vec<RosterExpert>,
    /// The head of the audit log; 64 zeros in the first version, before there is a log.
    #[serde(with = "wire::text")]
    pub audit_head: Digest,
    /// When it was made, RFC 3339; advisory.
    pub at: String,
}

/// An expert with their keys.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RosterExpert {
    /// The expert.
    #[serde(with = "wire::text")]
    pub id: ExpertId,
    /// The name as printed.
    pub name: String,
    /// The employer.
    pub unit: String,
    /// The track.
    #[serde(with = "wire::text")]
    pub track: TrackId,
    /// The panel within the track.
    #[serde(with = "wire::text")]
    pub panel: PanelId,
    /// Whether they chair the panel.
    pub chair: bool,
    /// Their age recipient for letters, `age1…`; null before enrolment.
    #[serde(deserialize_with = "wire::or_null")]
    pub recipient: Option<String>,
    /// Their keys, introduction keys among them.
    pub keys: Vec<ExpertKey>,
}

/// A key of an expert.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExpertKey {
    /// The key.
    pub key: KeyRecord,
    /// How it came into the roster.
    pub source: KeySource,
    /// Whether it is in force.
    pub status: KeyStatus,
    /// For a revoked key: the last sheet under it that still counts; null when none does.
    #[serde(with = "wire::optional")]
    pub revoked_after: Option<Digest>,
}

/// How a key came into the roster.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum KeySource {
    /// The expert enrolled it beforehand, in person.
    Enrolled,
    /// The organiser made it for the letter. It certifies keys and signs no sheet.
    Introduction,
    /// A supervisor confirmed it from the ink-signed form.
    Confirmed,
}

/// Whether a key is in force.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum KeyStatus {
    /// In force.
    Enrolled,
    /// Reported lost or replaced, 挂失.
    Revoked,
}

impl Document for Roster {
    const KIND: &'static str = "application/vnd.jurybench.roster+json;v=1";

    fn check_shape(&self) -> Result<(), ShapeFault> {
        distinct("experts", self.experts.iter().map(|expert| &expert.id))?;
        distinct(
            "supervisors",
            self.supervisors.iter().map(|supervisor| &supervisor.id),
        )?;
        distinct("tracks", self.tracks.iter().map(|track| &track.id))?;
        if self.version == 0 || (self.version == 1) != self.prev.is_none() {
            return Err(ShapeFault::new(
                "version",
                "the first version names none before it, every other does",
            ));
        }
        let keys = self.experts.iter().flat_map(|expert| &expert.keys);
        // One key with two owners would make two people of one signature.
        distinct("experts.keys", keys.clone().map(|key| key.key.keyid))?;
        if keys
            .clone()
            .any(|key| key.status == KeyStatus::Enrolled && key.revoked_after.is_some())
        {
            return Err(ShapeFault::new(
                "experts.keys.revoked_after",
                "only a revoked key has one",
            ));
        }
        Ok(())
    }
}

impl Roster {
    /// The contest's id.
    #[must_use]
    pub const fn contest_id(&self) -> &ContestId {
        &self.contest.id
    }

    /// The expert with this id.
    #[must_use]
    pub fn expert(&self, id: &ExpertId) -> Option<&RosterExpert> {
        self.experts.iter().find(|expert| expert.id == *id)
    }
}

impl RosterExpert {
    /// The expert as the rules of judging know them.
    #[must_use]
    pub fn to_core(&self) -> Expert {
        Expert {
            id: self.id.clone(),
            name: self.name.clone(),
            unit: self.unit.clone(),
            track: self.track.clone(),
            panel: self.panel.clone(),
            chair: self.chair,
        }
    }
}
