//! Writing a small file so that a reader finds the old bytes or the new ones, never half of either.
//!
//! Not for databases (SQLite has its own journal) and not for USB sticks (exports verify more, see jury-exchange).

use std::fs::{self, File};
use std::io::Write;
use std::path::Path;

use crate::error::StoreError;
use crate::folder::with_suffix;

/// Replaces `path` by `bytes`: writes `<path>.part`, syncs, reads back, renames, syncs the folder.
///
/// The bytes that were there before stay as `<path>.bak` (one generation). Whoever writes a file of keys must know that the former
/// passphrase still opens that former generation.
///
/// # Errors
/// [`StoreError::ReadBack`] when the medium returns other bytes, [`StoreError::DiskFull`], [`StoreError::Io`]. The old file is intact in each case.
pub fn write_atomically(path: &Path, bytes: &[u8]) -> Result<(), StoreError> {
    if path.exists() {
        let former = fs::read(path).map_err(StoreError::io("read", path))?;
        replace(&with_suffix(path, ".bak"), &former)?;
    }
    replace(path, bytes)
}

fn replace(path: &Path, bytes: &[u8]) -> Result<(), StoreError> {
    let part = with_suffix(path, ".part");
    write_and_check(&part, bytes).inspect_err(|_| {
        // What is left of a failed attempt would only take room on a disk that may be full.
        let _ = fs::remove_file(&part);
    })?;
    fs::rename(&part, path).map_err(StoreError::io("rename", &part))?;
    sync_folder(path.parent().unwrap_or(Path::new(".")))
}

fn write_and_check(part: &Path, bytes: &[u8]) -> Result<(), StoreError> {
    let mut file = File::create(part).map_err(StoreError::io("create", part))?;
    file.write_all(bytes)
        .map_err(StoreError::io("write", part))?;
    file.sync_all().map_err(StoreError::io("sync", part))?;
    let found = fs::read(part).map_err(StoreError::io("read", part))?;
    if found != bytes {
        return Err(StoreError::ReadBack {
            path: part.to_owned(),
        });
    }
    Ok(())
}

/// Makes names in a folder durable. Windows has no such call; NTFS journals its names itself.
pub(crate) fn sync_folder(folder: &Path) -> Result<(), StoreError> {
    if cfg!(unix) {
        // An empty path is the current folder to `Path::parent`, and an error to `open`.
        let folder = if folder.as_os_str().is_empty() {
            Path::new(".")
        } else {
            folder
        };
        let handle = File::open(folder).map_err(StoreError::io("open", folder))?;
        handle.sync_all().map_err(StoreError::io("sync", folder))?;
    }
    Ok(())
}

/// Makes a finished file durable.
pub(crate) fn sync_file(path: &Path) -> Result<(), StoreError> {
    // Windows flushes only handles that may write.
    let file = File::options()
        .write(true)
        .open(path)
        .map_err(StoreError::io("open", path))?;
    file.sync_all().map_err(StoreError::io("sync", path))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rewritten_file_keeps_one_former_generation_and_no_leftovers() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("desk.keys");
        for generation in [b"one".as_slice(), b"two", b"three"] {
            write_atomically(&path, generation).unwrap();
        }
        assert_eq!(fs::read(&path).unwrap(), b"three");
        assert_eq!(
            fs::read(folder.path().join("desk.keys.bak")).unwrap(),
            b"two"
        );
        assert_eq!(
            fs::read_dir(folder.path()).unwrap().count(),
            2,
            "no .part is left"
        );
    }

    #[test]
    fn a_failed_write_leaves_the_old_file_as_it_was() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("desk.keys");
        write_atomically(&path, b"one").unwrap();
        // A folder in the place of the temporary file makes creating it fail on every system.
        fs::create_dir(folder.path().join("desk.keys.part")).unwrap();
        assert!(matches!(
            write_atomically(&path, b"two"),
            Err(StoreError::Io { .. })
        ));
        assert_eq!(fs::read(&path).unwrap(), b"one");
    }
}
