//! One sheet of paper as cells at addresses, with merges, widths and a footer.
//!
//! Not tied to any one form. The one rule: what is placed here is both what gets written and what a merge later expects to find.

use std::collections::BTreeMap;

use jury_core::Points;
use rust_xlsxwriter::{Format, Image, ObjectMovement, Workbook, Worksheet};

use super::parting::{Parting, part};
use super::{CellAddress, PaperError, Style};

/// Characters kept of a text: a cell holds 32,767 UTF-16 units, and one character may take two.
const TEXT_LIMIT: usize = 16_000;
/// UTF-16 units of a footer.
const FOOTER_LIMIT: usize = 255;
const A4: u8 = 9;
/// Points of one line of text at ten points, and of the tallest row a spreadsheet has.
const LINE_HEIGHT: f64 = 13.5;
const HEIGHT_LIMIT: f64 = 409.0;
/// Pixels between a picture and the corner of its cell.
const PICTURE_GAP: u32 = 6;

#[derive(Debug, Clone, PartialEq)]
enum Content {
    Text(String),
    /// Plain decimal text.
    Number(String),
    Blank,
}

#[derive(Debug, Clone)]
struct Placed {
    content: Content,
    style: Style,
    /// Whether a merge compares this cell; signature lines are there to be written on.
    compared: bool,
}

/// A sheet being laid out.
#[derive(Debug, Default)]
pub(crate) struct Grid {
    name: String,
    cells: BTreeMap<CellAddress, Placed>,
    merges: Vec<(CellAddress, CellAddress)>,
    widths: Vec<f64>,
    heights: BTreeMap<u32, f64>,
    repeated: Option<(u32, u32)>,
    frozen: Option<CellAddress>,
    footer: String,
    is_one_page: bool,
    parting: Option<Parting>,
    picture: Option<(CellAddress, Vec<u8>, String)>,
}

impl Grid {
    /// A sheet with a name a spreadsheet accepts and columns of these widths, in characters.
    pub(crate) fn new(name: &str, widths: Vec<f64>) -> Self {
        Self {
            name: name.to_owned(),
            widths,
            ..Self::default()
        }
    }

    /// Printed on one page, however many rows there are.
    pub(crate) const fn on_one_page(&mut self) {
        self.is_one_page = true;
    }

    /// Printed on as many pages side by side as it takes to stay legible, with the first `repeated` columns on each; a page ends where a group of
    /// columns does. Answers the columns of each page.
    pub(crate) fn side_by_side(
        &mut self,
        repeated: u16,
        ends: &[u16],
    ) -> Vec<std::ops::RangeInclusive<u16>> {
        let parting = part(&self.widths, repeated, ends);
        let parts = parting.parts.clone();
        self.parting = Some(parting);
        parts
    }

    /// The number of columns.
    pub(crate) fn columns(&self) -> u16 {
        u16::try_from(self.widths.len()).expect("a form has fewer than 16,384 columns")
    }

    /// Places a text. An empty one is a blank cell, which a merge expects to find blank.
    pub(crate) fn text(&mut self, row: u32, column: u16, text: &str, style: Style) {
        let content = if text.is_empty() {
            Content::Blank
        } else {
            Content::Text(clip(text))
        };
        self.place(row, column, content, style, true);
    }

    /// Places a number given as plain decimal text.
    pub(crate) fn number(&mut self, row: u32, column: u16, decimal: &str, style: Style) {
        self.place(
            row,
            column,
            Content::Number(decimal.to_owned()),
            style,
            true,
        );
    }

    /// Places a text over several columns of one row, of which the rest are blank.
    pub(crate) fn wide(
        &mut self,
        row: u32,
        columns: std::ops::RangeInclusive<u16>,
        text: &str,
        style: Style,
    ) {
        let (first, last) = (*columns.start(), *columns.end());
        self.text(row, first, text, style);
        if first < last {
            self.merges
                .push((CellAddress::new(row, first), CellAddress::new(row, last)));
        }
    }

    /// Places a text over several rows of one column.
    pub(crate) fn tall(
        &mut self,
        rows: std::ops::RangeInclusive<u32>,
        column: u16,
        text: &str,
        style: Style,
    ) {
        let (first, last) = (*rows.start(), *rows.end());
        self.text(first, column, text, style);
        if first < last {
            self.merges.push((
                CellAddress::new(first, column),
                CellAddress::new(last, column),
            ));
        }
    }

    /// Places a line to sign on over the whole width; what is written there later is nobody's difference.
    pub(crate) fn signature(
        &mut self,
        row: u32,
        columns: std::ops::RangeInclusive<u16>,
        text: &str,
    ) {
        let first = *columns.start();
        self.wide(row, columns, text, Style::Line);
        if let Some(placed) = self.cells.get_mut(&CellAddress::new(row, first)) {
            placed.compared = false;
        }
        self.height(row, 30.0);
    }

    /// Sets the height of a row in points, for merged cells, which no program fits by itself.
    pub(crate) fn height(&mut self, row: u32, points: f64) {
        self.heights.insert(row, points);
    }

    /// Repeats these rows at the top of every printed page.
    pub(crate) fn repeat(&mut self, first: u32, last: u32) {
        self.repeated = Some((first, last));
    }

    /// Keeps what is above and left of this cell in view.
    pub(crate) fn freeze(&mut self, row: u32, column: u16) {
        self.frozen = Some(CellAddress::new(row, column));
    }

    /// Text at the left of every page's foot; page x of y stands at the right.
    pub(crate) fn footer(&mut self, text: &str) {
        // An ampersand starts a code there; doubled it is itself.
        let escaped = text.replace('&', "&&");
        let pages = "&R第 &P 页 共 &N 页";
        let room = FOOTER_LIMIT - pages.encode_utf16().count() - 2;
        self.footer = format!("&L{}{pages}", clip_units(&escaped, room));
    }

    /// Puts a PNG with its top left corner in a cell.
    pub(crate) fn picture(&mut self, row: u32, column: u16, png: Vec<u8>, said: &str) {
        self.picture = Some((CellAddress::new(row, column), png, said.to_owned()));
    }

    fn place(&mut self, row: u32, column: u16, content: Content, style: Style, compared: bool) {
        self.cells.insert(
            CellAddress::new(row, column),
            Placed {
                content,
                style,
                compared,
            },
        );
    }

    /// What each compared cell shows; blank ones as an empty text.
    pub(crate) fn visible(&self) -> BTreeMap<CellAddress, String> {
        let shown = |content: &Content| match content {
            Content::Text(text) | Content::Number(text) => text.clone(),
            Content::Blank => String::new(),
        };
        self.cells
            .iter()
            .filter(|(_, placed)| placed.compared)
            .map(|(address, placed)| (*address, shown(&placed.content)))
            .collect()
    }

    /// Adds this sheet to a workbook: A4 landscape, one page wide unless it was laid out side by side.
    pub(crate) fn write_into(&self, workbook: &mut Workbook) -> Result<(), PaperError> {
        let sheet = workbook.add_worksheet();
        sheet.set_name(&self.name)?;
        self.write_page(sheet)?;
        for (first, last) in &self.merges {
            let style = self
                .cells
                .get(first)
                .map_or(Style::Line, |placed| placed.style);
            sheet.merge_range(
                first.row,
                first.column,
                last.row,
                last.column,
                "",
                &style.format(),
            )?;
        }
        let mut formats: Vec<(Style, Format)> = Vec::new();
        for (address, placed) in &self.cells {
            let format = format_of(&mut formats, placed.style);
            write_cell(sheet, *address, &placed.content, &format)?;
        }
        if let Some((at, png, said)) = &self.picture {
            let image = Image::new_from_buffer(png)?
                .set_alt_text(said)
                .set_object_movement(ObjectMovement::MoveButDontSizeWithCells);
            sheet.insert_image_with_offset(at.row, at.column, &image, PICTURE_GAP, PICTURE_GAP)?;
        }
        Ok(())
    }

    /// The heights set, and for every other row the one its wrapped texts need: not every program fits rows when it opens a file.
    fn fitted_heights(&self) -> BTreeMap<u32, f64> {
        let mut heights: BTreeMap<u32, f64> = BTreeMap::new();
        for (at, placed) in &self.cells {
            let Content::Text(text) = &placed.content else {
                continue;
            };
            let is_merged = self.merges.iter().any(|(first, _)| first == at);
            if placed.style.wraps() && !is_merged {
                let width = self
                    .widths
                    .get(usize::from(at.column))
                    .copied()
                    .unwrap_or(8.0);
                let needed = (lines_in(text, width) * LINE_HEIGHT + 4.0).min(HEIGHT_LIMIT);
                let height = heights.entry(at.row).or_insert(needed);
                *height = height.max(needed);
            }
        }
        heights.extend(&self.heights);
        heights
    }

    fn write_page(&self, sheet: &mut Worksheet) -> Result<(), PaperError> {
        sheet
            .set_paper_size(A4)
            .set_landscape()
            .set_print_center_horizontally(true);
        match &self.parting {
            Some(parting) => write_parting(sheet, parting)?,
            None => {
                sheet.set_print_fit_to_pages(1, u16::from(self.is_one_page));
            }
        }
        sheet.set_margins(0.4, 0.4, 0.5, 0.6, 0.2, 0.3);
        if !self.footer.is_empty() {
            sheet.set_footer(&self.footer);
        }
        for (column, width) in (0..).zip(&self.widths) {
            sheet.set_column_width(column, *width)?;
        }
        for (row, height) in self.fitted_heights() {
            sheet.set_row_height(row, height)?;
        }
        if let Some((first, last)) = self.repeated {
            sheet.set_repeat_rows(first, last)?;
        }
        if let Some(at) = self.frozen {
            sheet.set_freeze_panes(at.row, at.column)?;
        }
        Ok(())
    }
}

/// A page and the one beside it follow each other, so that a row's halves lie together.
fn write_parting(sheet: &mut Worksheet, parting: &Parting) -> Result<(), PaperError> {
    sheet.set_print_scale(parting.scale).set_page_order(false);
    let breaks: Vec<u32> = parting
        .parts
        .iter()
        .skip(1)
        .map(|part| u32::from(*part.start()))
        .collect();
    if !breaks.is_empty() {
        sheet.set_vertical_page_breaks(&breaks)?;
        sheet.set_repeat_columns(0, parting.repeated - 1)?;
    }
    Ok(())
}

/// Lines a text takes in a column of this width. A Chinese character is two digits wide; a little room is left for a font that runs wider.
fn lines_in(text: &str, width: f64) -> f64 {
    let digits = |character: char| if character.is_ascii() { 1.0 } else { 2.0 };
    let lines_of = |line: &str| {
        (line.chars().map(digits).sum::<f64>() * 1.05 / width)
            .ceil()
            .max(1.0)
    };
    text.split('\n').map(lines_of).sum()
}

fn format_of(formats: &mut Vec<(Style, Format)>, style: Style) -> Format {
    if let Some((_, format)) = formats.iter().find(|(known, _)| *known == style) {
        return format.clone();
    }
    let format = style.format();
    formats.push((style, format.clone()));
    format
}

fn write_cell(
    sheet: &mut Worksheet,
    at: CellAddress,
    content: &Content,
    format: &Format,
) -> Result<(), PaperError> {
    match content {
        Content::Text(text) => sheet.write_string_with_format(at.row, at.column, text, format)?,
        Content::Blank => sheet.write_blank(at.row, at.column, format)?,
        Content::Number(decimal) => match decimal.parse::<f64>() {
            // The nearest double prints back as the same digits, up to fifteen of them; a mark has at most nine.
            Ok(number) => sheet.write_number_with_format(at.row, at.column, number, format)?,
            Err(_) => sheet.write_string_with_format(at.row, at.column, decimal, format)?,
        },
    };
    Ok(())
}

/// Cuts a text to what a cell holds, and says so.
fn clip(text: &str) -> String {
    match text.char_indices().nth(TEXT_LIMIT) {
        None => text.to_owned(),
        Some((end, _)) => format!("{}……（全文见签名数据）", &text[..end]),
    }
}

fn clip_units(text: &str, units: usize) -> String {
    let mut room = units;
    let fits = |character: &char| match room.checked_sub(character.len_utf16()) {
        Some(rest) => {
            room = rest;
            true
        }
        None => false,
    };
    let kept: String = text.chars().take_while(fits).collect();
    // A cut between two ampersands would leave one that starts a code.
    let ampersands = kept
        .chars()
        .rev()
        .take_while(|character| *character == '&')
        .count();
    if ampersands % 2 == 1 {
        kept[..kept.len() - 1].to_owned()
    } else {
        kept
    }
}

/// Points as people write a maximum: `15`, `7.5`.
pub(crate) fn short(points: Points) -> String {
    crate::decimal::canonical(&points.to_string()).expect("points show as a decimal")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_footer_keeps_its_codes_whatever_a_name_contains() {
        let mut grid = Grid::new("a", vec![]);
        grid.footer(&format!("A&B{}", "&".repeat(300)));
        assert!(grid.footer.starts_with("&LA&&B&&"));
        assert!(
            grid.footer.ends_with("&R第 &P 页 共 &N 页"),
            "{}",
            grid.footer
        );
        assert!(grid.footer.encode_utf16().count() <= FOOTER_LIMIT);
    }

    #[test]
    fn a_text_too_long_for_a_cell_is_cut_and_says_so() {
        let shown = clip(&"𠮷".repeat(20_000));
        assert!(shown.encode_utf16().count() <= 32_767);
        assert!(shown.ends_with("（全文见签名数据）"));
    }

    #[test]
    fn a_maximum_is_written_without_needless_zeros() {
        assert_eq!(short(Points::from_hundredths(1500)), "15");
        assert_eq!(short(Points::from_hundredths(750)), "7.5");
    }
}
