//! Hash chains: each row carries the digest of itself and of the row before, so that a rewritten row shows.
//!
//! Not a signature: whoever holds the key of the file can rewrite a whole chain. That shows only against a head that left the desk
//! (in a sheet, a receipt, a result).
//!
//! The bytes digested, for the one who recomputes them: a prefix naming the table (`jurybench/score_event/v1` or
//! `jurybench/audit/v1`), the 32 bytes of the hash before (zeros at the start), then every field in the order of the row type. A field
//! is one byte 0 when absent; or 1, its length as 8 bytes big-endian, its UTF-8 bytes; or 2 and 8 bytes big-endian two's complement.

use jury_core::Digest;
use rusqlite::Row;
use sha2::{Digest as _, Sha256};

/// The hash before the first row.
pub const GENESIS: Digest = Digest([0; 32]);

/// Where a chain stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ChainHead {
    /// Rows so far, which is also the last number.
    pub count: i64,
    /// Hash of the last row, or [`GENESIS`].
    pub hash: Digest,
}

impl ChainHead {
    pub(crate) const EMPTY: Self = Self {
        count: 0,
        hash: GENESIS,
    };

    /// Reads columns `no, hash`.
    pub(crate) fn read(row: &Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            count: row.get(0)?,
            hash: Digest(row.get(1)?),
        })
    }
}

/// One link being computed.
pub(crate) struct Link(Sha256);

impl Link {
    pub(crate) fn new(prefix: &'static str, prev: &Digest) -> Self {
        Self(Sha256::new().chain_update(prefix).chain_update(prev.0))
    }

    pub(crate) fn text(self, text: &str) -> Self {
        let length = (text.len() as u64).to_be_bytes();
        Self(
            self.0
                .chain_update([1])
                .chain_update(length)
                .chain_update(text),
        )
    }

    pub(crate) fn integer(self, integer: i64) -> Self {
        Self(self.0.chain_update([2]).chain_update(integer.to_be_bytes()))
    }

    pub(crate) fn maybe<T>(self, field: Option<T>, put: impl FnOnce(Self, T) -> Self) -> Self {
        match field {
            Some(field) => put(self, field),
            None => Self(self.0.chain_update([0])),
        }
    }

    pub(crate) fn finish(self) -> Digest {
        Digest(self.0.finalize().into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_cannot_flow_into_each_other() {
        let digest = |fields: &[Option<&str>]| {
            let start = Link::new("jurybench/audit/v1", &GENESIS);
            fields
                .iter()
                .fold(start, |link, field| link.maybe(*field, Link::text))
                .finish()
        };
        assert_ne!(
            digest(&[Some("ab"), Some("c")]),
            digest(&[Some("a"), Some("bc")])
        );
        assert_ne!(digest(&[Some(""), None]), digest(&[None, Some("")]));
    }
}
