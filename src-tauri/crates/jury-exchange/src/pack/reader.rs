//! Reading a volume where it lies: on a stick, on a disk, while it is being watched or imported.
//!
//! Not decryption, and no belief in its content. The one rule: the index is checked against the file's length when the volume is opened, so that
//! every later read is one seek to a place that exists.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use jury_core::Digest;
use jury_seal::material::{CHUNK, TAG, Tag};
use jury_seal::pack::{
    FOOTER, Footer, Index, IndexEntry, MAGIC, MAX_HEADER, PackFault, PackHeader, RECORD_HEAD,
    RecordHead,
};

use crate::export::ExportError;

use super::plan::NextChunk;
use super::{OpaqueId, PackFileError, RECORD_LIMIT};

/// Bytes of a whole record of a full chunk.
const FULL_RECORD: u64 = (RECORD_HEAD + CHUNK + TAG) as u64;

/// A chunk as it stands in a volume.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PackChunk {
    /// The material's opaque id.
    pub id: OpaqueId,
    /// The chunk's number from 0.
    pub seq: u32,
    /// The encrypted bytes, tag included.
    pub bytes: Vec<u8>,
}

/// An opened volume. Chunks can be read from several threads; each read holds the file for that chunk only.
pub struct PackReader {
    path: PathBuf,
    file: Mutex<File>,
    header: PackHeader,
    index: Index,
    digest: Digest,
    /// Where each material stands in the index.
    places: BTreeMap<OpaqueId, usize>,
    /// Where the index record starts, which is where the last chunk ends.
    index_at: u64,
}

impl PackReader {
    /// Opens a volume and checks header, footer and index against each other and the file's length.
    ///
    /// # Errors
    /// [`PackFileError`]: no such file, another kind of file, not copied to its end, or damaged.
    pub fn open(path: &Path) -> Result<Self, PackFileError> {
        let failed = |error| ExportError::of(path, error);
        // A pipe would be waited for without end; links are followed.
        if !std::fs::metadata(path).map_err(failed)?.is_file() {
            return Err(PackFault::NotAPack.into());
        }
        let mut file = File::open(path).map_err(failed)?;
        let length = file.metadata().map_err(failed)?.len();
        let (header, header_length) = read_header(&mut file, path, length)?;
        let footer_at = length
            .checked_sub(FOOTER as u64)
            .ok_or(PackFault::Truncated)?;
        let footer = Footer::from_bytes(&read_array(&mut file, path, footer_at)?, length)?;
        let head = RecordHead::from_bytes(&read_array(&mut file, path, footer.index_at)?)?;
        let RecordHead::Index {
            length: index_length,
        } = head
        else {
            return Err(damaged("index place"));
        };
        if footer.index_at + RECORD_HEAD as u64 + u64::from(index_length) != footer_at {
            return Err(damaged("index length"));
        }
        let bytes = read_vec(&mut file, path, index_length as usize)?;
        if !footer.fits(&bytes) {
            return Err(damaged("index digest"));
        }
        let index = Index::from_bytes(&bytes)?;
        check_places(&index, header_length as u64, footer.index_at)?;
        let places = index
            .entries
            .iter()
            .enumerate()
            .map(|(place, entry)| (entry.id, place))
            .collect();
        let (path, file) = (path.to_owned(), Mutex::new(file));
        Ok(Self {
            path,
            file,
            header,
            index,
            digest: footer.index_digest,
            places,
            index_at: footer.index_at,
        })
    }

    /// What the volume says about itself.
    #[must_use]
    pub fn header(&self) -> &PackHeader {
        &self.header
    }

    /// Where the chunks are, with their tags.
    #[must_use]
    pub fn index(&self) -> &Index {
        &self.index
    }

    /// SHA-256 of the index.
    #[must_use]
    pub fn digest(&self) -> Digest {
        self.digest
    }

    /// The file.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// What this volume has of a material, if anything.
    #[must_use]
    pub fn material(&self, id: &OpaqueId) -> Option<&IndexEntry> {
        self.places.get(id).map(|place| &self.index.entries[*place])
    }

    /// Reads one chunk and compares its head and tag with the index.
    ///
    /// # Errors
    /// [`PackFileError`]: not in this volume, the file is gone, or another chunk stands there.
    pub fn read_chunk(&self, id: &OpaqueId, seq: u32) -> Result<Vec<u8>, PackFileError> {
        let none = || PackFileError::NoSuchChunk { id: *id, seq };
        let place = *self.places.get(id).ok_or_else(none)?;
        let (at, tag, length) = self.locate(place, seq).ok_or_else(none)?;
        let mut record = {
            // A thread that panicked while reading leaves nothing behind but a file position, which every read sets anew.
            let mut file = self.file.lock().unwrap_or_else(PoisonError::into_inner);
            file.seek(SeekFrom::Start(at))
                .map_err(|error| ExportError::of(&self.path, error))?;
            read_vec(&mut file, &self.path, RECORD_HEAD + length)?
        };
        let chunk = record.split_off(RECORD_HEAD);
        let head = record.first_chunk().map(RecordHead::from_bytes);
        let expected = RecordHead::Chunk {
            id: *id,
            seq,
            length: u32::try_from(length).map_err(|_| damaged("chunk length"))?,
        };
        if head != Some(Ok(expected)) || !chunk.ends_with(&tag) {
            return Err(damaged("chunk"));
        }
        Ok(chunk)
    }

    /// Reads the chunks of all materials that are wanted, in the order of the file, so that a stick is read front to back.
    pub fn chunks<'a>(
        &'a self,
        wanted: impl Fn(&OpaqueId) -> bool + 'a,
    ) -> impl Iterator<Item = Result<PackChunk, PackFileError>> + 'a {
        let entries = self
            .index
            .entries
            .iter()
            .filter(move |entry| wanted(&entry.id));
        let places = entries.flat_map(|entry| {
            (entry.first_seq..)
                .zip(&entry.tags)
                .map(|(seq, _)| (entry.id, seq))
        });
        places.map(|(id, seq)| {
            self.read_chunk(&id, seq)
                .map(|bytes| PackChunk { id, seq, bytes })
        })
    }

    /// Whether exactly these chunks stand here, in this order.
    pub(super) fn holds(&self, planned: &[NextChunk]) -> bool {
        let entries = self.index.entries.iter().enumerate();
        let held = entries.flat_map(|(place, entry)| {
            (entry.first_seq..)
                .zip(&entry.tags)
                .map(move |(seq, _)| (place, entry.id, seq))
        });
        let held = held.map(|(place, id, seq)| {
            (
                id,
                seq,
                self.locate(place, seq).map(|(_, _, length)| length),
            )
        });
        held.eq(planned
            .iter()
            .map(|next| (next.id, next.seq, Some(next.length as usize))))
    }

    /// Where a chunk's record starts, its tag, and its bytes.
    fn locate(&self, place: usize, seq: u32) -> Option<(u64, Tag, usize)> {
        let entry = &self.index.entries[place];
        let at = entry.offset_of(seq)?;
        let within = (seq - entry.first_seq) as usize;
        let is_last = within + 1 == entry.tags.len();
        let next = self
            .index
            .entries
            .get(place + 1)
            .map_or(self.index_at, |next| next.offset);
        let end = if is_last { next } else { at + FULL_RECORD };
        Some((
            at,
            entry.tags[within],
            usize::try_from(end - at).ok()? - RECORD_HEAD,
        ))
    }
}

/// Every entry begins where the one before ends, all chunks but its last are full, and the last has a length a chunk can have.
fn check_places(index: &Index, first: u64, index_at: u64) -> Result<(), PackFileError> {
    let records: usize = index.entries.iter().map(|entry| entry.tags.len()).sum();
    if records > RECORD_LIMIT {
        return Err(damaged("too many records"));
    }
    let starts = index
        .entries
        .iter()
        .map(|entry| entry.offset)
        .chain([index_at]);
    if starts.clone().next() != Some(first) {
        return Err(damaged("first record"));
    }
    for (entry, end) in index.entries.iter().zip(starts.skip(1)) {
        let full = (entry.tags.len() as u64 - 1) * FULL_RECORD;
        let last = end
            .checked_sub(entry.offset)
            .and_then(|bytes| bytes.checked_sub(full))
            .ok_or_else(|| damaged("order of records"))?;
        let fits = ((RECORD_HEAD + TAG) as u64..=FULL_RECORD).contains(&last);
        let counts = entry
            .first_seq
            .checked_add(u32::try_from(entry.tags.len()).unwrap_or(u32::MAX))
            .is_some();
        if !fits || !counts {
            return Err(damaged("length of a record"));
        }
    }
    Ok(())
}

fn read_header(
    file: &mut File,
    path: &Path,
    length: u64,
) -> Result<(PackHeader, usize), PackFileError> {
    let most = (MAGIC.len() + 4 + MAX_HEADER) as u64;
    let bytes = read_vec(
        file,
        path,
        usize::try_from(length.min(most)).expect("4,108 fits"),
    )?;
    Ok(PackHeader::from_bytes(&bytes)?)
}

fn read_array<const N: usize>(
    file: &mut File,
    path: &Path,
    at: u64,
) -> Result<[u8; N], PackFileError> {
    let mut bytes = [0; N];
    file.seek(SeekFrom::Start(at))
        .and_then(|_| file.read_exact(&mut bytes))
        .map_err(|error| cut_off(path, error))?;
    Ok(bytes)
}

fn read_vec(file: &mut File, path: &Path, length: usize) -> Result<Vec<u8>, PackFileError> {
    let mut bytes = vec![0; length];
    file.read_exact(&mut bytes)
        .map_err(|error| cut_off(path, error))?;
    Ok(bytes)
}

/// A file that ends in the middle was cut after it was opened, or lied about its length.
fn cut_off(path: &Path, error: std::io::Error) -> PackFileError {
    if error.kind() == std::io::ErrorKind::UnexpectedEof {
        PackFault::Truncated.into()
    } else {
        ExportError::of(path, error).into()
    }
}

fn damaged(detail: &'static str) -> PackFileError {
    PackFault::Damaged { detail }.into()
}
