//! What of a sheet nobody sees: rows and columns that are hidden, cells that a merge covers.
//!
//! Not the cells (those come from the parser of workbooks, which does not tell these things). The one rule: the sheet is found the way that parser
//! finds it, so that both speak of the same one.

use std::collections::BTreeMap;
use std::io::{Cursor, Read};

use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};
use zip::ZipArchive;

use super::BookError;

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

/// Reads the shape of a sheet.
pub(super) fn read(bytes: &[u8], name: &str) -> Result<Shape, BookError> {
    let mut parts = Parts::open(bytes)?;
    let path = parts.sheet(name)?;
    let text = parts.text(&path)?;
    let mut shape = Shape::default();
    let mut next_row = 0;
    each_element(&text, |tag, element| {
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

/// The parts of a workbook that lead to a sheet. All of them were unpacked and counted when the workbook was opened.
pub(super) struct Parts<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    /// Names as they are by names as they are looked for.
    names: BTreeMap<String, String>,
}

impl<'a> Parts<'a> {
    pub(super) fn open(bytes: &'a [u8]) -> Result<Self, BookError> {
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| BookError::Damaged)?;
        let mut names = BTreeMap::new();
        for name in archive.file_names() {
            let name = name.map_err(|_| BookError::Damaged)?.into_owned();
            names.insert(name.replace('\\', "/").to_ascii_lowercase(), name);
        }
        Ok(Self { archive, names })
    }

    pub(super) fn text(&mut self, path: &str) -> Result<String, BookError> {
        let name = self.names.get(&path.to_ascii_lowercase());
        let name = name.map_or(path, String::as_str);
        let mut part = self.archive.by_name(name).map_err(|_| BookError::Damaged)?;
        let mut text = String::new();
        part.read_to_string(&mut text)
            .map_err(|_| BookError::Damaged)?;
        Ok(text)
    }

    /// Where the sheet of a name stands.
    pub(super) fn sheet(&mut self, name: &str) -> Result<String, BookError> {
        let workbook = self.workbook()?;
        let mut found = None;
        each_element(&self.text(&workbook)?, |tag, element| {
            if tag == "sheet"
                && found.is_none()
                && attribute(element, "name").as_deref() == Some(name)
            {
                found = attribute(element, "id");
            }
            Ok(())
        })?;
        let found = found.ok_or(BookError::Damaged)?;
        let mut related = self.relations(&workbook)?.into_iter();
        let target = related.find(|one| one.id == found);
        Ok(target.ok_or(BookError::Damaged)?.target)
    }

    /// The part of a kind that belongs to the workbook, if there is one.
    pub(super) fn beside_workbook(&mut self, kind: &str) -> Result<Option<String>, BookError> {
        let workbook = self.workbook()?;
        Ok(self.related(&workbook, kind)?.into_iter().next())
    }

    /// The parts of a kind that belong to a part.
    pub(super) fn related(&mut self, path: &str, kind: &str) -> Result<Vec<String>, BookError> {
        let related = self.relations(path)?.into_iter();
        let of_kind = related.filter(|one| one.kind.ends_with(kind));
        Ok(of_kind.map(|one| one.target).collect())
    }

    fn workbook(&mut self) -> Result<String, BookError> {
        let mut related = self.relations("")?.into_iter();
        let workbook = related.find(|one| one.kind.ends_with("/relationships/officeDocument"));
        Ok(workbook.ok_or(BookError::Damaged)?.target)
    }

    /// What belongs to a part; to the whole workbook for an empty path.
    fn relations(&mut self, path: &str) -> Result<Vec<Relation>, BookError> {
        let (folder, file) = path.split_at(path.rfind('/').map_or(0, |at| at + 1));
        let mut relations = Vec::new();
        let list = format!("{folder}_rels/{file}.rels");
        if !self.names.contains_key(&list.to_ascii_lowercase()) {
            return Ok(relations);
        }
        let text = self.text(&list)?;
        each_element(&text, |tag, element| {
            let of = |name| attribute(element, name);
            if tag == "Relationship"
                && let (Some(id), Some(target)) = (of("Id"), of("Target"))
            {
                relations.push(Relation {
                    id,
                    kind: of("Type").unwrap_or_default(),
                    target: within(folder, &target),
                });
            }
            Ok(())
        })?;
        Ok(relations)
    }
}

/// One part that belongs to another.
struct Relation {
    id: String,
    kind: String,
    target: String,
}

/// A target as a part's name: from the root, or from the folder it is said in.
fn within(folder: &str, target: &str) -> String {
    if let Some(whole) = target.strip_prefix('/') {
        return whole.to_owned();
    }
    let (mut folder, mut target) = (folder.trim_end_matches('/'), target);
    while let Some(rest) = target.strip_prefix("../") {
        folder = folder.rsplit_once('/').map_or("", |(above, _)| above);
        target = rest;
    }
    if folder.is_empty() {
        target.to_owned()
    } else {
        format!("{folder}/{target}")
    }
}

/// Calls `visit` with the local name of every element.
pub(super) fn each_element(
    text: &str,
    mut visit: impl FnMut(&str, &BytesStart<'_>) -> Result<(), BookError>,
) -> Result<(), BookError> {
    let mut reader = Reader::from_str(text);
    reader.config_mut().check_end_names = false;
    loop {
        match reader.read_event().map_err(|_| BookError::Damaged)? {
            Event::Start(element) | Event::Empty(element) => {
                visit(element.local_name().as_ref(), &element)?;
            }
            Event::Eof => return Ok(()),
            _ => {}
        }
    }
}

/// Calls `visit` with every element, and with what is written right after each.
pub(super) fn each_text(
    text: &str,
    mut visit: impl FnMut(&str, Option<&BytesStart<'_>>, &str) -> Result<(), BookError>,
) -> Result<(), BookError> {
    let mut reader = Reader::from_str(text);
    reader.config_mut().check_end_names = false;
    let mut tag = String::new();
    loop {
        match reader.read_event().map_err(|_| BookError::Damaged)? {
            Event::Start(element) | Event::Empty(element) => {
                element.local_name().as_ref().clone_into(&mut tag);
                visit(&tag, Some(&element), "")?;
            }
            Event::Text(content) => visit(&tag, None, content.as_ref())?,
            Event::Eof => return Ok(()),
            _ => {}
        }
    }
}

/// An attribute by its local name, as a person reads it.
pub(super) fn attribute(element: &BytesStart<'_>, name: &str) -> Option<String> {
    let mut attributes = element.attributes();
    let found = attributes
        .with_checks(false)
        .flatten()
        .find(|one| one.key.local_name().as_ref() == name)?;
    let value = found.normalized_value(XmlVersion::Implicit1_0);
    value.ok().map(std::borrow::Cow::into_owned)
}

pub(super) fn whole(element: &BytesStart<'_>, name: &str) -> Option<u32> {
    attribute(element, name)?.trim().parse().ok()
}

pub(super) fn number(element: &BytesStart<'_>, name: &str) -> Option<f64> {
    attribute(element, name)?.trim().parse().ok()
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
        assert_eq!(book.shape("甲 & 乙").unwrap().merges, []);
        book.shape("丙")
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
