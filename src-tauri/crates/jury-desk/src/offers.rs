//! Files and folders somebody picked, under opaque tokens. The window names tokens, never paths (a hostile page could name any path).
//!
//! The one rule: only the shell's picker, an operating-system drop or the command line can offer a path.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use crate::error::{DeskError, ErrorCode};

/// Paths offered in this run of the program.
#[derive(Debug, Default)]
pub(crate) struct Offers {
    paths: Mutex<BTreeMap<String, PathBuf>>,
}

impl Offers {
    /// Takes a path and gives the token for it.
    pub(crate) fn offer(&self, path: &Path) -> String {
        let mut paths = self
            .paths
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner);
        let token = format!("f{}", paths.len() + 1);
        paths.insert(token.clone(), path.to_owned());
        token
    }

    /// The path behind a token.
    pub(crate) fn path(&self, token: &str) -> Result<PathBuf, DeskError> {
        let paths = self
            .paths
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner);
        paths
            .get(token)
            .cloned()
            .ok_or_else(|| DeskError::new(ErrorCode::UnknownFile))
    }

    /// The files behind tokens; a folder stands for the files in it whose names end in one of `endings`, in name order.
    pub(crate) fn files(
        &self,
        tokens: &[String],
        endings: &[&str],
    ) -> Result<Vec<PathBuf>, DeskError> {
        let mut files = Vec::new();
        for token in tokens {
            let path = self.path(token)?;
            if path.is_dir() {
                files.extend(files_in(&path, endings)?);
            } else {
                files.push(path);
            }
        }
        Ok(files)
    }
}

fn files_in(folder: &Path, endings: &[&str]) -> Result<Vec<PathBuf>, DeskError> {
    let entries = std::fs::read_dir(folder).map_err(|_| cannot_read(folder))?;
    let mut files: Vec<PathBuf> = entries
        .filter_map(Result::ok)
        .map(|entry| entry.path())
        .filter(|path| {
            path.is_file()
                && endings
                    .iter()
                    .any(|ending| path.to_string_lossy().to_lowercase().ends_with(ending))
        })
        // The lock files office programs leave beside an open workbook.
        .filter(|path| {
            !path
                .file_name()
                .is_some_and(|name| name.to_string_lossy().starts_with("~$"))
        })
        .collect();
    files.sort();
    Ok(files)
}

/// The sentence for a file that cannot be read.
pub(crate) fn cannot_read(path: &Path) -> DeskError {
    DeskError::new(ErrorCode::CannotRead).with("file", file_name(path))
}

/// The last part of a path, for sentences.
pub(crate) fn file_name(path: &Path) -> String {
    path.file_name().map_or_else(
        || path.display().to_string(),
        |name| name.to_string_lossy().into_owned(),
    )
}

/// Reads a whole file, refusing more than `limit` bytes.
pub(crate) fn read_limited(path: &Path, limit: u64) -> Result<Vec<u8>, DeskError> {
    use std::io::Read as _;
    // A pipe or a device would be waited for without end.
    if !std::fs::metadata(path).is_ok_and(|facts| facts.is_file()) {
        return Err(cannot_read(path));
    }
    let file = std::fs::File::open(path).map_err(|_| cannot_read(path))?;
    let mut bytes = Vec::new();
    file.take(limit + 1)
        .read_to_end(&mut bytes)
        .map_err(|_| cannot_read(path))?;
    if bytes.len() as u64 > limit {
        let megabytes = format!("{} MB", limit >> 20);
        return Err(DeskError::new(ErrorCode::TooLarge)
            .with("file", file_name(path))
            .with("limit", megabytes));
    }
    Ok(bytes)
}
