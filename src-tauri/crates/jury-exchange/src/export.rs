//! Files that leave the desk: written beside their place, read back, and only then named.
//!
//! Not for the desk's own files: jury-store keeps those. The one rule: a name that exists is never written over; the new file is called
//! `name (2)` instead.

use std::ffi::OsString;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use jury_core::Digest;
use sha2::{Digest as _, Sha256};

/// How many names `name`, `name (2)` … are tried before giving up.
const NAMES_TRIED: u32 = 999;

/// Why a file could not be written or confirmed.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// The disk or stick is full, or a quota is.
    #[error("no space left for {path}")]
    NoSpace {
        /// The file being written.
        path: PathBuf,
    },
    /// The place is write-protected, or this user may not write there.
    #[error("{path} is read-only")]
    ReadOnly {
        /// The file being written.
        path: PathBuf,
    },
    /// The folder is gone or the device stopped answering: the stick was pulled out.
    #[error("{path} is no longer there")]
    Removed {
        /// The file being written.
        path: PathBuf,
    },
    /// The file system holds no file this large (FAT32: 4 GiB).
    #[error("{path} is too large for this file system")]
    TooLargeForDisk {
        /// The file being written.
        path: PathBuf,
    },
    /// What was read back is not what was written: the stick is bad.
    #[error("{path} reads back differently from what was written")]
    ReadsBackDifferently {
        /// The file being written.
        path: PathBuf,
    },
    /// The path names no file.
    #[error("{path} names no file")]
    NoName {
        /// The path given.
        path: PathBuf,
    },
    /// All of `name` to `name (999)` exist.
    #[error("every name like {path} is taken")]
    NamesTaken {
        /// The name wanted.
        path: PathBuf,
    },
    /// Anything else the system says.
    #[error("writing {path} failed")]
    Other {
        /// The file being written.
        path: PathBuf,
        /// What the system said.
        #[source]
        source: io::Error,
    },
}

impl ExportError {
    /// Sorts what the system says about `path` into what a person can mend.
    #[must_use]
    pub fn of(path: &Path, source: io::Error) -> Self {
        let path = path.to_owned();
        match source.kind() {
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Self::NoSpace { path },
            io::ErrorKind::ReadOnlyFilesystem | io::ErrorKind::PermissionDenied => {
                Self::ReadOnly { path }
            }
            io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => Self::Removed { path },
            io::ErrorKind::FileTooLarge => Self::TooLargeForDisk { path },
            _ if is_device_gone(&source) => Self::Removed { path },
            _ => Self::Other { path, source },
        }
    }
}

/// EIO, ENXIO and ENODEV on Linux and macOS; ERROR_NOT_READY, ERROR_GEN_FAILURE, ERROR_IO_DEVICE and ERROR_DEVICE_NOT_CONNECTED on Windows.
fn is_device_gone(source: &io::Error) -> bool {
    let codes: &[i32] = if cfg!(windows) {
        &[21, 31, 1117, 1167]
    } else {
        &[5, 6, 19]
    };
    source
        .raw_os_error()
        .is_some_and(|code| codes.contains(&code))
}

/// Writes `bytes` to `path`, or to `name (2)` and so on when that exists, and returns the name it got.
///
/// The file appears under its name only after it was flushed to the device and read back identical. An interrupted export leaves a
/// `.part` file, which the next one replaces.
///
/// # Errors
/// [`ExportError`]; nothing is left under the final name, unless the device failed after the name was given, while the folder was flushed.
pub fn write_verified(path: &Path, bytes: &[u8]) -> Result<PathBuf, ExportError> {
    let part = part_path(path)?;
    let written = write_and_sync(&part, bytes)
        .and_then(|()| read_back(&part, bytes))
        .map_err(|error| ExportError::of(path, error))
        .and_then(|same| {
            if same {
                Ok(())
            } else {
                Err(ExportError::ReadsBackDifferently {
                    path: path.to_owned(),
                })
            }
        })
        .and_then(|()| rename_without_overwriting(&part, path));
    if written.is_err() {
        // The first error is the one to report; a part file that stays behind is replaced by the next export.
        drop(fs::remove_file(&part));
    }
    written
}

/// As [`write_verified`], for what is too large to be held in memory: the bytes of `source` until it ends.
///
/// # Errors
/// [`ExportError`], also for a source that cannot be read; nothing is left under the final name.
pub fn write_verified_from(path: &Path, source: &mut dyn Read) -> Result<PathBuf, ExportError> {
    let part = part_path(path)?;
    let written = copy_and_digest(&part, source)
        .and_then(|digest| Ok(digest == digest_of_device(&part)?))
        .map_err(|error| ExportError::of(path, error))
        .and_then(|same| {
            if same {
                rename_without_overwriting(&part, path)
            } else {
                Err(ExportError::ReadsBackDifferently {
                    path: path.to_owned(),
                })
            }
        });
    if written.is_err() {
        // The first error is the one to report; a part file that stays behind is replaced by the next export.
        drop(fs::remove_file(&part));
    }
    written
}

fn copy_and_digest(part: &Path, source: &mut dyn Read) -> io::Result<Digest> {
    let mut file = File::create(part)?;
    let digest = digest_while(source, |block| file.write_all(block))?;
    file.sync_all()?;
    Ok(digest)
}

fn digest_of_device(path: &Path) -> io::Result<Digest> {
    let mut file = File::open(path)?;
    forget_cached(&file);
    digest_while(&mut file, |_| Ok(()))
}

/// SHA-256 of what a source gives until it ends, every block of it shown to `each` on the way.
pub(crate) fn digest_while(
    source: &mut dyn Read,
    mut each: impl FnMut(&[u8]) -> io::Result<()>,
) -> io::Result<Digest> {
    let mut hasher = Sha256::new();
    let mut buffer = vec![0; 1 << 20];
    loop {
        let count = source.read(&mut buffer)?;
        if count == 0 {
            return Ok(Digest(hasher.finalize().into()));
        }
        hasher.update(&buffer[..count]);
        each(&buffer[..count])?;
    }
}

/// `name.xlsx` is written as `name.xlsx.part`.
pub(crate) fn part_path(path: &Path) -> Result<PathBuf, ExportError> {
    let mut name = path
        .file_name()
        .map(OsString::from)
        .ok_or_else(|| ExportError::NoName {
            path: path.to_owned(),
        })?;
    name.push(".part");
    Ok(path.with_file_name(name))
}

fn write_and_sync(part: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = OpenOptions::new()
        .write(true)
        .create(true)
        .truncate(true)
        .open(part)?;
    file.write_all(bytes)?;
    file.sync_all()
}

fn read_back(part: &Path, bytes: &[u8]) -> io::Result<bool> {
    let mut file = File::open(part)?;
    forget_cached(&file);
    let mut buffer = vec![0; 1 << 20];
    let mut rest = bytes;
    loop {
        let count = file.read(&mut buffer)?;
        if count == 0 {
            return Ok(rest.is_empty());
        }
        let Some((expected, after)) = rest.split_at_checked(count) else {
            return Ok(false);
        };
        if expected != &buffer[..count] {
            return Ok(false);
        }
        rest = after;
    }
}

/// Asks the system to read the device again rather than answer from memory, where it can be asked.
#[cfg(target_os = "linux")]
pub(crate) fn forget_cached(file: &File) {
    // Advice only: where a file system does not take it, the comparison still catches a short or lost write.
    rustix::fs::fadvise(file, 0, None, rustix::fs::Advice::DontNeed).ok();
}

/// Windows and macOS offer this only through calls that need `unsafe`; the comparison then runs against the system's own copy.
#[cfg(not(target_os = "linux"))]
pub(crate) fn forget_cached(_file: &File) {}

/// Gives a finished `.part` file the first free name among `name`, `name (2)`, … and flushes the folder.
pub(crate) fn rename_without_overwriting(part: &Path, path: &Path) -> Result<PathBuf, ExportError> {
    for number in 1..=NAMES_TRIED {
        let candidate = numbered(path, number);
        match take_name(part, &candidate) {
            Ok(()) => {
                sync_folder(&candidate).map_err(|error| ExportError::of(path, error))?;
                return Ok(candidate);
            }
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            Err(error) => return Err(ExportError::of(path, error)),
        }
    }
    Err(ExportError::NamesTaken {
        path: path.to_owned(),
    })
}

/// A hard link refuses an existing name in one step. FAT and exFAT have none; there the check and the rename are two steps, which is
/// enough for one person at one desk.
fn take_name(part: &Path, candidate: &Path) -> io::Result<()> {
    match fs::hard_link(part, candidate) {
        Ok(()) => fs::remove_file(part),
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Err(error),
        Err(_) if candidate.try_exists()? => Err(io::ErrorKind::AlreadyExists.into()),
        Err(_) => fs::rename(part, candidate),
    }
}

pub(crate) fn numbered(path: &Path, number: u32) -> PathBuf {
    if number == 1 {
        return path.to_owned();
    }
    let mut name = path.file_stem().map(OsString::from).unwrap_or_default();
    name.push(format!(" ({number})"));
    if let Some(extension) = path.extension() {
        name.push(".");
        name.push(extension);
    }
    path.with_file_name(name)
}

#[cfg(unix)]
fn sync_folder(path: &Path) -> io::Result<()> {
    let folder = path
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty())
        .unwrap_or(Path::new("."));
    match File::open(folder)?.sync_all() {
        // Some FUSE file systems cannot flush a folder; the file itself is flushed already.
        Err(error)
            if matches!(
                error.kind(),
                io::ErrorKind::InvalidInput | io::ErrorKind::Unsupported
            ) =>
        {
            Ok(())
        }
        answer => answer,
    }
}

/// Windows has no flush for a folder; NTFS journals the rename.
#[cfg(not(unix))]
fn sync_folder(_path: &Path) -> io::Result<()> {
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_second_export_gets_a_name_of_its_own_and_the_first_stays() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("评分表.xlsx");
        assert_eq!(write_verified(&path, b"one").unwrap(), path);
        let second = write_verified(&path, b"two").unwrap();
        assert_eq!(second.file_name().unwrap(), "评分表 (2).xlsx");
        assert_eq!(
            fs::read(&path).unwrap(),
            b"one",
            "the first export is never written over"
        );
        assert_eq!(fs::read(&second).unwrap(), b"two");
        assert_eq!(
            fs::read_dir(folder.path()).unwrap().count(),
            2,
            "no part file stays behind"
        );
    }

    #[test]
    fn a_part_file_left_by_a_crash_is_replaced() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.xlsx");
        fs::write(
            folder.path().join("a.xlsx.part"),
            b"half of something longer",
        )
        .unwrap();
        write_verified(&path, b"whole").unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"whole");
    }

    #[test]
    fn a_folder_that_is_gone_is_said_to_be_gone() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("stick/a.xlsx");
        assert!(matches!(
            write_verified(&path, b"x"),
            Err(ExportError::Removed { .. })
        ));
    }

    #[test]
    fn a_path_without_a_name_is_refused() {
        assert!(matches!(
            write_verified(Path::new("/"), b"x"),
            Err(ExportError::NoName { .. })
        ));
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn a_full_device_is_said_to_be_full_and_leaves_no_file() {
        // /dev/full answers every write with ENOSPC.
        let error = write_and_sync(Path::new("/dev/full"), b"x").unwrap_err();
        assert!(matches!(
            ExportError::of(Path::new("a"), error),
            ExportError::NoSpace { .. }
        ));
    }

    #[test]
    fn a_stick_pulled_out_and_a_write_protected_one_are_told_apart() {
        let of = |code: i32| ExportError::of(Path::new("a"), io::Error::from_raw_os_error(code));
        if cfg!(target_os = "linux") {
            assert!(matches!(of(5), ExportError::Removed { .. }), "EIO");
            assert!(matches!(of(30), ExportError::ReadOnly { .. }), "EROFS");
            assert!(
                matches!(of(27), ExportError::TooLargeForDisk { .. }),
                "EFBIG"
            );
            assert!(matches!(of(4), ExportError::Other { .. }), "EINTR");
        }
    }

    #[test]
    fn what_reads_back_differently_is_noticed() {
        let folder = tempfile::tempdir().unwrap();
        let part = folder.path().join("a.part");
        for (written, expected) in [("abc", "abd"), ("ab", "abc"), ("abcd", "abc")] {
            fs::write(&part, written).unwrap();
            assert!(
                !read_back(&part, expected.as_bytes()).unwrap(),
                "{written} is not {expected}"
            );
        }
        assert!(read_back(&part, b"abcd").unwrap());
    }
}
