//! What can go wrong in a store. Sentences for people are jury-desk's; here are the facts they need.
//!
//! The one rule: an error names the thing that is wrong (a file, a table, a number), never the place in the code.

use std::io;
use std::path::{Path, PathBuf};

use crate::dossiers::BlobId;
use crate::folder::DeskFile;

/// A refusal or a failure of the store.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum StoreError {
    /// Another program (or another window of this one) has the desk open.
    #[error("the desk in {} is open elsewhere", folder.display())]
    InUse {
        /// The desk's folder.
        folder: PathBuf,
    },
    /// There is no desk here.
    #[error("{} does not exist", path.display())]
    Missing {
        /// What was looked for.
        path: PathBuf,
    },
    /// A desk is here already; creating another would hide it.
    #[error("{} exists already", path.display())]
    AlreadyExists {
        /// The file in the way.
        path: PathBuf,
    },
    /// The key does not open the file.
    #[error("the key does not open {file}")]
    WrongKey {
        /// The file that stays closed.
        file: DeskFile,
    },
    /// The file is damaged. It stays where it is until [`crate::set_aside`] or [`crate::restore_backup`] moves it.
    #[error("{file} is damaged: {finding}")]
    Broken {
        /// The damaged file.
        file: DeskFile,
        /// What the check said, in English, for the log.
        finding: String,
    },
    /// A page could not be read or is not what was written.
    #[error("a database page is damaged")]
    Damaged(#[source] rusqlite::Error),
    /// The file was written by a newer program.
    #[error("{file} has schema {found}, this program knows {known}")]
    NewerSchema {
        /// The file.
        file: DeskFile,
        /// Version in the file.
        found: u32,
        /// Newest version this program knows.
        known: u32,
    },
    /// A migration left references that lead nowhere; nothing was changed.
    #[error("migrating {file} would leave {dangling} dangling references")]
    MigrationRefused {
        /// The file, unchanged.
        file: DeskFile,
        /// How many.
        dangling: usize,
    },
    /// The disk, or a quota on it, is full. What was acknowledged before is safe.
    #[error("the disk is full")]
    DiskFull(#[source] Box<dyn std::error::Error + Send + Sync>),
    /// The database engine is not as this store needs it.
    #[error("the database engine has {setting} {found}, needed is {needed}")]
    Engine {
        /// Which property.
        setting: &'static str,
        /// As found.
        found: String,
        /// As needed.
        needed: &'static str,
    },
    /// A row breaks a rule of its table (unknown reference, second row under one id, change of an append-only table).
    #[error("a row breaks a rule of its table")]
    Constraint(#[source] rusqlite::Error),
    /// A hash chain does not link: rows were changed from outside.
    #[error("{table} is not as it was written, from number {no} on")]
    ChainBroken {
        /// `score_event` or `audit`.
        table: &'static str,
        /// First number that does not fit.
        no: i64,
    },
    /// Another document is known under this digest: one of the two digests was not computed from its bytes.
    #[error("two different documents under one digest")]
    DigestTaken {
        /// The digest in lower-case hexadecimal.
        digest: String,
    },
    /// A blob was announced again with other measures.
    #[error("blob {id} is known with other measures")]
    BlobDiffers {
        /// Which blob.
        id: BlobId,
    },
    /// No such blob was announced.
    #[error("blob {id} is unknown")]
    BlobUnknown {
        /// Which blob.
        id: BlobId,
    },
    /// A chunk that is not there, or not there yet.
    #[error("blob {id} has no chunk {seq}")]
    ChunkMissing {
        /// Which blob.
        id: BlobId,
        /// Which chunk, counted from 0.
        seq: u32,
    },
    /// A chunk beyond the announced number.
    #[error("blob {id} has no place for chunk {seq}")]
    ChunkBeyondEnd {
        /// Which blob.
        id: BlobId,
        /// Which chunk, counted from 0.
        seq: u32,
    },
    /// What was written does not read back the same.
    #[error("{} does not read back as written", path.display())]
    ReadBack {
        /// The file.
        path: PathBuf,
    },
    /// A backup does not open, or does not hold what the desk holds.
    #[error("the backup {} is not usable: {finding}", path.display())]
    BackupUnusable {
        /// The backup.
        path: PathBuf,
        /// What the check said, in English, for the log.
        finding: String,
    },
    /// The folder's name is not Unicode; SQLite takes no other for backups.
    #[error("the name of {} is not Unicode", path.display())]
    NameNotUnicode {
        /// The path.
        path: PathBuf,
    },
    /// The file system refused.
    #[error("cannot {act} {}", path.display())]
    Io {
        /// What was tried, an English verb.
        act: &'static str,
        /// On what.
        path: PathBuf,
        /// Why not.
        #[source]
        source: io::Error,
    },
    /// The system refused the engine its file: no rights, write-protected, locked by another program, gone.
    #[error("the database engine cannot use its file")]
    Unusable(#[source] rusqlite::Error),
    /// Any other answer of the database engine.
    #[error("the database engine failed")]
    Sql(#[source] rusqlite::Error),
}

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> Self {
        use rusqlite::ErrorCode;
        // A file at its largest permitted size (EFBIG), which SQLite does not call a full disk.
        let write_refused = error
            .sqlite_error()
            .is_some_and(|said| said.extended_code == rusqlite::ffi::SQLITE_IOERR_WRITE);
        match error.sqlite_error_code() {
            Some(ErrorCode::DiskFull) => Self::DiskFull(Box::new(error)),
            Some(_) if write_refused => Self::DiskFull(Box::new(error)),
            Some(ErrorCode::NotADatabase | ErrorCode::DatabaseCorrupt) => Self::Damaged(error),
            Some(ErrorCode::ConstraintViolation) => Self::Constraint(error),
            Some(
                ErrorCode::CannotOpen
                | ErrorCode::SystemIoFailure
                | ErrorCode::ReadOnly
                | ErrorCode::PermissionDenied
                | ErrorCode::DatabaseBusy
                | ErrorCode::FileLockingProtocolFailed,
            ) => Self::Unusable(error),
            _ => Self::Sql(error),
        }
    }
}

impl StoreError {
    /// Maps a file system error, keeping apart what a full disk means.
    pub(crate) fn io(act: &'static str, path: &Path) -> impl FnOnce(io::Error) -> Self {
        let path = path.to_owned();
        move |source| match source.kind() {
            io::ErrorKind::StorageFull
            | io::ErrorKind::QuotaExceeded
            | io::ErrorKind::FileTooLarge => Self::DiskFull(Box::new(source)),
            _ => Self::Io { act, path, source },
        }
    }

    /// Is this a damaged page, wherever it was met?
    pub(crate) fn is_damage(&self) -> bool {
        matches!(self, Self::Damaged(_) | Self::Broken { .. })
    }
}

/// An error that a change may end with: the store's own, or a caller's that can tell whether the store is behind it.
///
/// [`crate::Desk::write`] needs to know, since after a full disk it gives the ballast back and tries the change once more.
pub trait WriteError: From<StoreError> {
    /// The store's error inside, if it is one.
    fn store_error(&self) -> Option<&StoreError>;
}

impl WriteError for StoreError {
    fn store_error(&self) -> Option<&StoreError> {
        Some(self)
    }
}
