//! Examination of a transcript 代录: the contest key and both clerks must have signed, and one clerk must be a supervisor of the roster.
//!
//! Not an expert's document: no key of the expert is looked for. The one rule: the organiser's clerk is vouched for by the contest key and the
//! supervisor by the roster, so that nothing outside the two is believed.

use jury_core::merge::Signer;

use super::book::{KeyBook, Witnesses};
use super::expert::Evidence;
use super::{Signers, check_signers, parse, read_kind};
use crate::document::{Document as _, Transcript};
use crate::fault::Fault;
use crate::keys::PublicKey;

/// Examines the bytes of an envelope. Never fails: what is wrong stands in the evidence.
#[must_use]
pub fn examine_transcript(bytes: &[u8], book: &KeyBook) -> Evidence<Transcript> {
    let (envelope, mut faults) = match read_kind(bytes, Transcript::KIND) {
        Ok(read) => read,
        Err(faults) => return Evidence::nothing(faults),
    };
    let is_kind = envelope.payload_type == Transcript::KIND;
    let document = match parse::<Transcript>(&envelope) {
        _ if !is_kind => None,
        Ok(document) => Some(document),
        Err(fault) => {
            faults.push(fault);
            None
        }
    };
    let mut signer = Signer::Unknown;
    if let Some(document) = &document {
        match signers(document, book) {
            Ok(keys) => {
                signer = Signer::Transcribed;
                let signers = Signers {
                    all_of: &keys,
                    one_of: &[],
                };
                faults.extend(check_signers(&envelope, signers));
            }
            Err(found) => faults.extend(found),
        }
    }
    Evidence {
        digest: Some(envelope.digest()),
        keyid: envelope.signatures.first().map(|one| one.keyid),
        signer,
        faults,
        document,
        payload_type: Some(envelope.payload_type),
    }
}

/// The keys that must have signed.
fn signers(document: &Transcript, book: &KeyBook) -> Result<Vec<PublicKey>, Vec<Fault>> {
    let (mut keys, mut faults) = (Vec::new(), Vec::new());
    for clerk in &document.clerks {
        match clerk.key.key() {
            Ok(key) => keys.push(key),
            Err(fault) => faults.push(fault),
        }
    }
    if !faults.is_empty() {
        return Err(faults);
    }
    match book.witnesses() {
        Some(witnesses) if has_supervisor(document, &keys, witnesses) => {
            keys.insert(0, witnesses.contest_key);
            Ok(keys)
        }
        _ => {
            let unknown = |key: &PublicKey| Fault::KeyUnknown { keyid: key.id() };
            Err(keys.iter().map(unknown).collect())
        }
    }
}

fn has_supervisor(document: &Transcript, keys: &[PublicKey], witnesses: &Witnesses) -> bool {
    document.clerks.iter().zip(keys).any(|(clerk, key)| {
        witnesses
            .supervisors
            .iter()
            .any(|(id, known)| *id == clerk.id && known == key)
    })
}
