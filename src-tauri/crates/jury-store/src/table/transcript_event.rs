//! `transcript_event`: what each clerk typed of a sheet that exists only on paper 代录, field by field.
//!
//! Not the transcript, which is a signed document. The one rule: append only; the latest event about a field of one clerk is its value.

use rusqlite::Row;

use crate::at::At;
use crate::error::StoreError;
use crate::handle::{Change, View};
use crate::table;

/// One field typed by one clerk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TranscriptEvent {
    /// Login id of the clerk.
    pub clerk: String,
    /// Whose paper it is.
    pub expert: String,
    /// The entry.
    pub entry: String,
    /// `mark`, `state`, `reason` or `comment`.
    pub kind: String,
    /// The criterion of a mark.
    pub criterion: Option<String>,
    /// Hundredths of a point; nothing for a mark taken back.
    pub value: Option<i64>,
    /// State, reason or comment.
    pub text: Option<String>,
    /// Blank because the clerks differed, to be typed again.
    pub again: bool,
    /// When it was typed.
    pub at: At,
}

/// Appends an event.
///
/// # Errors
/// The engine's; above all [`StoreError::DiskFull`].
pub fn append(change: &Change<'_>, event: &TranscriptEvent) -> Result<(), StoreError> {
    change.run(
        "INSERT INTO transcript_event (clerk, expert, entry, kind, criterion, value, text, again, at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
        (
            &event.clerk,
            &event.expert,
            &event.entry,
            &event.kind,
            &event.criterion,
            event.value,
            &event.text,
            event.again,
            event.at.as_str(),
        ),
    )?;
    Ok(())
}

/// The values in force of one expert's paper, of all clerks.
///
/// # Errors
/// The engine's.
pub fn current(view: &View<'_>, expert: &str) -> Result<Vec<TranscriptEvent>, StoreError> {
    // SQLite takes the bare columns from the row that holds max(no).
    view.all(
        "SELECT clerk, expert, entry, kind, criterion, value, text, again, at, max(no) FROM transcript_event
         WHERE expert = ?1 GROUP BY clerk, entry, kind, criterion ORDER BY clerk, entry, kind, criterion",
        [expert],
        read,
    )
}

/// Experts whose paper somebody has begun to type.
///
/// # Errors
/// The engine's.
pub fn experts(view: &View<'_>) -> Result<Vec<String>, StoreError> {
    view.all(
        "SELECT DISTINCT expert FROM transcript_event ORDER BY expert",
        [],
        |row| row.get(0),
    )
}

fn read(row: &Row<'_>) -> rusqlite::Result<TranscriptEvent> {
    Ok(TranscriptEvent {
        clerk: row.get(0)?,
        expert: row.get(1)?,
        entry: row.get(2)?,
        kind: row.get(3)?,
        criterion: row.get(4)?,
        value: row.get(5)?,
        text: row.get(6)?,
        again: row.get(7)?,
        at: table::at(row, 8)?,
    })
}
