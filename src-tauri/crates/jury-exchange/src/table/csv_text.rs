//! The same tables as text files: comma or tab, UTF-8 or what Excel writes in China (GB 18030).
//!
//! Not a guess at content: a file that is valid in neither encoding is refused. The one rule: a record is a row, so that row numbers are the
//! ones a spreadsheet would show.

use crate::book::{BookError, CELL_LIMIT, COLUMN_LIMIT, CellValue, FILE_LIMIT, ReadCell};

use super::ImportError;

/// The cells of a text table.
pub(super) fn cells(bytes: &[u8]) -> Result<Vec<ReadCell>, ImportError> {
    if bytes.len() > FILE_LIMIT {
        return Err(BookError::TooLarge {
            size: bytes.len(),
            limit: FILE_LIMIT,
        }
        .into());
    }
    let text = decode(bytes)?;
    let first_line = text.lines().next().unwrap_or_default();
    let delimiter = if first_line.contains('\t') && !first_line.contains(',') {
        b'\t'
    } else {
        b','
    };
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter)
        .from_reader(text.as_bytes());
    let mut cells = Vec::new();
    for (row, record) in (0..).zip(reader.records()) {
        let record = record.map_err(|_| ImportError::NotATextTable)?;
        if record.len() > COLUMN_LIMIT as usize {
            return Err(BookError::TooManyColumns {
                limit: COLUMN_LIMIT,
            }
            .into());
        }
        for (column, value) in (0..).zip(&record) {
            if !value.trim().is_empty() {
                cells.push(ReadCell {
                    row,
                    column,
                    value: CellValue::Text(value.to_owned()),
                    by_formula: false,
                });
            }
        }
        if cells.len() > CELL_LIMIT {
            return Err(BookError::TooManyCells { limit: CELL_LIMIT }.into());
        }
    }
    Ok(cells)
}

fn decode(bytes: &[u8]) -> Result<String, ImportError> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    if bytes.contains(&0) {
        return Err(ImportError::NotATextTable);
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => Ok(text.to_owned()),
        Err(_) => encoding_rs::GB18030
            .decode_without_bom_handling_and_without_replacement(bytes)
            .map(std::borrow::Cow::into_owned)
            .ok_or(ImportError::NotATextTable),
    }
}
