//! Taking an interrupted pack up again: what is finished stays, what is half-written is kept up to its last whole record.
//!
//! Not a repair: a part file of another pack is left alone. The one rule: a record counts only if it is the one the plan has in its place.

use std::fs::OpenOptions;
use std::io::{BufReader, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};

use jury_seal::material::tag_of;
use jury_seal::pack::{Index, MAGIC, PackFault, PackHeader, RECORD_HEAD, RecordHead};

use crate::export::{ExportError, numbered, part_path};

use super::plan::NextChunk;
use super::reader::PackReader;
use super::volume::{Flusher, Volume};
use super::{PackFileError, Watch, watched};

/// A finished volume may have been named `name (2)` and so on.
const NAMES_LOOKED_AT: u32 = 20;

/// A finished volume of this pack under any of the names it may have got, with exactly the planned chunks.
pub(super) fn finished(
    path: &Path,
    header: &PackHeader,
    planned: &[NextChunk],
) -> Option<PackReader> {
    let candidates = (1..=NAMES_LOOKED_AT).map(|number| numbered(path, number));
    // What cannot be opened is no volume of this pack; the new one gets another name beside it.
    let mut readers = candidates
        .filter(|candidate| candidate.exists())
        .filter_map(|candidate| PackReader::open(&candidate).ok());
    readers.find(|reader| reader.header() == header && reader.holds(planned))
}

/// The part file of an interrupted volume, cut after its last whole record, and how many records it has. Nothing without one.
pub(super) fn interrupted(
    path: &Path,
    header: &PackHeader,
    planned: &[NextChunk],
    watch: &mut Watch<'_>,
) -> Result<Option<(Volume, usize)>, PackFileError> {
    let part = part_path(path)?;
    let failed = |error| PackFileError::from(ExportError::of(path, error));
    let file = match OpenOptions::new().read(true).write(true).open(&part) {
        Ok(file) => file,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(failed(error)),
    };
    let total = file.metadata().map_err(failed)?.len();
    let mut scan = Scan {
        reader: BufReader::with_capacity(1 << 20, file),
        length: 0,
        index: Index::default(),
        checksum: crc32fast::Hasher::new(),
    };
    if !scan.take_header(&part, header, total)? {
        return Ok(None);
    }
    let mut records = 0;
    for next in planned {
        if !scan.take_record(next).map_err(failed)? {
            break;
        }
        records += 1;
        watched(watch, scan.length, total)?;
    }
    let Scan {
        reader,
        length,
        index,
        checksum,
    } = scan;
    let mut file = reader.into_inner();
    file.set_len(length)
        .and_then(|()| file.seek(SeekFrom::Start(length)))
        .map_err(failed)?;
    let flusher = Flusher::start(&file).map_err(failed)?;
    Ok(Some((
        Volume {
            final_path: path.to_owned(),
            part,
            file,
            length,
            index,
            checksum,
            flusher,
        },
        records,
    )))
}

struct Scan<R> {
    reader: R,
    length: u64,
    index: Index,
    checksum: crc32fast::Hasher,
}

impl<R: Read> Scan<R> {
    /// Whether the part file begins as this volume does. One too short to say is begun anew.
    fn take_header(
        &mut self,
        part: &Path,
        header: &PackHeader,
        total: u64,
    ) -> Result<bool, PackFileError> {
        let expected = header.to_bytes()?;
        let mut found = vec![0; expected.len()];
        let other = || PackFileError::OtherPack {
            path: PathBuf::from(part),
        };
        if total < expected.len() as u64 {
            let mut begun = Vec::new();
            self.reader
                .read_to_end(&mut begun)
                .map_err(|error| ExportError::of(part, error))?;
            return if expected.starts_with(&begun) || MAGIC.starts_with(&begun) {
                Ok(false)
            } else {
                Err(other())
            };
        }
        self.reader
            .read_exact(&mut found)
            .map_err(|error| ExportError::of(part, error))?;
        if found != expected {
            return Err(other());
        }
        self.took(&expected);
        Ok(true)
    }

    /// Whether the next record is whole and the one expected. The rest of the file, an index begun perhaps, is cut off by the caller.
    fn take_record(&mut self, next: &NextChunk) -> std::io::Result<bool> {
        let expected = RecordHead::Chunk {
            id: next.id,
            seq: next.seq,
            length: next.length,
        };
        let mut head = [0; RECORD_HEAD];
        let mut chunk = vec![0; next.length as usize];
        if !fills(&mut self.reader, &mut head)?
            || RecordHead::from_bytes(&head) != Ok::<_, PackFault>(expected)
        {
            return Ok(false);
        }
        if !fills(&mut self.reader, &mut chunk)? {
            return Ok(false);
        }
        let Ok(tag) = tag_of(&chunk) else {
            return Ok(false);
        };
        self.index.note(next.id, next.seq, self.length, tag);
        self.took(&head);
        self.took(&chunk);
        Ok(true)
    }

    fn took(&mut self, bytes: &[u8]) {
        self.checksum.update(bytes);
        self.length += bytes.len() as u64;
    }
}

fn fills(reader: &mut impl Read, buffer: &mut [u8]) -> std::io::Result<bool> {
    match reader.read_exact(buffer) {
        Ok(()) => Ok(true),
        Err(error) if error.kind() == std::io::ErrorKind::UnexpectedEof => Ok(false),
        Err(error) => Err(error),
    }
}
