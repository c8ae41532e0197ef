//! `entry_key`: the random key of each entry, from which its materials' keys come. A key that was used is never replaced.

use crate::error::StoreError;
use crate::handle::{Change, View};
use crate::secret::Secret;

/// Keeps `key` for `entry` unless it has one, and returns the key it has: packs already built stay readable.
///
/// # Errors
/// The engine's.
pub fn put_or_get(change: &Change<'_>, entry: &str, key: &Secret) -> Result<Secret, StoreError> {
    change.run(
        "INSERT INTO entry_key (entry, key) VALUES (?1, ?2) ON CONFLICT (entry) DO NOTHING",
        (entry, key.expose()),
    )?;
    change.only(
        "SELECT key FROM entry_key WHERE entry = ?1",
        [entry],
        |row| row.get(0).map(Secret::new),
    )
}

/// The key of `entry`.
///
/// # Errors
/// The engine's.
pub fn get(view: &View<'_>, entry: &str) -> Result<Option<Secret>, StoreError> {
    view.first(
        "SELECT key FROM entry_key WHERE entry = ?1",
        [entry],
        |row| row.get(0).map(Secret::new),
    )
}

/// All entries' keys by entry.
///
/// # Errors
/// The engine's.
pub fn list(view: &View<'_>) -> Result<Vec<(String, Secret)>, StoreError> {
    view.all(
        "SELECT entry, key FROM entry_key ORDER BY entry",
        [],
        |row| Ok((row.get(0)?, row.get(1).map(Secret::new)?)),
    )
}
