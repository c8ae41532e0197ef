//! Where the bytes of a document come from.
//!
//! Not a store. The one rule: the renderer keeps a source and asks it again after a restart, so it must give the same
//! bytes each time.

use std::io::{self, Write};
use std::sync::Arc;

/// Gives the bytes of one document, from the encrypted store or from a file.
#[expect(
    clippy::len_without_is_empty,
    reason = "an empty document is refused by the worker like any other non-PDF"
)]
pub trait DocumentSource: Send + Sync {
    /// Size in bytes.
    fn len(&self) -> u64;

    /// Writes all bytes, in order, in pieces of any size (64 KiB and more are quick).
    ///
    /// # Errors
    /// When they cannot be read. An error of `out` must be passed on.
    fn read_all(&self, out: &mut dyn Write) -> io::Result<()>;
}

/// Bytes in memory.
impl DocumentSource for Vec<u8> {
    fn len(&self) -> u64 {
        self.as_slice().len() as u64
    }

    fn read_all(&self, out: &mut dyn Write) -> io::Result<()> {
        out.write_all(self)
    }
}

/// A file in the clear: an organiser's library, a demo.
impl DocumentSource for std::path::PathBuf {
    fn len(&self) -> u64 {
        std::fs::metadata(self).map_or(0, |facts| facts.len())
    }

    fn read_all(&self, out: &mut dyn Write) -> io::Result<()> {
        let mut buffer = vec![0; 1 << 20];
        let mut file = std::fs::File::open(self)?;
        loop {
            match io::Read::read(&mut file, &mut buffer)? {
                0 => return Ok(()),
                n => out.write_all(&buffer[..n])?,
            }
        }
    }
}

/// What the caller calls a document; any text, the same for the same bytes.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct DocKey(Arc<str>);

impl DocKey {
    pub fn new(key: impl AsRef<str>) -> Self {
        Self(Arc::from(key.as_ref()))
    }

    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Display for DocKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}
