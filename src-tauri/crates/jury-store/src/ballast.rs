//! 16 MiB put by for a full disk: given back, they let the change at hand and a hand-back export go through.
//!
//! Not a promise: a disk that is full before the ballast is laid has none.

use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};

use crate::atomic::sync_file;
use crate::error::StoreError;
use crate::folder::BALLAST;

/// Size of the ballast in bytes (security notes §6.2).
const SIZE: usize = 16 << 20;
/// The noise repeats after this many bytes; file systems that compress look at 128 KiB at a time.
const BLOCK: usize = 1 << 20;

#[derive(Debug)]
pub(crate) struct Ballast {
    path: PathBuf,
}

impl Ballast {
    pub(crate) fn of(folder: &Path) -> Self {
        Self {
            path: folder.join(BALLAST),
        }
    }

    /// Lays the ballast unless it is there. Nothing is left behind when there is no room for it.
    pub(crate) fn lay(&self) -> Result<(), StoreError> {
        if fs::metadata(&self.path).is_ok_and(|found| found.len() == SIZE as u64) {
            return Ok(());
        }
        self.write().inspect_err(|_| {
            let _ = fs::remove_file(&self.path);
        })
    }

    fn write(&self) -> Result<(), StoreError> {
        let mut file = File::create(&self.path).map_err(StoreError::io("create", &self.path))?;
        let block = noise();
        for _ in 0..SIZE / BLOCK {
            file.write_all(&block)
                .map_err(StoreError::io("write", &self.path))?;
        }
        drop(file);
        sync_file(&self.path)
    }

    /// Gives the room back; says whether there was any to give.
    pub(crate) fn release(&self) -> bool {
        fs::remove_file(&self.path).is_ok()
    }
}

/// Bytes that a compressing file system cannot shrink: xorshift64 (Marsaglia 2003), no secret in them.
fn noise() -> Vec<u8> {
    let mut state = 0x9e37_79b9_7f4a_7c15_u64;
    let mut bytes = Vec::with_capacity(BLOCK);
    while bytes.len() < BLOCK {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        bytes.extend_from_slice(&state.to_le_bytes());
    }
    bytes
}
