//! Keys, canonical bytes, signatures and encryption of every Jurybench document; FORMAT.md beside this crate is the normative text.
//!
//! Not input or output: bytes in, bytes out; time and randomness are passed in. The one rule: what is signed is bytes written by
//! [`canon`], and nothing is believed before its signature under a key of the roster is checked.

pub mod age_box;
pub mod canon;
pub mod digest;
pub mod document;
pub mod entropy;
pub mod envelope;
pub mod fault;
pub mod introduction;
pub mod keys;
pub mod letter_file;
pub mod material;
pub mod opening_code;
pub mod pack;
pub mod rescue;
mod typed;
pub mod vault;
pub mod verify;
pub mod wire;
pub mod workbook;

#[cfg(test)]
mod samples;
#[cfg(test)]
mod tests;

pub use digest::{Digest, ShortCode, sha256};
pub use document::{Document, seal};
pub use entropy::Entropy;
pub use envelope::Envelope;
pub use fault::Fault;
pub use keys::{KeyId, PublicKey, SigningKey};
