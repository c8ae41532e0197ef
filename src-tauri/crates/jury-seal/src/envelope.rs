//! The signed envelope: DSSE with a strict profile (FORMAT.md §3).
//!
//! Not a judgement of who signed: [`crate::verify`] knows keys. The one rule: what is signed is the PAE of a type and bytes, and an
//! envelope has one spelling; `read` also understands others, but says so.

mod reader;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use crate::digest::{Digest, ShortCode, sha256};
use crate::fault::Fault;
use crate::keys::{KeyId, PublicKey, SigningKey};

/// The largest envelope file, bytes.
pub const MAX_ENVELOPE: usize = 8 * 1024 * 1024;
/// The most signatures one envelope may carry.
pub const MAX_SIGNATURES: usize = 16;

/// One signature with the id of its key.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Signature {
    /// Selects the key; proves nothing.
    pub keyid: KeyId,
    /// R and S as RFC 8032 concatenates them.
    pub sig: [u8; 64],
}

/// An envelope: type, payload, signatures in ascending order of key id.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Envelope {
    /// The media type that is signed together with the payload.
    pub payload_type: String,
    /// The signed content.
    pub payload: Vec<u8>,
    /// At least one, at most [`MAX_SIGNATURES`], ascending and distinct by key id.
    pub signatures: Vec<Signature>,
}

/// DSSE's pre-authentication encoding: the bytes that are signed and whose SHA-256 names the document.
#[must_use]
pub fn pae(payload_type: &str, payload: &[u8]) -> Vec<u8> {
    let head = format!(
        "DSSEv1 {} {payload_type} {} ",
        payload_type.len(),
        payload.len()
    );
    [head.as_bytes(), payload].concat()
}

impl Envelope {
    /// Signs a payload with every key given (at least one; the same key twice signs once). `payload_type` is one of the constants of
    /// [`crate::document`]: printable ASCII that needs no escape.
    #[must_use]
    pub fn sign(payload_type: &str, payload: Vec<u8>, keys: &[&SigningKey]) -> Self {
        let message = pae(payload_type, &payload);
        let mut signatures: Vec<_> = keys
            .iter()
            .map(|key| Signature {
                keyid: key.public().id(),
                sig: key.sign(&message),
            })
            .collect();
        signatures.sort();
        signatures.dedup_by_key(|signature| signature.keyid);
        Self {
            payload_type: payload_type.to_owned(),
            payload,
            signatures,
        }
    }

    /// Adds a signature: a supervisor countersigns what the contest key signed.
    pub fn countersign(&mut self, key: &SigningKey) {
        let message = self.pae();
        self.signatures
            .retain(|signature| signature.keyid != key.public().id());
        self.signatures.push(Signature {
            keyid: key.public().id(),
            sig: key.sign(&message),
        });
        self.signatures.sort();
    }

    /// Reads an envelope in canonical spelling.
    ///
    /// # Errors
    /// [`Fault`]: too large, truncated, not an envelope, or another spelling.
    pub fn parse(bytes: &[u8]) -> Result<Self, Fault> {
        let (envelope, canonical) = Self::read(bytes)?;
        if canonical {
            Ok(envelope)
        } else {
            Err(Fault::EnvelopeNonCanonical)
        }
    }

    /// Reads an envelope in any spelling (white space, field order, base64 alphabet and padding) and says whether it was the
    /// canonical one. Only for reporting: a document in another spelling is held for a person.
    ///
    /// # Errors
    /// [`Fault`]: too large, truncated, or not an envelope.
    pub fn read(bytes: &[u8]) -> Result<(Self, bool), Fault> {
        let envelope = reader::read(bytes)?;
        let canonical = envelope.to_bytes() == bytes;
        Ok((envelope, canonical))
    }

    /// The canonical file: one line and a line feed.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut text = format!(
            r#"{{"payload":"{}","payloadType":"{}","signatures":["#,
            STANDARD.encode(&self.payload),
            self.payload_type,
        );
        for (index, signature) in self.signatures.iter().enumerate() {
            let comma = if index > 0 { "," } else { "" };
            let sig = STANDARD.encode(signature.sig);
            text.push_str(&format!(
                r#"{comma}{{"keyid":"{}","sig":"{sig}"}}"#,
                signature.keyid
            ));
        }
        text.push_str("]}\n");
        text.into_bytes()
    }

    /// The signed bytes.
    #[must_use]
    pub fn pae(&self) -> Vec<u8> {
        pae(&self.payload_type, &self.payload)
    }

    /// The document's name: SHA-256 of the PAE, the same whoever signed and however the file is spelled.
    #[must_use]
    pub fn digest(&self) -> Digest {
        sha256(&self.pae())
    }

    /// 核对码 of the document.
    #[must_use]
    pub fn short_code(&self) -> ShortCode {
        ShortCode::of(&self.digest())
    }

    /// Whether there is a signature of `key` and it is right.
    #[must_use]
    pub fn is_signed_by(&self, key: &PublicKey) -> bool {
        let message = self.pae();
        self.signatures
            .iter()
            .any(|signature| signature.keyid == key.id() && key.verifies(&message, &signature.sig))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn key(seed: u8) -> SigningKey {
        SigningKey::from_seed(&[seed; 32])
    }

    fn sample() -> Envelope {
        Envelope::sign(
            "application/vnd.jurybench.sample+json;v=1",
            br#"{"a":1}"#.to_vec(),
            &[&key(1)],
        )
    }

    #[test]
    fn the_pae_is_the_one_of_the_dsse_specification() {
        // github.com/secure-systems-lab/dsse, protocol.md and its test vector.
        let bytes = pae("http://example.com/HelloWorld", b"hello world");
        assert_eq!(
            bytes,
            b"DSSEv1 29 http://example.com/HelloWorld 11 hello world"
        );
        assert_eq!(pae("", b""), b"DSSEv1 0  0 ");
    }

    #[test]
    fn an_envelope_is_one_line_with_fields_in_order() {
        let text = String::from_utf8(sample().to_bytes()).unwrap();
        assert!(
            text.starts_with(r#"{"payload":"eyJhIjoxfQ==","payloadType":"application/vnd"#),
            "{text}"
        );
        assert!(text.ends_with("\"}]}\n"));
        assert_eq!(text.matches('\n').count(), 1);
    }

    #[test]
    fn another_spelling_is_understood_and_named() {
        let text = String::from_utf8(sample().to_bytes()).unwrap();
        for changed in [
            text.replace("\",\"payloadType", "\", \"payloadType"),
            text.trim_end().to_owned(),
            format!("{text}\n"),
            text.replace("eyJhIjoxfQ==", "eyJhIjoxfQ"),
            text.replace("eyJhIjoxfQ==", "eyJhIjoxfR=="),
            text.replace("sample", "\\u0073ample"),
        ] {
            assert_eq!(
                Envelope::parse(changed.as_bytes()),
                Err(Fault::EnvelopeNonCanonical),
                "{changed}"
            );
            assert_eq!(
                Envelope::read(changed.as_bytes()),
                Ok((sample(), false)),
                "{changed}"
            );
        }
    }

    #[test]
    fn what_is_not_an_envelope_is_refused() {
        let text = String::from_utf8(sample().to_bytes()).unwrap();
        let twice = text.replace(r#"{"payload""#, r#"{"payload":"","payload""#);
        let extra = text.replace(r#","signatures""#, r#","note":1,"signatures""#);
        let none = Envelope {
            signatures: Vec::new(),
            ..sample()
        }
        .to_bytes();
        let mut doubled = sample();
        doubled.signatures.push(doubled.signatures[0].clone());
        let signature = |text: &str| text.replace(r#""sig":""#, r#""sig":"AAAA"#).into_bytes();
        for bytes in [
            twice.into_bytes(),
            extra.into_bytes(),
            none,
            doubled.to_bytes(),
            signature(&text),
            b"[]".to_vec(),
            b"PK\x03\x04".to_vec(),
        ] {
            assert_eq!(
                Envelope::read(&bytes).map_err(|fault| fault.code()),
                Err("SCHEMA"),
                "{}",
                String::from_utf8_lossy(&bytes)
            );
        }
        assert_eq!(Envelope::read(b""), Err(Fault::Truncated));
        let large = vec![b' '; MAX_ENVELOPE + 1];
        assert_eq!(
            Envelope::read(&large).map_err(|fault| fault.code()),
            Err("TOO-LARGE")
        );
    }

    #[test]
    fn signatures_stand_in_order_whoever_signs_first() {
        let (one, two) = (key(1), key(2));
        let together = Envelope::sign("t", b"x".to_vec(), &[&one, &two]);
        let mut later = Envelope::sign("t", b"x".to_vec(), &[&two]);
        later.countersign(&one);
        later.countersign(&one);
        assert_eq!(later, together);
        assert_eq!(
            later.digest(),
            Envelope::sign("t", b"x".to_vec(), &[&one]).digest(),
            "the name does not depend on who signed"
        );
        assert!(later.is_signed_by(&one.public()) && later.is_signed_by(&two.public()));
        assert!(!later.is_signed_by(&key(3).public()));
    }

    proptest! {
        #[test]
        fn an_envelope_reads_back(kind in "[a-z/+;=.]{1,30}", payload in prop::collection::vec(any::<u8>(), 0..300), seeds in prop::collection::vec(any::<u8>(), 1..4)) {
            let keys: Vec<_> = seeds.into_iter().map(key).collect();
            let envelope = Envelope::sign(&kind, payload, &keys.iter().collect::<Vec<_>>());
            prop_assert_eq!(Envelope::parse(&envelope.to_bytes()), Ok(envelope));
        }

        #[test]
        fn arbitrary_bytes_never_panic(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
            let _ = Envelope::read(&bytes);
        }
    }
}
