//! The readable cells of a workbook that came back, beside what the signed payload renders.
//!
//! Not a verdict: a difference is reported by address, and the marks of the envelope stand. The one rule: a program that re-saved the file
//! untouched makes no difference; numbers are compared as numbers, texts without regard to white space and width.

use std::collections::BTreeMap;

use jury_seal::workbook::SHEET_NAME as SEAL_SHEET;
use unicode_normalization::UnicodeNormalization;

use crate::book::{Book, BookError, CellValue, ReadCell};
use crate::decimal;
use crate::paper::CellAddress;

/// A cell that does not show what was signed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CellDifference {
    /// Where.
    pub address: CellAddress,
    /// What the signed payload renders; empty for a cell that is blank there.
    pub sealed: String,
    /// What the cell shows; empty for a blank one.
    pub found: String,
}

/// Compares the readable sheet with what it should show. All differences, in order of address.
///
/// # Errors
/// [`BookError`]: not a workbook, or one without a readable sheet.
pub fn compare(
    bytes: &[u8],
    expected: &BTreeMap<CellAddress, String>,
) -> Result<Vec<CellDifference>, BookError> {
    compare_book(&mut Book::open(bytes)?, expected)
}

pub(crate) fn compare_book(
    book: &mut Book,
    expected: &BTreeMap<CellAddress, String>,
) -> Result<Vec<CellDifference>, BookError> {
    // The sheet may have been renamed or one put before it; the first a person sees is the form.
    let name = book
        .visible_sheet_names()
        .into_iter()
        .find(|name| name != SEAL_SHEET);
    let name = name.ok_or(BookError::NoSheet {
        name: crate::sheet_book::SHEET_NAME.to_owned(),
    })?;
    let found: BTreeMap<(u32, u32), String> = book.cells(&name)?.into_iter().map(shown).collect();
    let differs = |(address, sealed): (&CellAddress, &String)| {
        let found = found
            .get(&(address.row, u32::from(address.column)))
            .cloned()
            .unwrap_or_default();
        (!is_same(sealed, &found)).then(|| CellDifference {
            address: *address,
            sealed: sealed.clone(),
            found,
        })
    };
    Ok(expected.iter().filter_map(differs).collect())
}

fn shown(cell: ReadCell) -> ((u32, u32), String) {
    let text = match cell.value {
        CellValue::Text(text) | CellValue::Number(text) | CellValue::Date(text) => text,
        CellValue::Truth(truth) => (if truth { "TRUE" } else { "FALSE" }).to_owned(),
        CellValue::Fault => "#".to_owned(),
    };
    ((cell.row, cell.column), text)
}

fn is_same(sealed: &str, found: &str) -> bool {
    match (decimal::canonical(sealed), decimal::canonical(found)) {
        (Some(sealed), Some(found)) => sealed == found,
        _ => sealed == found || folded(sealed).eq(folded(found)),
    }
}

/// Characters without white space, in their compatible form. `_x000D_` is how a workbook writes a carriage return.
fn folded(text: &str) -> impl Iterator<Item = char> {
    let plain = text.replace("_x000D_", "");
    plain
        .nfkc()
        .filter(|character| !character.is_whitespace())
        .collect::<Vec<_>>()
        .into_iter()
}
