//! The paper code of an organiser's desk: printed once, sealed in an envelope, opens the desk when passphrases are gone.
//!
//! Not a login: it recovers data key, contest key and recovery identity and no person's signing key. The one rule: 128 random bits, so
//! that its strength does not depend on the key derivation.

use std::fmt;
use std::str::FromStr;

use secrecy::SecretString;
use zeroize::Zeroizing;

use super::VaultError;
use super::file::{OrganiserFile, PaperFile};
use super::kdf::{KdfCost, KdfFile, KdfPolicy};
use super::unlocked::{DataKey, OrganiserKeys, identity_of, identity_text};
use super::wrap::{self, Label};
use crate::digest::sha256;
use crate::entropy::{Entropy, random};
use crate::keys::SigningKey;
use crate::typed::{half_width, is_gap};
use crate::wire::Hex;

/// The code: 32 hexadecimal digits and a check of four, in groups of six.
#[derive(Clone, PartialEq, Eq)]
pub struct PaperCode(Zeroizing<[u8; 16]>);

/// Why a text is not a paper code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PaperCodeFault {
    /// Not 36 hexadecimal digits.
    #[error("a paper code has 36 digits 0 to 9 and A to F")]
    Form,
    /// The last four do not fit the rest.
    #[error("the code is mistyped: its last four digits do not fit")]
    Check,
}

impl PaperCode {
    pub(super) fn generate(entropy: &mut Entropy<'_>) -> Self {
        Self(random(entropy))
    }

    fn check(bytes: &[u8; 16]) -> [u8; 2] {
        let digest = sha256(bytes).0;
        [digest[0], digest[1]]
    }

    fn passphrase(&self) -> SecretString {
        hex::encode(*self.0).into()
    }
}

impl fmt::Display for PaperCode {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = Zeroizing::new(hex::encode_upper(
            [self.0.as_slice(), &Self::check(&self.0)].concat(),
        ));
        for (place, digit) in text.chars().enumerate() {
            let gap = if place > 0 && place % 6 == 0 { "-" } else { "" };
            write!(formatter, "{gap}{digit}")?;
        }
        Ok(())
    }
}

impl fmt::Debug for PaperCode {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("PaperCode(…)")
    }
}

impl FromStr for PaperCode {
    type Err = PaperCodeFault;

    fn from_str(text: &str) -> Result<Self, PaperCodeFault> {
        let typed: Zeroizing<String> = Zeroizing::new(
            text.chars()
                .map(half_width)
                .filter(|c| !is_gap(*c))
                .collect(),
        );
        let bytes = Zeroizing::new(hex::decode(typed.as_str()).map_err(|_| PaperCodeFault::Form)?);
        let (code, check) = bytes
            .split_first_chunk::<16>()
            .ok_or(PaperCodeFault::Form)?;
        match check.len() {
            2 if *check == Self::check(code) => Ok(Self(Zeroizing::new(*code))),
            2 => Err(PaperCodeFault::Check),
            _ => Err(PaperCodeFault::Form),
        }
    }
}

/// The owner in the labels of what the paper code wraps; no login can have it, since logins' ids are not empty.
const OWNER: &str = "";

pub(super) fn wrap(
    code: &PaperCode,
    desk: Hex<16>,
    data_key: &DataKey,
    keys: &OrganiserKeys,
    cost: KdfCost,
    entropy: &mut Entropy<'_>,
) -> Result<PaperFile, VaultError> {
    let (kdf, kek) = KdfFile::fresh(&code.passphrase(), cost, entropy)?;
    let mut wrap = |what, plain: &[u8]| {
        wrap::wrap(
            &kek,
            &Label {
                what,
                desk,
                owner: OWNER,
            },
            plain,
            entropy,
        )
    };
    Ok(PaperFile {
        data_key: wrap("data-key", data_key.expose()),
        keys: OrganiserFile {
            contest: wrap("contest-key", &*keys.contest.seed()),
            recovery: wrap("recovery-identity", &identity_text(&keys.recovery)),
        },
        kdf,
    })
}

pub(super) fn unwrap(
    code: &PaperCode,
    desk: Hex<16>,
    file: &PaperFile,
    policy: KdfPolicy,
) -> Result<(DataKey, OrganiserKeys), VaultError> {
    let kek = file.kdf.derive(&code.passphrase(), policy)?;
    let label = |what| Label {
        what,
        desk,
        owner: OWNER,
    };
    let data_key = wrap::unwrap32(&kek, &label("data-key"), &file.data_key)
        .map_err(|_| VaultError::WrongPassphrase)?;
    let contest = wrap::unwrap32(&kek, &label("contest-key"), &file.keys.contest)
        .map_err(|_| VaultError::Damaged)?;
    let recovery = wrap::unwrap(&kek, &label("recovery-identity"), &file.keys.recovery)
        .map_err(|_| VaultError::Damaged)?;
    let recovery = identity_of(&recovery).ok_or(VaultError::Damaged)?;
    Ok((
        DataKey::new(*data_key),
        OrganiserKeys {
            contest: SigningKey::from_seed(&contest),
            recovery,
        },
    ))
}
