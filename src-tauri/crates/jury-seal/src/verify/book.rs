//! The key book: which key is whose, taken from a roster (or a chair's part of it) and from confirmations.
//!
//! Not a place where keys are trusted for coming along with a message. The one rule: one key id has one owner.

use std::collections::{BTreeMap, BTreeSet};

use jury_core::merge::Signer;
use jury_core::{ContestId, ExpertId};

use crate::digest::Digest;
use crate::document::Confirmation;
use crate::document::parts::{KeyRecord, Supervisor};
use crate::document::roster::{ExpertKey, KeySource, KeyStatus, Roster, RosterExpert};
use crate::fault::Fault;
use crate::keys::{KeyId, PublicKey};

/// Whose a key is and what it may do.
#[derive(Debug, Clone)]
pub(crate) struct BookKey {
    pub(crate) key: PublicKey,
    pub(crate) owner: ExpertId,
    pub(crate) source: KeySource,
    pub(crate) revoked: bool,
    /// Documents under a revoked key that still count.
    pub(crate) covered: BTreeSet<Digest>,
}

impl BookKey {
    pub(crate) fn is_revoked_for(&self, document: &Digest) -> bool {
        self.revoked && !self.covered.contains(document)
    }

    /// What the key says about a document of its owner.
    pub(crate) fn signer(&self, document: &Digest) -> Signer {
        match self.source {
            _ if self.is_revoked_for(document) => Signer::Revoked,
            KeySource::Enrolled => Signer::Enrolled,
            KeySource::Confirmed => Signer::Confirmed,
            KeySource::Introduction => Signer::Unknown,
        }
    }
}

/// Every key known for a contest's experts.
#[derive(Debug, Clone)]
pub struct KeyBook {
    contest: ContestId,
    keys: BTreeMap<KeyId, BookKey>,
    witnesses: Option<Witnesses>,
}

/// Whose signatures a transcript needs beside those of its clerks.
#[derive(Debug, Clone)]
pub(crate) struct Witnesses {
    pub(crate) contest_key: PublicKey,
    pub(crate) supervisors: Vec<(String, PublicKey)>,
}

impl Witnesses {
    fn of(contest_key: &KeyRecord, supervisors: &[Supervisor]) -> Result<Self, Fault> {
        let known = |one: &Supervisor| Ok((one.id.clone(), one.key.key()?));
        Ok(Self {
            contest_key: contest_key.key()?,
            supervisors: supervisors
                .iter()
                .map(known)
                .collect::<Result<_, Fault>>()?,
        })
    }
}

impl KeyBook {
    /// The book of a verified roster.
    ///
    /// # Errors
    /// Every [`Fault`] of its keys and algorithms: a roster with a key that must not be used is refused whole.
    pub fn of_roster(roster: &Roster) -> Result<Self, Vec<Fault>> {
        let book = Self::of_experts(&roster.contest.id, &roster.experts).and_then(|book| {
            book.with_witnesses(&roster.contest_key, &roster.supervisors)
                .map_err(|fault| vec![fault])
        });
        match (roster.algorithms.check(), book) {
            (Ok(()), book) => book,
            (Err(fault), Ok(_)) => Err(vec![fault]),
            (Err(fault), Err(mut faults)) => {
                faults.push(fault);
                Err(faults)
            }
        }
    }

    /// The book of a chair: the panel's part of the roster, from the letter.
    ///
    /// # Errors
    /// Every [`Fault`] of its keys.
    pub fn of_experts(contest: &ContestId, experts: &[RosterExpert]) -> Result<Self, Vec<Fault>> {
        let mut book = Self {
            contest: contest.clone(),
            keys: BTreeMap::new(),
            witnesses: None,
        };
        let mut faults = Vec::new();
        for expert in experts {
            for record in &expert.keys {
                if let Err(fault) = book.add(&expert.id, record) {
                    faults.push(fault);
                }
            }
        }
        if faults.is_empty() {
            Ok(book)
        } else {
            Err(faults)
        }
    }

    /// The same book with the keys a transcript is checked by; without them every transcript is a stranger's.
    ///
    /// # Errors
    /// [`Fault`] if one of the keys must not be used.
    pub fn with_witnesses(
        mut self,
        contest_key: &KeyRecord,
        supervisors: &[Supervisor],
    ) -> Result<Self, Fault> {
        self.witnesses = Some(Witnesses::of(contest_key, supervisors)?);
        Ok(self)
    }

    /// Who has to have signed a transcript.
    pub(crate) const fn witnesses(&self) -> Option<&Witnesses> {
        self.witnesses.as_ref()
    }

    fn add(&mut self, owner: &ExpertId, record: &ExpertKey) -> Result<(), Fault> {
        let key = record.key.key()?;
        let entry = BookKey {
            key,
            owner: owner.clone(),
            source: record.source,
            revoked: record.status == KeyStatus::Revoked,
            covered: record.revoked_after.into_iter().collect(),
        };
        match self.keys.insert(key.id(), entry) {
            None => Ok(()),
            Some(_) => Err(Fault::KeyExpertMismatch { keyid: key.id() }),
        }
    }

    /// Takes a verified confirmation: the key counts as confirmed for this expert from now on. A revoked key stays revoked.
    ///
    /// # Errors
    /// [`Fault`] if the key must not be used or is somebody else's; the book is left as it was.
    pub fn confirm(&mut self, confirmation: &Confirmation) -> Result<(), Fault> {
        let record = ExpertKey {
            key: confirmation.key.clone(),
            source: KeySource::Confirmed,
            status: KeyStatus::Enrolled,
            revoked_after: None,
        };
        let key = confirmation.key.key()?;
        match self.keys.get(&key.id()) {
            None => self.add(&confirmation.expert, &record),
            Some(known)
                if known.owner == confirmation.expert
                    && known.source != KeySource::Introduction =>
            {
                Ok(())
            }
            Some(_) => Err(Fault::KeyExpertMismatch { keyid: key.id() }),
        }
    }

    /// Says which documents under a revoked key still count: the one the roster names as the last, and those before it
    /// (see [`chain_before`]). Without this only the named one counts.
    pub fn cover(&mut self, keyid: KeyId, documents: impl IntoIterator<Item = Digest>) {
        if let Some(key) = self.keys.get_mut(&keyid) {
            key.covered.extend(documents);
        }
    }

    /// The revoked keys with the last document of each that still counts.
    pub fn revoked(&self) -> impl Iterator<Item = (KeyId, &BTreeSet<Digest>)> {
        self.keys
            .iter()
            .filter(|(_, key)| key.revoked)
            .map(|(id, key)| (*id, &key.covered))
    }

    /// The contest the keys are for.
    #[must_use]
    pub const fn contest(&self) -> &ContestId {
        &self.contest
    }

    /// The keys in force with which each expert may sign, without introduction keys. Experts without one are not in it.
    #[must_use]
    pub fn signing_keys(&self) -> BTreeMap<ExpertId, BTreeSet<KeyId>> {
        let mut by_owner: BTreeMap<ExpertId, BTreeSet<KeyId>> = BTreeMap::new();
        for (id, key) in &self.keys {
            if !key.revoked && key.source != KeySource::Introduction {
                by_owner.entry(key.owner.clone()).or_default().insert(*id);
            }
        }
        by_owner
    }

    pub(crate) fn get(&self, keyid: KeyId) -> Option<&BookKey> {
        self.keys.get(&keyid)
    }

    /// The introduction key with this id, if it is this expert's.
    pub(crate) fn introduction(&self, keyid: KeyId, expert: &ExpertId) -> Option<&BookKey> {
        self.keys
            .get(&keyid)
            .filter(|key| key.owner == *expert && key.source == KeySource::Introduction)
    }
}

/// The documents from `last` back to the first along `prev`, as far as they are among `documents` (each with its `prev`).
#[must_use]
pub fn chain_before(
    last: Digest,
    documents: &BTreeMap<Digest, Option<Digest>>,
) -> BTreeSet<Digest> {
    let mut chain = BTreeSet::new();
    let mut next = Some(last);
    // A chain cannot be circular without a SHA-256 collision; the set ends the walk all the same.
    while let Some(digest) = next.filter(|digest| chain.insert(*digest)) {
        next = documents.get(&digest).copied().flatten();
    }
    chain
}
