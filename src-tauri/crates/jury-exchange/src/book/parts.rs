//! The container of a workbook, unpacked once into nothing: counts, proportions, checksums, and what the parser would keep of it.
//!
//! Not an extraction: no name in it is ever a path, nothing is kept. The one rule: a limit is applied to bytes that came out, never to a
//! size somebody wrote down.

use std::io::{Cursor, Read};

use zip::{CompressionMethod, ZipArchive};

use super::kept::{Kept, is_wide};
use super::{BookError, Limits, sniff};

/// What opens the entry of a part in the directory of a container.
const ENTRY: &[u8] = b"PK\x01\x02";
/// Entries of the directory that are let into memory to be counted. Containers inside the container, stored as they are, have some too.
const ENTRY_LIMIT: usize = 65_535;

/// Unpacks every part within the limits and compares its checksum.
pub(super) fn check(bytes: &[u8], limits: &Limits) -> Result<(), BookError> {
    let entries = bytes.windows(ENTRY.len()).filter(|at| *at == ENTRY).count();
    if entries > ENTRY_LIMIT {
        return Err(BookError::TooManyParts {
            parts: entries,
            limit: limits.parts,
        });
    }
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
    let mut kept = Kept::new(part.name_raw(), limits.cells);
    let (mut buffer, mut size) = (vec![0; 64 << 10], 0_u64);
    loop {
        let count = part.read(&mut buffer).map_err(|_| BookError::Damaged)?;
        if count == 0 {
            return Ok(size);
        }
        if size == 0 && is_wide(&buffer[..count]) {
            return Err(BookError::Damaged);
        }
        size += count as u64;
        if size > limits.part || (size > limits.ratio_free && size / limits.ratio > packed) {
            return Err(BookError::UnpacksTooLarge);
        }
        kept.count(&buffer[..count])?;
    }
}
