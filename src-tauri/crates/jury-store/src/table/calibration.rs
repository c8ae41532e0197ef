//! `calibration` 校准项目: entries everybody judges and that count for nothing, with their reference marks 参考分.
//!
//! Not here: whether a mark could be given, and who may see it. The one rule: replaced as a whole, with the entries.

use rusqlite::Row;

use crate::error::StoreError;
use crate::handle::{Change, View};

/// A calibration entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Calibration {
    /// The entry.
    pub entry: String,
    /// What its reference rests on; may be empty.
    pub remark: String,
}

/// A reference mark.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reference {
    /// The entry.
    pub entry: String,
    /// The criterion.
    pub criterion: String,
    /// Hundredths of a point.
    pub value: i64,
}

/// Puts these in the place of all there are.
///
/// # Errors
/// [`StoreError::Constraint`] for one entry, or one criterion of an entry, twice.
pub fn replace_all(
    change: &Change<'_>,
    entries: &[Calibration],
    references: &[Reference],
) -> Result<(), StoreError> {
    change.run("DELETE FROM calibration", [])?;
    change.run("DELETE FROM calibration_reference", [])?;
    for one in entries {
        change.run(
            "INSERT INTO calibration (entry, remark) VALUES (?1, ?2)",
            (&one.entry, &one.remark),
        )?;
    }
    for one in references {
        change.run(
            "INSERT INTO calibration_reference (entry, criterion, value) VALUES (?1, ?2, ?3)",
            (&one.entry, &one.criterion, one.value),
        )?;
    }
    Ok(())
}

/// All calibration entries, by entry.
///
/// # Errors
/// The engine's.
pub fn list(view: &View<'_>) -> Result<Vec<Calibration>, StoreError> {
    view.all(
        "SELECT entry, remark FROM calibration ORDER BY entry",
        [],
        |row| {
            Ok(Calibration {
                entry: row.get(0)?,
                remark: row.get(1)?,
            })
        },
    )
}

/// All reference marks, by entry and criterion.
///
/// # Errors
/// The engine's.
pub fn references(view: &View<'_>) -> Result<Vec<Reference>, StoreError> {
    view.all(
        "SELECT entry, criterion, value FROM calibration_reference ORDER BY entry, criterion",
        [],
        read_reference,
    )
}

fn read_reference(row: &Row<'_>) -> rusqlite::Result<Reference> {
    Ok(Reference {
        entry: row.get(0)?,
        criterion: row.get(1)?,
        value: row.get(2)?,
    })
}
