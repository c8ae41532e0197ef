//! `meta`: the few facts a desk knows about itself (which kind of desk, whose, which contest). Not for anything there are many of.

use crate::error::StoreError;
use crate::handle::{Change, View};

/// Notes a fact, replacing what was noted under `key`.
///
/// # Errors
/// The engine's.
pub fn put(change: &Change<'_>, key: &str, value: &[u8]) -> Result<(), StoreError> {
    change.run(
        "INSERT INTO meta (key, value) VALUES (?1, ?2) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
        (key, value),
    )?;
    Ok(())
}

/// Notes a fact that is text.
///
/// # Errors
/// The engine's.
pub fn put_text(change: &Change<'_>, key: &str, value: &str) -> Result<(), StoreError> {
    put(change, key, value.as_bytes())
}

/// What is noted under `key`.
///
/// # Errors
/// The engine's.
pub fn get(view: &View<'_>, key: &str) -> Result<Option<Vec<u8>>, StoreError> {
    view.first("SELECT value FROM meta WHERE key = ?1", [key], |row| {
        row.get(0)
    })
}

/// What is noted under `key`, as text; `None` also when it is not text.
///
/// # Errors
/// The engine's.
pub fn get_text(view: &View<'_>, key: &str) -> Result<Option<String>, StoreError> {
    Ok(get(view, key)?.and_then(|value| String::from_utf8(value).ok()))
}
