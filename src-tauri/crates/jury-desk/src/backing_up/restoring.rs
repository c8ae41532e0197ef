//! Putting a backup back: a file from a stick as a new desk, or the newest sound copy in the place of a damaged database.
//!
//! The one rule: the passphrase is tried and the database checked before anything looks like a desk; what was there is never written over.

use std::path::{Path, PathBuf};

use jury_exchange::backup_file::{BackupFacts as FileFacts, BackupFile};
use jury_store::{
    Backup, BackupReason, DataKey, Desk, StoreError, list_backups, restore_backup, table,
    write_atomically,
};

use crate::call::Call;
use crate::credentials::{self, Card};
use crate::desk::{OpenDesk, meta};
use crate::error::{DeskError, ErrorCode};
use crate::session::Session;
use crate::wire::backup::{BackupFacts, BackupRestore};
use crate::wire::check::FileAsk;
use crate::wire::start::{DeskKind, DeskUnlock, OpenDesk as Seated};
use crate::{letters, rescue};

/// More desks of one person on one computer than this are no accident.
const NAMES_TRIED: u32 = 99;
/// The database on its way out of the backup.
const ON_THE_WAY: &str = "desk.db.restored";

impl Session {
    pub(crate) fn backup_inspect(
        &self,
        ask: FileAsk,
        _: &Call<'_>,
    ) -> Result<BackupFacts, DeskError> {
        let path = self.path_of(&ask.file)?;
        let backup = BackupFile::open(&path).map_err(|error| super::fault(&error, &path))?;
        let card = card_of(&backup, &path)?;
        Ok(BackupFacts {
            at: backup.facts().at.clone(),
            kind: card.kind,
            contest: card.contest,
            detail: card.detail,
            logins: card.logins,
        })
    }

    pub(crate) fn backup_restore(
        &self,
        ask: BackupRestore,
        call: &Call<'_>,
    ) -> Result<Seated, DeskError> {
        let path = self.path_of(&ask.file)?;
        call.step("正在恢复", 0, 3, "步")?;
        let backup = BackupFile::open(&path).map_err(|error| super::fault(&error, &path))?;
        card_of(&backup, &path)?;
        let login = ask.login.as_deref();
        let key = credentials::data_key(self, backup.keys(), login, &ask.passphrase)?;
        call.step("正在恢复", 1, 3, "步")?;
        self.unseat();
        let folder = self.free_folder(&folder_name(backup.facts()))?;
        lay_out(&backup, &path, &folder, &key).inspect_err(|_| {
            // Not a desk yet, and empty before: nothing of anybody's goes.
            drop(std::fs::remove_dir_all(&folder));
        })?;
        call.step("正在恢复", 2, 3, "步")?;
        let desk = credentials::unlock(self, &folder, login, &ask.passphrase)?;
        note(self, &desk, backup.facts())?;
        let desk = self.seat(desk);
        self.describe(&desk)
    }

    pub(crate) fn desk_mend(&self, ask: DeskUnlock, call: &Call<'_>) -> Result<Seated, DeskError> {
        let folder = self.folder_of(&ask.desk)?;
        self.unseat();
        let bytes = credentials::key_file(&folder)?;
        let key = credentials::data_key(self, &bytes, ask.login.as_deref(), &ask.passphrase)?;
        match Desk::open(&folder, &key) {
            // Nothing to mend; what is there is newer than any copy of it.
            Ok(sound) => drop(sound),
            Err(
                StoreError::Broken { .. }
                | StoreError::Damaged(_)
                | StoreError::ChainBroken { .. }
                | StoreError::Missing { .. },
            ) => {
                put_back_newest(&folder, &key)?;
            }
            Err(other) => return Err(other.into()),
        }
        self.desk_unlock(ask, call)
    }

    /// A folder no desk has: the one asked for, or the place itself with a number.
    fn free_folder(&self, name: &str) -> Result<PathBuf, DeskError> {
        let first = self.new_desk_folder(name);
        let numbered = (2..=NAMES_TRIED).map(|number| letters::numbered(&first, number));
        let free = std::iter::once(first.clone())
            .chain(numbered)
            .find(|folder| !folder.exists());
        let folder = free.ok_or_else(|| DeskError::new(ErrorCode::DeskExists))?;
        std::fs::create_dir_all(&folder).map_err(|error| {
            DeskError::new(ErrorCode::DeskFileUnusable)
                .with("file", folder.display())
                .with("source", error)
        })?;
        Ok(folder)
    }
}

fn card_of(backup: &BackupFile, path: &Path) -> Result<Card, DeskError> {
    serde_json::from_slice(backup.card()).map_err(|error| {
        DeskError::new(ErrorCode::BackupDamaged)
            .with("file", crate::offers::file_name(path))
            .with("source", error)
    })
}

fn folder_name(facts: &FileFacts) -> String {
    match &facts.expert {
        Some(expert) => letters::folder_name(&facts.contest, expert),
        None => format!("organiser-{}", facts.contest),
    }
}

/// The database first, the key file last: a folder without one is not a desk.
fn lay_out(
    backup: &BackupFile,
    path: &Path,
    folder: &Path,
    key: &DataKey,
) -> Result<(), DeskError> {
    let copy = Backup {
        number: 0,
        reason: BackupReason::Asked,
        path: folder.join(ON_THE_WAY),
    };
    backup
        .take_database(&copy.path)
        .map_err(|error| super::fault(&error, path))?;
    restore_backup(folder, key, &copy).map_err(|error| match error {
        StoreError::BackupUnusable { .. } | StoreError::WrongKey { .. } => {
            DeskError::new(ErrorCode::BackupDamaged)
                .with("file", crate::offers::file_name(path))
                .with("source", error)
        }
        other => other.into(),
    })?;
    // It is in its place now under its own name.
    drop(std::fs::remove_file(&copy.path));
    write_atomically(&folder.join(credentials::CARD_FILE), backup.card())?;
    Ok(write_atomically(
        &folder.join(credentials::KEY_FILE),
        backup.keys(),
    )?)
}

/// A second computer may go on with the same key: sheets name the installation, so that two of them can be told apart.
fn note(session: &Session, desk: &OpenDesk, facts: &FileFacts) -> Result<(), DeskError> {
    let mut install = [0; 16];
    session.config.randomness.fill(&mut install);
    let at = desk.now()?;
    desk.save(|change| {
        if desk.kind == DeskKind::Expert {
            table::meta::put_text(change, meta::INSTALL, &hex::encode(install))?;
        }
        let weight = super::weight(change)?;
        table::meta::put_text(change, meta::BACKUP, &format!("{} {weight}", facts.at))?;
        Ok(desk.log(change, &at, "从备份恢复", &facts.at)?)
    })?;
    if desk.kind == DeskKind::Expert {
        rescue::note_who(desk, &*desk.letter()?)?;
    }
    Ok(())
}

fn put_back_newest(folder: &Path, key: &DataKey) -> Result<(), DeskError> {
    for backup in list_backups(folder)? {
        match restore_backup(folder, key, &backup) {
            Ok(_) => return Ok(()),
            // An older one may still be sound.
            Err(StoreError::BackupUnusable { .. } | StoreError::WrongKey { .. }) => {}
            Err(other) => return Err(other.into()),
        }
    }
    Err(DeskError::new(ErrorCode::NoBackup))
}
