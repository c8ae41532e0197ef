//! Parts that several kinds of documents share: keys, names, fractions, rankings.

use jury_core::contest::Contest;
use jury_core::{ContestId, EntryId, Exact, ExpertId, TrackId};
use serde::{Deserialize, Serialize};

use super::ShapeFault;
use crate::fault::Fault;
use crate::keys::{KeyId, PublicKey};
use crate::wire::{self, Hex};

/// The algorithm name in key records of this profile.
pub const ED25519: &str = "ed25519";

/// A public key as documents carry it. The algorithm belongs to the key, never to a message.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KeyRecord {
    /// First 16 hexadecimal digits of SHA-256 of `public`.
    #[serde(with = "wire::text")]
    pub keyid: KeyId,
    /// [`ED25519`].
    pub alg: String,
    /// The 32 bytes of RFC 8032.
    pub public: Hex<32>,
}

impl KeyRecord {
    /// The record of a key.
    #[must_use]
    pub fn of(key: &PublicKey) -> Self {
        Self {
            keyid: key.id(),
            alg: ED25519.to_owned(),
            public: Hex(key.to_bytes()),
        }
    }

    /// The key, checked.
    ///
    /// # Errors
    /// [`Fault::AlgorithmMismatch`], [`Fault::KeyWeak`], or [`Fault::Schema`] when the id is not this key's.
    pub fn key(&self) -> Result<PublicKey, Fault> {
        if self.alg != ED25519 {
            return Err(Fault::AlgorithmMismatch {
                found: self.alg.chars().take(40).collect(),
            });
        }
        let key = PublicKey::new(self.public.0).map_err(|fault| Fault::KeyWeak { fault })?;
        if key.id() != self.keyid {
            return Err(Fault::Schema {
                detail: format!("{} is not the id of the key beside it", self.keyid),
            });
        }
        Ok(key)
    }
}

/// The algorithms of a contest, fixed when it is set up. A second profile (SM2/SM3) would be another set of constants.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Algorithms {
    /// Signatures of documents: `ed25519`.
    pub signature: String,
    /// Digests of documents and files: `sha256`.
    pub digest: String,
    /// Letters and rescue: `age-v1`.
    pub letter: String,
    /// Materials: `stream-be32-chacha20poly1305-1mib`.
    pub material: String,
}

impl Algorithms {
    /// The one profile this version knows.
    #[must_use]
    pub fn current() -> Self {
        Self {
            signature: ED25519.to_owned(),
            digest: "sha256".to_owned(),
            letter: "age-v1".to_owned(),
            material: "stream-be32-chacha20poly1305-1mib".to_owned(),
        }
    }

    /// Refuses any other profile.
    ///
    /// # Errors
    /// [`Fault::AlgorithmMismatch`] with the signature algorithm named.
    pub fn check(&self) -> Result<(), Fault> {
        if *self == Self::current() {
            Ok(())
        } else {
            Err(Fault::AlgorithmMismatch {
                found: self.signature.clone(),
            })
        }
    }
}

/// A contest as documents name it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ContestName {
    /// The id every document of the contest carries.
    #[serde(with = "wire::text")]
    pub id: ContestId,
    /// The full name as official papers print it.
    pub name: String,
    /// The edition, 届次.
    pub edition: String,
}

impl From<&Contest> for ContestName {
    fn from(contest: &Contest) -> Self {
        Self {
            id: contest.id.clone(),
            name: contest.name.clone(),
            edition: contest.edition.clone(),
        }
    }
}

/// A track as documents name it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TrackName {
    /// The id.
    #[serde(with = "wire::text")]
    pub id: TrackId,
    /// The name as printed.
    pub name: String,
}

/// An expert as documents name them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExpertName {
    /// The id.
    #[serde(with = "wire::text")]
    pub id: ExpertId,
    /// The name as printed.
    pub name: String,
}

/// A login of the organiser's desk that signs: a supervisor.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Supervisor {
    /// The login's id.
    pub id: String,
    /// The person's name.
    pub name: String,
    /// Their key.
    pub key: KeyRecord,
}

/// The key a sheet or return is signed with, and how it is known.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SigningRecord {
    /// The expert's own key.
    pub own: KeyRecord,
    /// The introduction key's certificate for it; null for a key that was enrolled beforehand.
    #[serde(deserialize_with = "wire::or_null")]
    pub introduction: Option<Certificate>,
}

/// The introduction key's signature over the enrolment document of this contest, expert and key.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Certificate {
    /// The introduction key.
    #[serde(with = "wire::text")]
    pub keyid: KeyId,
    /// Its signature over the PAE of the enrolment document.
    pub sig: Hex<64>,
}

/// The program that made a document; tells nothing about its validity.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct App {
    /// `jurybench`.
    pub name: String,
    /// The version.
    pub version: String,
}

/// An exact number of points, lowest terms, `den` at least 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Fraction {
    /// The numerator.
    pub num: i64,
    /// The denominator.
    pub den: i64,
}

impl Fraction {
    /// The fraction of an exact number; nothing if it does not fit 53 bits.
    #[must_use]
    pub fn of(exact: &Exact) -> Option<Self> {
        let (num, den) = exact.as_parts()?;
        let fits = |value: i64| value.abs() <= crate::canon::MAX_INTEGER;
        (fits(num) && fits(den)).then_some(Self { num, den })
    }

    /// The exact number; nothing if the denominator is not positive.
    #[must_use]
    pub fn exact(self) -> Option<Exact> {
        (self.den > 0)
            .then(|| Exact::ratio(self.num, self.den))
            .flatten()
    }

    pub(crate) fn check(self, place: &str) -> Result<(), ShapeFault> {
        match self.exact().as_ref().and_then(Self::of) {
            Some(lowest) if lowest == self => Ok(()),
            _ => Err(ShapeFault::new(place, "not a fraction in lowest terms")),
        }
    }
}

/// One row of a ranking.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RankedEntry {
    /// The entry.
    #[serde(with = "wire::text")]
    pub entry: EntryId,
    /// Its rank from 1; null without a valid sheet.
    #[serde(deserialize_with = "wire::or_null")]
    pub rank: Option<u32>,
    /// The exact tally; null without a valid sheet.
    #[serde(deserialize_with = "wire::or_null")]
    pub score: Option<Fraction>,
    /// The tally as published, a decimal such as `75.43`; null without a valid sheet.
    #[serde(deserialize_with = "wire::or_null")]
    pub published: Option<String>,
}

/// Refuses an act without a reason.
pub(crate) fn reasoned(reason: &str) -> Result<(), ShapeFault> {
    if reason.trim().is_empty() {
        return Err(ShapeFault::new("reason", "empty"));
    }
    Ok(())
}

/// Refuses a list in which one value stands twice.
pub(crate) fn distinct<T: Ord + std::fmt::Display>(
    place: &str,
    values: impl Iterator<Item = T>,
) -> Result<(), ShapeFault> {
    let values: Vec<T> = values.collect();
    // Lists in a signed document are ascending, nearly all of them.
    if values.is_sorted_by(|one, next| one < next) {
        return Ok(());
    }
    let mut seen = std::collections::BTreeSet::new();
    for value in values {
        if let Some(value) = seen.replace(value) {
            return Err(ShapeFault::new(format!("{place}[{value}]"), "stands twice"));
        }
    }
    Ok(())
}
