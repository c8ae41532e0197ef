//! What can go wrong in a task, each with what to do about it.

use std::io;
use std::path::PathBuf;

/// Why a task stopped.
#[derive(Debug, thiserror::Error)]
pub(crate) enum XtaskError {
    #[error("not understood: {given}\n\n{usage}")]
    Usage { given: String, usage: &'static str },
    #[error("{command} failed ({status})")]
    Failed {
        command: String,
        status: std::process::ExitStatus,
    },
    #[error("{command} could not be started ({source}); is it installed and on the PATH?")]
    NotStarted { command: String, source: io::Error },
    #[error("{path}: {source}")]
    File { path: PathBuf, source: io::Error },
    #[error("these packages are missing, and this system has no apt-get; please install them by its own means:\n  {}", packages.join(" "))]
    PackagesMissing { packages: Vec<&'static str> },
    #[error("PDFium has no pinned build for {platform}")]
    NoPdfium { platform: String },
    #[error("{path} does not have the pinned SHA-256 {expected}, it has {found}")]
    WrongDigest {
        path: PathBuf,
        expected: &'static str,
        found: String,
    },
    #[error("the generated TypeScript is stale; run `cargo xtask bindings` and commit:\n  {}", files.join("\n  "))]
    StaleBindings { files: Vec<String> },
    #[error("no display came up within {seconds} s; Xvfb said:\n{said}")]
    NoDisplay { seconds: u64, said: String },
    #[error("the end-to-end tests left no picture called {name}")]
    NoPicture { name: String },
}

impl XtaskError {
    /// For `map_err` on file work.
    pub(crate) fn file(path: impl Into<PathBuf>) -> impl FnOnce(io::Error) -> Self {
        let path = path.into();
        move |source| Self::File { path, source }
    }
}
