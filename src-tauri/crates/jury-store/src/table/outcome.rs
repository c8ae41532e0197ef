//! `outcome`: what people decided after the ranking, line by line.
//!
//! Not here: what a kind, a subject or a body means, which is the desk's to say. The one rule: nothing is changed or removed; of a kind and subject the
//! newest line holds, and the others remain as its history.

use rusqlite::Row;

use crate::at::At;
use crate::error::StoreError;
use crate::handle::{Change, View};
use crate::table;

/// A line as it is stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Its number, from 1, in the order of adding.
    pub no: i64,
    /// What kind of thing was decided.
    pub kind: String,
    /// About what.
    pub subject: String,
    /// The decision, JSON.
    pub body: String,
    /// Why.
    pub reason: String,
    /// Who decided.
    pub who: String,
    /// When.
    pub at: At,
}

/// A line to be added.
#[derive(Debug, Clone, Copy)]
pub struct NewLine<'a> {
    /// What kind of thing is decided.
    pub kind: &'a str,
    /// About what.
    pub subject: &'a str,
    /// The decision, JSON.
    pub body: &'a str,
    /// Why.
    pub reason: &'a str,
    /// Who decides.
    pub who: &'a str,
    /// When.
    pub at: &'a At,
}

/// Adds a line and says its number.
///
/// # Errors
/// [`StoreError::Constraint`] for a body that is no JSON.
pub fn add(change: &Change<'_>, line: &NewLine<'_>) -> Result<i64, StoreError> {
    change.run(
        "INSERT INTO outcome (kind, subject, body, reason, who, at) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        (
            line.kind,
            line.subject,
            line.body,
            line.reason,
            line.who,
            line.at.as_str(),
        ),
    )?;
    change.only("SELECT MAX(no) FROM outcome", [], |row| row.get(0))
}

/// The newest line of every subject of a kind, the one added first first.
///
/// # Errors
/// The engine's.
pub fn newest(view: &View<'_>, kind: &str) -> Result<Vec<Line>, StoreError> {
    view.all(
        "SELECT no, kind, subject, body, reason, who, at FROM outcome AS line WHERE kind = ?1
         AND no = (SELECT MAX(no) FROM outcome WHERE kind = line.kind AND subject = line.subject) ORDER BY no",
        [kind],
        read,
    )
}

/// Every line, the oldest first.
///
/// # Errors
/// The engine's.
pub fn list(view: &View<'_>) -> Result<Vec<Line>, StoreError> {
    view.all(
        "SELECT no, kind, subject, body, reason, who, at FROM outcome ORDER BY no",
        [],
        read,
    )
}

fn read(row: &Row<'_>) -> rusqlite::Result<Line> {
    Ok(Line {
        no: row.get(0)?,
        kind: row.get(1)?,
        subject: row.get(2)?,
        body: row.get(3)?,
        reason: row.get(4)?,
        who: row.get(5)?,
        at: table::at(row, 6)?,
    })
}
