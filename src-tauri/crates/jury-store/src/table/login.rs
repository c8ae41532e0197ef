//! `login`: who may open an organiser's desk, and the public key they sign with. Secrets are in `desk.keys`.

use rusqlite::Row;

use crate::at::At;
use crate::error::StoreError;
use crate::handle::{Change, View};
use crate::table;

/// A login.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Login {
    /// Its id.
    pub id: String,
    /// The person's name.
    pub name: String,
    /// Organiser, supervisor, …, in the caller's words.
    pub role: String,
    /// The public key they sign with.
    pub public_key: Vec<u8>,
    /// Since when.
    pub at: At,
}

/// Adds a login, or replaces the one with its id.
///
/// # Errors
/// The engine's.
pub fn put(change: &Change<'_>, login: &Login) -> Result<(), StoreError> {
    let Login {
        id,
        name,
        role,
        public_key,
        at,
    } = login;
    change.run(
        "INSERT INTO login (id, name, role, public_key, at) VALUES (?1, ?2, ?3, ?4, ?5)
         ON CONFLICT (id) DO UPDATE SET
            name = excluded.name, role = excluded.role, public_key = excluded.public_key, at = excluded.at",
        (id, name, role, public_key, at.as_str()),
    )?;
    Ok(())
}

/// One login.
///
/// # Errors
/// The engine's.
pub fn get(view: &View<'_>, id: &str) -> Result<Option<Login>, StoreError> {
    view.first(
        "SELECT id, name, role, public_key, at FROM login WHERE id = ?1",
        [id],
        read,
    )
}

/// All logins by id.
///
/// # Errors
/// The engine's.
pub fn list(view: &View<'_>) -> Result<Vec<Login>, StoreError> {
    view.all(
        "SELECT id, name, role, public_key, at FROM login ORDER BY id",
        [],
        read,
    )
}

fn read(row: &Row<'_>) -> rusqlite::Result<Login> {
    Ok(Login {
        id: row.get(0)?,
        name: row.get(1)?,
        role: row.get(2)?,
        public_key: row.get(3)?,
        at: table::at(row, 4)?,
    })
}
