//! The enrolment document: "this key is this expert's in this contest". It never travels as a file; its PAE is what an introduction
//! key signs, and that signature travels as the certificate inside a sheet or return.

use jury_core::{ContestId, ExpertId};
use serde::{Deserialize, Serialize};

use super::Document;
use super::parts::KeyRecord;
use crate::wire;

/// What an introduction key certifies.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Enrolment {
    /// The contest.
    #[serde(with = "wire::text")]
    pub contest: ContestId,
    /// The expert.
    #[serde(with = "wire::text")]
    pub expert: ExpertId,
    /// The expert's own key.
    pub key: KeyRecord,
}

impl Document for Enrolment {
    const KIND: &'static str = "application/vnd.jurybench.enrolment+json;v=1";
}
