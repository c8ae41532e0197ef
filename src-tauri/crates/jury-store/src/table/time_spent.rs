//! `time_spent`: how long an entry was on screen, for this expert alone. Nothing that leaves the desk may read it.

use crate::error::StoreError;
use crate::handle::{Change, View};

/// Adds seconds to what an entry took so far.
///
/// # Errors
/// The engine's.
pub fn add(change: &Change<'_>, entry: &str, seconds: u32) -> Result<(), StoreError> {
    change.run(
        "INSERT INTO time_spent (entry, seconds) VALUES (?1, ?2)
         ON CONFLICT (entry) DO UPDATE SET seconds = seconds + excluded.seconds",
        (entry, seconds),
    )?;
    Ok(())
}

/// Entries with the seconds they took, by entry.
///
/// # Errors
/// The engine's.
pub fn list(view: &View<'_>) -> Result<Vec<(String, u64)>, StoreError> {
    view.all(
        "SELECT entry, seconds FROM time_spent ORDER BY entry",
        [],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )
}
