//! Introduction: the letter's key certifies the expert's own key, so that a chair or the organiser can check a first sheet against the
//! roster without having met its key.
//!
//! Not proof against the organiser, who made the introduction key: the ink-signed form is. The one rule: an introduction key signs
//! enrolment documents and nothing else.

use jury_core::{ContestId, ExpertId};

use crate::canon;
use crate::document::parts::{Certificate, KeyRecord, SigningRecord};
use crate::document::{Document as _, Enrolment};
use crate::envelope::pae;
use crate::keys::{PublicKey, SigningKey};
use crate::wire::Hex;

fn message(contest: &ContestId, expert: &ExpertId, key: &PublicKey) -> Vec<u8> {
    let enrolment = Enrolment {
        contest: contest.clone(),
        expert: expert.clone(),
        key: KeyRecord::of(key),
    };
    let payload =
        canon::to_bytes(&enrolment).expect("ids, key ids and hexadecimal digits are plain ASCII");
    pae(Enrolment::KIND, &payload)
}

/// Certifies that `key` is this expert's in this contest; goes into every sheet until the key is in the roster.
#[must_use]
pub fn certify(
    introduction: &SigningKey,
    contest: &ContestId,
    expert: &ExpertId,
    key: &PublicKey,
) -> SigningRecord {
    let sig = Hex(introduction.sign(&message(contest, expert, key)));
    let certificate = Certificate {
        keyid: introduction.public().id(),
        sig,
    };
    SigningRecord {
        own: KeyRecord::of(key),
        introduction: Some(certificate),
    }
}

/// Whether `certificate` is `introduction`'s for this key of this expert in this contest.
#[must_use]
pub fn is_certified(
    introduction: &PublicKey,
    certificate: &Certificate,
    contest: &ContestId,
    expert: &ExpertId,
    key: &PublicKey,
) -> bool {
    certificate.keyid == introduction.id()
        && introduction.verifies(&message(contest, expert, key), &certificate.sig.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_certificate_holds_for_one_contest_one_expert_and_one_key() {
        let (introduction, own, other) = (
            SigningKey::from_seed(&[1; 32]),
            SigningKey::from_seed(&[2; 32]),
            SigningKey::from_seed(&[3; 32]),
        );
        let (contest, expert) = (
            ContestId::new("C1").unwrap(),
            ExpertId::new("E0101").unwrap(),
        );
        let (elsewhere, somebody) = (
            ContestId::new("C2").unwrap(),
            ExpertId::new("E0102").unwrap(),
        );
        let certificate = certify(&introduction, &contest, &expert, &own.public())
            .introduction
            .unwrap();
        let holds = |by: &SigningKey, contest, expert, key: &SigningKey| {
            is_certified(&by.public(), &certificate, contest, expert, &key.public())
        };
        assert!(holds(&introduction, &contest, &expert, &own));
        assert!(!holds(&introduction, &elsewhere, &expert, &own));
        assert!(!holds(&introduction, &contest, &somebody, &own));
        assert!(!holds(&introduction, &contest, &expert, &other));
        assert!(!holds(&other, &contest, &expert, &own));
    }
}
