//! The readable cells of a workbook that came back, beside what the signed payload renders.
//!
//! Not a verdict: a difference is reported by address, and the marks of the envelope stand. The one rule: a program that re-saved the file
//! untouched makes no difference; numbers are compared as numbers, texts without regard to white space and width.

use std::collections::{BTreeMap, BTreeSet};

use jury_seal::workbook::SHEET_NAME as SEAL_SHEET;
use unicode_normalization::UnicodeNormalization;

use crate::book::{Book, BookError, CellValue, ReadCell};
use crate::decimal;
use crate::paper::CellAddress;
use crate::sheet_book::{EVIDENCE_SHEET, GATES_SHEET, SHEET_NAME};

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

/// Compares the readable sheet with what it should show. All differences, in order of address, cells that should not be there among them.
///
/// # Errors
/// [`BookError`]: not a workbook; [`BookError::NoSheet`] for one without a readable sheet.
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
    let missing = || BookError::NoSheet {
        name: SHEET_NAME.to_owned(),
    };
    let name = form_of(book).ok_or_else(missing)?;
    let found: BTreeMap<CellAddress, String> =
        book.cells(&name)?.into_iter().filter_map(shown).collect();
    let differences = differences(expected, &found);
    // Under another name, a sheet that shows next to nothing of the form is another sheet: one sentence says that better than every cell.
    let filled = expected.values().filter(|text| !text.is_empty()).count();
    if name != SHEET_NAME && differences.len() * 2 > filled {
        return Err(missing());
    }
    Ok(differences)
}

/// The sheet to compare: the form by its name, else the first a person sees, since it may have been renamed.
fn form_of(book: &Book) -> Option<String> {
    let mut names = book.visible_sheet_names();
    names.retain(|name| ![SEAL_SHEET, EVIDENCE_SHEET, GATES_SHEET].contains(&name.as_str()));
    let named = names.iter().position(|name| name == SHEET_NAME);
    (!names.is_empty()).then(|| names.swap_remove(named.unwrap_or(0)))
}

fn differences(
    expected: &BTreeMap<CellAddress, String>,
    found: &BTreeMap<CellAddress, String>,
) -> Vec<CellDifference> {
    let nothing = String::new();
    // The row of the signature is for the expert to fill in: a row of the form in which no cell is expected.
    let rows: BTreeSet<u32> = expected.keys().map(|address| address.row).collect();
    let last = rows.last().copied().unwrap_or_default();
    let is_surplus = |address: &&CellAddress| {
        !expected.contains_key(address) && (rows.contains(&address.row) || address.row > last)
    };
    let addresses: BTreeSet<&CellAddress> = expected
        .keys()
        .chain(found.keys().filter(is_surplus))
        .collect();
    let differs = |address: &CellAddress| {
        let sealed = expected.get(address).unwrap_or(&nothing);
        let shown = found.get(address).unwrap_or(&nothing);
        (!is_same(sealed, shown)).then(|| CellDifference {
            address: *address,
            sealed: sealed.clone(),
            found: shown.clone(),
        })
    };
    addresses.into_iter().filter_map(differs).collect()
}

fn shown(cell: ReadCell) -> Option<(CellAddress, String)> {
    let text = match cell.value {
        CellValue::Text(text) | CellValue::Number(text) | CellValue::Date(text) => text,
        CellValue::Truth(truth) => (if truth { "TRUE" } else { "FALSE" }).to_owned(),
        CellValue::Fault => "#".to_owned(),
    };
    // Beyond the last column a spreadsheet program can show there is nothing to see.
    let column = u16::try_from(cell.column).ok()?;
    Some((CellAddress::new(cell.row, column), text))
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
