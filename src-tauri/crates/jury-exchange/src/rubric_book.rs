//! 指标体系: criteria, weight profiles and bands as an organiser writes them down.
//!
//! Not the judgement whether they make a rubric: that is [`Rubric::validate`]. The one rule: one table of criteria is enough — without the
//! other sheets its 满分 column is the one profile for everybody.
//!
//! Sheets: 指标 (criteria, one column of weights per profile headed `满分：name`, one column per band headed `档位：name`), 权重方案 (which size
//! classes a profile is for), 档位 (bands in percent), 门槛项 (gates, never marked), 基本信息 (name, version, scale, step).

pub(crate) mod criteria;
pub(crate) mod gates;
pub(crate) mod parts;

use jury_core::rubric::{Rubric, RubricFault};

use crate::book::{Book, BookError};
use crate::paper::PaperError;
use crate::table::{self, Column, ImportError, RowFault, Table};

pub(crate) const CRITERIA_SHEET: &str = "指标";
pub(crate) const PROFILES_SHEET: &str = "权重方案";
pub(crate) const BANDS_SHEET: &str = "档位";
pub(crate) const GATES_SHEET: &str = "门槛项";
pub(crate) const FACTS_SHEET: &str = "基本信息";

/// Heads a column of weights; alone, or before `：` and a profile's name.
pub(crate) const WEIGHT: &str = "满分";
/// Heads a column of level descriptors, before `：` and a band's name.
pub(crate) const LEVEL: &str = "档位";

/// Why a file is not a rubric.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RubricImportError {
    /// The tables cannot be read.
    #[error(transparent)]
    Import(#[from] ImportError),
    /// The tables can be read and do not make a rubric.
    #[error("the tables do not make a rubric: {0:?}")]
    Rubric(Vec<RubricFault>),
}

/// Reads a rubric from an `.xlsx`, or its table of criteria from a text file.
///
/// # Errors
/// [`RubricImportError`]: everything wrong with the tables, or with the rubric they make.
pub fn read_rubric(bytes: &[u8]) -> Result<Rubric, RubricImportError> {
    let criteria_table = table::read(bytes, CRITERIA_SHEET, criteria::COLUMNS)?;
    let sheets = match Book::open(bytes) {
        Ok(book) => book.sheet_names(),
        // A text file has the one table only; anything unreadable was refused above.
        Err(BookError::Foreign { .. }) => Vec::new(),
        Err(error) => return Err(ImportError::from(error).into()),
    };
    let has = |name: &str| sheets.iter().any(|sheet| table::fold(sheet) == name);
    let optional = |name: &str, columns: &'static [Column]| {
        if has(name) {
            table::read(bytes, name, columns).map(Some)
        } else {
            Ok(None)
        }
    };
    let mut faults = Vec::new();
    let facts_table = collect(optional(FACTS_SHEET, parts::FACT_COLUMNS), &mut faults)?;
    let profiles_table = collect(
        optional(PROFILES_SHEET, parts::PROFILE_COLUMNS),
        &mut faults,
    )?;
    let bands_table = collect(optional(BANDS_SHEET, parts::BAND_COLUMNS), &mut faults)?;
    let gates_table = collect(optional(GATES_SHEET, gates::COLUMNS), &mut faults)?;
    let facts = parts::read_facts(facts_table.as_ref(), &mut faults);
    let mut profiles = parts::read_profiles(profiles_table.as_ref(), &mut faults);
    let bands = parts::read_bands(bands_table.as_ref(), &mut faults);
    let gates = gates::read(gates_table.as_ref(), &mut faults);
    let groups = criteria::read(&criteria_table, &mut profiles, &bands, &mut faults);
    if !faults.is_empty() {
        return Err(ImportError::Rows(faults).into());
    }
    let (profiles, profile_of) = profiles.into_parts();
    let rubric = Rubric {
        id: facts.id,
        name: facts.name,
        version: facts.version,
        official: facts.official,
        scale: facts.scale,
        step: facts.step,
        groups,
        gates,
        bands,
        profiles,
        profile_of,
    };
    let faults = rubric.validate();
    if faults.is_empty() {
        Ok(rubric)
    } else {
        Err(RubricImportError::Rubric(faults))
    }
}

/// Keeps the faults of one table so that those of the next are found too.
fn collect(
    read: Result<Option<Table>, ImportError>,
    faults: &mut Vec<RowFault>,
) -> Result<Option<Table>, ImportError> {
    match read {
        Err(ImportError::Rows(rows)) => {
            faults.extend(rows);
            Ok(None)
        }
        other => other,
    }
}

/// Writes a rubric as the workbook [`read_rubric`] reads, to be edited or handed round.
///
/// # Errors
/// [`PaperError`], a fault of the program.
pub fn rubric_workbook(rubric: &Rubric) -> Result<Vec<u8>, PaperError> {
    crate::template::rubric(Some(rubric))
}

#[cfg(test)]
mod tests;
