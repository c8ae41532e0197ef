//! Why a figure could not be taken. It says nothing about speed.

use std::io;
use std::path::{Path, PathBuf};

use jury_desk::error::DeskError;

/// What went wrong with a measure.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Fault {
    #[error("{}: {source}", path.display())]
    File { path: PathBuf, source: io::Error },
    #[error("{program} cannot be started: {source}")]
    NotStarted { program: String, source: io::Error },
    #[error("{program} ended with {status}: {said}")]
    Failed {
        program: String,
        status: std::process::ExitStatus,
        said: String,
    },
    #[error("the desk refused {operation}: {source}")]
    Desk {
        operation: String,
        source: Box<DeskError>,
    },
    #[error("PDFium or the fonts are missing: {0}")]
    Paths(#[from] jury_media::PathsError),
    #[error("a page was not rendered: {0}")]
    Page(#[from] jury_media::MediaError),
    #[error("PDFium in this process: {0}")]
    Pdfium(#[from] pdfium_render::prelude::PdfiumError),
    #[error("a made-up document cannot be signed: {0}")]
    Seal(#[from] jury_seal::document::SealError),
    #[error("a made-up id is none: {0}")]
    Id(#[from] jury_core::IdError),
    /// The work was done and its result is not what was to be measured.
    #[error("{what}; the figure would mean nothing")]
    WrongResult { what: String },
}

impl Fault {
    pub(crate) fn file(path: &Path) -> impl FnOnce(io::Error) -> Self {
        let path = path.to_owned();
        move |source| Self::File { path, source }
    }

    pub(crate) fn wrong(what: impl Into<String>) -> Self {
        Self::WrongResult { what: what.into() }
    }
}
