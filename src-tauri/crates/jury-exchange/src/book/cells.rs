//! The cells of one sheet: the value a spreadsheet program last showed, and whether a formula made it.
//!
//! Not a rectangle: a sheet may name its last possible row, and a rectangle up to there would be seventeen thousand million cells. The one
//! rule: cells are taken as they come and counted.

use std::io::Cursor;
use std::sync::Arc;

use calamine::{DataRef, Xlsx};

use super::{BookError, CELL_TEXT_LIMIT, COLUMN_LIMIT, ROW_LIMIT, Room};
use crate::decimal;
use crate::paper::column_name;

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

/// What stands in a sheet.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct SheetCells {
    /// The cells that hold something, in the order of the file.
    pub(crate) cells: Vec<ReadCell>,
    /// Row and column of every formula. One without a stored value holds nothing, and shows something as soon as a program opens it.
    pub(crate) formulas: Vec<(u32, u32)>,
}

/// Reads one sheet that exists.
pub(super) fn read(
    xlsx: &mut Xlsx<Cursor<Arc<[u8]>>>,
    name: &str,
    room: &mut Room,
) -> Result<SheetCells, BookError> {
    let mut reader = xlsx
        .worksheet_cells_reader(name)
        .map_err(|_| BookError::Damaged)?;
    let mut sheet = SheetCells::default();
    while let Some(cell) = reader
        .next_cell_with_formula_metadata()
        .map_err(|_| BookError::Damaged)?
    {
        room.take_cell(cell.pos)?;
        // Before it becomes a text of its own: the cell only refers to the shared one.
        if let DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) =
            &cell.value
        {
            room.take_text(text, cell.pos)?;
        } else if let DataRef::SharedString(text) = &cell.value {
            room.take_text(text, cell.pos)?;
        }
        if cell.formula.is_some() {
            sheet.formulas.push(cell.pos);
        }
        if let Some(value) = value(cell.value) {
            let (row, column) = cell.pos;
            sheet.cells.push(ReadCell {
                row,
                column,
                value,
                by_formula: cell.formula.is_some(),
            });
        }
    }
    Ok(sheet)
}

impl Room {
    fn take_cell(&mut self, (row, column): (u32, u32)) -> Result<(), BookError> {
        let limit = self.limits.cells;
        self.cells = self
            .cells
            .checked_sub(1)
            .ok_or(BookError::TooManyCells { limit })?;
        if column >= COLUMN_LIMIT {
            return Err(BookError::TooManyColumns {
                limit: COLUMN_LIMIT,
            });
        }
        if row >= ROW_LIMIT {
            return Err(BookError::TooManyRows { limit: ROW_LIMIT });
        }
        Ok(())
    }

    fn take_text(&mut self, text: &str, (row, column): (u32, u32)) -> Result<(), BookError> {
        // A character is at least one byte, so that most texts need not be counted.
        if text.len() > CELL_TEXT_LIMIT && text.encode_utf16().count() > CELL_TEXT_LIMIT {
            return Err(BookError::TextTooLong {
                address: format!("{}{}", column_name(column), row + 1),
                limit: CELL_TEXT_LIMIT,
            });
        }
        let limit = self.limits.text;
        self.text = self
            .text
            .checked_sub(text.len())
            .ok_or(BookError::TooMuchText { limit })?;
        Ok(())
    }
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
