//! Chunks on their way into a pack: read and hashed by one thread, encrypted by a second, written by whoever asked.
//!
//! Not the order of chunks (the plan's) and not the writing. The one rule: the threads hand chunks on through short queues, so that a slow stick
//! slows the reading and memory stays the same however large a material is.

use std::fs::File;
use std::io::{Read as _, Seek as _, SeekFrom};
use std::path::Path;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};

use jury_exchange::pack::NextChunk;
use jury_seal::material::{CHUNK, Hashing, MaterialCipher};

use super::pack::Ready;
use crate::error::{DeskError, ErrorCode};

/// Chunks that may wait between two threads, 1 MiB each.
const AHEAD: usize = 8;

/// A chunk in clear, with what encrypts it.
struct Plain {
    next: NextChunk,
    cipher: Arc<MaterialCipher>,
    bytes: Vec<u8>,
}

/// An encrypted chunk.
type Sealed = (NextChunk, Vec<u8>);

/// Reads and encrypts the chunks wanted and hands them to `write` in order. Ends at the first fault of any of the three.
pub(super) fn seal_chunks(
    ready: &[Ready],
    wanted: impl Iterator<Item = NextChunk> + Send,
    mut write: impl FnMut(&NextChunk, &[u8]) -> Result<(), DeskError>,
) -> Result<(), DeskError> {
    std::thread::scope(|scope| {
        let (read, to_encrypt) = sync_channel(AHEAD);
        let (encrypted, to_write) = sync_channel(AHEAD);
        scope.spawn(move || read_chunks(ready, wanted, &read));
        scope.spawn(move || encrypt_chunks(&to_encrypt, &encrypted));
        // Leaving this loop early drops its end of the queue, which ends the other two at their next chunk.
        to_write.into_iter().try_for_each(|sealed| {
            let (next, bytes) = sealed?;
            write(&next, &bytes)
        })
    })
}

fn read_chunks(
    ready: &[Ready],
    wanted: impl Iterator<Item = NextChunk>,
    out: &SyncSender<Result<Plain, DeskError>>,
) {
    let mut source: Option<Source<'_>> = None;
    for next in wanted {
        let chunk =
            Source::of(&mut source, ready, next.material).and_then(|source| source.read(next));
        let is_fault = chunk.is_err();
        if out.send(chunk).is_err() || is_fault {
            return;
        }
    }
}

fn encrypt_chunks(
    from: &Receiver<Result<Plain, DeskError>>,
    out: &SyncSender<Result<Sealed, DeskError>>,
) {
    for plain in from {
        if out.send(plain.and_then(encrypt)).is_err() {
            return;
        }
    }
}

fn encrypt(plain: Plain) -> Result<Sealed, DeskError> {
    let Plain {
        next,
        cipher,
        mut bytes,
    } = plain;
    cipher
        .encrypt(next.seq, next.last, &mut bytes)
        .map_err(|error| DeskError::internal(&error))?;
    Ok((next, bytes))
}

/// A material's file while its chunks are read.
struct Source<'r> {
    place: usize,
    material: &'r Ready,
    file: File,
    cipher: Arc<MaterialCipher>,
    /// The hash of what was read so far; nothing when reading began in the middle.
    hashing: Option<Hashing>,
    /// The chunk at which the file stands.
    next: u32,
}

impl<'r> Source<'r> {
    /// The source of the material at this place in the plan: the one that is open, or a new one instead.
    fn of<'s>(
        open: &'s mut Option<Self>,
        ready: &'r [Ready],
        place: usize,
    ) -> Result<&'s mut Self, DeskError> {
        let source = match open.take().filter(|open| open.place == place) {
            Some(source) => source,
            None => Self::open(ready, place)?,
        };
        Ok(open.insert(source))
    }

    fn open(ready: &'r [Ready], place: usize) -> Result<Self, DeskError> {
        let not_planned = || DeskError::new(ErrorCode::Internal).with("source", "pack plan");
        let material = ready.get(place).ok_or_else(not_planned)?;
        Ok(Self {
            place,
            material,
            file: File::open(&material.path).map_err(|_| changed(material))?,
            cipher: Arc::new(MaterialCipher::new(&material.key, &material.sha256)),
            hashing: Some(Hashing::default()),
            next: 0,
        })
    }

    fn read(&mut self, next: NextChunk) -> Result<Plain, DeskError> {
        let material = self.material;
        let start = u64::from(next.seq) * CHUNK as u64;
        if next.seq != self.next {
            self.hashing = None;
            self.file
                .seek(SeekFrom::Start(start))
                .map_err(|_| changed(material))?;
        }
        self.next = next.seq + 1;
        let length = material.size.saturating_sub(start).min(CHUNK as u64);
        let length = usize::try_from(length).map_err(|error| DeskError::internal(&error))?;
        // Room for the tag, so that encrypting in place moves nothing.
        let mut bytes = Vec::with_capacity(length + jury_seal::material::TAG);
        bytes.resize(length, 0);
        self.file
            .read_exact(&mut bytes)
            .map_err(|_| changed(material))?;
        if let Some(hashing) = &mut self.hashing {
            hashing.update(&bytes);
        }
        // The key is derived from the first reading's digest; a file that changed in between must not be sealed under it.
        let whole = self.hashing.take_if(|_| next.last).map(Hashing::finish);
        if whole.is_some_and(|digest| digest != material.sha256) {
            return Err(changed(material));
        }
        let cipher = Arc::clone(&self.cipher);
        Ok(Plain {
            next,
            cipher,
            bytes,
        })
    }
}

fn changed(material: &Ready) -> DeskError {
    let name = crate::offers::file_name(Path::new(&material.path));
    DeskError::new(ErrorCode::CannotRead).with("file", name)
}
