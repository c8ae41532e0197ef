//! The vault: the file `desk.keys`, which turns a passphrase into the desk's keys.
//!
//! Not the store: it holds wrapped keys and no marks. The one rule: nothing in the file is of use without a passphrase (or the paper code,
//! or the organiser's recovery key for the data key alone), and no path leads from any of those to another person's signing key.
//!
//! ```text
//! passphrase ─Argon2id─► KEK of one login ─┬─ data key (the desk's databases), the same for every login
//!                                          ├─ signing key of this login, never escrowed
//!                                          ├─ age identity of this login
//!                                          └─ organiser's logins only: contest key, recovery identity
//! recovery recipient (age) ── data key only, on an expert's desk
//! paper code ─Argon2id─► data key, contest key, recovery identity, on an organiser's desk
//! ```

mod file;
mod kdf;
mod paper;
mod unlocked;
mod wrap;

use secrecy::SecretString;
use zeroize::Zeroizing;

use crate::age_box;
use crate::canon;
use crate::entropy::{Entropy, random};
use crate::keys::{PublicKey, SigningKey};
use crate::wire::Hex;

use file::{LoginFile, OrganiserFile, SigningFile, VaultFile};
use wrap::Label;

pub use kdf::{KdfCost, KdfPolicy};
pub use paper::{PaperCode, PaperCodeFault};
pub use unlocked::{DataKey, OrganiserKeys, Role, Unlocked};
pub(crate) use unlocked::{identity_of, identity_text};

/// The largest vault file, bytes: a hundred logins fit many times.
pub const MAX_VAULT: usize = 1024 * 1024;

/// Why a vault does not open or change.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum VaultError {
    /// Not a vault file, or one of a later version.
    #[error("not a key file of this version: {detail}")]
    NotAVault {
        /// What was met, in English, for the log.
        detail: String,
    },
    /// The file's key derivation is cheaper than the floor, or dearer than the ceiling: it was tampered with.
    #[error("the key file's cost parameters are refused")]
    Cost,
    /// There is no such login.
    #[error("there is no login {id:?}")]
    NoSuchLogin {
        /// The login asked for.
        id: String,
    },
    /// There is such a login already.
    #[error("there is a login {id:?} already")]
    LoginExists {
        /// The login.
        id: String,
    },
    /// The passphrase (or paper code) does not open it.
    #[error("the passphrase is not right")]
    WrongPassphrase,
    /// An empty passphrase.
    #[error("a passphrase must not be empty")]
    EmptyPassphrase,
    /// The passphrase is right and something it should open does not open: the file was damaged or patched together.
    #[error("the key file is damaged")]
    Damaged,
    /// Two people of different roles are needed and these are not.
    #[error("this needs an organiser and a supervisor of this desk")]
    TwoPeople,
    /// The login opened belongs to another desk.
    #[error("this login belongs to another desk")]
    OtherDesk,
    /// The desk has no paper code, or no recovery recipient.
    #[error("this desk has none")]
    NoneSet,
    /// The text is no age recipient.
    #[error("not a recovery recipient")]
    NotARecipient,
}

/// A login to be made.
#[derive(Debug, Clone)]
pub struct NewLogin<'a> {
    /// The login's id, unique on the desk.
    pub id: &'a str,
    /// The person's name.
    pub name: &'a str,
    /// What they do.
    pub role: Role,
    /// Their passphrase. It is used in Unicode form NFC, so that it does not depend on the keyboard.
    pub passphrase: &'a SecretString,
}

/// A vault, still locked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Vault {
    file: VaultFile,
    policy: KdfPolicy,
}

/// What a login list shows without a passphrase.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LoginName {
    /// The id.
    pub id: String,
    /// The name.
    pub name: String,
    /// The role.
    pub role: Role,
    /// The public half of the signing key.
    pub public: PublicKey,
}

impl Vault {
    /// An expert's desk: one login, fresh keys.
    ///
    /// # Errors
    /// [`VaultError::EmptyPassphrase`] or [`VaultError::NotAVault`] if a name may not stand in the file.
    pub fn create_expert(
        login: &NewLogin<'_>,
        cost: KdfCost,
        entropy: &mut Entropy<'_>,
    ) -> Result<(Self, Unlocked), VaultError> {
        let mut vault = Self::empty(cost, entropy);
        let data_key = DataKey::new(*random(entropy));
        let unlocked = vault.insert(login, Role::Expert, &data_key, None, cost, entropy)?;
        Ok((vault, unlocked))
    }

    /// An organiser's desk: an organiser and a supervisor, fresh keys, a contest key and a recovery identity.
    ///
    /// # Errors
    /// As [`Self::create_expert`], and [`VaultError::TwoPeople`] or [`VaultError::LoginExists`] if the two are not two.
    pub fn create_organiser(
        organiser: &NewLogin<'_>,
        supervisor: &NewLogin<'_>,
        cost: KdfCost,
        entropy: &mut Entropy<'_>,
    ) -> Result<(Self, Unlocked, Unlocked), VaultError> {
        if (organiser.role, supervisor.role) != (Role::Organiser, Role::Supervisor) {
            return Err(VaultError::TwoPeople);
        }
        let mut vault = Self::empty(cost, entropy);
        let data_key = DataKey::new(*random(entropy));
        let keys = OrganiserKeys::generate(entropy);
        vault.file.contest_public = Some(Hex(keys.contest.public().to_bytes()));
        let one = vault.insert(
            organiser,
            Role::Organiser,
            &data_key,
            Some(&keys),
            cost,
            entropy,
        )?;
        let two = vault.insert(supervisor, Role::Supervisor, &data_key, None, cost, entropy)?;
        Ok((vault, one, two))
    }

    fn empty(cost: KdfCost, entropy: &mut Entropy<'_>) -> Self {
        Self {
            file: VaultFile::empty(Hex(*random(entropy))),
            policy: KdfPolicy::that_allows(cost),
        }
    }

    /// Reads the file. Nothing is decrypted yet.
    ///
    /// # Errors
    /// [`VaultError::NotAVault`], or [`VaultError::Cost`] when any login's key derivation is outside what `policy` allows.
    pub fn from_bytes(bytes: &[u8], policy: KdfPolicy) -> Result<Self, VaultError> {
        let not_a_vault = |detail: String| VaultError::NotAVault { detail };
        if bytes.len() > MAX_VAULT {
            return Err(not_a_vault(format!("{} bytes", bytes.len())));
        }
        let file: VaultFile =
            canon::from_bytes(bytes).map_err(|error| not_a_vault(error.to_string()))?;
        file.check()
            .map_err(|detail| not_a_vault(detail.to_owned()))?;
        if file.costs().all(|cost| policy.allows(cost)) {
            Ok(Self { file, policy })
        } else {
            Err(VaultError::Cost)
        }
    }

    /// The file's bytes; write them atomically and keep the generation before.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        canon::to_bytes(&self.file).expect("names were checked when they were put in")
    }

    /// The logins, in the order they were made.
    #[must_use]
    pub fn logins(&self) -> Vec<LoginName> {
        // Files with a refused key do not get past `from_bytes`.
        self.file
            .logins
            .iter()
            .filter_map(LoginFile::name)
            .collect()
    }

    /// The contest's public key; only on an organiser's desk.
    #[must_use]
    pub fn contest_key(&self) -> Option<PublicKey> {
        self.file
            .contest_public
            .and_then(|public| PublicKey::new(public.0).ok())
    }

    /// Opens a login.
    ///
    /// # Errors
    /// [`VaultError::NoSuchLogin`], [`VaultError::WrongPassphrase`] or [`VaultError::Damaged`].
    pub fn unlock(&self, id: &str, passphrase: &SecretString) -> Result<Unlocked, VaultError> {
        let login = self.login(id)?;
        let kek = login.kdf.derive(passphrase, self.policy)?;
        self.unwrap(login, &kek)
    }

    fn login(&self, id: &str) -> Result<&LoginFile, VaultError> {
        self.file
            .logins
            .iter()
            .find(|login| login.id == id)
            .ok_or_else(|| VaultError::NoSuchLogin { id: id.to_owned() })
    }

    fn unwrap(&self, login: &LoginFile, kek: &[u8; 32]) -> Result<Unlocked, VaultError> {
        let label = |what| Label {
            what,
            desk: self.file.desk,
            owner: &login.id,
        };
        // The first unwrapping tells a wrong passphrase; every later one only damage.
        let data_key = wrap::unwrap32(kek, &label("data-key"), &login.data_key)
            .map_err(|_| VaultError::WrongPassphrase)?;
        let damaged = |_| VaultError::Damaged;
        let signing =
            wrap::unwrap32(kek, &label("signing-key"), &login.signing.wrapped).map_err(damaged)?;
        let signing = SigningKey::from_seed(&signing);
        if signing.public().to_bytes() != login.signing.public.0 {
            return Err(VaultError::Damaged);
        }
        let identity =
            wrap::unwrap(kek, &label("age-identity"), &login.identity).map_err(damaged)?;
        let organiser = match &login.organiser {
            Some(wrapped) => Some(self.unwrap_organiser(kek, &login.id, wrapped)?),
            None => None,
        };
        // The role stands in clear beside the keys; it is whose keys are there that counts.
        if (login.role == Role::Organiser) != organiser.is_some() {
            return Err(VaultError::Damaged);
        }
        Ok(Unlocked {
            desk: self.file.desk,
            id: login.id.clone(),
            role: login.role,
            data_key: DataKey::new(*data_key),
            signing,
            identity: unlocked::identity_of(&identity).ok_or(VaultError::Damaged)?,
            organiser,
        })
    }

    fn unwrap_organiser(
        &self,
        kek: &[u8; 32],
        owner: &str,
        wrapped: &OrganiserFile,
    ) -> Result<OrganiserKeys, VaultError> {
        let label = |what| Label {
            what,
            desk: self.file.desk,
            owner,
        };
        let damaged = |_| VaultError::Damaged;
        let contest = SigningKey::from_seed(
            &*wrap::unwrap32(kek, &label("contest-key"), &wrapped.contest).map_err(damaged)?,
        );
        let recovery =
            wrap::unwrap(kek, &label("recovery-identity"), &wrapped.recovery).map_err(damaged)?;
        let recovery = unlocked::identity_of(&recovery).ok_or(VaultError::Damaged)?;
        if self.contest_key() != Some(contest.public()) {
            return Err(VaultError::Damaged);
        }
        Ok(OrganiserKeys { contest, recovery })
    }

    /// Changes a login's passphrase: four small wrappings, no key changes and no database is touched.
    ///
    /// # Errors
    /// As [`Self::unlock`], and [`VaultError::EmptyPassphrase`]. On any error the vault is as it was.
    pub fn change_passphrase(
        &mut self,
        id: &str,
        old: &SecretString,
        new: &SecretString,
        cost: KdfCost,
        entropy: &mut Entropy<'_>,
    ) -> Result<(), VaultError> {
        let unlocked = self.unlock(id, old)?;
        let login = self.login(id)?;
        let again = NewLogin {
            id,
            name: &login.name,
            role: login.role,
            passphrase: new,
        };
        let file = self.wrap_login(&again, &unlocked, cost, entropy)?;
        self.replace(file, cost);
        Ok(())
    }

    /// Adds a login to an organiser's desk, which takes an organiser and a supervisor.
    ///
    /// # Errors
    /// [`VaultError::TwoPeople`], [`VaultError::OtherDesk`], [`VaultError::LoginExists`], [`VaultError::EmptyPassphrase`].
    pub fn add_login(
        &mut self,
        organiser: &Unlocked,
        supervisor: &Unlocked,
        login: &NewLogin<'_>,
        cost: KdfCost,
        entropy: &mut Entropy<'_>,
    ) -> Result<Unlocked, VaultError> {
        self.check_two_people(organiser, supervisor)?;
        let keys = organiser
            .organiser
            .as_ref()
            .filter(|_| login.role == Role::Organiser);
        if login.role == Role::Expert {
            return Err(VaultError::TwoPeople);
        }
        self.insert(login, login.role, &organiser.data_key, keys, cost, entropy)
    }

    /// Checks that these two are an organiser and a supervisor of this desk, two different logins.
    ///
    /// # Errors
    /// [`VaultError::OtherDesk`] or [`VaultError::TwoPeople`].
    pub fn check_two_people(
        &self,
        organiser: &Unlocked,
        supervisor: &Unlocked,
    ) -> Result<(), VaultError> {
        if organiser.desk != self.file.desk || supervisor.desk != self.file.desk {
            return Err(VaultError::OtherDesk);
        }
        let roles = (organiser.role, supervisor.role) == (Role::Organiser, Role::Supervisor);
        if roles && organiser.id != supervisor.id && organiser.organiser.is_some() {
            Ok(())
        } else {
            Err(VaultError::TwoPeople)
        }
    }

    /// Wraps the data key, and nothing else, to the organiser's recovery recipient (from the letter).
    ///
    /// # Errors
    /// [`VaultError::NotARecipient`] or [`VaultError::OtherDesk`].
    pub fn set_recovery(&mut self, unlocked: &Unlocked, recipient: &str) -> Result<(), VaultError> {
        if unlocked.desk != self.file.desk {
            return Err(VaultError::OtherDesk);
        }
        let recipient = age_box::recipient(recipient).map_err(|_| VaultError::NotARecipient)?;
        self.file.escrow = Some(hex::encode(age_box::lock_to_key(
            unlocked.data_key.expose(),
            &recipient,
        )));
        Ok(())
    }

    /// The data key wrapped to the recovery recipient, an age file: goes into a rescue request. Needs no passphrase.
    ///
    /// # Errors
    /// [`VaultError::NoneSet`].
    pub fn escrow(&self) -> Result<Vec<u8>, VaultError> {
        let text = self.file.escrow.as_ref().ok_or(VaultError::NoneSet)?;
        hex::decode(text).map_err(|_| VaultError::Damaged)
    }

    /// Gives an expert's login a new passphrase after a rescue. The data key is the old one, so the databases open; signing key and age
    /// identity are new, since nothing could rescue the old ones.
    ///
    /// # Errors
    /// [`VaultError::NoSuchLogin`], [`VaultError::TwoPeople`] on an organiser's desk, [`VaultError::EmptyPassphrase`].
    pub fn reset_after_rescue(
        &mut self,
        id: &str,
        data_key: &DataKey,
        passphrase: &SecretString,
        cost: KdfCost,
        entropy: &mut Entropy<'_>,
    ) -> Result<Unlocked, VaultError> {
        let login = self.login(id)?;
        if login.role != Role::Expert {
            return Err(VaultError::TwoPeople);
        }
        let again = NewLogin {
            id,
            name: &login.name.clone(),
            role: Role::Expert,
            passphrase,
        };
        let unlocked = Unlocked::fresh(self.file.desk, id, Role::Expert, data_key, None, entropy);
        let file = self.wrap_login(&again, &unlocked, cost, entropy)?;
        self.replace(file, cost);
        Ok(unlocked)
    }

    fn insert(
        &mut self,
        login: &NewLogin<'_>,
        role: Role,
        data_key: &DataKey,
        organiser: Option<&OrganiserKeys>,
        cost: KdfCost,
        entropy: &mut Entropy<'_>,
    ) -> Result<Unlocked, VaultError> {
        if self.login(login.id).is_ok() {
            return Err(VaultError::LoginExists {
                id: login.id.to_owned(),
            });
        }
        let unlocked =
            Unlocked::fresh(self.file.desk, login.id, role, data_key, organiser, entropy);
        let file = self.wrap_login(login, &unlocked, cost, entropy)?;
        self.policy = self.policy.widened_for(cost);
        self.file.logins.push(file);
        Ok(unlocked)
    }

    fn replace(&mut self, file: LoginFile, cost: KdfCost) {
        self.policy = self.policy.widened_for(cost);
        for login in self
            .file
            .logins
            .iter_mut()
            .filter(|login| login.id == file.id)
        {
            login.clone_from(&file);
        }
    }

    fn wrap_login(
        &self,
        login: &NewLogin<'_>,
        keys: &Unlocked,
        cost: KdfCost,
        entropy: &mut Entropy<'_>,
    ) -> Result<LoginFile, VaultError> {
        if login.id.is_empty() {
            return Err(VaultError::NotAVault {
                detail: "an empty login id".to_owned(),
            });
        }
        for text in [login.id, login.name] {
            canon::check_text(text).map_err(|error| VaultError::NotAVault {
                detail: error.to_string(),
            })?;
        }
        let (kdf, kek) = kdf::KdfFile::fresh(login.passphrase, cost, entropy)?;
        let label = |what| Label {
            what,
            desk: self.file.desk,
            owner: login.id,
        };
        let mut wrap = |what, plain: &[u8]| wrap::wrap(&kek, &label(what), plain, entropy);
        let organiser = keys.organiser.as_ref().map(|organiser| OrganiserFile {
            contest: wrap("contest-key", &*organiser.contest.seed()),
            recovery: wrap(
                "recovery-identity",
                &unlocked::identity_text(&organiser.recovery),
            ),
        });
        Ok(LoginFile {
            id: login.id.to_owned(),
            name: login.name.to_owned(),
            role: keys.role,
            data_key: wrap("data-key", keys.data_key.expose()),
            signing: SigningFile {
                public: Hex(keys.signing.public().to_bytes()),
                wrapped: wrap("signing-key", &*keys.signing.seed()),
            },
            identity: wrap("age-identity", &unlocked::identity_text(&keys.identity)),
            recipient: keys.identity.to_public().to_string(),
            organiser,
            kdf,
        })
    }

    /// Makes a new paper code for an organiser's desk, which takes an organiser and a supervisor; an older one stops working. The code is
    /// printed, sealed in an envelope, and shown nowhere again.
    ///
    /// # Errors
    /// [`VaultError::TwoPeople`] or [`VaultError::OtherDesk`].
    pub fn set_paper_code(
        &mut self,
        organiser: &Unlocked,
        supervisor: &Unlocked,
        cost: KdfCost,
        entropy: &mut Entropy<'_>,
    ) -> Result<PaperCode, VaultError> {
        self.check_two_people(organiser, supervisor)?;
        let keys = organiser.organiser.as_ref().ok_or(VaultError::TwoPeople)?;
        let code = PaperCode::generate(entropy);
        let file = paper::wrap(
            &code,
            self.file.desk,
            &organiser.data_key,
            keys,
            cost,
            entropy,
        )?;
        self.policy = self.policy.widened_for(cost);
        self.file.paper = Some(file);
        Ok(code)
    }

    /// Replaces a login of an organiser's desk by means of the paper code: a new passphrase and a new signing key; data key, contest key
    /// and recovery identity are kept. The desk writes it into its audit log, and the next roster names the new supervisor's key.
    ///
    /// # Errors
    /// [`VaultError::NoneSet`], [`VaultError::WrongPassphrase`], [`VaultError::NoSuchLogin`], [`VaultError::EmptyPassphrase`].
    pub fn recover_with_paper(
        &mut self,
        code: &PaperCode,
        id: &str,
        passphrase: &SecretString,
        cost: KdfCost,
        entropy: &mut Entropy<'_>,
    ) -> Result<Unlocked, VaultError> {
        let file = self.file.paper.as_ref().ok_or(VaultError::NoneSet)?;
        let (data_key, keys) = paper::unwrap(code, self.file.desk, file, self.policy)?;
        let login = self.login(id)?;
        let (name, role) = (login.name.clone(), login.role);
        let keys = Some(&keys).filter(|_| role == Role::Organiser);
        let unlocked = Unlocked::fresh(self.file.desk, id, role, &data_key, keys, entropy);
        let file = self.wrap_login(
            &NewLogin {
                id,
                name: &name,
                role,
                passphrase,
            },
            &unlocked,
            cost,
            entropy,
        )?;
        self.replace(file, cost);
        Ok(unlocked)
    }
}

/// A passphrase as bytes for key derivation.
pub(crate) fn passphrase_bytes(
    passphrase: &SecretString,
) -> Result<Zeroizing<Vec<u8>>, VaultError> {
    use secrecy::ExposeSecret as _;
    use unicode_normalization::UnicodeNormalization as _;
    let text: Zeroizing<String> = Zeroizing::new(passphrase.expose_secret().nfc().collect());
    if text.is_empty() {
        Err(VaultError::EmptyPassphrase)
    } else {
        Ok(Zeroizing::new(text.as_bytes().to_vec()))
    }
}

#[cfg(test)]
mod tests;
