//! What a forger with a text editor and a key of their own could hand in: signed sheets changed and signed anew.
//!
//! The one rule: everything made here is well formed, so that it is refused for what it says and not for how it is written.

use jury_seal::document::{Document as _, Sheet, seal};
use jury_seal::{Envelope, SigningKey, canon};

/// A key that is the same at every call and nobody's.
#[must_use]
pub fn key(number: u8) -> SigningKey {
    SigningKey::from_seed(&[number; 32])
}

/// The sheet in a bare envelope, unchecked.
///
/// # Panics
/// If the bytes are no envelope of a sheet.
#[must_use]
pub fn sheet_in(envelope: &[u8]) -> Sheet {
    let (envelope, _) = Envelope::read(envelope).expect("the bytes are an envelope");
    assert_eq!(envelope.payload_type, Sheet::KIND);
    canon::from_bytes(&envelope.payload).expect("the payload is a sheet")
}

/// The sheet of an envelope, changed and signed with another key: a bare envelope again.
///
/// # Panics
/// If the bytes are no envelope of a sheet, or the change makes it one that cannot be written.
#[must_use]
pub fn signed_anew(
    envelope: &[u8],
    signer: &SigningKey,
    change: impl FnOnce(&mut Sheet),
) -> Vec<u8> {
    let mut sheet = sheet_in(envelope);
    change(&mut sheet);
    seal(&sheet, &[signer])
        .expect("a changed sheet is still a sheet")
        .to_bytes()
}
