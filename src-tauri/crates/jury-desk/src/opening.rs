//! The first screen: desks on this computer, signing in and out.
//!
//! Keys and key files are credentials.rs. The one rule: before the passphrase nothing of a desk is shown but what its card says, and the card says
//! nothing confidential.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::backing_up;
use crate::call::Call;
use crate::credentials::{self, Card};
use crate::desk::{OpenDesk, meta};
use crate::error::{DeskError, ErrorCode};
use crate::offers::file_name;
use crate::session::Session;
use crate::wire::Nothing;
use crate::wire::start::{DeskCard, DeskKind, DeskUnlock, OpenDesk as Seated, Role, StartLook};

/// Folders below a root that are looked at: a demo keeps its experts' desks two levels down.
const DEPTH: u8 = 2;

/// Which desk of this person and contest it is, where it was restored beside another; they would look alike.
fn restored_beside(folder: &Path) -> Option<u32> {
    let name = file_name(folder);
    let (first, number) = name.rsplit_once('-')?;
    let number = number.parse().ok().filter(|number| *number > 1)?;
    let beside = folder.with_file_name(first);
    credentials::read_card(&beside).map(|_| number)
}

impl Session {
    pub(crate) fn start_look(&self, _: Nothing, _: &Call<'_>) -> Result<StartLook, DeskError> {
        let folders = desks_below(&self.config.desk_roots);
        let mut desks: Vec<DeskCard> = folders
            .iter()
            .filter_map(|folder| Some(self.card(folder, &credentials::read_card(folder)?)))
            .collect();
        // The organiser's desk first, then chairs', then the rest as their folders are called.
        desks.sort_by_key(|desk| {
            let first = desk.logins.first().map(|login| login.role);
            (desk.kind == DeskKind::Expert, first != Some(Role::Chair))
        });
        let open = match self.open_desk() {
            Ok(desk) => Some(self.describe(&desk)?),
            Err(_) => None,
        };
        Ok(StartLook {
            desks,
            open,
            version: env!("CARGO_PKG_VERSION").to_owned(),
            folder: self.config.new_desks.display().to_string(),
        })
    }

    fn card(&self, folder: &Path, card: &Card) -> DeskCard {
        DeskCard {
            id: self.remember(folder),
            kind: card.kind,
            contest: card.contest.clone(),
            detail: card.detail.clone(),
            restored: restored_beside(folder),
            logins: card.logins.clone(),
        }
    }

    pub(crate) fn desk_unlock(&self, ask: DeskUnlock, _: &Call<'_>) -> Result<Seated, DeskError> {
        let folder = self.folder_of(&ask.desk)?;
        // Signing in again, as somebody else or after a wrong click, first lets the desk go.
        self.unseat();
        let desk = credentials::unlock(self, &folder, ask.login.as_deref(), &ask.passphrase)?;
        let at = desk.now()?;
        if desk.kind == DeskKind::Organiser {
            desk.save(|change| Ok(desk.log(change, &at, "登录", "")?))?;
            backing_up::keep_start_of_day(&desk)?;
        }
        let desk = self.seat(desk);
        self.describe(&desk)
    }

    pub(crate) fn desk_lock(&self, _: Nothing, _: &Call<'_>) -> Result<Nothing, DeskError> {
        self.unseat();
        Ok(Nothing {})
    }

    /// The open desk as the window shows it.
    pub(crate) fn describe(&self, desk: &Arc<OpenDesk>) -> Result<Seated, DeskError> {
        let (contest, detail) = match desk.kind {
            DeskKind::Organiser => (
                desk.meta(meta::CONTEST)?
                    .and_then(|text| text.lines().nth(1).map(str::to_owned))
                    .unwrap_or_default(),
                String::new(),
            ),
            DeskKind::Expert => {
                let letter = desk.letter()?;
                (letter.contest.name.clone(), credentials::detail_of(&letter))
            }
        };
        let committed = desk.kind == DeskKind::Organiser || desk.meta(meta::COMMITTED)?.is_some();
        Ok(Seated {
            desk: desk.id.clone(),
            kind: desk.kind,
            role: desk.role,
            name: desk.name.clone(),
            contest,
            detail,
            committed,
        })
    }

    /// Asks the passphrase again before a signature.
    pub(crate) fn check_passphrase(
        &self,
        desk: &OpenDesk,
        passphrase: &str,
    ) -> Result<(), DeskError> {
        credentials::signing_key(self, &desk.folder, &desk.login, passphrase).map(drop)
    }

    /// Refuses a new passphrase that is too short.
    pub(crate) fn check_strength(&self, passphrase: &str) -> Result<(), DeskError> {
        let least = self.config.least_passphrase;
        if strength(passphrase) < least {
            Err(DeskError::new(ErrorCode::WeakPassphrase).with("least", least))
        } else {
            Ok(())
        }
    }
}

/// Folders of desks below these, each once.
pub(crate) fn desks_below(roots: &[PathBuf]) -> Vec<PathBuf> {
    let mut folders = Vec::new();
    for root in roots {
        collect(root, 0, &mut folders);
    }
    folders.sort();
    folders.dedup();
    folders
}

fn collect(folder: &Path, depth: u8, found: &mut Vec<PathBuf>) {
    if folder.join(credentials::KEY_FILE).is_file() {
        found.push(folder.to_owned());
        return;
    }
    if depth == DEPTH {
        return;
    }
    let Ok(entries) = std::fs::read_dir(folder) else {
        return;
    };
    for entry in entries
        .filter_map(Result::ok)
        .filter(|entry| entry.file_type().is_ok_and(|kind| kind.is_dir()))
    {
        collect(&entry.path(), depth + 1, found);
    }
}

/// Characters of a passphrase, a Chinese one counting twice: there are thousands of them against some ninety on the keyboard.
fn strength(passphrase: &str) -> usize {
    passphrase
        .chars()
        .map(|character| if character < '\u{2e80}' { 1 } else { 2 })
        .sum()
}
