//! The backup file `*.jurybackup`: a locked desk in one file, for a stick (FORMAT §14).
//!
//! Not the copying of the database (jury-store) and not its key: everything in it is as encrypted as in the desk's folder, and the dossiers are
//! not in it. The one rule: nothing in a backup is believed before every digest fits, and nothing in it names a place on disk.

use std::fs::{self, File};
use std::io::{self, Cursor, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use jury_core::{ContestId, Digest, ExpertId};
use jury_seal::canon;
use jury_seal::sha256;
use jury_seal::wire::Hex;
use serde::{Deserialize, Serialize};

use crate::export::{ExportError, digest_while, write_verified_from};

const MAGIC: &[u8; 8] = b"JURYBAK1";
const HEADER_LIMIT: u32 = 4096;
/// As much as a key file may be (FORMAT §12).
const SMALL_LIMIT: u64 = 1 << 20;

/// Why a file cannot be used as a backup.
#[derive(Debug, thiserror::Error)]
pub enum BackupFault {
    /// Not a backup at all, or one of a later format.
    #[error("not a backup file")]
    Foreign,
    /// It ends too early: not copied to its end.
    #[error("the backup is truncated")]
    Truncated,
    /// Something in it does not fit its digest.
    #[error("the backup is damaged: {what}")]
    Damaged {
        /// What does not fit.
        what: &'static str,
    },
    /// It cannot be read.
    #[error("the backup cannot be read")]
    Read(#[source] io::Error),
    /// What is taken out of it cannot be written.
    #[error("writing {path} failed")]
    Write {
        /// The file being written.
        path: PathBuf,
        /// What the system said.
        #[source]
        source: io::Error,
    },
}

/// What a backup says of itself, in clear: no more than the card beside a locked desk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BackupFacts {
    /// When it was made, RFC 3339.
    pub at: String,
    /// The contest.
    pub contest: ContestId,
    /// The expert; none for an organiser's desk.
    pub expert: Option<ExpertId>,
}

/// The three parts of a locked desk.
#[derive(Debug, Clone, Copy)]
pub struct BackupParts<'a> {
    /// The card: what the first screen shows of the locked desk.
    pub card: &'a [u8],
    /// The key file.
    pub keys: &'a [u8],
    /// The encrypted database, a copy nobody writes to.
    pub database: &'a Path,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Header {
    at: String,
    card: Part,
    contest: String,
    database: Part,
    expert: Option<String>,
    keys: Part,
}

#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Part {
    sha256: Hex<32>,
    size: u64,
}

impl Part {
    fn of(bytes: &[u8]) -> Self {
        Self {
            sha256: Hex(sha256(bytes).0),
            size: bytes.len() as u64,
        }
    }

    fn fits(self, digest: Digest) -> bool {
        digest.0 == self.sha256.0
    }
}

/// Writes a backup beside its place, reads it back, and names it: `name (2)` when `path` is taken.
///
/// # Errors
/// [`ExportError`]; nothing is left under the final name.
pub fn write_backup(
    path: &Path,
    facts: &BackupFacts,
    parts: BackupParts<'_>,
) -> Result<PathBuf, ExportError> {
    let failed = |error| ExportError::of(path, error);
    let mut database = File::open(parts.database).map_err(failed)?;
    let header = Header {
        at: facts.at.clone(),
        card: Part::of(parts.card),
        contest: facts.contest.to_string(),
        database: part_of(&mut database).map_err(failed)?,
        expert: facts.expert.as_ref().map(ToString::to_string),
        keys: Part::of(parts.keys),
    };
    let front = front(&header).map_err(failed)?;
    let mut all = Cursor::new(front)
        .chain(parts.card)
        .chain(parts.keys)
        .chain(database);
    write_verified_from(path, &mut all)
}

fn part_of(file: &mut File) -> io::Result<Part> {
    let sha256 = Hex(digest_while(file, |_| Ok(()))?.0);
    let size = file.stream_position()?;
    file.seek(SeekFrom::Start(0))?;
    Ok(Part { sha256, size })
}

fn front(header: &Header) -> io::Result<Vec<u8>> {
    let header = canon::to_bytes(header).map_err(io::Error::other)?;
    let length = u32::try_from(header.len()).map_err(io::Error::other)?;
    let parts: [&[u8]; 4] = [MAGIC, &length.to_be_bytes(), &header, &sha256(&header).0];
    Ok(parts.concat())
}

/// A backup whose every digest fits.
#[derive(Debug)]
pub struct BackupFile {
    facts: BackupFacts,
    path: PathBuf,
    card: Vec<u8>,
    keys: Vec<u8>,
    database: Part,
    database_at: u64,
}

impl BackupFile {
    /// Opens a backup and reads it once to its end.
    ///
    /// # Errors
    /// [`BackupFault`] says what is wrong with the file.
    pub fn open(path: &Path) -> Result<Self, BackupFault> {
        // A pipe or a device would be waited for without end.
        if !fs::metadata(path).map_err(BackupFault::Read)?.is_file() {
            return Err(BackupFault::Foreign);
        }
        let mut file = File::open(path).map_err(BackupFault::Read)?;
        let header = read_header(&mut file)?;
        let facts = facts_of(&header).ok_or(BackupFault::Damaged { what: "header" })?;
        let card = read_small(&mut file, header.card, "card")?;
        let keys = read_small(&mut file, header.keys, "keys")?;
        let database_at = file.stream_position().map_err(BackupFault::Read)?;
        check_database(&mut file, header.database)?;
        Ok(Self {
            facts,
            path: path.to_owned(),
            card,
            keys,
            database: header.database,
            database_at,
        })
    }

    /// What it says of itself.
    #[must_use]
    pub const fn facts(&self) -> &BackupFacts {
        &self.facts
    }

    /// The card's bytes.
    #[must_use]
    pub fn card(&self) -> &[u8] {
        &self.card
    }

    /// The key file's bytes.
    #[must_use]
    pub fn keys(&self) -> &[u8] {
        &self.keys
    }

    /// Copies the database out, flushed to the disk, its digest checked once more on the way.
    ///
    /// # Errors
    /// [`BackupFault::Damaged`] when the file changed meanwhile, [`BackupFault::Read`], [`BackupFault::Write`]. What was begun is removed.
    pub fn take_database(&self, target: &Path) -> Result<(), BackupFault> {
        self.copy_database(target).inspect_err(|_| {
            // The first error is the one to report.
            drop(fs::remove_file(target));
        })
    }

    fn copy_database(&self, target: &Path) -> Result<(), BackupFault> {
        let written = |source| BackupFault::Write {
            path: target.to_owned(),
            source,
        };
        let mut file = File::open(&self.path).map_err(BackupFault::Read)?;
        file.seek(SeekFrom::Start(self.database_at))
            .map_err(BackupFault::Read)?;
        let mut copy = File::create(target).map_err(written)?;
        let mut refused = None;
        let digest = digest_while(&mut file.take(self.database.size), |block| {
            copy.write_all(block).map_err(|source| {
                let kind = source.kind();
                refused = Some(source);
                kind.into()
            })
        });
        if let Some(source) = refused {
            return Err(written(source));
        }
        if !self.database.fits(digest.map_err(BackupFault::Read)?) {
            return Err(BackupFault::Damaged { what: "database" });
        }
        copy.sync_all().map_err(written)
    }
}

fn read_header(file: &mut File) -> Result<Header, BackupFault> {
    let mut magic = [0; 8];
    let mut length = [0; 4];
    fill(file, &mut magic).map_err(|fault| match fault {
        BackupFault::Truncated => BackupFault::Foreign,
        other => other,
    })?;
    if magic != *MAGIC {
        return Err(BackupFault::Foreign);
    }
    fill(file, &mut length)?;
    let length = u32::from_be_bytes(length);
    if length > HEADER_LIMIT {
        return Err(BackupFault::Damaged { what: "header" });
    }
    let mut bytes = vec![0; length as usize];
    let mut digest = [0; 32];
    fill(file, &mut bytes)?;
    fill(file, &mut digest)?;
    if sha256(&bytes).0 != digest {
        return Err(BackupFault::Damaged { what: "header" });
    }
    canon::from_bytes(&bytes).map_err(|_| BackupFault::Damaged { what: "header" })
}

fn facts_of(header: &Header) -> Option<BackupFacts> {
    let expert = match &header.expert {
        Some(id) => Some(ExpertId::new(id).ok()?),
        None => None,
    };
    Some(BackupFacts {
        at: header.at.clone(),
        contest: ContestId::new(&header.contest).ok()?,
        expert,
    })
}

fn read_small(file: &mut File, part: Part, what: &'static str) -> Result<Vec<u8>, BackupFault> {
    if part.size > SMALL_LIMIT {
        return Err(BackupFault::Damaged { what });
    }
    let size = usize::try_from(part.size).map_err(|_| BackupFault::Damaged { what })?;
    let mut bytes = vec![0; size];
    fill(file, &mut bytes)?;
    if part.fits(sha256(&bytes)) {
        Ok(bytes)
    } else {
        Err(BackupFault::Damaged { what })
    }
}

fn check_database(file: &mut File, part: Part) -> Result<(), BackupFault> {
    let mut count = 0;
    let digest = digest_while(file, |block| {
        count += block.len() as u64;
        Ok(())
    })
    .map_err(BackupFault::Read)?;
    if count < part.size {
        return Err(BackupFault::Truncated);
    }
    if count > part.size || !part.fits(digest) {
        return Err(BackupFault::Damaged { what: "database" });
    }
    Ok(())
}

fn fill(file: &mut File, bytes: &mut [u8]) -> Result<(), BackupFault> {
    file.read_exact(bytes).map_err(|error| match error.kind() {
        io::ErrorKind::UnexpectedEof => BackupFault::Truncated,
        _ => BackupFault::Read(error),
    })
}

#[cfg(test)]
mod tests;
