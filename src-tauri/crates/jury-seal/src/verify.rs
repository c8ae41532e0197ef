//! Verification: which signatures a document must carry, and what is known of the keys that made them.
//!
//! Not the rules of judging, which look at the content afterwards. The one rule: nobody reads a document's content before its signature
//! holds, except to find the key an expert's document brings itself; then nothing but that key is used.

mod book;
mod expert;
mod receipt;
mod transcript;

use crate::canon;
use crate::digest::Digest;
use crate::document::{Document, Letter, RescueRequest, Roster};
use crate::envelope::Envelope;
use crate::fault::Fault;
use crate::keys::PublicKey;

pub use book::{KeyBook, chain_before};
pub use expert::{Evidence, ExpertSigned, examine};
pub use receipt::{ReceiptFrom, open_receipt};
pub use transcript::examine_transcript;

/// A document whose signatures hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Opened<T> {
    /// The content.
    pub document: T,
    /// Its name.
    pub digest: Digest,
    /// The envelope it came in.
    pub envelope: Envelope,
}

/// Who must have signed.
#[derive(Debug, Clone, Copy)]
pub struct Signers<'a> {
    /// Each of these.
    pub all_of: &'a [PublicKey],
    /// And at least one of these, unless there are none.
    pub one_of: &'a [PublicKey],
}

/// Opens a document that these keys, and no others, must have signed: a ticket or closing under the contest key, a confirmation
/// under a supervisor's.
///
/// # Errors
/// Every [`Fault`] that can be found.
pub fn open<T: Document>(bytes: &[u8], signers: Signers<'_>) -> Result<Opened<T>, Vec<Fault>> {
    let (envelope, mut faults) = read_kind(bytes, T::KIND)?;
    faults.extend(check_signers(&envelope, signers));
    if !faults.is_empty() {
        return Err(faults);
    }
    let document = parse(&envelope).map_err(|fault| vec![fault])?;
    Ok(Opened {
        document,
        digest: envelope.digest(),
        envelope,
    })
}

/// Opens a letter under the contest key this laptop has pinned. Without one (the first letter) the key stands in the letter itself: the
/// caller shows its 核对码 beside the one printed on the invitation before pinning it.
///
/// # Errors
/// Every [`Fault`] that can be found; a stranger's letter is [`Fault::KeyUnknown`].
pub fn open_letter(bytes: &[u8], pinned: Option<&PublicKey>) -> Result<Opened<Letter>, Vec<Fault>> {
    let key = match pinned {
        Some(key) => *key,
        None => named_key(bytes, |letter: &Letter| letter.contest_key.key())?,
    };
    let opened: Opened<Letter> = open(
        bytes,
        Signers {
            all_of: &[key],
            one_of: &[],
        },
    )?;
    match opened.document.contest_key.key() {
        Ok(named) if named == key => Ok(opened),
        Ok(named) => Err(vec![Fault::KeyUnknown { keyid: named.id() }]),
        Err(fault) => Err(vec![fault]),
    }
}

/// Opens a roster under the contest key and one of the supervisors known so far; with none known, one of those it names itself.
///
/// # Errors
/// Every [`Fault`] that can be found.
pub fn open_roster(
    bytes: &[u8],
    contest_key: &PublicKey,
    supervisors: &[PublicKey],
) -> Result<Opened<Roster>, Vec<Fault>> {
    if !supervisors.is_empty() {
        return check_roster(
            open(
                bytes,
                Signers {
                    all_of: &[*contest_key],
                    one_of: supervisors,
                },
            )?,
            contest_key,
        );
    }
    let (envelope, faults) = read_kind(bytes, Roster::KIND)?;
    if !faults.is_empty() {
        return Err(faults);
    }
    // The contest key is known beforehand: its signature is checked before anything of the content is looked at.
    if !envelope.is_signed_by(contest_key) {
        return Err(check_signers(
            &envelope,
            Signers {
                all_of: &[*contest_key],
                one_of: &[],
            },
        ));
    }
    let roster: Roster = parse(&envelope).map_err(|fault| vec![fault])?;
    let named = roster
        .supervisors
        .iter()
        .map(|one| one.key.key())
        .collect::<Result<Vec<_>, _>>()
        .map_err(|fault| vec![fault])?;
    if named.is_empty() {
        return Err(vec![Fault::SignatureMissing]);
    }
    check_roster(
        open(
            bytes,
            Signers {
                all_of: &[*contest_key],
                one_of: &named,
            },
        )?,
        contest_key,
    )
}

fn check_roster(
    opened: Opened<Roster>,
    contest_key: &PublicKey,
) -> Result<Opened<Roster>, Vec<Fault>> {
    opened
        .document
        .algorithms
        .check()
        .map_err(|fault| vec![fault])?;
    match opened.document.contest_key.key() {
        Ok(named) if named == *contest_key => Ok(opened),
        Ok(named) => Err(vec![Fault::KeyUnknown { keyid: named.id() }]),
        Err(fault) => Err(vec![fault]),
    }
}

/// Opens a rescue request, which its own one-time key signed; who asks is proved by its 核对码 alone.
///
/// # Errors
/// Every [`Fault`] that can be found.
pub fn open_rescue_request(bytes: &[u8]) -> Result<Opened<RescueRequest>, Vec<Fault>> {
    let key = named_key(bytes, |request: &RescueRequest| request.key.key())?;
    open(
        bytes,
        Signers {
            all_of: &[key],
            one_of: &[],
        },
    )
}

/// The key a document names as its signer's. Nothing else of the content is used until the signature holds.
fn named_key<T: Document>(
    bytes: &[u8],
    key_of: impl Fn(&T) -> Result<PublicKey, Fault>,
) -> Result<PublicKey, Vec<Fault>> {
    let (envelope, faults) = read_kind(bytes, T::KIND)?;
    if !faults.is_empty() {
        return Err(faults);
    }
    parse(&envelope)
        .and_then(|document| key_of(&document))
        .map_err(|fault| vec![fault])
}

/// Reads an envelope; what is wrong with its spelling and type is returned beside it, since the signature can still be looked at.
pub(crate) fn read_kind(
    bytes: &[u8],
    kind: &'static str,
) -> Result<(Envelope, Vec<Fault>), Vec<Fault>> {
    let (envelope, canonical) = Envelope::read(bytes).map_err(|fault| vec![fault])?;
    let mut faults = Vec::new();
    if !canonical {
        faults.push(Fault::EnvelopeNonCanonical);
    }
    if envelope.payload_type != kind {
        faults.push(Fault::TypeWrong {
            expected: kind,
            found: envelope.payload_type.clone(),
        });
    }
    Ok((envelope, faults))
}

pub(crate) fn parse<T: Document>(envelope: &Envelope) -> Result<T, Fault> {
    let document: T = canon::from_bytes(&envelope.payload)?;
    document.check_shape()?;
    Ok(document)
}

fn check_signers(envelope: &Envelope, signers: Signers<'_>) -> Vec<Fault> {
    let message = envelope.pae();
    let known = || signers.all_of.iter().chain(signers.one_of);
    let mut faults = Vec::new();
    for signature in &envelope.signatures {
        let keyid = signature.keyid;
        match known().find(|key| key.id() == keyid) {
            None => faults.push(Fault::KeyUnknown { keyid }),
            Some(key) if !key.verifies(&message, &signature.sig) => {
                faults.push(Fault::SignatureBad { keyid });
            }
            Some(_) => {}
        }
    }
    let signed = |key: &PublicKey| {
        envelope
            .signatures
            .iter()
            .any(|signature| signature.keyid == key.id())
    };
    let one_of = signers.one_of.is_empty() || signers.one_of.iter().any(signed);
    if !one_of || !signers.all_of.iter().all(signed) {
        faults.push(Fault::SignatureMissing);
    }
    faults
}

#[cfg(test)]
mod tests;
