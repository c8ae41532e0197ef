//! Installs what is missing, through package managers, saying each step in one line.
//!
//! The one rule: when nothing is missing this takes no noticeable time: one look at the package database, a few files' digests.

mod debian;
mod node;
pub(crate) mod pdfium;

use crate::error::XtaskError;
use crate::tool::{Tool, say};

/// All that building, running and testing need.
pub(crate) fn everything() -> Result<(), XtaskError> {
    debian::packages()?;
    node::modules()?;
    pdfium::fetch()?;
    test_runner()
}

/// The UI as the window loads it: `ui/dist`, built again when a source changed.
pub(crate) fn ui() -> Result<(), XtaskError> {
    node::build()
}

fn test_runner() -> Result<(), XtaskError> {
    if Tool::cargo(&["nextest", "--version"]).succeeds() {
        return Ok(());
    }
    say("installing cargo-nextest, the test runner (a few minutes, once)");
    Tool::cargo(&["install", "cargo-nextest", "--locked"]).run()
}
