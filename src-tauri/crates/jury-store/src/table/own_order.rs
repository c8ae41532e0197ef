//! `own_order`: where an expert's own hand put one entry above another 本人排名. Not a mark, and never part of anything signed.
//!
//! Not here: what follows for a whole ranking, which is the desk's to work out. The one rule: of two entries at most one order stands.

use rusqlite::Row;

use crate::error::StoreError;
use crate::handle::{Change, View};

/// One entry put above another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Placed {
    /// The one that is to stand higher.
    pub upper: String,
    /// The one that is to stand lower.
    pub lower: String,
    /// Which of the two was moved.
    pub moved: String,
    /// The two totals for which the expert meant it although the marks say otherwise, in the caller's words.
    pub kept: Option<String>,
}

/// Puts one above another; what was said of the two before no longer holds.
///
/// # Errors
/// [`StoreError::Constraint`] for an entry above itself or a third one moved.
pub fn put(change: &Change<'_>, placed: &Placed) -> Result<(), StoreError> {
    let Placed {
        upper,
        lower,
        moved,
        kept,
    } = placed;
    change.run(
        "DELETE FROM own_order WHERE (upper = ?1 AND lower = ?2) OR (upper = ?2 AND lower = ?1)",
        (upper, lower),
    )?;
    change.run(
        "INSERT INTO own_order (no, upper, lower, moved, kept)
         VALUES ((SELECT COALESCE(MAX(no), 0) + 1 FROM own_order), ?1, ?2, ?3, ?4)",
        (upper, lower, moved, kept),
    )?;
    Ok(())
}

/// Notes for which totals an order is meant. Says whether the order is there.
///
/// # Errors
/// The engine's.
pub fn keep(change: &Change<'_>, upper: &str, lower: &str, kept: &str) -> Result<bool, StoreError> {
    let changed = change.run(
        "UPDATE own_order SET kept = ?3 WHERE upper = ?1 AND lower = ?2",
        (upper, lower, kept),
    )?;
    Ok(changed > 0)
}

/// Forgets wherever `entry` itself was moved, as moving it elsewhere does.
///
/// # Errors
/// The engine's.
pub fn forget_moves(change: &Change<'_>, entry: &str) -> Result<(), StoreError> {
    change.run("DELETE FROM own_order WHERE moved = ?1", [entry])?;
    Ok(())
}

/// Forgets the order of two entries, whichever stood higher.
///
/// # Errors
/// The engine's.
pub fn forget_pair(change: &Change<'_>, one: &str, other: &str) -> Result<(), StoreError> {
    change.run(
        "DELETE FROM own_order WHERE (upper = ?1 AND lower = ?2) OR (upper = ?2 AND lower = ?1)",
        (one, other),
    )?;
    Ok(())
}

/// Forgets everything; the totals alone rank again.
///
/// # Errors
/// The engine's.
pub fn forget_all(change: &Change<'_>) -> Result<(), StoreError> {
    change.run("DELETE FROM own_order", [])?;
    Ok(())
}

/// All orders, the one made first first.
///
/// # Errors
/// The engine's.
pub fn list(view: &View<'_>) -> Result<Vec<Placed>, StoreError> {
    view.all(
        "SELECT upper, lower, moved, kept FROM own_order ORDER BY no",
        [],
        read,
    )
}

fn read(row: &Row<'_>) -> rusqlite::Result<Placed> {
    Ok(Placed {
        upper: row.get(0)?,
        lower: row.get(1)?,
        moved: row.get(2)?,
        kept: row.get(3)?,
    })
}
