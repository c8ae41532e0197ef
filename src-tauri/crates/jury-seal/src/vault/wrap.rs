//! Wrapping one key under another: XChaCha20-Poly1305 with a random nonce and a label that says what is wrapped, for whom, on which desk,
//! so that no wrapping can be moved to another place.

use chacha20poly1305::aead::{Aead as _, KeyInit as _, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use zeroize::Zeroizing;

use crate::entropy::{Entropy, random};
use crate::wire::Hex;

/// What is wrapped.
pub(super) struct Label<'a> {
    pub(super) what: &'static str,
    pub(super) desk: Hex<16>,
    pub(super) owner: &'a str,
}

impl Label<'_> {
    /// The parts are separated by a byte none of them contains.
    fn bytes(&self) -> Vec<u8> {
        format!(
            "jurybench/wrap/v1\0{}\0{}\0{}",
            self.what, self.desk, self.owner
        )
        .into_bytes()
    }
}

/// It does not open: another key, another place, or damage.
#[derive(Debug)]
pub(super) struct DoesNotOpen;

/// Nonce and ciphertext in hexadecimal.
pub(super) fn wrap(
    key: &[u8; 32],
    label: &Label<'_>,
    plain: &[u8],
    entropy: &mut Entropy<'_>,
) -> String {
    let nonce = random::<24>(entropy);
    let payload = Payload {
        msg: plain,
        aad: &label.bytes(),
    };
    let sealed = XChaCha20Poly1305::new(key.into())
        .encrypt(&XNonce::from(*nonce), payload)
        .expect("a key is far shorter than the cipher's limit");
    hex::encode([nonce.as_slice(), &sealed].concat())
}

pub(super) fn unwrap(
    key: &[u8; 32],
    label: &Label<'_>,
    wrapped: &str,
) -> Result<Zeroizing<Vec<u8>>, DoesNotOpen> {
    let bytes = hex::decode(wrapped).map_err(|_| DoesNotOpen)?;
    let (nonce, sealed) = bytes.split_first_chunk::<24>().ok_or(DoesNotOpen)?;
    let payload = Payload {
        msg: sealed,
        aad: &label.bytes(),
    };
    let plain = XChaCha20Poly1305::new(key.into())
        .decrypt(&XNonce::from(*nonce), payload)
        .map_err(|_| DoesNotOpen)?;
    Ok(Zeroizing::new(plain))
}

pub(super) fn unwrap32(
    key: &[u8; 32],
    label: &Label<'_>,
    wrapped: &str,
) -> Result<Zeroizing<[u8; 32]>, DoesNotOpen> {
    let plain = unwrap(key, label, wrapped)?;
    let bytes: &[u8; 32] = plain.as_slice().try_into().map_err(|_| DoesNotOpen)?;
    Ok(Zeroizing::new(*bytes))
}
