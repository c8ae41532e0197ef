//! `held_pack`: packs read where they lie (a stick, a disk) instead of being taken in. The path may be gone at any time.

use jury_core::Digest;
use rusqlite::Row;

use crate::error::StoreError;
use crate::handle::{Change, View};
use crate::table;

/// A pack volume in its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeldPack {
    /// Where it lies.
    pub path: String,
    /// The track it is for.
    pub track: String,
    /// Its number within the pack, from 1.
    pub volume: u32,
    /// A digest that tells it from another build, as the caller defines it.
    pub digest: Digest,
}

/// Notes a volume; one noted under the same path before is replaced.
///
/// # Errors
/// The engine's.
pub fn put(change: &Change<'_>, pack: &HeldPack) -> Result<(), StoreError> {
    let HeldPack {
        path,
        track,
        volume,
        digest,
    } = pack;
    change.run(
        "INSERT INTO held_pack (path, track, volume, digest) VALUES (?1, ?2, ?3, ?4)
         ON CONFLICT (path) DO UPDATE SET track = excluded.track, volume = excluded.volume, digest = excluded.digest",
        (path, track, volume, digest.0),
    )?;
    Ok(())
}

/// Forgets the volume at `path`; says whether one was noted.
///
/// # Errors
/// The engine's.
pub fn remove(change: &Change<'_>, path: &str) -> Result<bool, StoreError> {
    Ok(change.run("DELETE FROM held_pack WHERE path = ?1", [path])? == 1)
}

/// All volumes by track, number and path.
///
/// # Errors
/// The engine's.
pub fn list(view: &View<'_>) -> Result<Vec<HeldPack>, StoreError> {
    view.all(
        "SELECT path, track, volume, digest FROM held_pack ORDER BY track, volume, path",
        [],
        read,
    )
}

fn read(row: &Row<'_>) -> rusqlite::Result<HeldPack> {
    Ok(HeldPack {
        path: row.get(0)?,
        track: row.get(1)?,
        volume: row.get(2)?,
        digest: table::digest(row, 3)?,
    })
}
