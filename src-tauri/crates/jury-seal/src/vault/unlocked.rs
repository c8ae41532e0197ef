//! What a passphrase opens: the keys of one login, in memory until the desk is locked.

use std::fmt;

use age::secrecy::ExposeSecret as _;
use age::x25519;
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use crate::entropy::Entropy;
use crate::keys::SigningKey;
use crate::wire::Hex;

/// What a login may do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// The one login of an expert's desk.
    Expert,
    /// 组织方.
    Organiser,
    /// 监督员.
    Supervisor,
}

/// The key of a desk's databases, wiped when dropped.
#[derive(Clone, PartialEq, Eq)]
pub struct DataKey(Zeroizing<[u8; 32]>);

impl DataKey {
    /// Takes the bytes.
    #[must_use]
    pub fn new(bytes: [u8; 32]) -> Self {
        Self(Zeroizing::new(bytes))
    }

    /// The bytes, for the store.
    #[must_use]
    pub fn expose(&self) -> &[u8; 32] {
        &self.0
    }
}

impl fmt::Debug for DataKey {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("DataKey(…)")
    }
}

/// The keys every organiser login has in common.
#[derive(Clone)]
pub struct OrganiserKeys {
    /// Signs letters, rosters, tickets, receipts and closings.
    pub contest: SigningKey,
    /// Opens the data keys that experts' desks wrapped to it. It never leaves the organiser's desk.
    pub recovery: x25519::Identity,
}

impl OrganiserKeys {
    pub(super) fn generate(entropy: &mut Entropy<'_>) -> Self {
        // `age` draws its identities from the operating system itself; see `crate::entropy`.
        Self {
            contest: SigningKey::generate(entropy),
            recovery: x25519::Identity::generate(),
        }
    }

    /// The recipient that goes into letters and the roster.
    #[must_use]
    pub fn recovery_recipient(&self) -> String {
        self.recovery.to_public().to_string()
    }
}

impl fmt::Debug for OrganiserKeys {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "OrganiserKeys({:?})", self.contest)
    }
}

/// An opened login.
#[derive(Clone)]
pub struct Unlocked {
    pub(super) desk: Hex<16>,
    pub(super) id: String,
    pub(super) role: Role,
    pub(super) data_key: DataKey,
    pub(super) signing: SigningKey,
    pub(super) identity: x25519::Identity,
    pub(super) organiser: Option<OrganiserKeys>,
}

impl Unlocked {
    /// Fresh keys for a login around a data key that exists.
    pub(super) fn fresh(
        desk: Hex<16>,
        id: &str,
        role: Role,
        data_key: &DataKey,
        organiser: Option<&OrganiserKeys>,
        entropy: &mut Entropy<'_>,
    ) -> Self {
        Self {
            desk,
            id: id.to_owned(),
            role,
            data_key: data_key.clone(),
            signing: SigningKey::generate(entropy),
            identity: x25519::Identity::generate(),
            organiser: organiser.cloned(),
        }
    }

    /// The login's id.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.id
    }

    /// The login's role.
    #[must_use]
    pub const fn role(&self) -> Role {
        self.role
    }

    /// The key of the desk's databases.
    #[must_use]
    pub const fn data_key(&self) -> &DataKey {
        &self.data_key
    }

    /// The login's own signing key.
    #[must_use]
    pub const fn signing_key(&self) -> &SigningKey {
        &self.signing
    }

    /// The login's age identity, for letters locked to it.
    #[must_use]
    pub const fn identity(&self) -> &x25519::Identity {
        &self.identity
    }

    /// The recipient others lock letters to, `age1…`.
    #[must_use]
    pub fn recipient(&self) -> String {
        self.identity.to_public().to_string()
    }

    /// Contest key and recovery identity; only for an organiser.
    #[must_use]
    pub const fn organiser_keys(&self) -> Option<&OrganiserKeys> {
        self.organiser.as_ref()
    }
}

impl fmt::Debug for Unlocked {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            formatter,
            "Unlocked({}, {:?}, {:?})",
            self.id, self.role, self.signing
        )
    }
}

/// An identity as `AGE-SECRET-KEY-1…`.
pub(crate) fn identity_text(identity: &x25519::Identity) -> Zeroizing<Vec<u8>> {
    Zeroizing::new(identity.to_string().expose_secret().as_bytes().to_vec())
}

pub(crate) fn identity_of(text: &[u8]) -> Option<x25519::Identity> {
    std::str::from_utf8(text).ok()?.parse().ok()
}
