//! Rescue of a forgotten passphrase: the request and the answer.
//!
//! Not signatures that prove who asks: the request is signed by a one-time key only so that it has the form and the name of every other
//! document. The one rule: who asks is proved by the 核对码 the expert reads out by phone, and nothing else.

use jury_core::{ContestId, ExpertId};
use serde::{Deserialize, Serialize};

use super::Document;
use super::parts::KeyRecord;
use crate::digest::Digest;
use crate::wire::{self, Hex, Secret32};

/// A request, signed by the one-time key it names.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RescueRequest {
    /// The contest.
    #[serde(with = "wire::text")]
    pub contest: ContestId,
    /// Who asks.
    #[serde(with = "wire::text")]
    pub expert: ExpertId,
    /// The installation that asks.
    pub install: Hex<16>,
    /// The one-time signing key.
    pub key: KeyRecord,
    /// The one-time age recipient the answer is encrypted to, `age1…`.
    pub recipient: String,
    /// The data key, wrapped to the organiser's recovery recipient: an age file in base64.
    pub wrapped: String,
    /// When, RFC 3339; advisory.
    pub at: String,
}

impl Document for RescueRequest {
    const KIND: &'static str = "application/vnd.jurybench.rescuerequest+json;v=1";
}

/// An answer, signed with the contest key and by a supervisor; it travels inside an age file to the request's recipient.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RescueAnswer {
    /// The contest.
    #[serde(with = "wire::text")]
    pub contest: ContestId,
    /// Who asked.
    #[serde(with = "wire::text")]
    pub expert: ExpertId,
    /// The request answered.
    #[serde(with = "wire::text")]
    pub request: Digest,
    /// The desk's data key.
    pub data_key: Secret32,
    /// The new introduction key's seed.
    pub introduction: Secret32,
    /// When, RFC 3339; advisory.
    pub at: String,
}

impl Document for RescueAnswer {
    const KIND: &'static str = "application/vnd.jurybench.rescueanswer+json;v=1";
}
