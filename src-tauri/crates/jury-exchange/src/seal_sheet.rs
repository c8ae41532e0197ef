//! Envelopes inside a workbook: the hidden sheet `_seal`, and the file handed in as a whole.
//!
//! Not verification: an envelope that comes out whole may still be a stranger's. The one rule: jury-seal says what stands in the cells, this file
//! only puts the cells into a workbook and takes them out.

use std::collections::BTreeMap;

use jury_seal::Fault;
use jury_seal::workbook::{SHEET_NAME, from_workbook_cells, workbook_cells};
use rust_xlsxwriter::Workbook;

use crate::book::{Book, BookError, CellValue};
use crate::compare::{Differences, Expected, compare_book};
use crate::paper::PaperError;

/// Columns that are read; the layout has five.
const COLUMNS: u32 = 8;

/// A file somebody handed in: a workbook with envelopes inside, or a bare envelope.
pub struct HandedIn {
    /// The envelopes in the order they stand in the file, or what is wrong with each.
    pub envelopes: Vec<Result<Vec<u8>, Fault>>,
    book: Option<Book>,
}

impl HandedIn {
    /// Opens the file and takes the envelopes out.
    ///
    /// # Errors
    /// [`BookError`]: not a workbook, damaged, or one without signed data.
    pub fn open(bytes: &[u8]) -> Result<Self, BookError> {
        if is_bare_envelope(bytes) {
            return Ok(Self {
                envelopes: vec![Ok(bytes.to_vec())],
                book: None,
            });
        }
        let mut book = Book::open(bytes)?;
        let envelopes = from_workbook_cells(&seal_rows(&mut book)?);
        Ok(Self {
            envelopes,
            book: Some(book),
        })
    }

    /// Compares the readable sheets with what the signed payload renders. A bare envelope has none, so nothing differs.
    ///
    /// # Errors
    /// [`BookError`]: the readable form is gone or damaged.
    pub fn compare(&mut self, expected: &Expected) -> Result<Differences, BookError> {
        match &mut self.book {
            Some(book) => compare_book(book, expected),
            None => Ok(Differences::default()),
        }
    }

    pub(crate) const fn book(&mut self) -> Option<&mut Book> {
        self.book.as_mut()
    }
}

/// The envelopes of a file handed in, or what is wrong with each.
///
/// # Errors
/// [`BookError`]: not a workbook, damaged, or one without signed data.
pub fn read_envelopes(bytes: &[u8]) -> Result<Vec<Result<Vec<u8>, Fault>>, BookError> {
    HandedIn::open(bytes).map(|file| file.envelopes)
}

/// A DSSE envelope is a JSON object; no other kind of file handed in begins so.
fn is_bare_envelope(bytes: &[u8]) -> bool {
    bytes.first() == Some(&b'{')
}

fn seal_rows(book: &mut Book) -> Result<Vec<Vec<String>>, BookError> {
    // Some programs rename a sheet they copy into a new workbook, never its first characters.
    let name = book
        .sheet_names()
        .into_iter()
        .find(|name| name == SHEET_NAME)
        .ok_or(BookError::NoSeal)?;
    let mut rows: BTreeMap<u32, Vec<String>> = BTreeMap::new();
    for cell in book
        .cells(&name)?
        .into_iter()
        .filter(|cell| cell.column < COLUMNS)
    {
        let text = match cell.value {
            CellValue::Text(text) | CellValue::Number(text) => text,
            CellValue::Truth(_) | CellValue::Date(_) | CellValue::Fault => continue,
        };
        // A cell's place in its row has a meaning, so blank ones before it are kept.
        let row = rows.entry(cell.row).or_default();
        let column = cell.column as usize;
        row.resize(row.len().max(column + 1), String::new());
        row[column] = text;
    }
    if rows.is_empty() {
        return Err(BookError::NoSeal);
    }
    Ok(rows.into_values().collect())
}

/// Adds the hidden sheet, so hidden that no menu shows it.
pub(crate) fn write_into(workbook: &mut Workbook, envelopes: &[Vec<u8>]) -> Result<(), PaperError> {
    let sheet = workbook.add_worksheet();
    sheet.set_name(SHEET_NAME)?.set_very_hidden(true);
    let envelopes: Vec<&[u8]> = envelopes.iter().map(Vec::as_slice).collect();
    for (row, cells) in (0..).zip(workbook_cells(&envelopes)) {
        for (column, text) in (0..).zip(cells) {
            sheet.write_string(row, column, text)?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests;
