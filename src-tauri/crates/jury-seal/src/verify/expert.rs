//! Examination of what an expert signed: a sheet or a panel return, under a key of the roster, a confirmed key, or a key the document
//! brings itself with an introduction.

use jury_core::merge::{Code, Signer};
use jury_core::{ContestId, ExpertId};

use super::book::KeyBook;
use super::{parse, read_kind};
use crate::digest::Digest;
use crate::document::parts::SigningRecord;
use crate::document::{Document, PanelReturn, Sheet};
use crate::envelope::{Envelope, Signature};
use crate::fault::Fault;
use crate::introduction::is_certified;
use crate::keys::{KeyId, PublicKey};

/// A kind of document that an expert signs with their own key.
pub trait ExpertSigned: Document {
    /// The contest named.
    fn contest(&self) -> &ContestId;
    /// The expert named as the signer.
    fn signer(&self) -> &ExpertId;
    /// The key named, with its introduction.
    fn signing_record(&self) -> &SigningRecord;
}

impl ExpertSigned for Sheet {
    fn contest(&self) -> &ContestId {
        &self.contest
    }
    fn signer(&self) -> &ExpertId {
        &self.expert.id
    }
    fn signing_record(&self) -> &SigningRecord {
        &self.key
    }
}

impl ExpertSigned for PanelReturn {
    fn contest(&self) -> &ContestId {
        &self.contest
    }
    fn signer(&self) -> &ExpertId {
        &self.chair.id
    }
    fn signing_record(&self) -> &SigningRecord {
        &self.key
    }
}

/// What examining a document brought to light.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Evidence<T> {
    /// The document's name; none if the bytes are no envelope.
    pub digest: Option<Digest>,
    /// The payload type found; none if the bytes are no envelope.
    pub payload_type: Option<String>,
    /// The key that claims to have signed; none without exactly one signature.
    pub keyid: Option<KeyId>,
    /// What is known of that key for the expert the document names.
    pub signer: Signer,
    /// Everything wrong, not only the first.
    pub faults: Vec<Fault>,
    /// The content where it could be read, for showing; believe it only without faults.
    pub document: Option<T>,
}

impl<T> Evidence<T> {
    pub(super) fn nothing(faults: Vec<Fault>) -> Self {
        Self {
            digest: None,
            payload_type: None,
            keyid: None,
            signer: Signer::Unknown,
            faults,
            document: None,
        }
    }

    /// The faults as merge wants them: each code once, in order of appearance.
    #[must_use]
    pub fn codes(&self) -> Vec<Code> {
        let mut codes = Vec::new();
        for code in self.faults.iter().map(Fault::merge_code) {
            if !codes.contains(&code) {
                codes.push(code);
            }
        }
        codes
    }

    /// Whether the signature holds under a key that may sign for this expert, and nothing at all is wrong.
    #[must_use]
    pub fn is_sound(&self) -> bool {
        self.faults.is_empty() && !matches!(self.signer, Signer::Unknown | Signer::Revoked)
    }
}

/// Examines the bytes of an envelope. Never fails: what is wrong stands in the evidence.
pub fn examine<T: ExpertSigned>(bytes: &[u8], book: &KeyBook) -> Evidence<T> {
    let (envelope, faults) = match read_kind(bytes, T::KIND) {
        Ok(read) => read,
        Err(faults) => return Evidence::nothing(faults),
    };
    let is_kind = envelope.payload_type == T::KIND;
    let mut examination = Examination {
        digest: envelope.digest(),
        book,
        faults,
        envelope: &envelope,
    };
    let (signer, document) = if is_kind {
        examination.judge::<T>()
    } else {
        (Signer::Unknown, None)
    };
    let keyid = examination
        .only_signature()
        .map(|signature| signature.keyid);
    Evidence {
        digest: Some(examination.digest),
        keyid,
        signer,
        document,
        faults: examination.faults,
        payload_type: Some(envelope.payload_type),
    }
}

struct Examination<'a> {
    envelope: &'a Envelope,
    digest: Digest,
    book: &'a KeyBook,
    faults: Vec<Fault>,
}

impl<'a> Examination<'a> {
    fn only_signature(&self) -> Option<&'a Signature> {
        match self.envelope.signatures.as_slice() {
            [signature] => Some(signature),
            _ => None,
        }
    }

    fn judge<T: ExpertSigned>(&mut self) -> (Signer, Option<T>) {
        let document = match parse::<T>(self.envelope) {
            Ok(document) => Some(document),
            Err(fault) => {
                self.faults.push(fault);
                None
            }
        };
        let Some(signature) = self.only_signature() else {
            self.faults.push(Fault::EnvelopeSchema {
                detail: "an expert's document has exactly one signature".to_owned(),
            });
            return (Signer::Unknown, document);
        };
        let signer = match self.book.get(signature.keyid) {
            Some(_) => self.under_known_key(signature, document.as_ref()),
            None => self.under_own_key(signature, document.as_ref()),
        };
        (signer, document)
    }

    fn check_signature(&mut self, key: &PublicKey, signature: &Signature) {
        if !key.verifies(&self.envelope.pae(), &signature.sig) {
            self.faults.push(Fault::SignatureBad {
                keyid: signature.keyid,
            });
        }
    }

    /// The key is in the book: its recorded owner decides, whatever the document says.
    fn under_known_key<T: ExpertSigned>(
        &mut self,
        signature: &Signature,
        document: Option<&T>,
    ) -> Signer {
        let keyid = signature.keyid;
        let Some(known) = self.book.get(keyid) else {
            return Signer::Unknown;
        };
        self.check_signature(&known.key, signature);
        if let Some(document) = document {
            self.check_named_key(keyid, document);
            if known.owner != *document.signer() {
                self.faults.push(Fault::KeyExpertMismatch { keyid });
                return Signer::Unknown;
            }
        }
        let signer = known.signer(&self.digest);
        match signer {
            Signer::Revoked => self.faults.push(Fault::KeyRevoked { keyid }),
            // An introduction key certifies; a sheet under it would be one the organiser could have made.
            Signer::Unknown => self.faults.push(Fault::KeyUnknown { keyid }),
            _ => {}
        }
        signer
    }

    /// The key a document names must be the one that signed it, known or not.
    fn check_named_key<T: ExpertSigned>(
        &mut self,
        keyid: KeyId,
        document: &T,
    ) -> Option<PublicKey> {
        match document.signing_record().own.key() {
            Ok(key) if key.id() == keyid => Some(key),
            Ok(_) => {
                self.faults.push(Fault::KeyExpertMismatch { keyid });
                None
            }
            Err(fault) => {
                self.faults.push(fault);
                None
            }
        }
    }

    /// The key is not in the book: the document must bring it, certified by this expert's introduction key.
    fn under_own_key<T: ExpertSigned>(
        &mut self,
        signature: &Signature,
        document: Option<&T>,
    ) -> Signer {
        let keyid = signature.keyid;
        let Some(document) = document else {
            self.faults.push(Fault::KeyUnknown { keyid });
            return Signer::Unknown;
        };
        let Some(own) = self.check_named_key(keyid, document) else {
            self.faults.push(Fault::KeyUnknown { keyid });
            return Signer::Unknown;
        };
        self.check_signature(&own, signature);
        self.introduced(&own, document)
    }

    fn introduced<T: ExpertSigned>(&mut self, own: &PublicKey, document: &T) -> Signer {
        let expert = document.signer();
        let certificate = document.signing_record().introduction.as_ref();
        let introduction =
            certificate.and_then(|one| Some((one, self.book.introduction(one.keyid, expert)?)));
        let Some((certificate, introduction)) = introduction else {
            self.faults.push(Fault::KeyUnknown { keyid: own.id() });
            return Signer::Unknown;
        };
        if !is_certified(
            &introduction.key,
            certificate,
            self.book.contest(),
            expert,
            own,
        ) {
            self.faults.push(Fault::KeyUnknown { keyid: own.id() });
            return Signer::Unknown;
        }
        if introduction.is_revoked_for(&self.digest) {
            self.faults.push(Fault::KeyRevoked {
                keyid: introduction.key.id(),
            });
            return Signer::Revoked;
        }
        Signer::Introduced
    }
}
