//! Key files and cards of desks: making them, unlocking them, the expert's certified key.
//!
//! The vault itself is jury-seal's. The one rule: a passphrase goes straight into the vault and is kept nowhere; what a card says beside the
//! locked desk is who may sign in and to which contest it belongs, nothing else.

use std::path::Path;
use std::sync::atomic::AtomicBool;
use std::sync::{Arc, Mutex};

use jury_core::ExpertId;
use jury_core::contest::Contest;
use jury_seal::document::Letter;
use jury_seal::document::parts::SigningRecord;
use jury_seal::introduction::certify;
use jury_seal::vault::{
    KdfPolicy, NewLogin, OrganiserKeys, Role as VaultRole, Unlocked, Vault, VaultError,
};
use jury_seal::{Entropy, SigningKey};
use jury_store::{At, DataKey, Desk, table, write_atomically};
use secrecy::SecretString;
use serde::{Deserialize, Serialize};

use crate::desk::{Cache, OpenDesk, meta};
use crate::error::{DeskError, ErrorCode};
use crate::offers::read_limited;
use crate::session::Session;
use crate::wire::start::{DeskKind, LoginCard, Role};

/// The key file of a desk.
pub(crate) const KEY_FILE: &str = "desk.keys";
/// What the first screen shows of a locked desk.
pub(crate) const CARD_FILE: &str = "desk.card";
/// Login ids.
pub(crate) const ORGANISER: &str = "organiser";
/// The supervisor's login.
pub(crate) const SUPERVISOR: &str = "supervisor";
const EXPERT: &str = "expert";
const CARD_LIMIT: u64 = 1 << 20;

/// The card beside a locked desk.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct Card {
    pub(crate) kind: DeskKind,
    pub(crate) contest: String,
    pub(crate) detail: String,
    pub(crate) logins: Vec<LoginCard>,
}

impl Card {
    /// Whether it is that of an expert of this name in a contest of this name. Names are no proof; they say where to look.
    pub(crate) fn is_of(&self, contest: &str, expert: &str) -> bool {
        self.kind == DeskKind::Expert
            && self.contest == contest
            && self.logins.iter().any(|login| login.name == expert)
    }
}

/// Reads a desk's card; a desk without a readable one is not shown.
pub(crate) fn read_card(folder: &Path) -> Option<Card> {
    serde_json::from_slice(&read_limited(&folder.join(CARD_FILE), CARD_LIMIT).ok()?).ok()
}

fn write_card(folder: &Path, card: &Card) -> Result<(), DeskError> {
    let bytes = serde_json::to_vec(card).map_err(|error| DeskError::internal(&error))?;
    Ok(write_atomically(&folder.join(CARD_FILE), &bytes)?)
}

/// `工业制造 · 书面评审`
pub(crate) fn detail_of(letter: &Letter) -> String {
    format!("{} · {}", letter.track.name, letter.round.label())
}

/// Who opens an organiser's desk first.
pub(crate) struct NewOrganiserDesk<'a> {
    pub(crate) contest: &'a Contest,
    pub(crate) organiser: &'a str,
    pub(crate) organiser_passphrase: &'a str,
    pub(crate) supervisor: &'a str,
    pub(crate) supervisor_passphrase: &'a str,
}

/// An organiser's desk just made, with the keys that sign its first roster.
pub(crate) struct MadeOrganiserDesk {
    pub(crate) desk: OpenDesk,
    pub(crate) contest_key: SigningKey,
    pub(crate) supervisor_key: SigningKey,
    pub(crate) supervisor_name: String,
    pub(crate) recovery_recipient: String,
    pub(crate) recovery_code: String,
}

pub(crate) fn make_organiser_desk(
    session: &Session,
    folder: &Path,
    new: &NewOrganiserDesk<'_>,
) -> Result<MadeOrganiserDesk, DeskError> {
    refuse_taken(folder)?;
    let cost = session.config.cost;
    let entropy: &mut Entropy<'_> = &mut |bytes: &mut [u8]| session.config.randomness.fill(bytes);
    let (first, second) = (
        secret(new.organiser_passphrase),
        secret(new.supervisor_passphrase),
    );
    let organiser = NewLogin {
        id: ORGANISER,
        name: new.organiser,
        role: VaultRole::Organiser,
        passphrase: &first,
    };
    let supervisor = NewLogin {
        id: SUPERVISOR,
        name: new.supervisor,
        role: VaultRole::Supervisor,
        passphrase: &second,
    };
    let (mut vault, one, two) = Vault::create_organiser(&organiser, &supervisor, cost, entropy)
        .map_err(|error| vault_error(&error))?;
    let paper = vault
        .set_paper_code(&one, &two, cost, entropy)
        .map_err(|error| vault_error(&error))?;
    let keys = organiser_keys(&one)?;
    let made = MadeOrganiserDesk {
        contest_key: copy(&keys.contest),
        supervisor_key: copy(two.signing_key()),
        supervisor_name: new.supervisor.to_owned(),
        recovery_recipient: keys.recovery_recipient(),
        recovery_code: paper.to_string(),
        desk: begin(session, folder, &vault, &one, new.organiser)?,
    };
    write_card(
        folder,
        &Card {
            kind: DeskKind::Organiser,
            contest: new.contest.name.clone(),
            detail: String::new(),
            logins: login_cards(&vault, false),
        },
    )?;
    Ok(made)
}

pub(crate) fn make_expert_desk(
    session: &Session,
    folder: &Path,
    letter: &Letter,
    passphrase: &str,
) -> Result<OpenDesk, DeskError> {
    refuse_taken(folder)?;
    let entropy: &mut Entropy<'_> = &mut |bytes: &mut [u8]| session.config.randomness.fill(bytes);
    let passphrase = secret(passphrase);
    let login = NewLogin {
        id: EXPERT,
        name: &letter.expert.name,
        role: VaultRole::Expert,
        passphrase: &passphrase,
    };
    let (mut vault, unlocked) = Vault::create_expert(&login, session.config.cost, entropy)
        .map_err(|error| vault_error(&error))?;
    vault
        .set_recovery(&unlocked, &letter.recovery)
        .map_err(|error| vault_error(&error))?;
    let desk = begin(session, folder, &vault, &unlocked, &letter.expert.name)?;
    write_card(folder, &card_of(letter, &vault))?;
    Ok(OpenDesk {
        role: role_of(letter),
        ..desk
    })
}

/// A desk for a later round with the keys of an earlier one: its key file is taken over whole.
pub(crate) fn make_expert_desk_again(
    session: &Session,
    folder: &Path,
    letter: &Letter,
    key_file: &[u8],
    passphrase: &str,
) -> Result<OpenDesk, DeskError> {
    refuse_taken(folder)?;
    let vault = vault_of(session, key_file)?;
    let unlocked = vault
        .unlock(EXPERT, &secret(passphrase))
        .map_err(|error| vault_error(&error))?;
    let desk = begin(session, folder, &vault, &unlocked, &letter.expert.name)?;
    write_card(folder, &card_of(letter, &vault))?;
    Ok(OpenDesk {
        role: role_of(letter),
        ..desk
    })
}

fn card_of(letter: &Letter, vault: &Vault) -> Card {
    Card {
        kind: DeskKind::Expert,
        contest: letter.contest.name.clone(),
        detail: detail_of(letter),
        logins: login_cards(vault, letter.expert.chair),
    }
}

const fn role_of(letter: &Letter) -> Role {
    if letter.expert.chair {
        Role::Chair
    } else {
        Role::Expert
    }
}

fn refuse_taken(folder: &Path) -> Result<(), DeskError> {
    if folder.join(KEY_FILE).exists() {
        Err(DeskError::new(ErrorCode::DeskExists))
    } else {
        Ok(())
    }
}

/// Makes the stores first and the key file last: a desk without a key file is not a desk, and its leavings stop nobody.
fn begin(
    session: &Session,
    folder: &Path,
    vault: &Vault,
    unlocked: &Unlocked,
    name: &str,
) -> Result<OpenDesk, DeskError> {
    std::fs::create_dir_all(folder)
        .map_err(|_| DeskError::new(ErrorCode::DeskFileUnusable).with("file", folder.display()))?;
    let store = Desk::create(folder, &DataKey::new(*unlocked.data_key().expose()))?;
    if session.config.ballast {
        store.lay_ballast()?;
    }
    write_atomically(&folder.join(KEY_FILE), &vault.to_bytes())?;
    Ok(open(session, folder, store, unlocked, name))
}

fn open(
    session: &Session,
    folder: &Path,
    store: Desk,
    unlocked: &Unlocked,
    name: &str,
) -> OpenDesk {
    let (kind, role) = match unlocked.role() {
        VaultRole::Expert => (DeskKind::Expert, Role::Expert),
        VaultRole::Organiser => (DeskKind::Organiser, Role::Organiser),
        VaultRole::Supervisor => (DeskKind::Organiser, Role::Supervisor),
    };
    OpenDesk {
        id: session.remember(folder),
        folder: folder.to_owned(),
        store,
        kind,
        role,
        login: unlocked.id().to_owned(),
        name: name.to_owned(),
        opened_at: session.config.clock.now(),
        key: copy(unlocked.signing_key()),
        contest_key: unlocked.organiser_keys().map(|keys| copy(&keys.contest)),
        organiser_keys: unlocked.organiser_keys().map(|keys| OrganiserKeys {
            contest: copy(&keys.contest),
            recovery: keys.recovery.clone(),
        }),
        clock: Arc::clone(&session.config.clock),
        randomness: Arc::clone(&session.config.randomness),
        cache: Mutex::new(Cache::default()),
        journal: Mutex::default(),
        day_begun: AtomicBool::new(true),
    }
}

/// Unlocks a desk as a login; without one as the organiser, or as the only login there is.
pub(crate) fn unlock(
    session: &Session,
    folder: &Path,
    login: Option<&str>,
    passphrase: &str,
) -> Result<OpenDesk, DeskError> {
    let vault = read_vault(session, folder)?;
    let name = choose(&vault, login)?;
    let unlocked = vault
        .unlock(&name.id, &secret(passphrase))
        .map_err(|error| vault_error(&error))?;
    let store = Desk::open(folder, &DataKey::new(*unlocked.data_key().expose()))?;
    let desk = open(session, folder, store, &unlocked, &name.name);
    if desk.kind == DeskKind::Organiser {
        if unlocked.role() == VaultRole::Supervisor {
            refuse_unnamed(&desk, unlocked.signing_key(), &name.name)?;
        }
        return Ok(desk);
    }
    let letter = desk.letter()?;
    // A newer letter may have made this expert chair; the card follows.
    let card = card_of(&letter, &vault);
    if read_card(folder).as_ref() != Some(&card) {
        write_card(folder, &card)?;
    }
    Ok(OpenDesk {
        role: role_of(&letter),
        day_begun: AtomicBool::new(false),
        ..desk
    })
}

fn choose(vault: &Vault, login: Option<&str>) -> Result<jury_seal::vault::LoginName, DeskError> {
    let logins = vault.logins();
    let found = match login {
        Some(asked) => logins.iter().find(|one| one.id == asked),
        None => logins
            .iter()
            .find(|one| one.id == ORGANISER)
            .or_else(|| logins.first()),
    };
    found.cloned().ok_or_else(|| {
        DeskError::new(ErrorCode::UnknownLogin).with("login", login.unwrap_or(ORGANISER))
    })
}

pub(crate) fn read_vault(session: &Session, folder: &Path) -> Result<Vault, DeskError> {
    vault_of(session, &key_file(folder)?)
}

/// The bytes of a desk's key file.
pub(crate) fn key_file(folder: &Path) -> Result<Vec<u8>, DeskError> {
    read_limited(&folder.join(KEY_FILE), CARD_LIMIT)
        .map_err(|_| DeskError::new(ErrorCode::NotADesk).with("missing", KEY_FILE))
}

fn vault_of(session: &Session, bytes: &[u8]) -> Result<Vault, DeskError> {
    Vault::from_bytes(bytes, session.config.policy()).map_err(|error| vault_error(&error))
}

/// What unlocks the stores, out of a key file wherever it lies.
pub(crate) fn data_key(
    session: &Session,
    key_file: &[u8],
    login: Option<&str>,
    passphrase: &str,
) -> Result<DataKey, DeskError> {
    let vault = vault_of(session, key_file)?;
    let name = choose(&vault, login)?;
    let unlocked = vault
        .unlock(&name.id, &secret(passphrase))
        .map_err(|error| vault_error(&error))?;
    Ok(DataKey::new(*unlocked.data_key().expose()))
}

/// Opens a login for its signing key alone: a passphrase asked again, or a supervisor who agrees.
pub(crate) fn unlocked(
    session: &Session,
    folder: &Path,
    login: &str,
    passphrase: &str,
) -> Result<Unlocked, DeskError> {
    read_vault(session, folder)?
        .unlock(login, &secret(passphrase))
        .map_err(|error| vault_error(&error))
}

/// The signing key of a login.
pub(crate) fn signing_key(
    session: &Session,
    folder: &Path,
    login: &str,
    passphrase: &str,
) -> Result<SigningKey, DeskError> {
    Ok(copy(
        unlocked(session, folder, login, passphrase)?.signing_key(),
    ))
}

/// A supervisor's key, with their consent: another login than the one that is open, and one with that role.
pub(crate) fn supervisor_key(
    session: &Session,
    desk: &OpenDesk,
    login: &str,
    passphrase: &str,
) -> Result<SigningKey, DeskError> {
    supervisor(session, desk, login, passphrase).map(|(key, _)| key)
}

/// The same with the supervisor's name, which is the roster's.
pub(crate) fn supervisor(
    session: &Session,
    desk: &OpenDesk,
    login: &str,
    passphrase: &str,
) -> Result<(SigningKey, String), DeskError> {
    let vault = read_vault(session, &desk.folder)?;
    let name = choose(&vault, Some(login))?.name;
    let unlocked = vault
        .unlock(login, &secret(passphrase))
        .map_err(|error| vault_error(&error))?;
    if unlocked.role() != VaultRole::Supervisor {
        return Err(DeskError::new(ErrorCode::NotAllowed).with("who", "监督员"));
    }
    refuse_unnamed(desk, unlocked.signing_key(), &name)?;
    Ok((copy(unlocked.signing_key()), name))
}

/// Who a supervisor is stands in the signed roster; the key file's word for it could be changed by anybody at the disk.
fn refuse_unnamed(desk: &OpenDesk, key: &SigningKey, name: &str) -> Result<(), DeskError> {
    let roster = crate::roster::current(desk)?.document;
    let id = key.public().id();
    let mut named = roster.supervisors.iter();
    if named.any(|one| one.key.keyid == id && one.name == name) {
        return Ok(());
    }
    Err(DeskError::new(ErrorCode::DeskDamaged)
        .with("kept", KEY_FILE)
        .with("source", "a supervisor's key that the roster does not name"))
}

fn login_cards(vault: &Vault, chair: bool) -> Vec<LoginCard> {
    let role = |role| match role {
        VaultRole::Expert if chair => Role::Chair,
        VaultRole::Expert => Role::Expert,
        VaultRole::Organiser => Role::Organiser,
        VaultRole::Supervisor => Role::Supervisor,
    };
    vault
        .logins()
        .into_iter()
        .map(|login| LoginCard {
            id: login.id,
            name: login.name,
            role: role(login.role),
        })
        .collect()
}

fn organiser_keys(unlocked: &Unlocked) -> Result<&OrganiserKeys, DeskError> {
    unlocked
        .organiser_keys()
        .ok_or_else(|| DeskError::new(ErrorCode::NotAllowed).with("who", "组织方"))
}

/// Copies a key into a place that wipes it when dropped.
fn copy(key: &SigningKey) -> SigningKey {
    SigningKey::from_seed(&key.seed())
}

pub(crate) fn secret(passphrase: &str) -> SecretString {
    SecretString::from(passphrase.to_owned())
}

/// The seed of an expert's introduction key on the organiser's desk: made once, the same in every letter.
pub(crate) fn introduction_seed(desk: &OpenDesk, expert: &ExpertId) -> Result<[u8; 32], DeskError> {
    let key = format!("introduction:{expert}");
    let mut fresh = [0; 32];
    desk.randomness.fill(&mut fresh);
    desk.save(|change| {
        if let Some(known) = table::meta::get(change, &key)?
            .and_then(|bytes| <[u8; 32]>::try_from(bytes.as_slice()).ok())
        {
            return Ok(known);
        }
        table::meta::put(change, &key, &fresh)?;
        Ok(fresh)
    })
}

/// Puts a new introduction key in force for an expert, after a rescue.
pub(crate) fn put_introduction(
    desk: &OpenDesk,
    expert: &ExpertId,
    seed: &[u8; 32],
    at: &At,
) -> Result<(), DeskError> {
    let key = format!("introduction:{expert}");
    desk.save(|change| {
        table::meta::put(change, &key, seed)?;
        Ok(desk.log(change, at, "口令救援", expert.as_str())?)
    })
}

/// This expert's key with the certificate of the introduction key: the letter's, or the one a rescue brought.
pub(crate) fn signing_record(desk: &OpenDesk, letter: &Letter) -> Result<SigningRecord, DeskError> {
    let rescued = desk.read(|view| Ok(table::meta::get(view, meta::INTRODUCTION)?))?;
    let introduction = match rescued.and_then(|bytes| <[u8; 32]>::try_from(bytes.as_slice()).ok()) {
        Some(seed) => SigningKey::from_seed(&seed),
        None => letter.introduction_key(),
    };
    Ok(certify(
        &introduction,
        &letter.contest.id,
        &letter.expert.id,
        &desk.key.public(),
    ))
}

/// What a vault's refusal means to the person in front of it.
pub(crate) fn vault_error(error: &VaultError) -> DeskError {
    let code = match error {
        VaultError::WrongPassphrase => ErrorCode::WrongPassphrase,
        VaultError::EmptyPassphrase => {
            return DeskError::new(ErrorCode::WeakPassphrase).with("least", 1);
        }
        VaultError::NoSuchLogin { id } => {
            return DeskError::new(ErrorCode::UnknownLogin).with("login", id);
        }
        VaultError::NotAVault { .. } | VaultError::Damaged | VaultError::Cost => {
            return DeskError::new(ErrorCode::DeskDamaged)
                .with("kept", KEY_FILE)
                .with("source", error);
        }
        VaultError::TwoPeople => {
            return DeskError::new(ErrorCode::NotAllowed).with("who", "组织方和监督员两人");
        }
        _ => return DeskError::internal(error),
    };
    DeskError::new(code)
}

impl crate::session::SessionConfig {
    /// Which key files are believed: cheap ones only where new ones are made cheap too, in tests.
    pub(crate) fn policy(&self) -> KdfPolicy {
        if self.cost == jury_seal::vault::KdfCost::for_tests() {
            KdfPolicy::AllowWeak
        } else {
            KdfPolicy::Floor
        }
    }
}
