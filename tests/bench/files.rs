//! Folders for what is measured, on the disk the build is on: a folder in memory would flatter everything that writes.

use std::path::Path;

use tempfile::TempDir;

use crate::fault::Fault;

/// A folder that goes away with its value.
pub(crate) fn scratch() -> Result<TempDir, Fault> {
    let here = Path::new(env!("CARGO_TARGET_TMPDIR"));
    tempfile::Builder::new()
        .prefix("bench-")
        .tempdir_in(here)
        .map_err(Fault::file(here))
}
