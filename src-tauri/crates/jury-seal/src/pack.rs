//! The `*.jurymat` layout (材料包): one volume of encrypted chunks, as bytes of its parts.
//!
//! Not file handling: jury-exchange reads and writes with these parts. The one rule: a volume can be read front to back on a stick, or
//! sought through the index at its end; everything in it is public but meaningless without a letter, and nothing in it is trusted.
//!
//! ```text
//! "JURYMAT1"  u32 n  header (n bytes of canonical JSON)
//! { id[16]  u32 seq  u32 len  chunk (len bytes) } …
//! zero id[16]  u32 2^32−1  u32 n  index (n bytes)
//! u64 offset of the index record  SHA-256 of the index  "JURYEND1"
//! ```
//! All integers big-endian.

mod index;

use jury_core::{ContestId, TrackId};
use serde::{Deserialize, Serialize};

use crate::canon::{self, CanonError};
use crate::digest::{Digest, sha256};
use crate::material::{CHUNK, TAG};
use crate::wire::{self, Hex};

pub use index::{Index, IndexEntry, MAX_INDEX};

/// The first bytes of a volume.
pub const MAGIC: [u8; 8] = *b"JURYMAT1";
/// The last bytes of a complete volume.
pub const END: [u8; 8] = *b"JURYEND1";
/// Bytes of a record's head.
pub const RECORD_HEAD: usize = 24;
/// Bytes of the footer.
pub const FOOTER: usize = 48;
/// The most bytes of a header's JSON.
pub const MAX_HEADER: usize = 4096;
/// The most bytes of a volume: FAT32 holds files of up to 2^32 − 1 bytes.
pub const MAX_VOLUME: u64 = (1 << 32) - 1;

/// Why bytes are not (part of) a volume.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PackFault {
    /// Another kind of file.
    #[error("not a material pack")]
    NotAPack,
    /// The volume stops in the middle: not copied to its end.
    #[error("the volume is incomplete")]
    Truncated,
    /// A length, number or order that no volume has.
    #[error("the volume is damaged: {detail}")]
    Damaged {
        /// What was met, in English, for the log.
        detail: &'static str,
    },
    /// The header is not the canonical JSON it must be.
    #[error("the volume's header is damaged: {0}")]
    Header(#[from] CanonError),
}

/// What a volume says about itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PackHeader {
    /// The contest.
    #[serde(with = "wire::text")]
    pub contest: ContestId,
    /// The track.
    #[serde(with = "wire::text")]
    pub track: TrackId,
    /// Random, the same in every volume of one pack.
    pub pack: Hex<16>,
    /// This volume's number from 1.
    pub volume: u32,
    /// How many volumes there are.
    pub of: u32,
}

impl PackHeader {
    /// Magic, length and JSON: the first bytes of the volume.
    ///
    /// # Errors
    /// [`PackFault::Damaged`] if `volume` is not within 1 to `of`.
    pub fn to_bytes(&self) -> Result<Vec<u8>, PackFault> {
        self.check()?;
        let json = canon::to_bytes(self)?;
        let length = u32::try_from(json.len()).expect("a header of ids is far below 4 GiB");
        Ok([&MAGIC[..], &length.to_be_bytes(), &json].concat())
    }

    /// The header and how many bytes it took.
    ///
    /// # Errors
    /// [`PackFault`]: another kind of file, truncated, or damaged. 4,108 bytes are always enough.
    pub fn from_bytes(bytes: &[u8]) -> Result<(Self, usize), PackFault> {
        let magic = bytes.get(..8).ok_or(PackFault::Truncated)?;
        if magic != MAGIC {
            return Err(PackFault::NotAPack);
        }
        let length = u32_at(bytes, 8).ok_or(PackFault::Truncated)? as usize;
        if length > MAX_HEADER {
            return Err(PackFault::Damaged {
                detail: "header too long",
            });
        }
        let json = bytes.get(12..12 + length).ok_or(PackFault::Truncated)?;
        let header: Self = canon::from_bytes(json)?;
        header.check()?;
        Ok((header, 12 + length))
    }

    fn check(&self) -> Result<(), PackFault> {
        if (1..=self.of).contains(&self.volume) {
            Ok(())
        } else {
            Err(PackFault::Damaged {
                detail: "volume number",
            })
        }
    }
}

/// What follows in a volume.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RecordHead {
    /// A chunk of a material.
    Chunk {
        /// The material's opaque id.
        id: Hex<16>,
        /// The chunk's number in the material, from 0.
        seq: u32,
        /// Its bytes, tag included.
        length: u32,
    },
    /// The index; after it comes the footer.
    Index {
        /// Its bytes.
        length: u32,
    },
}

const INDEX_ID: [u8; 16] = [0; 16];

impl RecordHead {
    /// The 24 bytes.
    #[must_use]
    pub fn to_bytes(&self) -> [u8; RECORD_HEAD] {
        let (id, seq, length) = match self {
            Self::Chunk { id, seq, length } => (id.0, *seq, *length),
            Self::Index { length } => (INDEX_ID, u32::MAX, *length),
        };
        let mut bytes = [0; RECORD_HEAD];
        bytes[..16].copy_from_slice(&id);
        bytes[16..20].copy_from_slice(&seq.to_be_bytes());
        bytes[20..].copy_from_slice(&length.to_be_bytes());
        bytes
    }

    /// The head of the 24 bytes.
    ///
    /// # Errors
    /// [`PackFault::Damaged`] for a length no chunk or index has.
    pub fn from_bytes(bytes: &[u8; RECORD_HEAD]) -> Result<Self, PackFault> {
        let (id, rest) = bytes.split_first_chunk::<16>().expect("16 of 24 bytes");
        let number = |at| u32_at(rest, at).expect("8 bytes hold two numbers");
        let (seq, length) = (number(0), number(4));
        if *id == INDEX_ID {
            let fits = seq == u32::MAX && length as usize <= MAX_INDEX;
            return if fits {
                Ok(Self::Index { length })
            } else {
                Err(PackFault::Damaged {
                    detail: "index record",
                })
            };
        }
        if !(TAG..=CHUNK + TAG).contains(&(length as usize)) {
            return Err(PackFault::Damaged {
                detail: "chunk length",
            });
        }
        Ok(Self::Chunk {
            id: Hex(*id),
            seq,
            length,
        })
    }
}

/// The last 48 bytes of a complete volume.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Footer {
    /// Where the index record's head starts, bytes from the beginning of the volume.
    pub index_at: u64,
    /// SHA-256 of the index's bytes: against damage, not against attackers, who meet the letter's tag digests.
    pub index_digest: Digest,
}

impl Footer {
    /// The footer of an index whose record starts at `index_at`.
    #[must_use]
    pub fn of(index_at: u64, index: &[u8]) -> Self {
        Self {
            index_at,
            index_digest: sha256(index),
        }
    }

    /// The 48 bytes.
    #[must_use]
    pub fn to_bytes(&self) -> [u8; FOOTER] {
        let mut bytes = [0; FOOTER];
        bytes[..8].copy_from_slice(&self.index_at.to_be_bytes());
        bytes[8..40].copy_from_slice(&self.index_digest.0);
        bytes[40..].copy_from_slice(&END);
        bytes
    }

    /// The footer of a volume's last 48 bytes.
    ///
    /// # Errors
    /// [`PackFault::Truncated`] if they do not end as a complete volume does, or the index would lie outside it.
    pub fn from_bytes(bytes: &[u8; FOOTER], volume_length: u64) -> Result<Self, PackFault> {
        let (number, rest) = bytes.split_first_chunk::<8>().expect("8 of 48 bytes");
        let (digest, end) = rest.split_first_chunk::<32>().expect("32 of 40 bytes");
        let index_at = u64::from_be_bytes(*number);
        let room = (RECORD_HEAD + FOOTER) as u64;
        if end != END
            || index_at
                .checked_add(room)
                .is_none_or(|least| least > volume_length)
        {
            return Err(PackFault::Truncated);
        }
        Ok(Self {
            index_at,
            index_digest: Digest(*digest),
        })
    }

    /// Whether `index` is the one this footer was written with.
    #[must_use]
    pub fn fits(&self, index: &[u8]) -> bool {
        sha256(index) == self.index_digest
    }
}

pub(crate) fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    bytes
        .get(at..at + 4)?
        .first_chunk()
        .map(|four| u32::from_be_bytes(*four))
}

#[cfg(test)]
mod tests;
