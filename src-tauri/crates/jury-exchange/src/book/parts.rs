//! The container of a workbook, unpacked once into nothing: counts, proportions, checksums.
//!
//! Not an extraction: no name in it is ever a path, nothing is kept. The one rule: a limit is applied to bytes that came out, never to a
//! size somebody wrote down.

use std::io::{Cursor, Read};

use zip::{CompressionMethod, ZipArchive};

use super::{BookError, Limits, sniff};

/// The part the parser of workbooks keeps wholly in memory, one text after another.
const TEXTS_PART: &[u8] = b"xl/sharedStrings.xml";

/// Unpacks every part within the limits and compares its checksum.
pub(super) fn check(bytes: &[u8], limits: &Limits) -> Result<(), BookError> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| BookError::Damaged)?;
    let parts = archive.len();
    if parts > limits.parts {
        return Err(BookError::TooManyParts {
            parts,
            limit: limits.parts,
        });
    }
    let names: Vec<Vec<u8>> = archive.file_names_raw().map(<[u8]>::to_vec).collect();
    if let Some(kind) = sniff::foreign_container(names.iter().map(Vec::as_slice)) {
        return Err(BookError::Foreign { kind });
    }
    if archive
        .has_overlapping_entries()
        .map_err(|_| BookError::Damaged)?
    {
        return Err(BookError::Overlapping);
    }
    let mut total = 0;
    for index in 0..parts {
        total += unpack(&mut archive, index, limits)?;
        if total > limits.total {
            return Err(BookError::UnpacksTooLarge);
        }
    }
    Ok(())
}

/// The number of bytes one part unpacks to. Reading to the end compares the checksum.
fn unpack(
    archive: &mut ZipArchive<Cursor<&[u8]>>,
    index: usize,
    limits: &Limits,
) -> Result<u64, BookError> {
    let raw = archive
        .by_index_raw(index)
        .map_err(|_| BookError::Damaged)?;
    let known = matches!(
        raw.compression(),
        CompressionMethod::Stored | CompressionMethod::Deflated
    );
    if raw.encrypted() || !known {
        return Err(BookError::UnknownPacking);
    }
    let packed = raw.compressed_size();
    drop(raw);
    let mut part = archive.by_index(index).map_err(|_| BookError::Damaged)?;
    let is_texts = part.name_raw().eq_ignore_ascii_case(TEXTS_PART);
    let (mut buffer, mut size, mut texts) = (vec![0; 64 << 10], 0_u64, Texts::default());
    loop {
        let count = part.read(&mut buffer).map_err(|_| BookError::Damaged)?;
        if count == 0 {
            return Ok(size);
        }
        size += count as u64;
        if size > limits.part || (size > limits.ratio_free && size / limits.ratio > packed) {
            return Err(BookError::UnpacksTooLarge);
        }
        if is_texts && texts.count(&buffer[..count]) > limits.cells {
            return Err(BookError::TooManyCells {
                limit: limits.cells,
            });
        }
    }
}

/// Counts `<si`, which opens one shared text, across the borders of reads.
#[derive(Default)]
struct Texts {
    matched: usize,
    found: usize,
}

impl Texts {
    fn count(&mut self, bytes: &[u8]) -> usize {
        for byte in bytes {
            self.matched = match (self.matched, byte) {
                (_, b'<') => 1,
                (1, b's') => 2,
                (2, b'i') => {
                    self.found += 1;
                    0
                }
                _ => 0,
            };
        }
        self.found
    }
}
