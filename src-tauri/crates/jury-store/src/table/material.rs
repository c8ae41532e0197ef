//! `material` 材料: the organiser's library, referenced in place by path and digest; 600 GB of it is not copied.

use jury_core::Digest;
use rusqlite::Row;

use crate::error::StoreError;
use crate::handle::{Change, View};
use crate::table;

/// A material of an entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Material {
    /// Its id.
    pub id: String,
    /// The entry it belongs to.
    pub entry: String,
    /// Application form, proof, video or other, in the caller's words.
    pub kind: String,
    /// Its name as shown; never a path.
    pub name: String,
    /// Where the file lies on the organiser's machine.
    pub path: String,
    /// Its size in bytes.
    pub size: u64,
    /// SHA-256 of its bytes once they were read.
    pub sha256: Option<Digest>,
    /// Chunks it was sealed into, once a pack was built.
    pub chunks: Option<u32>,
    /// Digest of the list of its chunks' tags, once a pack was built.
    pub tags_digest: Option<Digest>,
    /// Its place within the dossier.
    pub position: i64,
    /// What is wrong with it, where something is.
    pub problem: Option<String>,
}

/// Puts `materials` in the place of all materials.
///
/// # Errors
/// [`StoreError::Constraint`] for two under one id; at the end of the change for an unknown entry.
pub fn replace_all(change: &Change<'_>, materials: &[Material]) -> Result<(), StoreError> {
    change.run("DELETE FROM material", [])?;
    for material in materials {
        change.run(
            "INSERT INTO material (id, entry, kind, name, path, size, sha256, chunks, tags_digest, position, problem)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
            (
                &material.id,
                &material.entry,
                &material.kind,
                &material.name,
                &material.path,
                material.size,
                material.sha256.map(|digest| digest.0),
                material.chunks,
                material.tags_digest.map(|digest| digest.0),
                material.position,
                &material.problem,
            ),
        )?;
    }
    Ok(())
}

/// Notes what reading a material's file found: its size and digest, or a problem.
///
/// # Errors
/// The engine's. An unknown id changes nothing.
pub fn note_read(
    change: &Change<'_>,
    id: &str,
    size: u64,
    sha256: Option<&Digest>,
    problem: Option<&str>,
) -> Result<(), StoreError> {
    change.run(
        "UPDATE material SET size = ?2, sha256 = ?3, problem = ?4 WHERE id = ?1",
        (id, size, sha256.map(|digest| digest.0), problem),
    )?;
    Ok(())
}

/// Notes how a material was sealed into its track's pack.
///
/// # Errors
/// The engine's. An unknown id changes nothing.
pub fn note_sealed(
    change: &Change<'_>,
    id: &str,
    chunks: u32,
    tags_digest: &Digest,
) -> Result<(), StoreError> {
    change.run(
        "UPDATE material SET chunks = ?2, tags_digest = ?3 WHERE id = ?1",
        (id, chunks, tags_digest.0),
    )?;
    Ok(())
}

/// All materials by entry and place.
///
/// # Errors
/// The engine's.
pub fn list(view: &View<'_>) -> Result<Vec<Material>, StoreError> {
    view.all(
        "SELECT id, entry, kind, name, path, size, sha256, chunks, tags_digest, position, problem FROM material ORDER BY entry, position, id",
        [],
        read,
    )
}

/// The material with an id; `None` for an unknown one.
///
/// # Errors
/// The engine's.
pub fn get(view: &View<'_>, id: &str) -> Result<Option<Material>, StoreError> {
    let found = view.all(
        "SELECT id, entry, kind, name, path, size, sha256, chunks, tags_digest, position, problem FROM material WHERE id = ?1",
        [id],
        read,
    )?;
    Ok(found.into_iter().next())
}

/// The materials of one entry by place.
///
/// # Errors
/// The engine's.
pub fn of_entry(view: &View<'_>, entry: &str) -> Result<Vec<Material>, StoreError> {
    view.all(
        "SELECT id, entry, kind, name, path, size, sha256, chunks, tags_digest, position, problem FROM material WHERE entry = ?1 ORDER BY position, id",
        [entry],
        read,
    )
}

/// The materials of one track's entries by entry and place: what its pack holds.
///
/// # Errors
/// The engine's.
pub fn of_track(view: &View<'_>, track: &str) -> Result<Vec<Material>, StoreError> {
    view.all(
        "SELECT id, entry, kind, name, path, size, sha256, chunks, tags_digest, position, problem FROM material
         WHERE entry IN (SELECT id FROM entry WHERE track = ?1) ORDER BY entry, position, id",
        [track],
        read,
    )
}

fn read(row: &Row<'_>) -> rusqlite::Result<Material> {
    Ok(Material {
        id: row.get(0)?,
        entry: row.get(1)?,
        kind: row.get(2)?,
        name: row.get(3)?,
        path: row.get(4)?,
        size: row.get(5)?,
        sha256: table::maybe_digest(row, 6)?,
        chunks: row.get(7)?,
        tags_digest: table::maybe_digest(row, 8)?,
        position: row.get(9)?,
        problem: row.get(10)?,
    })
}
