//! `chair_note`: what the expert tells the chair about an entry 给组长的话. Not a mark and no part of the score chain; the sheet signed next copies it.

use rusqlite::Row;

use crate::at::At;
use crate::error::StoreError;
use crate::handle::{Change, View};
use crate::table;

/// What is told of one entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChairNote {
    /// The entry.
    pub entry: String,
    /// The text, never empty.
    pub text: String,
    /// When it was written.
    pub at: At,
}

/// Writes what is told of `entry`; an empty text tells nothing any more.
///
/// # Errors
/// The engine's.
pub fn put(change: &Change<'_>, entry: &str, text: &str, at: &At) -> Result<(), StoreError> {
    if text.is_empty() {
        change.run("DELETE FROM chair_note WHERE entry = ?1", [entry])?;
        return Ok(());
    }
    change.run(
        "INSERT INTO chair_note (entry, text, at) VALUES (?1, ?2, ?3)
         ON CONFLICT (entry) DO UPDATE SET text = excluded.text, at = excluded.at",
        (entry, text, at.as_str()),
    )?;
    Ok(())
}

/// What is told of `entry`.
///
/// # Errors
/// The engine's.
pub fn of(view: &View<'_>, entry: &str) -> Result<Option<ChairNote>, StoreError> {
    view.first(
        "SELECT entry, text, at FROM chair_note WHERE entry = ?1",
        [entry],
        read,
    )
}

/// Everything told, by entry.
///
/// # Errors
/// The engine's.
pub fn list(view: &View<'_>) -> Result<Vec<ChairNote>, StoreError> {
    view.all(
        "SELECT entry, text, at FROM chair_note ORDER BY entry",
        [],
        read,
    )
}

fn read(row: &Row<'_>) -> rusqlite::Result<ChairNote> {
    Ok(ChairNote {
        entry: row.get(0)?,
        text: row.get(1)?,
        at: table::at(row, 2)?,
    })
}
