//! `topic` 赛题: the topics of each track, numbered.

use rusqlite::Row;

use crate::error::StoreError;
use crate::handle::{Change, View};

/// A topic.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Topic {
    /// Its track.
    pub track: String,
    /// Its number within the track.
    pub no: i64,
    /// Its name.
    pub name: String,
}

/// Puts `topics` in the place of all topics.
///
/// # Errors
/// [`StoreError::Constraint`] for two under one number, or at the end of the change for an unknown track.
pub fn replace_all(change: &Change<'_>, topics: &[Topic]) -> Result<(), StoreError> {
    change.run("DELETE FROM topic", [])?;
    for Topic { track, no, name } in topics {
        change.run(
            "INSERT INTO topic (track, no, name) VALUES (?1, ?2, ?3)",
            (track, no, name),
        )?;
    }
    Ok(())
}

/// All topics by track and number.
///
/// # Errors
/// The engine's.
pub fn list(view: &View<'_>) -> Result<Vec<Topic>, StoreError> {
    view.all(
        "SELECT track, no, name FROM topic ORDER BY track, no",
        [],
        read,
    )
}

/// The topics of one track by number.
///
/// # Errors
/// The engine's.
pub fn of_track(view: &View<'_>, track: &str) -> Result<Vec<Topic>, StoreError> {
    view.all(
        "SELECT track, no, name FROM topic WHERE track = ?1 ORDER BY no",
        [track],
        read,
    )
}

fn read(row: &Row<'_>) -> rusqlite::Result<Topic> {
    Ok(Topic {
        track: row.get(0)?,
        no: row.get(1)?,
        name: row.get(2)?,
    })
}
