//! `note`: what an expert noted at places of the dossiers. Private until attached; what is attached is copied into the sheet signed next.
//!
//! Not the sheet's evidence (jury-seal has its shape and limits). The one rule: a note with a criterion is attached; the table refuses any other.

use rusqlite::Row;

use crate::at::At;
use crate::error::StoreError;
use crate::handle::{Change, View};
use crate::table;

/// A note on a place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// Its id, random.
    pub id: String,
    /// The entry.
    pub entry: String,
    /// The material, by its opaque id.
    pub material: String,
    /// The page from 1; none for a film.
    pub page: Option<u32>,
    /// The areas on the page as JSON, as the caller writes them; none for the page as a whole.
    pub boxes: Option<String>,
    /// Milliseconds from the start of a film.
    pub film_ms: Option<i64>,
    /// The words marked; may be empty.
    pub quote: String,
    /// What was noted; may be empty.
    pub text: String,
    /// Whether it travels in the sheet.
    pub attached: bool,
    /// The criterion it is attached to; none for the entry as a whole.
    pub criterion: Option<String>,
    /// When it was written or changed last.
    pub at: At,
}

/// Writes a note; one with the same id is replaced.
///
/// # Errors
/// [`StoreError::Constraint`] for a criterion on a private note, a page 0 or areas that are not JSON; else the engine's.
pub fn put(change: &Change<'_>, note: &Note) -> Result<(), StoreError> {
    change.run(
        "INSERT INTO note (id, entry, material, page, boxes, film_ms, quote, text, attached, criterion, at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)
         ON CONFLICT (id) DO UPDATE SET entry = excluded.entry, material = excluded.material, page = excluded.page, boxes = excluded.boxes,
           film_ms = excluded.film_ms, quote = excluded.quote, text = excluded.text, attached = excluded.attached,
           criterion = excluded.criterion, at = excluded.at",
        rusqlite::params![
            note.id,
            note.entry,
            note.material,
            note.page,
            note.boxes,
            note.film_ms,
            note.quote,
            note.text,
            note.attached,
            note.criterion,
            note.at.as_str(),
        ],
    )?;
    Ok(())
}

/// Removes a note; says whether there was one.
///
/// # Errors
/// The engine's.
pub fn remove(change: &Change<'_>, id: &str) -> Result<bool, StoreError> {
    Ok(change.run("DELETE FROM note WHERE id = ?1", [id])? == 1)
}

/// One note.
///
/// # Errors
/// The engine's.
pub fn get(view: &View<'_>, id: &str) -> Result<Option<Note>, StoreError> {
    view.first(
        "SELECT id, entry, material, page, boxes, film_ms, quote, text, attached, criterion, at FROM note WHERE id = ?1",
        [id],
        read,
    )
}

/// The notes of an entry by material, page and time.
///
/// # Errors
/// The engine's.
pub fn of(view: &View<'_>, entry: &str) -> Result<Vec<Note>, StoreError> {
    view.all(
        "SELECT id, entry, material, page, boxes, film_ms, quote, text, attached, criterion, at FROM note WHERE entry = ?1
         ORDER BY material, page, film_ms, at, id",
        [entry],
        read,
    )
}

/// All notes by entry, material, page and time.
///
/// # Errors
/// The engine's.
pub fn list(view: &View<'_>) -> Result<Vec<Note>, StoreError> {
    view.all(
        "SELECT id, entry, material, page, boxes, film_ms, quote, text, attached, criterion, at FROM note
         ORDER BY entry, material, page, film_ms, at, id",
        [],
        read,
    )
}

/// All notes that travel, by entry and id.
///
/// # Errors
/// The engine's.
pub fn attached(view: &View<'_>) -> Result<Vec<Note>, StoreError> {
    view.all(
        "SELECT id, entry, material, page, boxes, film_ms, quote, text, attached, criterion, at FROM note WHERE attached = 1
         ORDER BY entry, id",
        [],
        read,
    )
}

fn read(row: &Row<'_>) -> rusqlite::Result<Note> {
    Ok(Note {
        id: row.get(0)?,
        entry: row.get(1)?,
        material: row.get(2)?,
        page: row.get(3)?,
        boxes: row.get(4)?,
        film_ms: row.get(5)?,
        quote: row.get(6)?,
        text: row.get(7)?,
        attached: row.get(8)?,
        criterion: row.get(9)?,
        at: table::at(row, 10)?,
    })
}
