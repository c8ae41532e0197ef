//! One volume being written: records appended to a part file, then index, footer, read-back and name.
//!
//! Not which chunk comes: the plan says that. The one rule: the name is given last, after every byte was read back from the device.

use std::fs::{File, OpenOptions};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{SyncSender, sync_channel};
use std::thread::JoinHandle;

use jury_core::Digest;
use jury_seal::material::{Tag, tag_of};
use jury_seal::pack::{Footer, Index, PackHeader, RecordHead};

use crate::export::{ExportError, forget_cached, part_path, rename_without_overwriting};

use super::plan::NextChunk;
use super::{PackFileError, Watch, watched};

/// A read-back hands its progress over this often.
const BLOCK: usize = 1 << 20;
/// So many bytes are written before the device is asked to keep them.
const FLUSH: u64 = 16 << 20;

pub(super) struct Volume {
    pub(super) final_path: PathBuf,
    pub(super) part: PathBuf,
    pub(super) file: File,
    pub(super) length: u64,
    pub(super) index: Index,
    /// CRC-32 of everything written: enough to find a byte a bad stick lost. Attackers meet the letter's digests instead.
    pub(super) checksum: crc32fast::Hasher,
    pub(super) flusher: Flusher,
}

/// Brings what was written to the device while the next chunks are still read and encrypted: otherwise a stick would begin its work when the
/// last chunk is there, and a progress of 100 % would stand for minutes.
pub(super) struct Flusher {
    wake: SyncSender<()>,
    done: JoinHandle<io::Result<()>>,
    /// Bytes written since it was last woken.
    waiting: u64,
}

impl Flusher {
    pub(super) fn start(file: &File) -> io::Result<Self> {
        let file = file.try_clone()?;
        let (wake, woken) = sync_channel(1);
        let done = std::thread::spawn(move || woken.iter().try_for_each(|()| file.sync_data()));
        Ok(Self {
            wake,
            done,
            waiting: 0,
        })
    }

    fn wrote(&mut self, bytes: u64) {
        self.waiting += bytes;
        if self.waiting >= FLUSH {
            self.waiting = 0;
            // Woken already: it will look again after what it is at.
            self.wake.try_send(()).ok();
        }
    }

    /// Waits for it. A failure is told to one who asks the system once, so what it met must not be lost.
    fn finish(self) -> io::Result<()> {
        drop(self.wake);
        self.done
            .join()
            .unwrap_or_else(|_| Err(io::Error::other("flushing ended early")))
    }
}

/// A finished volume.
pub(super) struct Finished {
    pub(super) path: PathBuf,
    pub(super) size: u64,
    pub(super) digest: Digest,
}

impl Volume {
    pub(super) fn create(final_path: PathBuf, header: &PackHeader) -> Result<Self, PackFileError> {
        let part = part_path(&final_path)?;
        let open = OpenOptions::new()
            .read(true)
            .write(true)
            .create(true)
            .truncate(true)
            .open(&part);
        let file = open.map_err(|error| ExportError::of(&final_path, error))?;
        let flusher = Flusher::start(&file).map_err(|error| ExportError::of(&final_path, error))?;
        let (length, index, checksum) = (0, Index::default(), crc32fast::Hasher::new());
        let mut volume = Self {
            final_path,
            part,
            file,
            length,
            index,
            checksum,
            flusher,
        };
        volume.write(&header.to_bytes()?)?;
        Ok(volume)
    }

    fn write(&mut self, bytes: &[u8]) -> Result<(), PackFileError> {
        self.file
            .write_all(bytes)
            .map_err(|error| ExportError::of(&self.final_path, error))?;
        self.checksum.update(bytes);
        self.length += bytes.len() as u64;
        self.flusher.wrote(bytes.len() as u64);
        Ok(())
    }

    pub(super) fn append(&mut self, next: &NextChunk, chunk: &[u8]) -> Result<Tag, PackFileError> {
        let NextChunk {
            id, seq, length, ..
        } = *next;
        let wrong = || PackFileError::ChunkLength {
            expected: length,
            given: chunk.len(),
        };
        if chunk.len() != length as usize {
            return Err(wrong());
        }
        let tag = tag_of(chunk).map_err(|_| wrong())?;
        self.index.note(id, seq, self.length, tag);
        self.write(&RecordHead::Chunk { id, seq, length }.to_bytes())?;
        self.write(chunk)?;
        Ok(tag)
    }

    pub(super) fn finish(mut self, watch: &mut Watch<'_>) -> Result<Finished, PackFileError> {
        let (index_at, index) = (self.length, self.index.to_bytes());
        let length =
            u32::try_from(index.len()).expect("200,000 tags and entries are far below 4 GiB");
        let footer = Footer::of(index_at, &index);
        self.write(&RecordHead::Index { length }.to_bytes())?;
        self.write(&index)?;
        self.write(&footer.to_bytes())?;
        let Self {
            final_path,
            part,
            file,
            length,
            flusher,
            checksum,
            ..
        } = self;
        flusher
            .finish()
            .and_then(|()| file.sync_all())
            .map_err(|error| ExportError::of(&final_path, error))?;
        if !reads_back(&final_path, &part, length, checksum, watch)? {
            return Err(ExportError::ReadsBackDifferently { path: final_path }.into());
        }
        // Windows renames no file that is open.
        drop(file);
        let path = rename_without_overwriting(&part, &final_path)?;
        Ok(Finished {
            path,
            size: length,
            digest: footer.index_digest,
        })
    }
}

/// Whether the part file has this length and this checksum when the device is read again.
fn reads_back(
    final_path: &Path,
    part: &Path,
    length: u64,
    checksum: crc32fast::Hasher,
    watch: &mut Watch<'_>,
) -> Result<bool, PackFileError> {
    let failed = |error| ExportError::of(final_path, error);
    let mut file = File::open(part).map_err(failed)?;
    forget_cached(&file);
    let (mut buffer, mut done, mut again) = (vec![0; BLOCK], 0, crc32fast::Hasher::new());
    loop {
        let count = file.read(&mut buffer).map_err(failed)?;
        if count == 0 {
            return Ok(done == length && again.finalize() == checksum.finalize());
        }
        again.update(&buffer[..count]);
        done += count as u64;
        watched(watch, done, length)?;
    }
}

/// `云江-01-2.jurymat` for the second of several volumes, without the number for the only one.
pub(super) fn volume_path(folder: &Path, stem: &str, number: usize, of: usize) -> PathBuf {
    folder.join(if of == 1 {
        format!("{stem}.jurymat")
    } else {
        format!("{stem}-{}.jurymat", number + 1)
    })
}
