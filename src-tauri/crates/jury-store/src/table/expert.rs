//! `expert` 评审专家: who judges, in which track and panel. Keys are in the roster, a signed document.

use rusqlite::Row;

use crate::error::StoreError;
use crate::handle::{Change, View};

/// An expert.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Expert {
    /// Their id, such as `E0204`.
    pub id: String,
    /// Their name.
    pub name: String,
    /// Where they work.
    pub unit: String,
    /// Their track.
    pub track: String,
    /// Their panel.
    pub panel: String,
    /// Do they lead the panel?
    pub chair: bool,
}

/// Puts `experts` in the place of all experts.
///
/// # Errors
/// [`StoreError::Constraint`] for two under one id; at the end of the change for an unknown track, or when an assignment still names an
/// expert who went.
pub fn replace_all(change: &Change<'_>, experts: &[Expert]) -> Result<(), StoreError> {
    change.run("DELETE FROM expert", [])?;
    for Expert {
        id,
        name,
        unit,
        track,
        panel,
        chair,
    } in experts
    {
        change.run(
            "INSERT INTO expert (id, name, unit, track, panel, chair) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
            (id, name, unit, track, panel, chair),
        )?;
    }
    Ok(())
}

/// All experts by id.
///
/// # Errors
/// The engine's.
pub fn list(view: &View<'_>) -> Result<Vec<Expert>, StoreError> {
    view.all(
        "SELECT id, name, unit, track, panel, chair FROM expert ORDER BY id",
        [],
        read,
    )
}

/// The experts of one track by id.
///
/// # Errors
/// The engine's.
pub fn of_track(view: &View<'_>, track: &str) -> Result<Vec<Expert>, StoreError> {
    view.all(
        "SELECT id, name, unit, track, panel, chair FROM expert WHERE track = ?1 ORDER BY id",
        [track],
        read,
    )
}

/// One expert.
///
/// # Errors
/// The engine's.
pub fn get(view: &View<'_>, id: &str) -> Result<Option<Expert>, StoreError> {
    view.first(
        "SELECT id, name, unit, track, panel, chair FROM expert WHERE id = ?1",
        [id],
        read,
    )
}

fn read(row: &Row<'_>) -> rusqlite::Result<Expert> {
    Ok(Expert {
        id: row.get(0)?,
        name: row.get(1)?,
        unit: row.get(2)?,
        track: row.get(3)?,
        panel: row.get(4)?,
        chair: row.get(5)?,
    })
}
