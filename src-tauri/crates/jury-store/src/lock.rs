//! One program per desk: an operating-system lock on `desk.lock`, gone by itself when the program dies.
//!
//! Not a window switcher: bringing the other window to the front is the shell's business.

use std::fs::{File, OpenOptions, TryLockError};
use std::path::Path;

use crate::error::StoreError;
use crate::folder::LOCK;

/// The right to have a desk open; given back when dropped.
#[derive(Debug)]
pub struct DeskLock {
    _file: File,
}

impl DeskLock {
    /// Takes the lock of the desk in `folder`.
    ///
    /// # Errors
    /// [`StoreError::InUse`] when another holder lives; [`StoreError::Io`] when the folder cannot be written.
    pub fn take(folder: &Path) -> Result<Self, StoreError> {
        let path = folder.join(LOCK);
        let file = OpenOptions::new()
            .create(true)
            .truncate(false)
            .write(true)
            .open(&path)
            .map_err(StoreError::io("open", &path))?;
        match file.try_lock() {
            Ok(()) => Ok(Self { _file: file }),
            Err(TryLockError::WouldBlock) => Err(StoreError::InUse {
                folder: folder.to_owned(),
            }),
            Err(TryLockError::Error(source)) => Err(StoreError::io("lock", &path)(source)),
        }
    }
}
