//! Whose fault an error of a lower crate is, and which code and words it becomes. All conversions stand here.
//!
//! The one rule: an error the user can mend gets the code that names the mend; everything else is internal and keeps its source for the log.

use jury_exchange::book::BookError;
use jury_exchange::export::ExportError;
use jury_exchange::pack::PackFileError;
use jury_seal::pack::PackFault;
use jury_store::{StoreError, WriteError};

use crate::error::{DeskError, ErrorCode};
use crate::offers::file_name;

impl From<StoreError> for DeskError {
    fn from(error: StoreError) -> Self {
        let code = match &error {
            StoreError::InUse { .. } => ErrorCode::DeskInUse,
            StoreError::Missing { path } => {
                return Self::new(ErrorCode::NotADesk).with("missing", file_name(path));
            }
            StoreError::AlreadyExists { .. } => ErrorCode::DeskExists,
            StoreError::WrongKey { .. } => ErrorCode::WrongPassphrase,
            StoreError::Broken { file, .. } => {
                return Self::new(ErrorCode::DeskDamaged)
                    .with("kept", file)
                    .with("source", error);
            }
            StoreError::Damaged(_) | StoreError::ChainBroken { .. } => {
                return Self::new(ErrorCode::DeskDamaged)
                    .with("kept", "desk.db")
                    .with("source", error);
            }
            StoreError::NewerSchema { .. } => ErrorCode::DeskNewer,
            StoreError::DiskFull(_) => ErrorCode::DiskFull,
            StoreError::Io { path, .. } | StoreError::ReadBack { path } => {
                return Self::new(ErrorCode::DeskFileUnusable)
                    .with("file", file_name(path))
                    .with("source", error);
            }
            StoreError::Unusable(_) => {
                return Self::new(ErrorCode::DeskFileUnusable)
                    .with("file", "desk.db、dossiers.db 或 index.db")
                    .with("source", error);
            }
            _ => return Self::internal(&error),
        };
        Self::new(code).with("source", error)
    }
}

impl From<ExportError> for DeskError {
    fn from(error: ExportError) -> Self {
        let path = match &error {
            ExportError::NoSpace { .. } | ExportError::TooLargeForDisk { .. } => {
                return Self::new(ErrorCode::DiskFull).with("source", error);
            }
            ExportError::ReadOnly { path }
            | ExportError::Removed { path }
            | ExportError::ReadsBackDifferently { path }
            | ExportError::NoName { path }
            | ExportError::NamesTaken { path }
            | ExportError::Other { path, .. } => path,
        };
        Self::new(ErrorCode::CannotWrite)
            .with("file", file_name(path))
            .with("source", &error)
    }
}

/// A pack that cannot be written.
pub(crate) fn pack(error: &PackFileError) -> DeskError {
    match error {
        PackFileError::Cancelled => DeskError::new(ErrorCode::Cancelled),
        PackFileError::File(_) => DeskError::new(ErrorCode::CannotWrite)
            .with("file", "材料包")
            .with("source", error),
        _ => DeskError::internal(error),
    }
}

/// A pack that cannot be read, by name.
pub(crate) fn pack_file(error: &PackFileError, file: &str) -> DeskError {
    let code = match error {
        PackFileError::Fault(PackFault::NotAPack) => ErrorCode::PackForeign,
        PackFileError::Fault(PackFault::Truncated) => ErrorCode::PackTruncated,
        PackFileError::Fault(_) => ErrorCode::PackDamaged,
        _ => ErrorCode::CannotRead,
    };
    DeskError::new(code)
        .with("file", file)
        .with("source", error)
}

/// A workbook that cannot be read, by name.
pub(crate) fn workbook(error: &BookError, file: &str) -> DeskError {
    DeskError::new(ErrorCode::WorkbookUnreadable)
        .with("file", file)
        .with("why", crate::intake::book_words(error))
}

/// A change of the store that failed, or that the use case refused. The store looks inside to give back its ballast when the disk is full.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Saving {
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error(transparent)]
    Refused(#[from] DeskError),
}

impl WriteError for Saving {
    fn store_error(&self) -> Option<&StoreError> {
        match self {
            Self::Store(error) => Some(error),
            Self::Refused(_) => None,
        }
    }
}

impl From<Saving> for DeskError {
    fn from(saving: Saving) -> Self {
        match saving {
            Saving::Store(error) => error.into(),
            Saving::Refused(error) => error,
        }
    }
}
