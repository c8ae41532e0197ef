//! Ed25519 keys: a signing key that signs nothing but a PAE, a public key that cannot be a hostile one.
//!
//! Not where keys are kept: that is [`crate::vault`]. The one rule: a [`PublicKey`] that exists has been refused nothing, so that
//! all verifiers agree about every signature under it (they differ on weak, mixed-order and non-canonical keys).

use std::fmt;

use base64::Engine as _;
use curve25519_dalek::edwards::CompressedEdwardsY;
use ed25519_dalek::{Signature, Signer as _, VerifyingKey};
use zeroize::Zeroizing;

use crate::digest::{ShortCode, sha256};
use crate::entropy::{Entropy, random};

/// Why 32 bytes are refused as a public key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum KeyFault {
    /// No point of the curve has this encoding.
    #[error("the key is not a point of the curve")]
    NotAPoint,
    /// A second encoding of a point that has a canonical one.
    #[error("the key is not canonically encoded")]
    NonCanonical,
    /// One of the eight points of small order, under which signatures can be made up.
    #[error("the key has small order")]
    SmallOrder,
    /// A point with a small-order component, about which verifiers disagree.
    #[error("the key has a component of small order")]
    Torsion,
}

/// An Ed25519 public key that passed every check.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct PublicKey(VerifyingKey);

/// The first 16 hexadecimal digits of SHA-256 of a public key: selects a key, proves nothing.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct KeyId(pub(crate) [u8; 8]);

impl PublicKey {
    /// Takes the 32 bytes of RFC 8032.
    ///
    /// # Errors
    /// [`KeyFault`]: no point, non-canonical, small order, or a torsion component.
    pub fn new(bytes: [u8; 32]) -> Result<Self, KeyFault> {
        let point = CompressedEdwardsY(bytes)
            .decompress()
            .ok_or(KeyFault::NotAPoint)?;
        if point.compress().0 != bytes {
            return Err(KeyFault::NonCanonical);
        }
        if point.is_small_order() {
            return Err(KeyFault::SmallOrder);
        }
        if !point.is_torsion_free() {
            return Err(KeyFault::Torsion);
        }
        VerifyingKey::from_bytes(&bytes)
            .map(Self)
            .map_err(|_| KeyFault::NotAPoint)
    }

    /// The 32 bytes.
    #[must_use]
    pub fn to_bytes(&self) -> [u8; 32] {
        self.0.to_bytes()
    }

    /// The name by which envelopes select this key.
    #[must_use]
    pub fn id(&self) -> KeyId {
        let mut id = [0; 8];
        id.copy_from_slice(&sha256(self.0.as_bytes()).0[..8]);
        KeyId(id)
    }

    /// 核对码 of the key, as printed on the invitation.
    #[must_use]
    pub fn short_code(&self) -> ShortCode {
        ShortCode::of(&sha256(self.0.as_bytes()))
    }

    /// Whether `signature` is this key's over `message`, by RFC 8032 with the strict checks of `verify_strict`.
    #[must_use]
    pub fn verifies(&self, message: &[u8], signature: &[u8; 64]) -> bool {
        self.0
            .verify_strict(message, &Signature::from_bytes(signature))
            .is_ok()
    }

    /// SubjectPublicKeyInfo in PEM (RFC 8410), for `openssl pkeyutl -pubin`.
    #[must_use]
    pub fn to_pem(&self) -> String {
        const SPKI: [u8; 12] = [
            0x30, 0x2a, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x03, 0x21, 0x00,
        ];
        let der = [&SPKI[..], self.0.as_bytes()].concat();
        let text = base64::engine::general_purpose::STANDARD.encode(der);
        format!("-----BEGIN PUBLIC KEY-----\n{text}\n-----END PUBLIC KEY-----\n")
    }
}

impl fmt::Debug for PublicKey {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "PublicKey({})", hex::encode(self.to_bytes()))
    }
}

impl KeyId {
    /// Reads 16 lower-case hexadecimal digits.
    #[must_use]
    pub fn from_hex(text: &str) -> Option<Self> {
        crate::wire::hex_array(text).map(Self)
    }
}

impl fmt::Display for KeyId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&hex::encode(self.0))
    }
}

impl fmt::Debug for KeyId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "KeyId({self})")
    }
}

/// An Ed25519 signing key, wiped when dropped. It signs documents through [`crate::envelope`] and nothing else: there is no way to
/// have it sign bytes of the caller's choice, nor to pair it with another public key.
#[derive(Clone)]
pub struct SigningKey(ed25519_dalek::SigningKey);

impl SigningKey {
    /// A fresh key.
    #[must_use]
    pub fn generate(entropy: &mut Entropy<'_>) -> Self {
        Self::from_seed(&random(entropy))
    }

    /// The key of a 32-byte seed (RFC 8032 private key).
    #[must_use]
    pub fn from_seed(seed: &[u8; 32]) -> Self {
        Self(ed25519_dalek::SigningKey::from_bytes(seed))
    }

    /// The seed, to be wrapped or put into a letter.
    #[must_use]
    pub fn seed(&self) -> Zeroizing<[u8; 32]> {
        Zeroizing::new(self.0.to_bytes())
    }

    /// The public half.
    #[must_use]
    pub fn public(&self) -> PublicKey {
        // A key derived from a seed is a multiple of the base point: canonical, torsion-free and never small.
        PublicKey(self.0.verifying_key())
    }

    /// Signs a PAE. Crate-private: see the type.
    pub(crate) fn sign(&self, pae: &[u8]) -> [u8; 64] {
        self.0.sign(pae).to_bytes()
    }
}

impl fmt::Debug for SigningKey {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "SigningKey({})", self.public().id())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use curve25519_dalek::constants::{ED25519_BASEPOINT_POINT, EIGHT_TORSION};

    #[test]
    fn points_of_small_order_are_refused() {
        for point in EIGHT_TORSION {
            assert_eq!(
                PublicKey::new(point.compress().0),
                Err(KeyFault::SmallOrder)
            );
        }
    }

    #[test]
    fn points_with_a_torsion_component_are_refused() {
        for point in &EIGHT_TORSION[1..] {
            assert_eq!(
                PublicKey::new((ED25519_BASEPOINT_POINT + point).compress().0),
                Err(KeyFault::Torsion)
            );
        }
        assert!(PublicKey::new(ED25519_BASEPOINT_POINT.compress().0).is_ok());
    }

    #[test]
    fn second_encodings_are_refused() {
        // p + 1 is a second encoding of y = 1, and y = 1 with the sign bit one of the point whose x is 0 (RFC 8032, 5.1.3).
        let mut p_plus_one = [0xff; 32];
        (p_plus_one[0], p_plus_one[31]) = (0xee, 0x7f);
        let mut one_negative = [0; 32];
        (one_negative[0], one_negative[31]) = (1, 0x80);
        for bytes in [p_plus_one, one_negative] {
            assert!(
                matches!(
                    PublicKey::new(bytes),
                    Err(KeyFault::NonCanonical | KeyFault::NotAPoint)
                ),
                "{bytes:?}"
            );
        }
    }

    #[test]
    fn a_key_signs_as_rfc_8032_says() {
        // RFC 8032, 7.1, TEST 3.
        let seed = hex::decode("c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7")
            .unwrap();
        let key = SigningKey::from_seed(&seed.try_into().unwrap());
        assert_eq!(
            hex::encode(key.public().to_bytes()),
            "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025"
        );
        let signature = key.sign(&[0xaf, 0x82]);
        let expected = "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac\
                        18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a";
        assert_eq!(hex::encode(signature), expected);
        assert!(key.public().verifies(&[0xaf, 0x82], &signature));
        assert!(!key.public().verifies(&[0xaf, 0x83], &signature));
    }

    #[test]
    fn a_signing_key_does_not_print_its_seed() {
        let key = SigningKey::from_seed(&[7; 32]);
        assert!(!format!("{key:?}").contains("0707"));
    }
}
