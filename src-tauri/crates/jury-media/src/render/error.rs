//! What can go wrong between asking for a page and having it.
//!
//! Not sentences for people: the desk has those. The one rule: the fields say what a sentence needs.

use std::io;
use std::path::PathBuf;
use std::time::Duration;

use crate::wire::Refusal;

/// Why there is no bitmap. The next request starts a new worker where one is needed, so none of these is lasting.
#[derive(Debug, thiserror::Error)]
pub enum MediaError {
    #[error("the render worker {program} cannot be started")]
    Start { program: PathBuf, source: io::Error },
    #[error(
        "the render worker ended before it was ready: PDFium's library or the bundled font is missing or foreign"
    )]
    NotReady,
    #[error("the document's bytes cannot be read")]
    Source(#[source] io::Error),
    #[error("the document was said to have {promised} bytes and gave another number")]
    SourceLength { promised: u64 },
    #[error("the file has {bytes} bytes, more than {limit}")]
    TooLarge { bytes: u64, limit: u64 },
    #[error(transparent)]
    Refused(#[from] Refusal),
    #[error("the render worker died (page {page:?})")]
    WorkerDied { page: Option<u32> },
    #[error("the render worker took longer than {limit:?} (page {page:?}) and was ended")]
    Timeout { page: Option<u32>, limit: Duration },
    #[error("the render worker answered nonsense: {what}")]
    Nonsense { what: &'static str },
    #[error("the document was not opened, or was closed")]
    NotOpened,
}

impl MediaError {
    /// Puts the page into an error that happened on the way to it.
    pub(super) fn at(self, on: Option<u32>) -> Self {
        match self {
            Self::WorkerDied { .. } => Self::WorkerDied { page: on },
            Self::Timeout { limit, .. } => Self::Timeout { page: on, limit },
            other => other,
        }
    }

    /// Whether the worker is well after this error; if not, it is put away.
    pub(super) fn worker_is_well(&self) -> bool {
        matches!(
            self,
            Self::Refused(_) | Self::TooLarge { .. } | Self::NotOpened
        )
    }
}
