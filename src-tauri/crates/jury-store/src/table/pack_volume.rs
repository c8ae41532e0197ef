//! `pack_volume`: the volumes of each track's material pack, as far as they are built. An interrupted build goes on from here.

use jury_core::Digest;
use rusqlite::Row;

use crate::error::StoreError;
use crate::handle::{Change, View};
use crate::table;

/// A volume.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PackVolume {
    /// The track.
    pub track: String,
    /// Its number within the pack, from 1.
    pub volume: u32,
    /// The file's name.
    pub file_name: String,
    /// Its size in bytes.
    pub size: u64,
    /// SHA-256 of its bytes, once complete.
    pub sha256: Option<Digest>,
    /// Is it finished?
    pub complete: bool,
}

/// Notes how far a volume is.
///
/// # Errors
/// The engine's.
pub fn put(change: &Change<'_>, volume: &PackVolume) -> Result<(), StoreError> {
    change.run(
        "INSERT INTO pack_volume (track, volume, file_name, size, sha256, complete) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
         ON CONFLICT (track, volume) DO UPDATE SET
            file_name = excluded.file_name, size = excluded.size, sha256 = excluded.sha256, complete = excluded.complete",
        (
            &volume.track,
            volume.volume,
            &volume.file_name,
            volume.size,
            volume.sha256.map(|digest| digest.0),
            volume.complete,
        ),
    )?;
    Ok(())
}

/// Puts `volumes` in the place of one track's volumes: a pack that is built anew. Each must name `track`.
///
/// # Errors
/// The engine's.
pub fn replace_track(
    change: &Change<'_>,
    track: &str,
    volumes: &[PackVolume],
) -> Result<(), StoreError> {
    change.run("DELETE FROM pack_volume WHERE track = ?1", [track])?;
    volumes.iter().try_for_each(|volume| put(change, volume))
}

/// The volumes of one track by number.
///
/// # Errors
/// The engine's.
pub fn of_track(view: &View<'_>, track: &str) -> Result<Vec<PackVolume>, StoreError> {
    view.all(
        "SELECT track, volume, file_name, size, sha256, complete FROM pack_volume WHERE track = ?1 ORDER BY volume",
        [track],
        read,
    )
}

/// All volumes by track and number.
///
/// # Errors
/// The engine's.
pub fn list(view: &View<'_>) -> Result<Vec<PackVolume>, StoreError> {
    view.all(
        "SELECT track, volume, file_name, size, sha256, complete FROM pack_volume ORDER BY track, volume",
        [],
        read,
    )
}

fn read(row: &Row<'_>) -> rusqlite::Result<PackVolume> {
    Ok(PackVolume {
        track: row.get(0)?,
        volume: row.get(1)?,
        file_name: row.get(2)?,
        size: row.get(3)?,
        sha256: table::maybe_digest(row, 4)?,
        complete: row.get(5)?,
    })
}
