//! `assignment` 分配: which expert judges which entry.

use rusqlite::Row;

use crate::error::StoreError;
use crate::handle::{Change, View};

/// One expert judging one entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Assignment {
    /// The entry.
    pub entry: String,
    /// The expert.
    pub expert: String,
    /// How it stands, in the caller's words.
    pub state: String,
    /// Why it stands so, where there is a reason.
    pub reason: Option<String>,
}

/// Puts `assignments` in the place of all assignments.
///
/// # Errors
/// [`StoreError::Constraint`] for a pair named twice; at the end of the change for an unknown entry or expert.
pub fn replace_all(change: &Change<'_>, assignments: &[Assignment]) -> Result<(), StoreError> {
    change.run("DELETE FROM assignment", [])?;
    for Assignment {
        entry,
        expert,
        state,
        reason,
    } in assignments
    {
        change.run(
            "INSERT INTO assignment (entry, expert, state, reason) VALUES (?1, ?2, ?3, ?4)",
            (entry, expert, state, reason),
        )?;
    }
    Ok(())
}

/// All assignments by entry and expert.
///
/// # Errors
/// The engine's.
pub fn list(view: &View<'_>) -> Result<Vec<Assignment>, StoreError> {
    view.all(
        "SELECT entry, expert, state, reason FROM assignment ORDER BY entry, expert",
        [],
        read,
    )
}

/// The assignments of one expert by entry.
///
/// # Errors
/// The engine's.
pub fn of_expert(view: &View<'_>, expert: &str) -> Result<Vec<Assignment>, StoreError> {
    view.all(
        "SELECT entry, expert, state, reason FROM assignment WHERE expert = ?1 ORDER BY entry",
        [expert],
        read,
    )
}

/// The assignments on entries of one track by entry and expert.
///
/// # Errors
/// The engine's.
pub fn of_track(view: &View<'_>, track: &str) -> Result<Vec<Assignment>, StoreError> {
    view.all(
        "SELECT entry, expert, state, reason FROM assignment
         WHERE entry IN (SELECT id FROM entry WHERE track = ?1) ORDER BY entry, expert",
        [track],
        read,
    )
}

fn read(row: &Row<'_>) -> rusqlite::Result<Assignment> {
    Ok(Assignment {
        entry: row.get(0)?,
        expert: row.get(1)?,
        state: row.get(2)?,
        reason: row.get(3)?,
    })
}
