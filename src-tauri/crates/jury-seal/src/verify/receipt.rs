//! Opening a receipt: under the contest key this desk has pinned, or under the key of a chair the letter names.
//!
//! The one rule: a chair's key counts if the letter lists it, or if an introduction key the letter lists for that chair certified it; the receipt's
//! own word for who signed counts for nothing.

use jury_core::ContestId;

use super::{Opened, Signers, open, parse, read_kind};
use crate::document::letter::ChairName;
use crate::document::parts::SigningRecord;
use crate::document::{Document as _, Receipt};
use crate::fault::Fault;
use crate::introduction::is_certified;
use crate::keys::PublicKey;

/// Who signed a receipt.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ReceiptFrom {
    /// The organiser, with the contest key.
    Organiser,
    /// A chair, by name.
    Chair(String),
}

/// Opens one receipt of a contest.
///
/// # Errors
/// Every [`Fault`] that can be found; a stranger's receipt is [`Fault::KeyUnknown`].
pub fn open_receipt(
    bytes: &[u8],
    contest: &ContestId,
    contest_key: &PublicKey,
    chairs: &[ChairName],
) -> Result<(Opened<Receipt>, ReceiptFrom), Vec<Fault>> {
    let (envelope, faults) = read_kind(bytes, Receipt::KIND)?;
    if !faults.is_empty() {
        return Err(faults);
    }
    if envelope.is_signed_by(contest_key) {
        let opened = under(bytes, contest_key)?;
        return match opened.document.key {
            None => Ok((opened, ReceiptFrom::Organiser)),
            // The contest key is nobody's own key.
            Some(record) => Err(vec![Fault::KeyUnknown {
                keyid: record.own.keyid,
            }]),
        };
    }
    let claimed: Receipt = parse(&envelope).map_err(|fault| vec![fault])?;
    let unknown = || {
        let signature = envelope.signatures.first();
        vec![
            signature.map_or(Fault::SignatureMissing, |one| Fault::KeyUnknown {
                keyid: one.keyid,
            }),
        ]
    };
    let record = claimed.key.ok_or_else(unknown)?;
    let key = record.own.key().map_err(|fault| vec![fault])?;
    let chair = chairs
        .iter()
        .find(|chair| is_of(chair, &record, &key, contest))
        .ok_or_else(unknown)?;
    Ok((under(bytes, &key)?, ReceiptFrom::Chair(chair.name.clone())))
}

fn under(bytes: &[u8], key: &PublicKey) -> Result<Opened<Receipt>, Vec<Fault>> {
    let signers = Signers {
        all_of: std::slice::from_ref(key),
        one_of: &[],
    };
    open(bytes, signers)
}

fn is_of(chair: &ChairName, record: &SigningRecord, key: &PublicKey, contest: &ContestId) -> bool {
    let known = || chair.keys.iter().filter_map(|one| one.key().ok());
    let certified = |introduction: &PublicKey| {
        record.introduction.as_ref().is_some_and(|certificate| {
            is_certified(introduction, certificate, contest, &chair.expert, key)
        })
    };
    known().any(|one| one == *key || certified(&one))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::parts::KeyRecord;
    use crate::document::seal;
    use crate::introduction::certify;
    use crate::keys::SigningKey;
    use crate::samples::{self, key};

    /// E0101 chairs the panel; key 3 introduces them, key 4 is their own.
    fn chairs() -> Vec<ChairName> {
        let letter = samples::letter();
        vec![ChairName {
            panel: letter.expert.panel.clone(),
            expert: letter.expert.id.clone(),
            name: "张三".to_owned(),
            keys: vec![KeyRecord::of(&key(3).public())],
        }]
    }

    fn receipt(signer: &SigningKey, introduced: bool) -> Vec<u8> {
        let mut receipt = samples::receipt();
        let chair = &chairs()[0];
        if introduced {
            receipt.key = Some(certify(
                &key(3),
                &receipt.contest,
                &chair.expert,
                &signer.public(),
            ));
        }
        seal(&receipt, &[signer]).unwrap().to_bytes()
    }

    fn opened(bytes: &[u8], chairs: &[ChairName]) -> Result<ReceiptFrom, Vec<Fault>> {
        let contest = samples::receipt().contest;
        open_receipt(bytes, &contest, &key(1).public(), chairs).map(|(_, from)| from)
    }

    #[test]
    fn the_organisers_and_an_introduced_chairs_receipts_open() {
        assert_eq!(
            opened(&receipt(&key(1), false), &chairs()),
            Ok(ReceiptFrom::Organiser)
        );
        assert_eq!(
            opened(&receipt(&key(4), true), &chairs()),
            Ok(ReceiptFrom::Chair("张三".to_owned()))
        );
        let mut enrolled = chairs();
        enrolled[0].keys = vec![KeyRecord::of(&key(4).public())];
        assert_eq!(
            opened(&receipt(&key(4), true), &enrolled),
            Ok(ReceiptFrom::Chair("张三".to_owned()))
        );
    }

    #[test]
    fn a_strangers_receipt_and_one_without_a_chairs_introduction_are_refused() {
        let unknown = |bytes: &[u8], chairs: &[ChairName]| {
            matches!(
                opened(bytes, chairs).unwrap_err().as_slice(),
                [Fault::KeyUnknown { .. }]
            )
        };
        assert!(unknown(&receipt(&key(4), false), &chairs()));
        assert!(unknown(&receipt(&key(6), false), &chairs()));
        assert!(
            unknown(&receipt(&key(4), true), &[]),
            "a chair the letter does not name"
        );
        assert!(
            unknown(&receipt(&key(1), true), &chairs()),
            "the contest key posing as a chair's own"
        );
        // Certified for another person than the letter's chair.
        let mut other = chairs();
        other[0].expert = jury_core::ExpertId::new("E0102").unwrap();
        assert!(unknown(&receipt(&key(4), true), &other));
    }

    #[test]
    fn a_changed_receipt_is_refused() {
        let text = String::from_utf8(receipt(&key(4), true)).unwrap();
        let signature = text.find("\"sig\":\"").unwrap() + 8;
        let mut bytes = text.into_bytes();
        bytes[signature] = if bytes[signature] == b'A' { b'B' } else { b'A' };
        assert!(opened(&bytes, &chairs()).is_err());
    }
}
