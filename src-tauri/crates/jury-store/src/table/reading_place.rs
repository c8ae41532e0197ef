//! `reading_place`: where an expert was in each material. Not part of anything signed; losing it costs a scroll.

use crate::error::StoreError;
use crate::handle::{Change, View};

/// Remembers a place, as JSON, in the place of the one before.
///
/// # Errors
/// [`StoreError::Constraint`] when it is not JSON, else the engine's.
pub fn put(change: &Change<'_>, material: &str, place: &str) -> Result<(), StoreError> {
    change.run(
        "INSERT INTO reading_place (material, place) VALUES (?1, ?2) ON CONFLICT (material) DO UPDATE SET place = excluded.place",
        (material, place),
    )?;
    Ok(())
}

/// The place remembered for a material.
///
/// # Errors
/// The engine's.
pub fn get(view: &View<'_>, material: &str) -> Result<Option<String>, StoreError> {
    view.first(
        "SELECT place FROM reading_place WHERE material = ?1",
        [material],
        |row| row.get(0),
    )
}
