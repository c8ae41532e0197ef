//! What a sheet shows, as texts by address.
//!
//! The one rule: a cell that is written twice shows both, for programs differ in which of them they believe.

use std::collections::{BTreeMap, BTreeSet};

use unicode_normalization::UnicodeNormalization;

use crate::book::{CellValue, ReadCell, SheetCells};
use crate::decimal;
use crate::paper::CellAddress;

/// What a sheet shows.
pub(super) struct Shown {
    pub(super) texts: BTreeMap<CellAddress, String>,
    pub(super) formulas: BTreeSet<CellAddress>,
}

impl Shown {
    pub(super) fn of(sheet: SheetCells) -> Self {
        let mut texts: BTreeMap<CellAddress, String> = BTreeMap::new();
        for (address, text) in sheet.cells.into_iter().filter_map(shown) {
            texts
                .entry(address)
                .and_modify(|there| *there = format!("{there}／{text}"))
                .or_insert(text);
        }
        let place =
            |(row, column): (u32, u32)| Some(CellAddress::new(row, u16::try_from(column).ok()?));
        Self {
            texts,
            formulas: sheet.formulas.into_iter().filter_map(place).collect(),
        }
    }
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

pub(super) fn is_same(sealed: &str, found: &str) -> bool {
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
