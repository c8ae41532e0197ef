//! Copies of `desk.db`: made by SQLite itself from the open database, opened and checked before they count; of those made at the start of a
//! day the last seven are kept, of all others the last five.
//!
//! Not copied: `dossiers.db` (comes from the packs again, and may be many gigabytes) and `index.db` (made again from it). The one rule:
//! a live database file is never copied byte by byte.

use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};

use rusqlite::Connection;
use rusqlite::limits::Limit;

use crate::atomic::{sync_file, sync_folder};
use crate::error::StoreError;
use crate::folder::{BACKUPS, DeskFile, set_aside_locked, with_suffix};
use crate::lock::DeskLock;
use crate::open::{complaints, open_copy};
use crate::secret::DataKey;

/// Backups kept in a desk's folder, beside those made at the start of a day.
const KEPT: usize = 5;
/// Days for which the state at the day's start is kept.
const DAYS_KEPT: usize = 7;

/// Why a backup was made; it stands in the file's name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum BackupReason {
    /// First opening of the day.
    StartOfDay,
    /// The program is newer than the file.
    BeforeMigration,
    /// Before sheets are taken in.
    BeforeMerge,
    /// Before something is signed or handed back.
    BeforeExport,
    /// After that.
    AfterExport,
    /// Somebody asked for it.
    Asked,
}

impl BackupReason {
    const ALL: [Self; 6] = [
        Self::StartOfDay,
        Self::BeforeMigration,
        Self::BeforeMerge,
        Self::BeforeExport,
        Self::AfterExport,
        Self::Asked,
    ];

    fn slug(self) -> &'static str {
        match self {
            Self::StartOfDay => "start-of-day",
            Self::BeforeMigration => "before-migration",
            Self::BeforeMerge => "before-merge",
            Self::BeforeExport => "before-export",
            Self::AfterExport => "after-export",
            Self::Asked => "asked",
        }
    }
}

impl fmt::Display for BackupReason {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.slug())
    }
}

/// A backup in a desk's folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Backup {
    /// Counts up; a higher number is newer.
    pub number: u32,
    /// Why it was made.
    pub reason: BackupReason,
    /// Where it lies.
    pub path: PathBuf,
}

/// The backups in a desk's folder, newest first. Other files there are not looked at.
///
/// # Errors
/// [`StoreError::Io`] when the folder cannot be listed; a folder that is not there has none.
pub fn list_backups(folder: &Path) -> Result<Vec<Backup>, StoreError> {
    let folder = folder.join(BACKUPS);
    if !folder.exists() {
        return Ok(Vec::new());
    }
    let mut found = Vec::new();
    for file in fs::read_dir(&folder).map_err(StoreError::io("list", &folder))? {
        let path = file.map_err(StoreError::io("list", &folder))?.path();
        found.extend(read_name(&path));
    }
    found.sort_by_key(|backup| std::cmp::Reverse(backup.number));
    Ok(found)
}

fn read_name(path: &Path) -> Option<Backup> {
    let name = path
        .file_name()?
        .to_str()?
        .strip_prefix("desk-")?
        .strip_suffix(".db")?;
    let (number, slug) = name.split_once('-')?;
    let reason = BackupReason::ALL
        .into_iter()
        .find(|reason| reason.slug() == slug)?;
    Some(Backup {
        number: number.parse().ok()?,
        reason,
        path: path.to_owned(),
    })
}

/// Puts a checked backup in the place of a closed desk's `desk.db`. What was there is set aside, not deleted; its new path is returned.
///
/// # Errors
/// [`StoreError::BackupUnusable`] or [`StoreError::WrongKey`], with the desk untouched; [`StoreError::InUse`].
pub fn restore_backup(
    folder: &Path,
    key: &DataKey,
    backup: &Backup,
) -> Result<Option<PathBuf>, StoreError> {
    let _lock = DeskLock::take(folder)?;
    opened_and_sound(&backup.path, key)?;
    let path = DeskFile::Desk.within(folder);
    let part = with_suffix(&path, ".part");
    fs::copy(&backup.path, &part).map_err(StoreError::io("copy", &backup.path))?;
    sync_file(&part)?;
    let aside = match set_aside_locked(folder, DeskFile::Desk) {
        Ok(aside) => Some(aside),
        Err(StoreError::Missing { .. }) => None,
        Err(error) => return Err(error),
    };
    fs::rename(&part, &path).map_err(StoreError::io("rename", &part))?;
    sync_folder(folder)?;
    Ok(aside)
}

/// Copies the open `desk.db` of `folder` into its backups.
pub(crate) fn back_up(
    connection: &Connection,
    folder: &Path,
    key: &DataKey,
    reason: BackupReason,
) -> Result<Backup, StoreError> {
    let backups = folder.join(BACKUPS);
    fs::create_dir_all(&backups).map_err(StoreError::io("create", &backups))?;
    let number = list_backups(folder)?
        .first()
        .map_or(0, |newest| newest.number)
        + 1;
    let path = backups.join(format!("desk-{number:06}-{reason}.db"));
    let part = with_suffix(&path, ".part");
    copy_and_check(connection, &part, key).inspect_err(|_| {
        let _ = fs::remove_file(&part);
    })?;
    fs::rename(&part, &path).map_err(StoreError::io("rename", &part))?;
    sync_folder(&backups)?;
    remove_old(folder)?;
    Ok(Backup {
        number,
        reason,
        path,
    })
}

/// A day of many merges and signatures must not push out what the week before looked like: the two kinds are counted apart.
fn remove_old(folder: &Path) -> Result<(), StoreError> {
    let (days, others): (Vec<Backup>, Vec<Backup>) = list_backups(folder)?
        .into_iter()
        .partition(|backup| backup.reason == BackupReason::StartOfDay);
    let old = days.into_iter().skip(DAYS_KEPT);
    for old in old.chain(others.into_iter().skip(KEPT)) {
        fs::remove_file(&old.path).map_err(StoreError::io("remove", &old.path))?;
    }
    Ok(())
}

pub(crate) fn copy_and_check(
    connection: &Connection,
    part: &Path,
    key: &DataKey,
) -> Result<(), StoreError> {
    // VACUUM INTO refuses an existing file; a dead attempt may have left one.
    if part.exists() {
        fs::remove_file(part).map_err(StoreError::io("remove", part))?;
    }
    vacuum_into(connection, part)?;
    sync_file(part)?;
    let copy = opened_and_sound(part, key)?;
    if fingerprint(&copy)? != fingerprint(connection)? {
        let finding = "it holds other rows than the desk".to_owned();
        return Err(StoreError::BackupUnusable {
            path: part.to_owned(),
            finding,
        });
    }
    Ok(())
}

fn vacuum_into(connection: &Connection, part: &Path) -> Result<(), StoreError> {
    let absolute = std::path::absolute(part).map_err(StoreError::io("find", part))?;
    let name = absolute
        .to_str()
        .ok_or_else(|| StoreError::NameNotUnicode {
            path: absolute.clone(),
        })?;
    // VACUUM attaches its target, which is otherwise forbidden on our connections. SQLCipher gives the target the same key.
    connection.set_limit(Limit::SQLITE_LIMIT_ATTACHED, 1)?;
    let outcome = connection.execute("VACUUM INTO ?1", [name]);
    connection.set_limit(Limit::SQLITE_LIMIT_ATTACHED, 0)?;
    outcome?;
    Ok(())
}

fn opened_and_sound(path: &Path, key: &DataKey) -> Result<Connection, StoreError> {
    let unusable = |finding: String| StoreError::BackupUnusable {
        path: path.to_owned(),
        finding,
    };
    let copy = open_copy(path, key).map_err(|error| unusable(error.to_string()))?;
    match complaints(&copy, "quick_check") {
        Ok(found) if found.is_empty() => Ok(copy),
        Ok(found) => Err(unusable(found.join("; "))),
        Err(error) => Err(unusable(error.to_string())),
    }
}

/// What a copy must share with its original: the schema's version and how much each table holds.
fn fingerprint(connection: &Connection) -> Result<Vec<(String, i64)>, StoreError> {
    let mut names =
        connection.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")?;
    let tables: Vec<String> = names
        .query_map([], |row| row.get(0))?
        .collect::<Result<_, _>>()?;
    let mut found = vec![(
        "user_version".to_owned(),
        i64::from(crate::migrate::version(connection)?),
    )];
    for table in tables {
        // The names come from our own schema; a table's name cannot be a bound parameter.
        let sql = format!("SELECT count(*) FROM \"{}\"", table.replace('"', "\"\""));
        let rows = connection.query_row(&sql, [], |row| row.get(0))?;
        found.push((table, rows));
    }
    Ok(found)
}
