//! Files of the repository: reading, listing, digests, stamps.

use std::fs;
use std::path::{Path, PathBuf};

use sha2::{Digest as _, Sha256};

use crate::error::XtaskError;
use crate::tool::root;

/// Folder of everything that is fetched or left behind; git ignores it.
pub(crate) fn build(inner: &str) -> PathBuf {
    root().join("build").join(inner)
}

pub(crate) fn read(path: &Path) -> Result<Vec<u8>, XtaskError> {
    fs::read(path).map_err(XtaskError::file(path))
}

pub(crate) fn write(path: &Path, bytes: &[u8]) -> Result<(), XtaskError> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(XtaskError::file(folder))?;
    }
    fs::write(path, bytes).map_err(XtaskError::file(path))
}

/// An empty folder, whatever was there before.
pub(crate) fn fresh_folder(path: &Path) -> Result<(), XtaskError> {
    if path.exists() {
        fs::remove_dir_all(path).map_err(XtaskError::file(path))?;
    }
    fs::create_dir_all(path).map_err(XtaskError::file(path))
}

/// SHA-256 in hexadecimal.
pub(crate) fn digest(bytes: &[u8]) -> String {
    hex::encode(Sha256::digest(bytes))
}

/// All files below a folder in name order, but for sub-folders of the names given.
pub(crate) fn below(folder: &Path, without: &[&str]) -> Result<Vec<PathBuf>, XtaskError> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).map_err(XtaskError::file(&folder))? {
            let path = entry.map_err(XtaskError::file(&folder))?.path();
            let left_out = path
                .file_name()
                .is_some_and(|name| without.iter().any(|skip| name == *skip));
            if path.is_dir() && !left_out {
                folders.push(path);
            } else if path.is_file() {
                found.push(path);
            }
        }
    }
    found.sort();
    Ok(found)
}

/// One digest over names and contents of files.
pub(crate) fn digest_of_all(files: &[PathBuf]) -> Result<String, XtaskError> {
    let mut hasher = Sha256::new();
    for file in files {
        let bytes = read(file)?;
        hasher.update(file.to_string_lossy().as_bytes());
        hasher.update((bytes.len() as u64).to_le_bytes());
        hasher.update(&bytes);
    }
    Ok(hex::encode(hasher.finalize()))
}

/// Remembers of what something was made, so that it is made again only when that changed.
pub(crate) struct Stamp {
    path: PathBuf,
    wanted: String,
}

impl Stamp {
    pub(crate) fn new(name: &str, made_of: String) -> Self {
        Self {
            path: build(&format!("stamps/{name}")),
            wanted: made_of,
        }
    }

    /// Whether it was made of just this.
    pub(crate) fn is_current(&self) -> bool {
        fs::read_to_string(&self.path).is_ok_and(|stamped| stamped == self.wanted)
    }

    /// Notes that it now is.
    pub(crate) fn set(&self) -> Result<(), XtaskError> {
        write(&self.path, self.wanted.as_bytes())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_changed_renamed_or_moved_file_changes_the_digest() {
        let folder = tempfile::tempdir().unwrap();
        let digest = || digest_of_all(&below(folder.path(), &["node_modules"]).unwrap()).unwrap();
        write(&folder.path().join("src/a.ts"), b"1").unwrap();
        let first = digest();
        write(&folder.path().join("node_modules/x/y.js"), b"1").unwrap();
        assert_eq!(digest(), first, "left out");
        write(&folder.path().join("src/a.ts"), b"2").unwrap();
        let second = digest();
        assert_ne!(second, first);
        fs::rename(
            folder.path().join("src/a.ts"),
            folder.path().join("src/b.ts"),
        )
        .unwrap();
        assert_ne!(digest(), second);
    }
}
