//! What of a sheet nobody sees: rows and columns that are hidden, cells that a merge covers.
//!
//! Not the cells (those come from the parser of workbooks, which does not tell these things). The one rule: what is too low or too narrow to be
//! read is hidden, whatever it is called.

use std::collections::BTreeMap;

use quick_xml::events::BytesStart;

use super::BookError;
use super::package::{attribute, each_element, number, whole};

/// Merges of a sheet that are read. A form of thirty entries has under a hundred.
const MERGE_LIMIT: usize = 10_000;
/// Points of height below which a row cannot be read, and characters of width for a column.
const LEAST_HEIGHT: f64 = 2.0;
const LEAST_WIDTH: f64 = 0.5;

/// First row and column, last row and column, from 0.
pub(crate) type Range = ((u32, u32), (u32, u32));

/// What of a sheet is hidden or merged. Rows and columns from 0.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Shape {
    rows: BTreeMap<u32, bool>,
    hidden_unless_said: bool,
    columns: Vec<(u32, u32)>,
    /// Merged cells.
    pub(crate) merges: Vec<Range>,
}

impl Shape {
    /// Whether nobody sees a row.
    pub(crate) fn hides_row(&self, row: u32) -> bool {
        self.rows
            .get(&row)
            .copied()
            .unwrap_or(self.hidden_unless_said)
    }

    /// Whether nobody sees a column.
    pub(crate) fn hides_column(&self, column: u32) -> bool {
        self.columns
            .iter()
            .any(|(first, last)| (*first..=*last).contains(&column))
    }
}

/// Reads the shape of a sheet from its part.
pub(super) fn read(text: &str) -> Result<Shape, BookError> {
    let mut shape = Shape::default();
    let mut next_row = 0;
    each_element(text, |tag, element| {
        match tag {
            "sheetFormatPr" => {
                let least = number(element, "defaultRowHeight").is_some_and(|it| it < LEAST_HEIGHT);
                shape.hidden_unless_said = least || is_true(element, "zeroHeight");
            }
            "col" => shape.columns.extend(hidden_columns(element)),
            "row" => {
                let row = whole(element, "r").map_or(next_row, |row| row.saturating_sub(1));
                next_row = row.saturating_add(1);
                let hides = match number(element, "ht") {
                    Some(height) => height < LEAST_HEIGHT,
                    None => shape.hidden_unless_said,
                };
                shape.rows.insert(row, hides || is_true(element, "hidden"));
            }
            "mergeCell" => {
                let range = attribute(element, "ref").and_then(|range| merged(&range));
                shape.merges.push(range.ok_or(BookError::Damaged)?);
                if shape.merges.len() > MERGE_LIMIT {
                    return Err(BookError::UnpacksTooLarge);
                }
            }
            _ => {}
        }
        Ok(())
    })?;
    Ok(shape)
}

fn hidden_columns(element: &BytesStart<'_>) -> Option<(u32, u32)> {
    let narrow = number(element, "width").is_some_and(|width| width < LEAST_WIDTH);
    let (first, last) = (whole(element, "min")?, whole(element, "max")?);
    (narrow || is_true(element, "hidden"))
        .then(|| (first.saturating_sub(1), last.saturating_sub(1)))
}

/// `W5:X5`; one cell alone is a merge of itself.
pub(super) fn merged(range: &str) -> Option<Range> {
    let (first, last) = range.split_once(':').unwrap_or((range, range));
    Some((place(first)?, place(last)?))
}

pub(super) fn place(address: &str) -> Option<(u32, u32)> {
    let address = address.replace('$', "");
    let digits = address.find(|character: char| character.is_ascii_digit())?;
    let (letters, row) = address.split_at(digits);
    let column = letters.bytes().try_fold(0_u32, |sum, letter| {
        let letter = letter.to_ascii_uppercase();
        letter.is_ascii_uppercase().then_some(())?;
        sum.checked_mul(26)?
            .checked_add(u32::from(letter - b'A') + 1)
    })?;
    Some((
        row.parse::<u32>().ok()?.checked_sub(1)?,
        column.checked_sub(1)?,
    ))
}

fn is_true(element: &BytesStart<'_>, name: &str) -> bool {
    attribute(element, name).is_some_and(|value| matches!(value.trim(), "1" | "true" | "on"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::book::Book;
    use crate::testing::{book, with_part};

    fn shape_of(head: &str, rows: &str, tail: &str) -> Result<Shape, BookError> {
        let xml = format!(
            r#"<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">{head}<sheetData>{rows}</sheetData>{tail}</worksheet>"#
        );
        let bytes = book(&[("甲 & 乙", &[&["一"]]), ("丙", &[&["二"]])]);
        let bytes = with_part(&bytes, "xl/worksheets/sheet2.xml", xml.as_bytes());
        let book = Book::open(&bytes).unwrap();
        assert_eq!(book.appearance("甲 & 乙").unwrap().0.merges, []);
        Ok(book.appearance("丙")?.0)
    }

    #[test]
    fn hidden_rows_and_columns_are_told_however_they_are_hidden() {
        let shape = shape_of(
            r#"<cols><col min="2" max="3" hidden="1" width="9"/><col min="5" max="5" width="0.1"/><col min="6" max="6" width="9"/></cols>"#,
            r#"<row r="1"/><row r="3" hidden="true"/><row ht="0.75"/><row r="9" ht="15"/>"#,
            "",
        )
        .unwrap();
        let rows: Vec<u32> = (0..10).filter(|row| shape.hides_row(*row)).collect();
        assert_eq!(rows, [2, 3]);
        let columns: Vec<u32> = (0..10)
            .filter(|column| shape.hides_column(*column))
            .collect();
        assert_eq!(columns, [1, 2, 4]);
        let none_shown = shape_of(
            r#"<sheetFormatPr zeroHeight="1"/>"#,
            r#"<row r="2" ht="15"/>"#,
            "",
        )
        .unwrap();
        assert!(none_shown.hides_row(0) && !none_shown.hides_row(1));
    }

    #[test]
    fn merges_come_with_their_corners_and_too_many_are_refused() {
        let merges = |count: usize, range: &str| {
            let merges = format!("<mergeCell ref=\"{range}\"/>").repeat(count);
            shape_of("", "", &format!("<mergeCells>{merges}</mergeCells>"))
        };
        assert_eq!(merges(1, "W5:AA7").unwrap().merges, [((4, 22), (6, 26))]);
        assert_eq!(merges(1, "W:5"), Err(BookError::Damaged));
        assert_eq!(
            merges(MERGE_LIMIT + 1, "A1:B1"),
            Err(BookError::UnpacksTooLarge)
        );
    }
}
