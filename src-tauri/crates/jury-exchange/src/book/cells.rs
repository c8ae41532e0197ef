//! The cells of one sheet: the value a spreadsheet program last showed, and whether a formula made it.
//!
//! Not a rectangle: a sheet may name its last possible row, and a rectangle up to there would be seventeen thousand million cells. The one
//! rule: cells are taken as they come and counted.

use std::io::Cursor;

use calamine::{DataRef, Xlsx};

use super::{BookError, COLUMN_LIMIT};
use crate::decimal;

/// What a cell shows.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum CellValue {
    /// Text, as typed.
    Text(String),
    /// A number, as plain decimal text.
    Number(String),
    /// 是 or 否 as a spreadsheet's own truth value.
    Truth(bool),
    /// A date or time, as the number of days behind it.
    Date(String),
    /// `#REF!` and its kind.
    Fault,
}

/// A cell that holds something.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct ReadCell {
    /// From 0.
    pub(crate) row: u32,
    /// From 0.
    pub(crate) column: u32,
    /// The value shown.
    pub(crate) value: CellValue,
    /// Whether a formula computed the value. The formula itself is never read.
    pub(crate) by_formula: bool,
}

/// Reads one sheet that exists.
pub(super) fn read(
    xlsx: &mut Xlsx<Cursor<Vec<u8>>>,
    name: &str,
    limit: usize,
) -> Result<Vec<ReadCell>, BookError> {
    let mut reader = xlsx
        .worksheet_cells_reader(name)
        .map_err(|_| BookError::Damaged)?;
    let (mut cells, mut seen) = (Vec::new(), 0);
    while let Some(cell) = reader
        .next_cell_with_formula_metadata()
        .map_err(|_| BookError::Damaged)?
    {
        seen += 1;
        if seen > limit {
            return Err(BookError::TooManyCells { limit });
        }
        let (row, column) = cell.pos;
        if column >= COLUMN_LIMIT {
            return Err(BookError::TooManyColumns {
                limit: COLUMN_LIMIT,
            });
        }
        if let Some(value) = value(cell.value) {
            cells.push(ReadCell {
                row,
                column,
                value,
                by_formula: cell.formula.is_some(),
            });
        }
    }
    Ok(cells)
}

fn value(cell: DataRef<'_>) -> Option<CellValue> {
    Some(match cell {
        DataRef::Empty => return None,
        DataRef::Int(number) => CellValue::Number(number.to_string()),
        DataRef::Float(number) => CellValue::Number(decimal::of_cell(number)),
        DataRef::String(text) => CellValue::Text(text),
        DataRef::SharedString(text) => CellValue::Text(text.to_owned()),
        DataRef::Bool(truth) => CellValue::Truth(truth),
        DataRef::DateTime(date) => CellValue::Date(decimal::of_cell(date.as_f64())),
        DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => CellValue::Text(text),
        DataRef::Error(_) => CellValue::Fault,
    })
}
