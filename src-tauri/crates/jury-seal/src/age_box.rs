//! The age file format (age-encryption.org/v1) around small secrets: letters, rescue answers, the wrapped data key.
//!
//! Not where materials are encrypted. The one rule: a file decides nothing about the work its reader does; scrypt above
//! [`MAX_WORK`] is refused before any of it.
//!
//! The `age` crate draws file keys, salts and nonces itself from the operating system (its own generation of the `rand` crates) and
//! takes no generator from outside; hence ciphertexts differ from run to run even when all other randomness is fixed.

use std::io::{Read, Write};
use std::iter;

use age::secrecy::SecretString;
use age::{DecryptError, Decryptor, Encryptor, scrypt, x25519};

/// log₂ N of scrypt for a letter under an opening code.
pub const WORK: u8 = 18;
/// The highest log₂ N a reader accepts: four times the work of [`WORK`], about 1 GiB of memory.
pub const MAX_WORK: u8 = 20;
/// The largest plaintext, bytes: an envelope fits.
const MAX_PLAIN: u64 = crate::envelope::MAX_ENVELOPE as u64;
/// The largest file: header, and a tag for every 64 KiB.
pub(crate) const MAX_FILE: usize = crate::envelope::MAX_ENVELOPE + 64 * 1024;

const MAGIC: &[u8] = b"age-encryption.org/v1\n";

/// Why an encrypted file does not open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BoxFault {
    /// Not an age file.
    #[error("not an encrypted file of this kind")]
    NotAgeFile,
    /// Larger than any letter.
    #[error("the file is too large")]
    TooLarge,
    /// The file stops in the middle.
    #[error("the file ends too early")]
    Truncated,
    /// The code or key does not open it.
    #[error("the code or key does not open this file")]
    WrongKey,
    /// Locked with a code where a key was given, or the other way round.
    #[error("the file is locked in another way")]
    OtherLock,
    /// The file asks for more work than is reasonable.
    #[error("opening would take 2^{log_n} steps of scrypt, more than 2^{MAX_WORK}")]
    TooMuchWork {
        /// The work asked for.
        log_n: u8,
    },
    /// Changed since it was made.
    #[error("the file is damaged")]
    Damaged,
    /// The text is no age recipient or identity.
    #[error("not an age key")]
    NotAKey,
}

/// How a file is locked.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum LockKind {
    /// With an opening code.
    Code,
    /// To a key.
    Key,
}

/// Reads an `age1…` recipient.
///
/// # Errors
/// [`BoxFault::NotAKey`].
pub fn recipient(text: &str) -> Result<x25519::Recipient, BoxFault> {
    text.parse().map_err(|_| BoxFault::NotAKey)
}

/// How a file is locked, from its header and without any work.
///
/// # Errors
/// [`BoxFault::NotAgeFile`], [`BoxFault::TooLarge`] or [`BoxFault::Truncated`].
pub fn lock_kind(file: &[u8]) -> Result<LockKind, BoxFault> {
    let decryptor = decryptor(file)?;
    Ok(if decryptor.is_scrypt() {
        LockKind::Code
    } else {
        LockKind::Key
    })
}

pub(crate) fn lock_with_code(plain: &[u8], passphrase: SecretString, log_n: u8) -> Vec<u8> {
    let mut recipient = scrypt::Recipient::new(passphrase);
    recipient.set_work_factor(log_n);
    lock(plain, &recipient)
}

pub(crate) fn lock_to_key(plain: &[u8], recipient: &x25519::Recipient) -> Vec<u8> {
    lock(plain, recipient)
}

fn lock(plain: &[u8], recipient: &dyn age::Recipient) -> Vec<u8> {
    let encryptor =
        Encryptor::with_recipients(iter::once(recipient)).expect("one recipient is given");
    let mut file = Vec::with_capacity(plain.len() + 512);
    let write = || {
        let mut writer = encryptor.wrap_output(&mut file)?;
        writer.write_all(plain)?;
        writer.finish().map(drop)
    };
    write().expect("writing to memory does not fail");
    file
}

pub(crate) fn unlock_with_code(file: &[u8], passphrase: SecretString) -> Result<Vec<u8>, BoxFault> {
    if lock_kind(file)? != LockKind::Code {
        return Err(BoxFault::OtherLock);
    }
    let mut identity = scrypt::Identity::new(passphrase);
    identity.set_max_work_factor(MAX_WORK);
    unlock(file, &identity)
}

pub(crate) fn unlock_with_key(
    file: &[u8],
    identity: &x25519::Identity,
) -> Result<Vec<u8>, BoxFault> {
    if lock_kind(file)? != LockKind::Key {
        return Err(BoxFault::OtherLock);
    }
    unlock(file, identity)
}

fn decryptor(file: &[u8]) -> Result<Decryptor<&[u8]>, BoxFault> {
    if file.len() > MAX_FILE {
        return Err(BoxFault::TooLarge);
    }
    if MAGIC.starts_with(file) {
        return Err(BoxFault::Truncated);
    }
    if !file.starts_with(MAGIC) {
        return Err(BoxFault::NotAgeFile);
    }
    Decryptor::new_buffered(file).map_err(|error| header_fault(&error))
}

fn header_fault(error: &DecryptError) -> BoxFault {
    match error {
        DecryptError::Io(_) => BoxFault::Truncated,
        _ => BoxFault::Damaged,
    }
}

fn unlock(file: &[u8], identity: &dyn age::Identity) -> Result<Vec<u8>, BoxFault> {
    let reader = decryptor(file)?
        .decrypt(iter::once(identity))
        .map_err(|error| match error {
            DecryptError::ExcessiveWork { required, .. } => {
                BoxFault::TooMuchWork { log_n: required }
            }
            DecryptError::DecryptionFailed
            | DecryptError::KeyDecryptionFailed
            | DecryptError::NoMatchingKeys => BoxFault::WrongKey,
            other => header_fault(&other),
        })?;
    let mut plain = Vec::new();
    // The payload is authenticated in 64 KiB pieces with the last one marked: a cut shows as an error here.
    reader
        .take(MAX_PLAIN + 1)
        .read_to_end(&mut plain)
        .map_err(|error| match error.kind() {
            std::io::ErrorKind::UnexpectedEof => BoxFault::Truncated,
            _ => BoxFault::Damaged,
        })?;
    if plain.len() as u64 > MAX_PLAIN {
        Err(BoxFault::TooLarge)
    } else {
        Ok(plain)
    }
}
