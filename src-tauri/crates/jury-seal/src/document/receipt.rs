//! The receipt, 回执: what became of a document that was handed in. It changes nothing in the merge.

use jury_core::{ContestId, ExpertId};
use serde::{Deserialize, Serialize};

use super::Document;
use super::parts::SigningRecord;
use crate::digest::Digest;
use crate::wire;

/// A receipt, signed with the contest key, or by the chair of the expert's panel with their own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Receipt {
    /// The contest.
    #[serde(with = "wire::text")]
    pub contest: ContestId,
    /// Who handed it in.
    #[serde(with = "wire::text")]
    pub expert: ExpertId,
    /// The document.
    #[serde(with = "wire::text")]
    pub document: Digest,
    /// Its verdict, such as `accepted`.
    pub verdict: String,
    /// The verdict's codes, such as `GAP`.
    pub codes: Vec<String>,
    /// The head of the audit log.
    #[serde(with = "wire::text")]
    pub audit_head: Digest,
    /// When, RFC 3339; advisory.
    pub at: String,
    /// A chair's own key with its introduction; null when the contest key signed.
    #[serde(deserialize_with = "wire::or_null")]
    pub key: Option<SigningRecord>,
}

impl Document for Receipt {
    const KIND: &'static str = "application/vnd.jurybench.receipt+json;v=1";
}
