//! The confirmation: a supervisor saw the ink-signed form and typed its 核对码, and it was this sheet's.

use jury_core::{ContestId, ExpertId};
use serde::{Deserialize, Serialize};

use super::Document;
use super::parts::KeyRecord;
use crate::digest::Digest;
use crate::wire;

/// A confirmation, signed by a supervisor. It makes the key count as confirmed for this expert, later revisions included.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Confirmation {
    /// The contest.
    #[serde(with = "wire::text")]
    pub contest: ContestId,
    /// The expert who signed in ink.
    #[serde(with = "wire::text")]
    pub expert: ExpertId,
    /// The key of the sheet.
    pub key: KeyRecord,
    /// The sheet whose code stood on the form.
    #[serde(with = "wire::text")]
    pub sheet: Digest,
    /// The supervisor's login.
    pub supervisor: String,
    /// SHA-256 of the scan attached; null without one.
    #[serde(with = "wire::optional")]
    pub scan: Option<Digest>,
    /// The head of the audit log.
    #[serde(with = "wire::text")]
    pub audit_head: Digest,
    /// When, RFC 3339; advisory.
    pub at: String,
}

impl Document for Confirmation {
    const KIND: &'static str = "application/vnd.jurybench.confirmation+json;v=1";
}
