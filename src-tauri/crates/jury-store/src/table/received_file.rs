//! `received_file` and `received_again`: every file dropped into a merge, kept as it came; and every time the same bytes came again.
//!
//! What was found inside is `received_item`. Names are for showing, never paths to open.

use jury_core::Digest;
use rusqlite::Row;

use crate::at::At;
use crate::error::StoreError;
use crate::handle::{Change, View};
use crate::table;

/// A file as listed; its bytes are fetched by [`bytes`], since lists are long and files are large.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReceivedFile {
    /// Its number on this desk, in the order of first arrival.
    pub id: i64,
    /// The name it first came under.
    pub name: String,
    /// SHA-256 of its bytes.
    pub sha256: Digest,
    /// When it first came.
    pub at: At,
    /// How often the same bytes came again.
    pub again: u32,
}

/// What became of a file offered to [`put`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Receipt {
    /// The file's number.
    pub id: i64,
    /// Are these bytes new to the desk?
    pub is_new: bool,
}

/// Keeps a file. Bytes that are here already are not kept twice; their coming again is noted.
///
/// # Errors
/// The engine's.
pub fn put(
    change: &Change<'_>,
    name: &str,
    sha256: &Digest,
    bytes: &[u8],
    at: &At,
) -> Result<Receipt, StoreError> {
    let sql = "SELECT id FROM received_file WHERE sha256 = ?1";
    if let Some(id) = change.first(sql, [sha256.0], |row| row.get(0))? {
        change.run(
            "INSERT INTO received_again (file_id, at, name) VALUES (?1, ?2, ?3)",
            (id, at.as_str(), name),
        )?;
        return Ok(Receipt { id, is_new: false });
    }
    let id = change.only(
        "INSERT INTO received_file (name, sha256, bytes, at) VALUES (?1, ?2, ?3, ?4) RETURNING id",
        (name, sha256.0, bytes, at.as_str()),
        |row| row.get(0),
    )?;
    Ok(Receipt { id, is_new: true })
}

/// All files in the order of first arrival.
///
/// # Errors
/// The engine's.
pub fn list(view: &View<'_>) -> Result<Vec<ReceivedFile>, StoreError> {
    view.all(
        "SELECT id, name, sha256, at, (SELECT count(*) FROM received_again WHERE file_id = received_file.id)
         FROM received_file ORDER BY id",
        [],
        read,
    )
}

/// The bytes of a file.
///
/// # Errors
/// The engine's.
pub fn bytes(view: &View<'_>, id: i64) -> Result<Option<Vec<u8>>, StoreError> {
    view.first(
        "SELECT bytes FROM received_file WHERE id = ?1",
        [id],
        |row| row.get(0),
    )
}

/// The names a file came under after the first time, with the times, in order.
///
/// # Errors
/// The engine's.
pub fn came_again(view: &View<'_>, id: i64) -> Result<Vec<(At, String)>, StoreError> {
    view.all(
        "SELECT at, name FROM received_again WHERE file_id = ?1 ORDER BY id",
        [id],
        |row| Ok((table::at(row, 0)?, row.get(1)?)),
    )
}

fn read(row: &Row<'_>) -> rusqlite::Result<ReceivedFile> {
    Ok(ReceivedFile {
        id: row.get(0)?,
        name: row.get(1)?,
        sha256: table::digest(row, 2)?,
        at: table::at(row, 3)?,
        again: row.get(4)?,
    })
}
