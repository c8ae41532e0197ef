//! `phrase`: an expert's own reusable phrases for comments 常用语. Not part of anything signed: a comment holds its own copy of the text.

use rusqlite::Row;

use crate::error::StoreError;
use crate::handle::{Change, View};

/// A phrase.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Phrase {
    /// Its number on this desk.
    pub id: i64,
    /// What is inserted.
    pub text: String,
    /// How often it was inserted.
    pub used: i64,
}

/// Keeps a phrase; one that is there already stays as it is.
///
/// # Errors
/// The engine's.
pub fn keep(change: &Change<'_>, text: &str) -> Result<(), StoreError> {
    change.run(
        "INSERT INTO phrase (text) VALUES (?1) ON CONFLICT (text) DO NOTHING",
        [text],
    )?;
    Ok(())
}

/// Counts one more use. Says whether there is such a phrase.
///
/// # Errors
/// The engine's.
pub fn use_once(change: &Change<'_>, id: i64) -> Result<bool, StoreError> {
    Ok(change.run("UPDATE phrase SET used = used + 1 WHERE id = ?1", [id])? > 0)
}

/// Removes a phrase. Says whether there was one.
///
/// # Errors
/// The engine's.
pub fn remove(change: &Change<'_>, id: i64) -> Result<bool, StoreError> {
    Ok(change.run("DELETE FROM phrase WHERE id = ?1", [id])? > 0)
}

/// All phrases, the one used most first, among equals the newer one.
///
/// # Errors
/// The engine's.
pub fn list(view: &View<'_>) -> Result<Vec<Phrase>, StoreError> {
    view.all(
        "SELECT id, text, used FROM phrase ORDER BY used DESC, id DESC",
        [],
        read,
    )
}

fn read(row: &Row<'_>) -> rusqlite::Result<Phrase> {
    Ok(Phrase {
        id: row.get(0)?,
        text: row.get(1)?,
        used: row.get(2)?,
    })
}
