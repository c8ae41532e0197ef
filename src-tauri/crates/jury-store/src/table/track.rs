//! `track` 赛道: the tracks of the contest, in their order.

use crate::error::StoreError;
use crate::handle::{Change, View};

/// A track.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Track {
    /// Its id, such as `02`.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Its place in lists.
    pub position: i64,
}

/// Puts `tracks` in the place of all tracks.
///
/// # Errors
/// [`StoreError::Constraint`] for two under one id, or at the end of the change when something still names a track that went.
pub fn replace_all(change: &Change<'_>, tracks: &[Track]) -> Result<(), StoreError> {
    change.run("DELETE FROM track", [])?;
    for Track { id, name, position } in tracks {
        change.run(
            "INSERT INTO track (id, name, position) VALUES (?1, ?2, ?3)",
            (id, name, position),
        )?;
    }
    Ok(())
}

/// All tracks in their order.
///
/// # Errors
/// The engine's.
pub fn list(view: &View<'_>) -> Result<Vec<Track>, StoreError> {
    view.all(
        "SELECT id, name, position FROM track ORDER BY position, id",
        [],
        |row| {
            Ok(Track {
                id: row.get(0)?,
                name: row.get(1)?,
                position: row.get(2)?,
            })
        },
    )
}
