//! The signature over an archive 归档: which list of parts is the organiser's.
//!
//! Not the parts (FORMAT §18). The one rule: no time in it, so that two archives of one state are the same bytes.

use jury_core::ContestId;
use serde::{Deserialize, Serialize};

use super::{Document, ShapeFault};
use crate::digest::Digest;
use crate::wire;

/// What the contest key signs of an archive. With it nobody else can leave a part out, or say something else where nothing is signed by itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ArchiveSeal {
    /// The contest.
    #[serde(with = "wire::text")]
    pub contest: ContestId,
    /// SHA-256 of the list of parts, which names the digest of each.
    #[serde(with = "wire::text")]
    pub manifest: Digest,
    /// The last line of the log in it.
    #[serde(with = "wire::text")]
    pub audit_head: Digest,
}

impl Document for ArchiveSeal {
    const KIND: &'static str = "application/vnd.jurybench.archive+json;v=1";

    fn check_shape(&self) -> Result<(), ShapeFault> {
        Ok(())
    }
}
