//! The archive 归档: one zip of everything a result was made from, for those who check it months later (FORMAT §18).
//!
//! Not what is in it: the desk says that. The one rule: the same parts give the same bytes (ascending names, one fixed time), every part is
//! read back before the file has its name, and what was begun and not finished leaves nothing behind.

use std::fs::{self, File};
use std::io::{self, Read as _, Write as _};
use std::path::{Path, PathBuf};

use jury_core::Digest;
use jury_seal::sha256;
use serde_json::json;
use zip::result::ZipError;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipArchive, ZipWriter};

use crate::export::{ExportError, forget_cached, part_path, rename_without_overwriting};

/// The independent verifier that travels in every archive.
pub const VERIFIER: &str = include_str!("../../../../assets/verifier/verify.py");
/// The list of all other parts with their digests, before the signature over it.
pub const MANIFEST: &str = "manifest.json";
/// The organiser's signature over that list; the last part.
pub const SEAL: &str = "seal.json";

/// Why an archive could not be written.
#[derive(Debug, thiserror::Error)]
pub enum ArchiveError {
    /// The file.
    #[error(transparent)]
    File(#[from] ExportError),
    /// A part was added whose name does not come after the one before.
    #[error("part {name} is out of order")]
    OutOfOrder {
        /// The part.
        name: String,
    },
}

/// An archive being written, beside its place.
pub struct ArchiveWriter {
    target: PathBuf,
    part: Part,
    zip: ZipWriter<File>,
    listed: Vec<(String, Digest, usize)>,
}

/// The file on the way; goes away with whoever gives up.
struct Part {
    path: PathBuf,
    named: bool,
}

impl Drop for Part {
    fn drop(&mut self) {
        if !self.named {
            // A part file that stays behind is replaced by the next archive.
            drop(fs::remove_file(&self.path));
        }
    }
}

impl ArchiveWriter {
    /// Begins an archive that is to stand at `target`.
    ///
    /// # Errors
    /// [`ExportError`]
    pub fn create(target: &Path) -> Result<Self, ArchiveError> {
        let path = part_path(target)?;
        let file = File::create(&path).map_err(|error| ExportError::of(target, error))?;
        Ok(Self {
            target: target.to_owned(),
            part: Part { path, named: false },
            zip: ZipWriter::new(file),
            listed: Vec::new(),
        })
    }

    /// Adds a part. Names ascend by byte.
    ///
    /// # Errors
    /// [`ArchiveError`]
    pub fn add(&mut self, name: &str, bytes: &[u8]) -> Result<(), ArchiveError> {
        if self
            .listed
            .last()
            .is_some_and(|(before, _, _)| before.as_str() >= name)
        {
            return Err(ArchiveError::OutOfOrder {
                name: name.to_owned(),
            });
        }
        self.write(name, bytes)?;
        self.listed
            .push((name.to_owned(), sha256(bytes), bytes.len()));
        Ok(())
    }

    fn write(&mut self, name: &str, bytes: &[u8]) -> Result<(), ArchiveError> {
        let options = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Deflated)
            .last_modified_time(DateTime::default())
            .unix_permissions(0o644);
        self.zip
            .start_file(name, options)
            .map_err(io::Error::from)
            .and_then(|()| self.zip.write_all(bytes))
            .map_err(|error| ExportError::of(&self.target, error).into())
    }

    /// Writes the list of parts and the signature that `seal` makes over its bytes, flushes, reads everything back and gives the file its name:
    /// `name (2)` when that is taken.
    ///
    /// # Errors
    /// [`ArchiveError`], or what `seal` says; nothing is left under the final name.
    pub fn finish<E: From<ArchiveError>>(
        mut self,
        seal: impl FnOnce(&[u8]) -> Result<Vec<u8>, E>,
    ) -> Result<PathBuf, E> {
        let files: Vec<_> = self
            .listed
            .iter()
            .map(|(path, digest, size)| json!({"path": path, "sha256": digest.to_string(), "size": size}))
            .collect();
        let manifest = json!({"files": files, "format": "jurybench-archive/1"}).to_string();
        let seal = seal(manifest.as_bytes())?;
        for (name, bytes) in [(MANIFEST, manifest.as_bytes()), (SEAL, &seal)] {
            self.write(name, bytes)?;
            self.listed
                .push((name.to_owned(), sha256(bytes), bytes.len()));
        }
        Ok(self.give_name()?)
    }

    fn give_name(self) -> Result<PathBuf, ArchiveError> {
        let Self {
            target,
            mut part,
            zip,
            listed,
        } = self;
        let failed = |error| ExportError::of(&target, error);
        let file = zip.finish().map_err(io::Error::from).map_err(failed)?;
        file.sync_all().map_err(failed)?;
        drop(file);
        if !reads_back(&part.path, &listed).map_err(failed)? {
            return Err(ExportError::ReadsBackDifferently {
                path: target.clone(),
            }
            .into());
        }
        let named = rename_without_overwriting(&part.path, &target)?;
        part.named = true;
        Ok(named)
    }
}

fn reads_back(path: &Path, listed: &[(String, Digest, usize)]) -> io::Result<bool> {
    let file = File::open(path)?;
    forget_cached(&file);
    let mut zip = match ZipArchive::new(file) {
        Ok(zip) => zip,
        Err(ZipError::Io(error)) => return Err(error),
        Err(_) => return Ok(false),
    };
    let mut bytes = Vec::new();
    for (name, digest, _) in listed {
        let Ok(mut part) = zip.by_name(name) else {
            return Ok(false);
        };
        bytes.clear();
        if part.read_to_end(&mut bytes).is_err() || sha256(&bytes) != *digest {
            return Ok(false);
        }
    }
    Ok(zip.len() == listed.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn write(target: &Path) -> PathBuf {
        let mut archive = ArchiveWriter::create(target).unwrap();
        archive.add("a.txt", b"one").unwrap();
        archive.add("b/c.json", b"{}").unwrap();
        let sealed = archive.finish(|manifest| Ok::<_, ArchiveError>(manifest[..1].to_vec()));
        sealed.unwrap()
    }

    #[test]
    fn the_same_parts_give_the_same_bytes_and_the_first_file_stays() {
        let folder = tempfile::tempdir().unwrap();
        let target = folder.path().join("归档.zip");
        let (one, two) = (write(&target), write(&target));
        assert_ne!(one, two);
        assert_eq!(fs::read(one).unwrap(), fs::read(two).unwrap());
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2);
    }

    #[test]
    fn what_is_given_up_leaves_nothing_behind() {
        let folder = tempfile::tempdir().unwrap();
        let mut archive = ArchiveWriter::create(&folder.path().join("归档.zip")).unwrap();
        archive.add("b", b"").unwrap();
        assert!(matches!(
            archive.add("a", b""),
            Err(ArchiveError::OutOfOrder { .. })
        ));
        drop(archive);
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
    }
}
