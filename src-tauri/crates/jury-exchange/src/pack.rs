//! Material packs as files: `*.jurymat` volumes written so that nothing half-done has a final name, and read wherever they lie.
//!
//! Not the layout, which is [`jury_seal::pack`], and no encryption: chunks come and go as they are. The one rule: a volume is believed only as
//! far as it was checked — its index when it is opened, a chunk when it is read, and its content by whoever holds the letter.

mod plan;
mod reader;
mod resume;
mod volume;
mod writer;

use std::ops::ControlFlow;
use std::path::PathBuf;

use jury_seal::pack::PackFault;
use jury_seal::wire::Hex;

use crate::export::ExportError;

pub use plan::{NextChunk, PackPlan, PlannedMaterial};
pub use reader::{PackChunk, PackReader};
pub use writer::{PackName, PackWriter, WrittenVolume};

/// A material's opaque id, the only name it has in a pack.
pub type OpaqueId = Hex<16>;

/// How large a volume becomes unless something else is asked for: 64 MiB below 4 GiB, since FAT32 holds no file of 4 GiB.
pub const VOLUME_LIMIT: u64 = (4 << 30) - (64 << 20);
/// The most records of a volume.
pub const RECORD_LIMIT: usize = 200_000;

/// How far a long piece of work has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// Bytes done.
    pub done: u64,
    /// Bytes in all.
    pub total: u64,
}

/// Somebody who watches long work and may end it.
pub type Watch<'a> = dyn FnMut(Progress) -> ControlFlow<()> + 'a;

/// Why a pack could not be written or read.
#[derive(Debug, thiserror::Error)]
pub enum PackFileError {
    /// The file is no volume, or not a whole one.
    #[error(transparent)]
    Fault(#[from] PackFault),
    /// The file could not be read, written or confirmed.
    #[error(transparent)]
    File(#[from] ExportError),
    /// Whoever watched ended it. A part file stays and is taken up again.
    #[error("cancelled")]
    Cancelled,
    /// Another chunk than the next one was given.
    #[error("the chunk given is not the next one")]
    NotNext,
    /// A chunk is not as long as the plan says.
    #[error("the chunk has {given} bytes, the plan says {expected}")]
    ChunkLength {
        /// Bytes the plan says, tag included.
        expected: u32,
        /// Bytes given.
        given: usize,
    },
    /// Chunks are missing at the end.
    #[error("the pack is not complete")]
    Unfinished,
    /// The part file belongs to another pack. It is left as it is.
    #[error("{path} belongs to another pack")]
    OtherPack {
        /// The part file.
        path: PathBuf,
    },
    /// An id twice, or one of zeros, which marks the index.
    #[error("the id {id} cannot be used")]
    BadId {
        /// The id.
        id: OpaqueId,
    },
    /// A material is larger than 4 GiB.
    #[error("the material {id} has {size} bytes")]
    MaterialTooLarge {
        /// Its id.
        id: OpaqueId,
        /// Its size in bytes.
        size: u64,
    },
    /// No room for even one chunk in a volume, or more than a file system of sticks can hold.
    #[error("volumes cannot be {limit} bytes")]
    VolumeLimit {
        /// Bytes asked for.
        limit: u64,
    },
    /// The volume has no such chunk.
    #[error("there is no chunk {seq} of {id} here")]
    NoSuchChunk {
        /// The material.
        id: OpaqueId,
        /// The chunk's number from 0.
        seq: u32,
    },
}

fn watched(watch: &mut Watch<'_>, done: u64, total: u64) -> Result<(), PackFileError> {
    match watch(Progress { done, total }) {
        ControlFlow::Continue(()) => Ok(()),
        ControlFlow::Break(()) => Err(PackFileError::Cancelled),
    }
}

#[cfg(test)]
mod tests;
