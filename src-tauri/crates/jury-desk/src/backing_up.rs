//! Backups 备份: a locked desk in one file on a stick, the state at each day's start inside the folder, and putting either back.
//!
//! Not how a database is copied (jury-store) nor how the file looks (jury-exchange). The one rule: a backup is as locked as the desk it came from;
//! it opens with the passphrase of that time and nothing in it is in clear. The dossiers are not in it: they come from the packs again.

mod restoring;

use std::path::{Path, PathBuf};

use chrono::DateTime;
use jury_core::ContestId;
use jury_exchange::backup_file::{
    BackupFacts as FileFacts, BackupFault, BackupParts, write_backup,
};
use jury_store::{BackupReason, View, table};

use crate::call::Call;
use crate::desk::{OpenDesk, meta};
use crate::error::{DeskError, ErrorCode};
use crate::merging::look::narrow;
use crate::offers::{file_name, read_limited};
use crate::session::Session;
use crate::wire::Nothing;
use crate::wire::backup::{BackupSaved, BackupState};
use crate::wire::expert::SaveTo;
use crate::wire::start::DeskKind;
use crate::{credentials, dispatch};

/// After so many hours a backup is said to be old.
const OLD_HOURS: i64 = 24;
const LIMIT: u64 = 1 << 20;

impl Session {
    pub(crate) fn backup_look(&self, _: Nothing, _: &Call<'_>) -> Result<BackupState, DeskError> {
        state(&*self.open_desk()?)
    }

    pub(crate) fn backup_save(
        &self,
        ask: SaveTo,
        call: &Call<'_>,
    ) -> Result<BackupSaved, DeskError> {
        let desk = self.open_desk()?;
        let target = self.path_of(&ask.target)?;
        if target.exists() && !target.is_file() {
            return Err(DeskError::new(ErrorCode::NotAFile).with("file", file_name(&target)));
        }
        call.step("正在备份", 0, 2, "步")?;
        let at = desk.now()?;
        let weight = desk.read(weight)?;
        let database = beside(&target);
        let path = desk
            .store
            .copy_to(&database)
            .map_err(|error| unwritten(DeskError::from(error), &target))
            .and_then(|()| {
                call.step("正在备份", 1, 2, "步")?;
                write(&desk, &target, &database, at.as_str())
            });
        // The copy beside the file was only on the way there; the next backup replaces one that stays.
        drop(std::fs::remove_file(&database));
        let written = self.written(&path?);
        desk.save(|change| {
            table::meta::put_text(change, meta::BACKUP, &format!("{at} {weight}"))?;
            Ok(desk.log(change, &at, "备份", &written.name)?)
        })?;
        Ok(BackupSaved {
            written,
            state: state(&desk)?,
        })
    }

    pub(crate) fn backup_later(&self, _: Nothing, _: &Call<'_>) -> Result<BackupState, DeskError> {
        let desk = self.open_desk()?;
        let at = desk.now()?;
        desk.save(|change| {
            Ok(table::meta::put_text(
                change,
                meta::BACKUP_LATER,
                day(at.as_str()),
            )?)
        })?;
        state(&desk)
    }
}

/// Keeps the state of the desk as a day finds it. Once a day; a disk without room must keep nobody from working.
pub(crate) fn keep_start_of_day(desk: &OpenDesk) -> Result<(), DeskError> {
    let at = desk.now()?;
    if desk
        .meta(meta::START_OF_DAY)?
        .is_some_and(|kept| day(&kept) == day(at.as_str()))
    {
        return Ok(());
    }
    if desk.store.backup(BackupReason::StartOfDay).is_ok() {
        desk.save(|change| {
            Ok(table::meta::put_text(
                change,
                meta::START_OF_DAY,
                at.as_str(),
            )?)
        })?;
    }
    Ok(())
}

/// `2025-06-12T14:02:07+08:00` → `2025-06-12`.
fn day(at: &str) -> &str {
    at.split('T').next().unwrap_or_default()
}

fn beside(target: &Path) -> PathBuf {
    target.with_file_name(format!("{}.db.part", file_name(target)))
}

/// The store speaks of files of the desk; here the stick is meant.
fn unwritten(error: DeskError, target: &Path) -> DeskError {
    if error.code == ErrorCode::DeskFileUnusable {
        return DeskError::new(ErrorCode::CannotWrite)
            .with("file", file_name(target))
            .with("source", error);
    }
    error
}

fn write(desk: &OpenDesk, target: &Path, database: &Path, at: &str) -> Result<PathBuf, DeskError> {
    let (contest, expert) = match desk.kind {
        DeskKind::Expert => {
            let letter = desk.letter()?;
            (letter.contest.id.clone(), Some(letter.expert.id.clone()))
        }
        DeskKind::Organiser => (contest_of(desk)?, None),
    };
    let facts = FileFacts {
        at: at.to_owned(),
        contest,
        expert,
    };
    let card = read_limited(&desk.folder.join(credentials::CARD_FILE), LIMIT)?;
    let keys = read_limited(&desk.folder.join(credentials::KEY_FILE), LIMIT)?;
    let parts = BackupParts {
        card: &card,
        keys: &keys,
        database,
    };
    Ok(write_backup(target, &facts, parts)?)
}

fn contest_of(desk: &OpenDesk) -> Result<ContestId, DeskError> {
    Ok(dispatch::facts(desk)?.contest.id.clone())
}

/// How much there is on a desk that would be lost with it: marks, comments and states given, documents made or received.
fn weight(view: &View<'_>) -> Result<i64, DeskError> {
    Ok(table::score_event::head(view)?.count + table::document::count(view)?)
}

fn state(desk: &OpenDesk) -> Result<BackupState, DeskError> {
    let now = desk.now()?;
    let kept = desk.meta(meta::BACKUP)?;
    let last = kept.as_deref().and_then(|text| text.split_once(' '));
    // A letter can be opened again, so a desk with nothing but its first letter has nothing to lose.
    let nothing = i64::from(desk.kind == DeskKind::Expert);
    let known = last
        .and_then(|(_, count)| count.parse().ok())
        .unwrap_or(nothing);
    let changed = desk.read(weight)? - known;
    let since = match last {
        Some((at, _)) => Some(at.to_owned()),
        None => began(desk)?,
    };
    let old = since.is_some_and(|since| is_old(&since, now.as_str()));
    let later = desk.meta(meta::BACKUP_LATER)?.as_deref() == Some(day(now.as_str()));
    Ok(BackupState {
        last: last.map(|(at, _)| at.to_owned()),
        changed: narrow(usize::try_from(changed).unwrap_or(0)),
        due: changed > 0 && old && !later,
        start_of_day: desk.meta(meta::START_OF_DAY)?,
    })
}

/// When the desk was made: its log begins then.
fn began(desk: &OpenDesk) -> Result<Option<String>, DeskError> {
    let first = desk.read(|view| Ok(table::audit::list(view, 1, Some(2))?))?;
    Ok(first.first().map(|act| act.at.to_string()))
}

fn is_old(since: &str, now: &str) -> bool {
    let (Ok(since), Ok(now)) = (
        DateTime::parse_from_rfc3339(since),
        DateTime::parse_from_rfc3339(now),
    ) else {
        return false;
    };
    (now - since).num_hours() >= OLD_HOURS
}

/// A file that is no usable backup, by name.
fn fault(error: &BackupFault, file: &Path) -> DeskError {
    let code = match error {
        BackupFault::Foreign => ErrorCode::BackupForeign,
        BackupFault::Truncated | BackupFault::Damaged { .. } => ErrorCode::BackupDamaged,
        BackupFault::Read(_) => ErrorCode::CannotRead,
        BackupFault::Write { source, .. } if source.kind() == std::io::ErrorKind::StorageFull => {
            ErrorCode::DiskFull
        }
        BackupFault::Write { .. } => ErrorCode::DeskFileUnusable,
    };
    DeskError::new(code)
        .with("file", file_name(file))
        .with("source", error)
}
