//! A desk in a throw-away folder, and short ways to say digests and times.

use jury_core::Digest;
use jury_store::{At, Change, DataKey, Desk, StoreError};
use tempfile::TempDir;

pub(crate) const KEY: [u8; 32] = [0x5a; 32];

/// An open desk and the folder that goes with it.
pub(crate) struct Bench {
    // Declared first, so that the files are closed before the folder goes.
    pub(crate) desk: Desk,
    pub(crate) folder: TempDir,
}

pub(crate) fn key() -> DataKey {
    DataKey::new(KEY)
}

pub(crate) fn a_desk() -> Bench {
    let folder = tempfile::tempdir().unwrap();
    let desk = Desk::create(folder.path(), &key()).unwrap();
    Bench { desk, folder }
}

impl Bench {
    /// A change that is expected to go well.
    pub(crate) fn write<T>(&self, change: impl FnMut(&Change<'_>) -> Result<T, StoreError>) -> T {
        self.desk.write(change).unwrap()
    }

    /// Closes the desk and opens it again.
    pub(crate) fn reopen(self) -> Self {
        let Self { desk, folder } = self;
        desk.close().unwrap();
        let desk = Desk::open(folder.path(), &key()).unwrap();
        Self { desk, folder }
    }
}

pub(crate) fn digest(byte: u8) -> Digest {
    Digest([byte; 32])
}

pub(crate) fn noon() -> At {
    At::new("2026-11-24T12:00:00+08:00").unwrap()
}

/// Our own key for looking at `desk.db` behind the store's back.
pub(crate) fn raw(path: &std::path::Path) -> rusqlite::Connection {
    let connection = rusqlite::Connection::open(path).unwrap();
    let hex = hex::encode(KEY);
    connection
        .execute_batch(&format!("PRAGMA key = \"x'{hex}'\""))
        .unwrap();
    connection
}
