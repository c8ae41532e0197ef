//! The names inside a desk's folder, and how a damaged file is moved out of the way.
//!
//! The one rule: nothing here deletes a person's data.

use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};

use crate::atomic::sync_folder;
use crate::error::StoreError;
use crate::lock::DeskLock;

/// The lock file's name.
pub(crate) const LOCK: &str = "desk.lock";
/// The ballast's name.
pub(crate) const BALLAST: &str = "ballast";
/// The folder of backups.
pub(crate) const BACKUPS: &str = "backups";

/// One of the three database files of a desk.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum DeskFile {
    /// Everything small and precious; encrypted.
    Desk,
    /// Encrypted materials in a plain database; can be imported again from the packs.
    Dossiers,
    /// The search index; encrypted, can be made again from the materials.
    Index,
}

impl DeskFile {
    /// The file's name in the desk's folder.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Desk => "desk.db",
            Self::Dossiers => "dossiers.db",
            Self::Index => "index.db",
        }
    }

    pub(crate) fn within(self, folder: &Path) -> PathBuf {
        folder.join(self.name())
    }
}

impl fmt::Display for DeskFile {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.name())
    }
}

/// Moves a damaged database file of a closed desk to `<name>.broken-<n>`, its log or journal with it, and returns the new path.
///
/// # Errors
/// [`StoreError::InUse`] while the desk is open, [`StoreError::Missing`] when there is nothing to move.
pub fn set_aside(folder: &Path, file: DeskFile) -> Result<PathBuf, StoreError> {
    let _lock = DeskLock::take(folder)?;
    set_aside_locked(folder, file)
}

pub(crate) fn set_aside_locked(folder: &Path, file: DeskFile) -> Result<PathBuf, StoreError> {
    let path = file.within(folder);
    if !path.exists() {
        return Err(StoreError::Missing { path });
    }
    let aside = free_name(folder, file);
    // The log or journal goes first: left behind, it would be played into the next file of that name and damage it.
    for suffix in ["-wal", "-journal"] {
        let log = with_suffix(&path, suffix);
        if log.exists() {
            fs::rename(&log, with_suffix(&aside, suffix)).map_err(StoreError::io("move", &log))?;
            sync_folder(folder)?;
        }
    }
    fs::rename(&path, &aside).map_err(StoreError::io("move", &path))?;
    sync_folder(folder)?;
    Ok(aside)
}

fn free_name(folder: &Path, file: DeskFile) -> PathBuf {
    (1_u32..)
        .map(|n| folder.join(format!("{file}.broken-{n}")))
        .find(|path| !path.exists())
        .expect("a folder holds fewer than 2^32 files of one name")
}

/// `desk.db` → `desk.db-wal`.
pub(crate) fn with_suffix(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(suffix);
    PathBuf::from(name)
}
