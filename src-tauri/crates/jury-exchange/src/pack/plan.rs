//! Which chunk stands in which volume: worked out before the first byte is written, since every volume says how many there are.
//!
//! Not the writing. The one rule: the same materials and limit give the same plan, so that an interrupted pack is taken up where it stopped.

use std::collections::BTreeSet;

use jury_seal::material::{CHUNK, MAX_MATERIAL, TAG, chunks_of};
use jury_seal::pack::{FOOTER, MAX_HEADER, MAX_VOLUME, RECORD_HEAD};

use super::{OpaqueId, PackFileError, RECORD_LIMIT};

/// Bytes of a material's entry in the index, besides the tags.
const ENTRY: u64 = 32;
/// What every volume has besides records: magic, header, the index's head and the footer.
const FRAME: u64 = (12 + MAX_HEADER + RECORD_HEAD + FOOTER) as u64;

/// A material to be packed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PlannedMaterial {
    /// Its opaque id.
    pub id: OpaqueId,
    /// Its bytes in clear.
    pub size: u64,
}

/// A chunk to be written next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NextChunk {
    /// The material's place in the plan.
    pub material: usize,
    /// The material's opaque id.
    pub id: OpaqueId,
    /// The chunk's number from 0.
    pub seq: u32,
    /// Whether it is the material's last.
    pub last: bool,
    /// Its bytes, tag included.
    pub length: u32,
}

/// What goes into a pack, volume by volume.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PackPlan {
    volumes: Vec<Vec<NextChunk>>,
}

impl PackPlan {
    /// Lays the materials out in order. A volume is never larger than `volume_limit` bytes; a material may run on into the next one.
    ///
    /// # Errors
    /// [`PackFileError::BadId`], [`PackFileError::MaterialTooLarge`], [`PackFileError::VolumeLimit`].
    pub fn new(materials: &[PlannedMaterial], volume_limit: u64) -> Result<Self, PackFileError> {
        let largest = record(CHUNK as u64) + ENTRY + TAG as u64;
        if !(FRAME + largest..=MAX_VOLUME).contains(&volume_limit) {
            return Err(PackFileError::VolumeLimit {
                limit: volume_limit,
            });
        }
        let (mut volumes, mut seen) = (Vec::new(), BTreeSet::new());
        let (mut volume, mut room) = (Vec::new(), volume_limit - FRAME);
        for (material, planned) in materials.iter().enumerate() {
            if planned.id.0 == [0; 16] || !seen.insert(planned.id) {
                return Err(PackFileError::BadId { id: planned.id });
            }
            let mut entry = ENTRY;
            for chunk in chunks(material, planned)? {
                let needed = RECORD_HEAD as u64 + u64::from(chunk.length) + TAG as u64;
                if needed + entry > room || volume.len() == RECORD_LIMIT {
                    volumes.push(std::mem::take(&mut volume));
                    room = volume_limit - FRAME;
                    entry = ENTRY;
                }
                room -= needed + entry;
                entry = 0;
                volume.push(chunk);
            }
        }
        volumes.push(volume);
        Ok(Self { volumes })
    }

    /// How many volumes there will be, at least one.
    #[must_use]
    pub fn volume_count(&self) -> usize {
        self.volumes.len()
    }

    /// The chunks of a volume, counted from 0.
    pub(super) fn volume(&self, number: usize) -> &[NextChunk] {
        &self.volumes[number]
    }

    /// Bytes of all chunks.
    #[must_use]
    pub fn bytes(&self) -> u64 {
        self.volumes
            .iter()
            .flatten()
            .map(|chunk| u64::from(chunk.length))
            .sum()
    }
}

fn record(plain: u64) -> u64 {
    plain + (RECORD_HEAD + TAG) as u64
}

fn chunks(
    material: usize,
    planned: &PlannedMaterial,
) -> Result<impl Iterator<Item = NextChunk>, PackFileError> {
    let PlannedMaterial { id, size } = *planned;
    let too_large = |_| PackFileError::MaterialTooLarge { id, size };
    let count = chunks_of(size).map_err(too_large)?;
    debug_assert!(size <= MAX_MATERIAL);
    let chunk = CHUNK as u64;
    Ok((0..count).map(move |seq| {
        let plain = (size - u64::from(seq) * chunk).min(chunk);
        let length =
            u32::try_from(plain + TAG as u64).expect("a chunk is at most 1 MiB and its tag");
        NextChunk {
            material,
            id,
            seq,
            last: seq + 1 == count,
            length,
        }
    }))
}
