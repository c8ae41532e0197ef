//! The index at the end of a volume: where each material's chunks are, with their tags.
//!
//! Not trusted: it says where to look, and the tags it lists are compared with the letter before any chunk is used. The one rule: a
//! material's chunks stand one after the other, so that the place of any chunk is arithmetic.

use super::{PackFault, RECORD_HEAD, u32_at};
use crate::material::{CHUNK, TAG, Tag};
use crate::wire::Hex;

/// The most bytes of an index: two million materials or four million chunks, beyond what 4 GiB hold.
pub const MAX_INDEX: usize = 64 * 1024 * 1024;

const ENTRY_HEAD: usize = 32;

/// Where one material's chunks of this volume are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IndexEntry {
    /// The material's opaque id.
    pub id: Hex<16>,
    /// Where its first record's head starts, bytes from the beginning of the volume.
    pub offset: u64,
    /// The number of its first chunk in this volume, from 0; larger when the material began in the volume before.
    pub first_seq: u32,
    /// The tags of its chunks in this volume, in order.
    pub tags: Vec<Tag>,
}

impl IndexEntry {
    /// Where the record head of chunk `seq` starts; nothing if it is not in this volume.
    #[must_use]
    pub fn offset_of(&self, seq: u32) -> Option<u64> {
        let place = seq.checked_sub(self.first_seq)?;
        // Every chunk before the last of a material is full, so all records before this one have the same length.
        ((place as usize) < self.tags.len())
            .then(|| {
                self.offset
                    .checked_add(u64::from(place) * (RECORD_HEAD + CHUNK + TAG) as u64)
            })
            .flatten()
    }
}

/// The index of a volume, in the order of its records.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Index {
    /// The entries.
    pub entries: Vec<IndexEntry>,
}

impl Index {
    /// Notes a chunk that is written at `offset`.
    pub fn note(&mut self, id: Hex<16>, seq: u32, offset: u64, tag: Tag) {
        match self.entries.last_mut() {
            Some(last) if last.id == id => last.tags.push(tag),
            _ => self.entries.push(IndexEntry {
                id,
                offset,
                first_seq: seq,
                tags: vec![tag],
            }),
        }
    }

    /// The entry of a material, if any of it is in this volume.
    #[must_use]
    pub fn entry(&self, id: &Hex<16>) -> Option<&IndexEntry> {
        self.entries.iter().find(|entry| entry.id == *id)
    }

    /// The bytes: per entry id, u64 offset, u32 first number, u32 count, tags.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = Vec::new();
        for entry in &self.entries {
            let count = u32::try_from(entry.tags.len())
                .expect("a volume of 4 GiB holds fewer than 2^32 chunks");
            bytes.extend_from_slice(&entry.id.0);
            bytes.extend_from_slice(&entry.offset.to_be_bytes());
            bytes.extend_from_slice(&entry.first_seq.to_be_bytes());
            bytes.extend_from_slice(&count.to_be_bytes());
            bytes.extend_from_slice(entry.tags.as_flattened());
        }
        bytes
    }

    /// The index of these bytes.
    ///
    /// # Errors
    /// [`PackFault::Damaged`] if they are not whole entries, or an id stands twice.
    pub fn from_bytes(mut bytes: &[u8]) -> Result<Self, PackFault> {
        let damaged = PackFault::Damaged { detail: "index" };
        if bytes.len() > MAX_INDEX {
            return Err(damaged);
        }
        let (mut index, mut seen) = (Self::default(), std::collections::BTreeSet::new());
        while !bytes.is_empty() {
            let (entry, rest) = entry_of(bytes).ok_or_else(|| damaged.clone())?;
            if !seen.insert(entry.id) {
                return Err(damaged);
            }
            index.entries.push(entry);
            bytes = rest;
        }
        Ok(index)
    }
}

fn entry_of(bytes: &[u8]) -> Option<(IndexEntry, &[u8])> {
    let (head, rest) = bytes.split_at_checked(ENTRY_HEAD)?;
    let count = u32_at(head, 28)? as usize;
    let (tags, rest) = rest.split_at_checked(count.checked_mul(TAG)?)?;
    let entry = IndexEntry {
        id: Hex(*head.first_chunk()?),
        offset: u64::from_be_bytes(*head.get(16..24)?.first_chunk()?),
        first_seq: u32_at(head, 24)?,
        tags: tags.as_chunks::<TAG>().0.to_vec(),
    };
    (count > 0).then_some((entry, rest))
}
