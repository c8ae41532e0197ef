//! `document`: every signed envelope this desk ever made or received. Never updated, never deleted; triggers hold that.
//!
//! Whether an envelope counts is decided from the set of them, elsewhere.

use jury_core::Digest;
use rusqlite::Row;

use crate::at::At;
use crate::error::StoreError;
use crate::handle::{Change, View};
use crate::table;

/// A signed envelope.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    /// Its digest, as jury-seal defines it.
    pub digest: Digest,
    /// Its kind, in the caller's words (`sheet`, `roster`, …).
    pub kind: String,
    /// The envelope's bytes as they came.
    pub bytes: Vec<u8>,
    /// When it first came or was made.
    pub at: At,
}

/// Keeps a document; says whether it is new. The same again changes nothing, not even the time.
///
/// # Errors
/// [`StoreError::DigestTaken`] when other bytes are kept under the digest.
pub fn put(change: &Change<'_>, document: &Document) -> Result<bool, StoreError> {
    let Document {
        digest,
        kind,
        bytes,
        at,
    } = document;
    let added = change.run(
        "INSERT INTO document (digest, kind, bytes, at) VALUES (?1, ?2, ?3, ?4) ON CONFLICT (digest) DO NOTHING",
        (digest.0, kind, bytes, at.as_str()),
    )?;
    if added == 0 && get(change, digest)?.is_some_and(|known| known.bytes != *bytes) {
        return Err(StoreError::DigestTaken {
            digest: digest.to_string(),
        });
    }
    Ok(added == 1)
}

/// How many documents there are.
///
/// # Errors
/// The engine's.
pub fn count(view: &View<'_>) -> Result<i64, StoreError> {
    Ok(view
        .first("SELECT count(*) FROM document", [], |row| row.get(0))?
        .unwrap_or(0))
}

/// The document with this digest.
///
/// # Errors
/// The engine's.
pub fn get(view: &View<'_>, digest: &Digest) -> Result<Option<Document>, StoreError> {
    view.first(
        "SELECT digest, kind, bytes, at FROM document WHERE digest = ?1",
        [digest.0],
        read,
    )
}

/// All documents of a kind in the order of their digests, which no order of arrival changes.
///
/// # Errors
/// The engine's.
pub fn of_kind(view: &View<'_>, kind: &str) -> Result<Vec<Document>, StoreError> {
    view.all(
        "SELECT digest, kind, bytes, at FROM document WHERE kind = ?1 ORDER BY digest",
        [kind],
        read,
    )
}

/// The digests of all documents of a kind, ascending: for those who take thousands of documents one after the other.
///
/// # Errors
/// The engine's.
pub fn digests_of_kind(view: &View<'_>, kind: &str) -> Result<Vec<Digest>, StoreError> {
    view.all(
        "SELECT digest FROM document WHERE kind = ?1 ORDER BY digest",
        [kind],
        |row| table::digest(row, 0),
    )
}

/// How many documents of a kind there are.
///
/// # Errors
/// The engine's.
pub fn count_of_kind(view: &View<'_>, kind: &str) -> Result<u64, StoreError> {
    view.only(
        "SELECT count(*) FROM document WHERE kind = ?1",
        [kind],
        |row| row.get(0),
    )
}

fn read(row: &Row<'_>) -> rusqlite::Result<Document> {
    Ok(Document {
        digest: table::digest(row, 0)?,
        kind: row.get(1)?,
        bytes: row.get(2)?,
        at: table::at(row, 3)?,
    })
}
