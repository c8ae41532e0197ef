//! `received_item`: the envelopes found inside a received file, and what was found about each. A reading of `received_file`, so it may be
//! read again and replaced.

use jury_core::Digest;
use rusqlite::Row;

use crate::error::StoreError;
use crate::handle::{Change, View};
use crate::table;

/// The n-th envelope of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReceivedItem {
    /// The file.
    pub file_id: i64,
    /// Its place in the file, counted from 1.
    pub n: u32,
    /// The document it is, `None` when it is none.
    pub digest: Option<Digest>,
    /// What was found, as JSON; must be well-formed.
    pub findings: String,
}

/// Puts `items` in the place of everything known of the file's inside. Each item must name `file_id`.
///
/// # Errors
/// [`StoreError::Constraint`] when the file is unknown, two items have one place, or findings are not JSON.
pub fn replace_all(
    change: &Change<'_>,
    file_id: i64,
    items: &[ReceivedItem],
) -> Result<(), StoreError> {
    change.run("DELETE FROM received_item WHERE file_id = ?1", [file_id])?;
    for item in items {
        change.run(
            "INSERT INTO received_item (file_id, n, digest, findings) VALUES (?1, ?2, ?3, ?4)",
            (
                file_id,
                item.n,
                item.digest.map(|digest| digest.0),
                &item.findings,
            ),
        )?;
    }
    Ok(())
}

/// The inside of one file, in its order.
///
/// # Errors
/// The engine's.
pub fn of_file(view: &View<'_>, file_id: i64) -> Result<Vec<ReceivedItem>, StoreError> {
    view.all(
        "SELECT file_id, n, digest, findings FROM received_item WHERE file_id = ?1 ORDER BY n",
        [file_id],
        read,
    )
}

/// The inside of all files, by file and place.
///
/// # Errors
/// The engine's.
pub fn list(view: &View<'_>) -> Result<Vec<ReceivedItem>, StoreError> {
    view.all(
        "SELECT file_id, n, digest, findings FROM received_item ORDER BY file_id, n",
        [],
        read,
    )
}

fn read(row: &Row<'_>) -> rusqlite::Result<ReceivedItem> {
    Ok(ReceivedItem {
        file_id: row.get(0)?,
        n: row.get(1)?,
        digest: table::maybe_digest(row, 2)?,
        findings: row.get(3)?,
    })
}
