//! `letter_issue`: every assignment letter sent out, with the code that opens it and the introduction key inside it.
//!
//! Append only by convention: letter n+1 replaces letter n in force, not in this list.

use std::fmt;

use jury_core::Digest;
use rusqlite::Row;

use crate::at::At;
use crate::error::StoreError;
use crate::handle::{Change, View};
use crate::secret::Secret;
use crate::table;

/// A letter that was made.
#[derive(Clone, PartialEq, Eq)]
pub struct LetterIssue {
    /// To whom.
    pub expert: String,
    /// For which track.
    pub track: String,
    /// For which round, in the caller's words.
    pub round: String,
    /// Its number for this expert, track and round, from 1.
    pub seq: u32,
    /// The 开启码 told by phone; empty when the letter is locked to the expert's key.
    pub code: String,
    /// Digest of the document inside.
    pub digest: Digest,
    /// Seed of the expert's introduction key, the same in later letters.
    pub intro_secret: Secret,
    /// The file's name.
    pub file_name: String,
    /// When it was made.
    pub at: At,
}

impl fmt::Debug for LetterIssue {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            expert,
            track,
            round,
            seq,
            ..
        } = self;
        write!(
            formatter,
            "LetterIssue({expert}, {track}, {round}, {seq}, …)"
        )
    }
}

/// Notes a letter and returns its number on this desk.
///
/// # Errors
/// [`StoreError::Constraint`] when a letter with this `seq` was issued to this expert for this track and round.
pub fn append(change: &Change<'_>, letter: &LetterIssue) -> Result<i64, StoreError> {
    change.only(
        "INSERT INTO letter_issue (expert, track, round, seq, code, digest, intro_secret, file_name, at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9) RETURNING no",
        (
            &letter.expert,
            &letter.track,
            &letter.round,
            letter.seq,
            &letter.code,
            letter.digest.0,
            letter.intro_secret.expose(),
            &letter.file_name,
            letter.at.as_str(),
        ),
        |row| row.get(0),
    )
}

/// The letter in force for an expert, track and round.
///
/// # Errors
/// The engine's.
pub fn latest(
    view: &View<'_>,
    expert: &str,
    track: &str,
    round: &str,
) -> Result<Option<LetterIssue>, StoreError> {
    view.first(
        "SELECT expert, track, round, seq, code, digest, intro_secret, file_name, at FROM letter_issue
         WHERE expert = ?1 AND track = ?2 AND round = ?3 ORDER BY seq DESC LIMIT 1",
        (expert, track, round),
        read,
    )
}

/// The seed of an expert's introduction key, from the first letter they got.
///
/// # Errors
/// The engine's.
pub fn introduction_of(view: &View<'_>, expert: &str) -> Result<Option<Secret>, StoreError> {
    view.first(
        "SELECT intro_secret FROM letter_issue WHERE expert = ?1 ORDER BY no LIMIT 1",
        [expert],
        |row| row.get(0).map(Secret::new),
    )
}

/// All letters in the order they were made.
///
/// # Errors
/// The engine's.
pub fn list(view: &View<'_>) -> Result<Vec<LetterIssue>, StoreError> {
    view.all(
        "SELECT expert, track, round, seq, code, digest, intro_secret, file_name, at FROM letter_issue ORDER BY no",
        [],
        read,
    )
}

fn read(row: &Row<'_>) -> rusqlite::Result<LetterIssue> {
    Ok(LetterIssue {
        expert: row.get(0)?,
        track: row.get(1)?,
        round: row.get(2)?,
        seq: row.get(3)?,
        code: row.get(4)?,
        digest: table::digest(row, 5)?,
        intro_secret: row.get(6).map(Secret::new)?,
        file_name: row.get(7)?,
        at: table::at(row, 8)?,
    })
}
