//! A desk: the three files opened together, one connection each, under one lock.
//!
//! Not here: what the rows mean (table/), nor the use cases (jury-desk). The one rule: a change is saved when [`Desk::write`] returns `Ok`.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

use rusqlite::{Connection, TransactionBehavior};

use crate::atomic::{sync_file, sync_folder};
use crate::backup::{Backup, BackupReason, back_up, copy_and_check};
use crate::ballast::Ballast;
use crate::dossiers::Dossiers;
use crate::error::{StoreError, WriteError};
use crate::folder::{DeskFile, with_suffix};
use crate::handle::{Change, View};
use crate::index::SearchIndex;
use crate::lock::DeskLock;
use crate::migrate::{self, migrate, version};
use crate::open::{Kind, complaints, open};
use crate::secret::DataKey;
use crate::table::{audit, score_event};

/// An open desk. Shared between threads as it is; `dossiers.db` is read without holding up `desk.db`.
pub struct Desk {
    folder: PathBuf,
    key: DataKey,
    connection: Mutex<Connection>,
    dossiers: Dossiers,
    index: SearchIndex,
    ballast: Ballast,
    disk_low: AtomicBool,
    // Last, so that the files are closed before another program may have them.
    _lock: DeskLock,
}

impl Desk {
    /// Makes a desk in `folder` (which may exist and hold `desk.keys` already) and opens it.
    ///
    /// # Errors
    /// [`StoreError::AlreadyExists`] when there is a `desk.db`; [`StoreError::InUse`], [`StoreError::DiskFull`], [`StoreError::Io`].
    pub fn create(folder: &Path, key: &DataKey) -> Result<Self, StoreError> {
        fs::create_dir_all(folder).map_err(StoreError::io("create", folder))?;
        let lock = DeskLock::take(folder)?;
        let path = DeskFile::Desk.within(folder);
        if path.exists() {
            return Err(StoreError::AlreadyExists { path });
        }
        make_desk_file(folder, &path, key)?;
        Self::open_locked(folder, key, lock)
    }

    /// Opens the desk in `folder`: takes the lock, replays what a crash left in the log, checks, migrates (after a backup).
    ///
    /// # Errors
    /// [`StoreError::Missing`], [`StoreError::InUse`], [`StoreError::WrongKey`], [`StoreError::Broken`] (the file stays where it is:
    /// offer [`crate::restore_backup`], or [`crate::set_aside`] for `dossiers.db`), [`StoreError::NewerSchema`], [`StoreError::Engine`].
    pub fn open(folder: &Path, key: &DataKey) -> Result<Self, StoreError> {
        let path = DeskFile::Desk.within(folder);
        if !path.exists() {
            return Err(StoreError::Missing { path });
        }
        let lock = DeskLock::take(folder)?;
        Self::open_locked(folder, key, lock)
    }

    fn open_locked(folder: &Path, key: &DataKey, lock: DeskLock) -> Result<Self, StoreError> {
        let dossiers = Dossiers::open(folder)?;
        let connection = open_desk_file(folder, key, &dossiers)?;
        dossiers.own(key)?;
        Ok(Self {
            index: SearchIndex::open(folder, key)?,
            ballast: Ballast::of(folder),
            disk_low: AtomicBool::new(false),
            connection: Mutex::new(connection),
            dossiers,
            folder: folder.to_owned(),
            key: key.clone(),
            _lock: lock,
        })
    }

    /// The desk's folder.
    #[must_use]
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// The encrypted materials.
    #[must_use]
    pub fn dossiers(&self) -> &Dossiers {
        &self.dossiers
    }

    /// The search index.
    #[must_use]
    pub fn index(&self) -> &SearchIndex {
        &self.index
    }

    /// Looks at `desk.db`; nobody changes it meanwhile, so keep it short.
    ///
    /// # Errors
    /// Whatever `look` ends with.
    pub fn read<T, E>(&self, look: impl FnOnce(&View<'_>) -> Result<T, E>) -> Result<T, E> {
        look(&View::of(&self.connection()))
    }

    /// Changes `desk.db` in one transaction: all of it is saved, and on the disk, when this returns `Ok`; none of it otherwise.
    ///
    /// When the disk is full, the ballast is given back and `change` runs a second time; it must not count on running once.
    ///
    /// # Errors
    /// Whatever `change` ends with, and any [`StoreError`] of the commit.
    pub fn write<T, E: WriteError>(
        &self,
        mut change: impl FnMut(&Change<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        let outcome = self.try_write(&mut change);
        match outcome {
            Err(error) if is_disk_full(&error) => {
                self.disk_low.store(true, Ordering::Relaxed);
                if self.ballast.release() {
                    self.try_write(&mut change)
                } else {
                    Err(error)
                }
            }
            other => other,
        }
    }

    fn try_write<T, E: WriteError>(
        &self,
        change: &mut impl FnMut(&Change<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        let mut connection = self.connection();
        let transaction = connection
            .transaction_with_behavior(TransactionBehavior::Immediate)
            .map_err(StoreError::from)?;
        let value = change(&Change::within(&transaction))?;
        transaction.commit().map_err(StoreError::from)?;
        Ok(value)
    }

    /// Copies `desk.db` to a new file anywhere (on a stick, with this disk full), opens and checks the copy. A file of that name is replaced.
    ///
    /// # Errors
    /// [`StoreError::BackupUnusable`] when the copy does not pass; [`StoreError::DiskFull`], [`StoreError::Io`]. What was begun is removed.
    pub fn copy_to(&self, path: &Path) -> Result<(), StoreError> {
        copy_and_check(&self.connection(), path, &self.key).inspect_err(|_| {
            let _ = fs::remove_file(path);
        })
    }

    /// Copies `desk.db` into `backups/`, opens and checks the copy, and removes the oldest beyond what is kept.
    ///
    /// # Errors
    /// [`StoreError::BackupUnusable`] when the copy does not pass; [`StoreError::DiskFull`], [`StoreError::Io`]. Older backups stay.
    pub fn backup(&self, reason: BackupReason) -> Result<Backup, StoreError> {
        back_up(&self.connection(), &self.folder, &self.key, reason)
    }

    /// Lays 16 MiB of ballast against a full disk, if it is not there. A person's desk wants it; a throw-away desk need not.
    ///
    /// # Errors
    /// [`StoreError::DiskFull`] when there is no room: say so, and work on.
    pub fn lay_ballast(&self) -> Result<(), StoreError> {
        self.ballast.lay()?;
        self.disk_low.store(false, Ordering::Relaxed);
        Ok(())
    }

    /// Has a change met a full disk since the ballast was last laid? The screen then shows its red banner.
    #[must_use]
    pub fn is_disk_low(&self) -> bool {
        self.disk_low.load(Ordering::Relaxed)
    }

    /// The long check of `desk.db`: every page's authentication code, every index, every reference, both hash chains.
    ///
    /// `dossiers.db` has its own, [`Dossiers::check`].
    ///
    /// # Errors
    /// [`StoreError::Broken`] or [`StoreError::ChainBroken`] says what was found.
    pub fn check(&self) -> Result<(), StoreError> {
        let connection = self.connection();
        for check in ["cipher_integrity_check", "integrity_check"] {
            sound(&connection, DeskFile::Desk, check)?;
        }
        let dangling = connection
            .prepare("PRAGMA foreign_key_check")?
            .query_map([], |_| Ok(()))?
            .count();
        if dangling > 0 {
            let finding = format!("{dangling} references lead nowhere");
            return Err(StoreError::Broken {
                file: DeskFile::Desk,
                finding,
            });
        }
        let view = View::of(&connection);
        score_event::verify_chain(&view)?;
        audit::verify_chain(&view)?;
        Ok(())
    }

    /// Closes the files and says whether that went well. Dropping does the same, silently; nothing acknowledged depends on either.
    ///
    /// # Errors
    /// What the engine answered.
    pub fn close(self) -> Result<(), StoreError> {
        let connection = self
            .connection
            .into_inner()
            .unwrap_or_else(PoisonError::into_inner);
        connection.close().map_err(|(_, error)| error)?;
        self.dossiers.close()?;
        self.index.close()
    }

    /// A panic inside a change has rolled its transaction back, so a poisoned lock guards a sound connection.
    fn connection(&self) -> MutexGuard<'_, Connection> {
        self.connection
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }
}

fn is_disk_full(error: &impl WriteError) -> bool {
    matches!(error.store_error(), Some(StoreError::DiskFull(_)))
}

/// Builds `desk.db` under another name, so that a crash half-way leaves no file that looks like a desk.
fn make_desk_file(folder: &Path, path: &Path, key: &DataKey) -> Result<(), StoreError> {
    let part = with_suffix(path, ".part");
    for leftover in [&part, &with_suffix(&part, "-wal")] {
        if leftover.exists() {
            fs::remove_file(leftover).map_err(StoreError::io("remove", leftover))?;
        }
    }
    let mut connection = open(&part, Kind::Keyed(key))?;
    migrate(&mut connection, &migrate::DESK, |_| Ok(()))?;
    connection.close().map_err(|(_, error)| error)?;
    sync_file(&part)?;
    fs::rename(&part, path).map_err(StoreError::io("rename", &part))?;
    sync_folder(folder)
}

fn open_desk_file(
    folder: &Path,
    key: &DataKey,
    dossiers: &Dossiers,
) -> Result<Connection, StoreError> {
    let file = DeskFile::Desk;
    let mut connection = match open(&file.within(folder), Kind::Keyed(key)) {
        Err(StoreError::Damaged(_)) if dossiers.knows(key)? => {
            let finding = "its first page does not decrypt under the right key".to_owned();
            return Err(StoreError::Broken { file, finding });
        }
        Err(StoreError::Damaged(_)) => return Err(StoreError::WrongKey { file }),
        other => other?,
    };
    if version(&connection)? == 0 {
        // Created files are renamed into place complete; an empty one has lost its content.
        return Err(StoreError::Broken {
            file,
            finding: "it is empty".to_owned(),
        });
    }
    sound(&connection, file, "quick_check")?;
    migrate(&mut connection, &migrate::DESK, |before| {
        back_up(before, folder, key, BackupReason::BeforeMigration).map(drop)
    })?;
    Ok(connection)
}

/// Runs a check and turns any complaint, or a page that cannot be read, into [`StoreError::Broken`].
pub(crate) fn sound(
    connection: &Connection,
    file: DeskFile,
    check: &str,
) -> Result<(), StoreError> {
    let finding = match complaints(connection, check) {
        Ok(found) if found.is_empty() => return Ok(()),
        Ok(found) => found.join("; "),
        Err(error) if error.is_damage() => format!("{check}: {error}"),
        Err(error) => return Err(error),
    };
    Err(StoreError::Broken { file, finding })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::meta;

    /// The limit on pages makes SQLite itself say SQLITE_FULL, on every system and without filling a disk.
    #[test]
    fn sqlites_own_disk_full_gives_the_ballast_back_and_the_second_try_is_saved() {
        let folder = tempfile::tempdir().unwrap();
        let desk = Desk::create(folder.path(), &DataKey::new([1; 32])).unwrap();
        desk.lay_ballast().unwrap();
        let limit = |connection: &Connection, pages: u32| {
            connection
                .pragma_update_and_check(None, "max_page_count", pages, |_| Ok(()))
                .unwrap();
        };
        limit(&desk.connection(), 1);
        let mut attempts = 0;
        let outcome: Result<(), StoreError> = desk.write(|change| {
            attempts += 1;
            if attempts == 2 {
                limit(change.connection(), 1_000_000);
            }
            meta::put(change, "large", &[7; 100_000])
        });
        outcome.unwrap();
        assert_eq!((attempts, desk.is_disk_low()), (2, true));
        assert_eq!(
            desk.read(|view| meta::get(view, "large")).unwrap(),
            Some(vec![7; 100_000])
        );

        limit(&desk.connection(), 1);
        let refused: Result<(), StoreError> =
            desk.write(|change| meta::put(change, "more", &[7; 100_000]));
        assert!(
            matches!(refused, Err(StoreError::DiskFull(_))),
            "no ballast is left: {refused:?}"
        );
        assert_eq!(desk.read(|view| meta::get(view, "more")).unwrap(), None);
        desk.check().unwrap();
    }
}
