//! The expert's side of a letter: opening it, making the desk, renewing it with marks kept.
//!
//! The one rule: signature first, then the content, then the recipient; the first letter pins the contest key, and every later one must be signed
//! by it.

use std::path::{Path, PathBuf};

use jury_core::contest::Round;
use jury_core::{ContestId, Digest, ExpertId};
use jury_seal::PublicKey;
use jury_seal::age_box::BoxFault;
use jury_seal::document::Letter;
use jury_seal::letter_file::{Key, open_letter};
use jury_seal::opening_code::OpeningCode;
use jury_seal::verify::{self, Opened};
use jury_store::table;

use crate::call::Call;
use crate::desk::{OpenDesk, meta, row_of};
use crate::error::{DeskError, ErrorCode};
use crate::merging::look::narrow;
use crate::offers::{file_name, read_limited};
use crate::session::Session;
use crate::wire::start::{DeskKind, LetterOpen, LetterOpened};
use crate::{credentials, letter_changes, rescue};

/// A letter names a few hundred materials at most; more megabytes than this are no letter.
const LIMIT: u64 = 16 << 20;

/// Whether a letter led to a signing key that was not there.
#[derive(PartialEq, Eq)]
enum Made {
    Key,
    Nothing,
}

impl Session {
    pub(crate) fn letter_open(
        &self,
        ask: LetterOpen,
        call: &Call<'_>,
    ) -> Result<LetterOpened, DeskError> {
        let path = self.path_of(&ask.letter)?;
        let name = file_name(&path);
        let code: OpeningCode = ask
            .code
            .parse()
            .map_err(|_| DeskError::new(ErrorCode::OpeningCodeMistyped))?;
        call.step("正在开启任务函", 0, 2, "步")?;
        let bytes = open_letter(&read_limited(&path, LIMIT)?, Key::Code(&code))
            .map_err(|fault| box_error(fault, &name))?;
        let opened = verify::open_letter(&bytes, None).map_err(|faults| letter_error(&faults))?;
        call.step("正在建立工作台", 1, 2, "步")?;
        let folder = latest(&self.peek_new_desk_folder(&folder_of(&opened.document)));
        let (desk, changes, made) = if folder.join(credentials::KEY_FILE).is_file() {
            let (desk, changes) = self.renew(&folder, &bytes, &ask.passphrase)?;
            (desk, changes, Made::Nothing)
        } else {
            let (desk, made) = self.begin(&folder, &opened, &ask.passphrase)?;
            (desk, None, made)
        };
        drop(self.new_desk_folder(""));
        let desk = self.seat(desk);
        let letter = desk.letter()?;
        Ok(LetterOpened {
            open: self.describe(&desk)?,
            contest_code: letter
                .contest_key
                .key()
                .map(|key| key.short_code().to_string())
                .unwrap_or_default(),
            supervisors: letter
                .supervisors
                .iter()
                .map(|one| one.name.clone())
                .collect(),
            entries: narrow(letter.entries.len()),
            replaced: changes.is_some(),
            changes: changes.unwrap_or_default(),
            new_key: made == Made::Key && letter.round != Round::Written,
        })
    }

    fn begin(
        &self,
        folder: &Path,
        opened: &Opened<Letter>,
        passphrase: &str,
    ) -> Result<(OpenDesk, Made), DeskError> {
        let (desk, made) = match self.earlier_keys(folder, &opened.document, passphrase)? {
            Some(keys) => {
                let letter = &opened.document;
                let desk =
                    credentials::make_expert_desk_again(self, folder, letter, &keys, passphrase)?;
                (desk, Made::Nothing)
            }
            None => {
                self.check_strength(passphrase)?;
                let letter = &opened.document;
                let desk = credentials::make_expert_desk(self, folder, letter, passphrase)?;
                (desk, Made::Key)
            }
        };
        let mut install = [0; 16];
        self.config.randomness.fill(&mut install);
        let key = opened
            .document
            .contest_key
            .key()
            .map_err(|fault| letter_error(&[fault]))?;
        let at = desk.now()?;
        desk.save(|change| {
            table::document::put(change, &row_of(&opened.envelope, &at))?;
            table::meta::put_text(change, meta::LETTER, &opened.digest.to_string())?;
            table::meta::put_text(change, meta::CONTEST_KEY, &hex::encode(key.to_bytes()))?;
            table::meta::put_text(change, meta::INSTALL, &hex::encode(install))?;
            Ok(desk.log(
                change,
                &at,
                "开启任务函",
                &format!("第 {} 号", opened.document.no),
            )?)
        })?;
        rescue::note_who(&desk, &opened.document)?;
        Ok((desk, made))
    }

    /// The key file of the desk on which this expert judged an earlier round: the same person signs with the same key, and opens both desks with
    /// the same passphrase. Looked for beside the new desk and where desks usually are.
    fn earlier_keys(
        &self,
        folder: &Path,
        letter: &Letter,
        passphrase: &str,
    ) -> Result<Option<Vec<u8>>, DeskError> {
        if letter.round == Round::Written {
            return Ok(None);
        }
        let mut roots = self.config.desk_roots.clone();
        roots.extend(folder.parent().map(Path::to_owned));
        let mut refusal = None;
        for desk in crate::opening::desks_below(&roots) {
            let is_theirs = credentials::read_card(&desk)
                .is_some_and(|card| card.is_of(&letter.contest.name, &letter.expert.name));
            if !is_theirs || desk == folder {
                continue;
            }
            match credentials::unlock(self, &desk, None, passphrase) {
                Ok(open) => {
                    let earlier = open.letter()?;
                    if earlier.contest.id == letter.contest.id
                        && earlier.expert.id == letter.expert.id
                        && pinned_key(&open)?
                            == letter
                                .contest_key
                                .key()
                                .map_err(|fault| letter_error(&[fault]))?
                    {
                        return credentials::key_file(&desk).map(Some);
                    }
                }
                Err(error) if error.code == ErrorCode::WrongPassphrase => {
                    refusal = Some(DeskError::new(ErrorCode::EarlierPassphrase));
                }
                Err(error) => refusal = Some(error),
            }
        }
        // A namesake's desk has another passphrase; but if none opened, it is the passphrase that is not the earlier one.
        refusal.map_or(Ok(None), Err)
    }

    /// Puts a newer letter in force on the desk there is; marks stay.
    fn renew(
        &self,
        folder: &Path,
        bytes: &[u8],
        passphrase: &str,
    ) -> Result<(OpenDesk, Option<Vec<String>>), DeskError> {
        self.unseat();
        let desk = credentials::unlock(self, folder, None, passphrase)?;
        // An organiser's desk takes no letter, whoever it is for.
        if desk.kind != DeskKind::Expert {
            return Err(DeskError::new(ErrorCode::DeskExists));
        }
        let pinned = pinned_key(&desk)?;
        let opened =
            verify::open_letter(bytes, Some(&pinned)).map_err(|faults| letter_error(&faults))?;
        let current = desk.letter()?;
        let in_force = desk
            .meta(meta::LETTER)?
            .and_then(|hex| Digest::from_hex(&hex));
        if opened.document.expert.id != current.expert.id
            || opened.document.contest.id != current.contest.id
        {
            return Err(DeskError::new(ErrorCode::LetterOtherExpert)
                .with("expert", &opened.document.expert.name));
        }
        if opened.document.round != current.round {
            return Err(DeskError::new(ErrorCode::LetterOtherRound)
                .with("given", opened.document.round.label())
                .with("current", current.round.label()));
        }
        if in_force == Some(opened.digest) {
            return Ok((desk, Some(Vec::new())));
        }
        if opened.document.no <= current.no {
            return Err(DeskError::new(ErrorCode::LetterOlder)
                .with("given", opened.document.no)
                .with("current", current.no));
        }
        let changes = letter_changes::changes(&current, &opened.document)
            .iter()
            .map(letter_changes::sentence)
            .collect();
        let at = desk.now()?;
        desk.save(|change| {
            table::document::put(change, &row_of(&opened.envelope, &at))?;
            table::meta::put_text(change, meta::LETTER, &opened.digest.to_string())?;
            Ok(desk.log(
                change,
                &at,
                "换用任务函",
                &format!("第 {} 号", opened.document.no),
            )?)
        })?;
        desk.forget();
        rescue::note_who(&desk, &opened.document)?;
        Ok((desk, Some(changes)))
    }
}

/// The contest key the first letter pinned.
pub(crate) fn pinned_key(desk: &OpenDesk) -> Result<PublicKey, DeskError> {
    let text = desk.meta(meta::CONTEST_KEY)?.unwrap_or_default();
    let mut bytes = [0; 32];
    hex::decode_to_slice(&text, &mut bytes).map_err(|error| DeskError::internal(&error))?;
    PublicKey::new(bytes).map_err(|error| DeskError::internal(&error))
}

/// The name of the folder of an expert's desk.
pub(crate) fn folder_name(contest: &ContestId, expert: &ExpertId) -> String {
    format!("expert-{contest}-{expert}")
}

/// The folder of the desk for a letter: each round has its own, since marks of one are no marks of another.
fn folder_of(letter: &Letter) -> String {
    let name = folder_name(&letter.contest.id, &letter.expert.id);
    match letter.round {
        Round::Written => name,
        later => format!("{name}-{}", later.as_str()),
    }
}

/// `expert-C-E` → `expert-C-E-2`: where a desk goes that was restored beside one that is there.
pub(crate) fn numbered(folder: &Path, number: u32) -> PathBuf {
    let name = file_name(folder);
    folder.with_file_name(format!("{name}-{number}"))
}

/// The desk a letter belongs to: the one restored last, where one was restored beside another.
fn latest(folder: &Path) -> PathBuf {
    let is_desk = |folder: &PathBuf| folder.join(credentials::KEY_FILE).is_file();
    (2..)
        .map(|number| numbered(folder, number))
        .take_while(is_desk)
        .last()
        .unwrap_or_else(|| folder.to_owned())
}

fn box_error(fault: BoxFault, file: &str) -> DeskError {
    let code = match fault {
        BoxFault::NotAgeFile | BoxFault::OtherLock | BoxFault::NotAKey => ErrorCode::LetterForeign,
        BoxFault::WrongKey => ErrorCode::LetterWrongCode,
        BoxFault::TooMuchWork { .. } => ErrorCode::LetterHostile,
        BoxFault::TooLarge | BoxFault::Truncated | BoxFault::Damaged => ErrorCode::LetterDamaged,
    };
    DeskError::new(code)
        .with("file", file)
        .with("source", fault)
}

fn letter_error(faults: &[jury_seal::Fault]) -> DeskError {
    use jury_seal::Fault;
    let stranger =
        |fault: &Fault| matches!(fault, Fault::KeyUnknown { .. } | Fault::SignatureMissing);
    let code = if faults.iter().any(stranger) {
        ErrorCode::LetterStranger
    } else {
        ErrorCode::LetterDamaged
    };
    let detail = faults
        .iter()
        .map(ToString::to_string)
        .collect::<Vec<_>>()
        .join("; ");
    DeskError::new(code).with("source", detail)
}
