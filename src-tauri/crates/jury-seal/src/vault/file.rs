//! The file's fields (FORMAT.md §12): canonical JSON, every secret in it wrapped.

use serde::{Deserialize, Serialize};

use super::LoginName;
use super::kdf::{KdfCost, KdfFile};
use super::unlocked::Role;
use crate::keys::PublicKey;
use crate::wire::Hex;

const FORMAT: &str = "jurybench/desk-keys/1";

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct VaultFile {
    format: String,
    /// Random; binds every wrapping to this file.
    pub(super) desk: Hex<16>,
    pub(super) logins: Vec<LoginFile>,
    /// The data key wrapped to the organiser's recovery recipient: an age file in hexadecimal.
    pub(super) escrow: Option<String>,
    pub(super) contest_public: Option<Hex<32>>,
    pub(super) paper: Option<PaperFile>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct LoginFile {
    pub(super) id: String,
    pub(super) name: String,
    pub(super) role: Role,
    pub(super) kdf: KdfFile,
    pub(super) data_key: String,
    pub(super) signing: SigningFile,
    pub(super) identity: String,
    pub(super) recipient: String,
    pub(super) organiser: Option<OrganiserFile>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SigningFile {
    pub(super) public: Hex<32>,
    pub(super) wrapped: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct OrganiserFile {
    pub(super) contest: String,
    pub(super) recovery: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PaperFile {
    pub(super) kdf: KdfFile,
    pub(super) data_key: String,
    pub(super) keys: OrganiserFile,
}

impl VaultFile {
    pub(super) fn empty(desk: Hex<16>) -> Self {
        Self {
            format: FORMAT.to_owned(),
            desk,
            logins: Vec::new(),
            escrow: None,
            contest_public: None,
            paper: None,
        }
    }

    pub(super) fn check(&self) -> Result<(), &'static str> {
        if self.format != FORMAT {
            return Err("another format or a later version");
        }
        let mut ids: Vec<_> = self.logins.iter().map(|login| &login.id).collect();
        ids.sort();
        if ids.windows(2).any(|pair| pair[0] == pair[1]) {
            return Err("a login stands twice");
        }
        let refused = |public: &Hex<32>| PublicKey::new(public.0).is_err();
        if self
            .logins
            .iter()
            .any(|login| refused(&login.signing.public))
            || self.contest_public.as_ref().is_some_and(refused)
        {
            return Err("a public key is refused");
        }
        Ok(())
    }

    pub(super) fn costs(&self) -> impl Iterator<Item = KdfCost> {
        self.logins
            .iter()
            .map(|login| login.kdf.cost)
            .chain(self.paper.iter().map(|paper| paper.kdf.cost))
    }
}

impl LoginFile {
    pub(super) fn name(&self) -> Option<LoginName> {
        let public = PublicKey::new(self.signing.public.0).ok()?;
        Some(LoginName {
            id: self.id.clone(),
            name: self.name.clone(),
            role: self.role,
            public,
        })
    }
}
