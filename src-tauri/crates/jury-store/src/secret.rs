//! Bytes that must not be printed and are wiped when dropped. Making and wrapping them is jury-seal's work.

use std::fmt;

use zeroize::{Zeroize, ZeroizeOnDrop};

/// 32 secret bytes: an entry's key, the seed of an introduction key.
#[derive(Clone, PartialEq, Eq, Zeroize, ZeroizeOnDrop)]
pub struct Secret([u8; 32]);

impl Secret {
    /// Takes the bytes.
    #[must_use]
    pub fn new(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// The bytes themselves; named so that every use can be found.
    #[must_use]
    pub fn expose(&self) -> &[u8; 32] {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Secret(…)")
    }
}

/// The key of `desk.db` and `index.db`: 256 random bits, kept wrapped in `desk.keys`.
#[derive(Clone, Debug)]
pub struct DataKey(Secret);

impl DataKey {
    /// Takes 32 random bytes. A passphrase is not one: SQLCipher is told to use them raw.
    #[must_use]
    pub fn new(bytes: [u8; 32]) -> Self {
        Self(Secret::new(bytes))
    }

    pub(crate) fn expose(&self) -> &[u8; 32] {
        self.0.expose()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_does_not_show_itself() {
        assert_eq!(format!("{:?}", DataKey::new([7; 32])), "DataKey(Secret(…))");
    }
}
