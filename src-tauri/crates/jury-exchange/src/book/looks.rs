//! What makes a cell show something else than it holds: a number format, a colour nobody can read, a picture over it, a condition.
//!
//! Not rows, columns and merges (shape.rs). The one rule: what a spreadsheet program does to a file it only saves again is not told; colours of a
//! theme beyond black and white, and pictures of unknown size, count as readable.

use std::collections::BTreeMap;

use super::BookError;
use super::package::{Package, attribute, each_element, each_text, number, whole};
use super::shape::{Range, merged, place};

/// Formats that show a mark as it is. A whole number's rounds, which people see in the total beside it.
const PLAIN: &[&str] = &["General", "@", "0", "0.0", "0.00", "#,##0", "#,##0.00"];
/// Those of them that a workbook names by a number alone (ECMA-376 part 1, §18.8.30).
const BUILT_IN: &[(u32, &str)] = &[
    (0, "General"),
    (1, "0"),
    (2, "0.00"),
    (3, "#,##0"),
    (4, "#,##0.00"),
    (49, "@"),
];
/// Points of a font below which nobody reads, and the least difference of brightness (0 to 255) between a text and what is behind it.
const LEAST_SIZE: f64 = 4.0;
const LEAST_CONTRAST: i32 = 40;
/// Pictures of a sheet that are read. A form has one, the code of its signature.
const PICTURE_LIMIT: usize = 1_000;
/// English Metric Units of a usual row and column, for pictures that say their size instead of their last cell.
const ROW_EMU: u64 = 190_500;
const COLUMN_EMU: u64 = 609_600;

/// How a sheet's cells look, where that hides what they hold. Rows and columns from 0.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Looks {
    /// Cells by what is wrong with their style.
    pub(crate) cells: BTreeMap<(u32, u32), Doubt>,
    /// Cells below pictures.
    pub(crate) pictures: Vec<Range>,
    /// Cells whose looks depend on a condition.
    pub(crate) conditions: Vec<Range>,
}

/// What is wrong with a style.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Doubt {
    /// A number format that need not show the number.
    Format,
    /// A text that cannot be read.
    Faint,
}

/// Reads the looks of a sheet from its part, which stands at `path`.
pub(super) fn read(parts: &mut Package<'_>, path: &str, text: &str) -> Result<Looks, BookError> {
    let mut looks = Looks::default();
    // Most workbooks have no style to doubt, and then their cells need not be looked at.
    let doubts = parts.beside_workbook("/relationships/styles")?;
    let doubts = doubts.map_or(Ok(Vec::new()), |path| styles(&parts.text(&path)?))?;
    if doubts.iter().any(Option::is_some) {
        looks.cells = cells(text, &doubts)?;
    }
    if text.contains("conditionalFormatting") {
        each_element(text, |tag, element| {
            if tag == "conditionalFormatting" {
                let ranges = attribute(element, "sqref").unwrap_or_default();
                looks
                    .conditions
                    .extend(ranges.split_whitespace().filter_map(merged));
            }
            Ok(())
        })?;
    }
    if text.contains("<drawing") || text.contains(":drawing") {
        for path in parts.related(path, "/relationships/drawing")? {
            looks.pictures.extend(pictures(&parts.text(&path)?)?);
        }
    }
    Ok(looks)
}

fn cells(text: &str, doubts: &[Option<Doubt>]) -> Result<BTreeMap<(u32, u32), Doubt>, BookError> {
    let (mut found, mut row, mut column) = (BTreeMap::new(), 0_u32, 0_u32);
    let mut next_row = 0_u32;
    each_element(text, |tag, element| {
        match tag {
            "row" => {
                row = whole(element, "r").map_or(next_row, |row| row.saturating_sub(1));
                (next_row, column) = (row.saturating_add(1), 0);
            }
            "c" => {
                let at = attribute(element, "r")
                    .and_then(|at| place(&at))
                    .unwrap_or((row, column));
                column = at.1.saturating_add(1);
                let style = whole(element, "s").and_then(|style| usize::try_from(style).ok());
                if let Some(doubt) = doubts.get(style.unwrap_or_default()).copied().flatten() {
                    found.insert(at, doubt);
                }
            }
            _ => {}
        }
        Ok(())
    })?;
    Ok(found)
}

/// What is wrong with each style of a workbook, by its number.
fn styles(text: &str) -> Result<Vec<Option<Doubt>>, BookError> {
    let mut formats: BTreeMap<u32, String> = BTreeMap::new();
    let mut fonts: Vec<Ink> = Vec::new();
    let mut fills: Vec<i32> = Vec::new();
    let mut styles = Vec::new();
    let mut section = String::new();
    each_element(text, |tag, element| {
        match (section.as_str(), tag) {
            (
                _,
                "numFmts" | "fonts" | "fills" | "borders" | "cellStyleXfs" | "cellXfs"
                | "cellStyles" | "dxfs",
            ) => tag.clone_into(&mut section),
            ("numFmts", "numFmt") => {
                if let (Some(id), Some(code)) =
                    (whole(element, "numFmtId"), attribute(element, "formatCode"))
                {
                    formats.insert(id, code);
                }
            }
            ("fonts", "font") => fonts.push(Ink {
                brightness: 0,
                is_tiny: false,
            }),
            ("fonts", "color") => {
                if let (Some(font), Some(brightness)) = (fonts.last_mut(), brightness(element)) {
                    font.brightness = brightness;
                }
            }
            ("fonts", "sz") => {
                if let (Some(font), Some(size)) = (fonts.last_mut(), number(element, "val")) {
                    font.is_tiny = size < LEAST_SIZE;
                }
            }
            ("fills", "fill") => fills.push(255),
            ("fills", "fgColor") => {
                if let (Some(fill), Some(brightness)) = (fills.last_mut(), brightness(element)) {
                    *fill = brightness;
                }
            }
            ("cellXfs", "xf") => {
                let [format, font, fill] = ["numFmtId", "fontId", "fillId"]
                    .map(|name| whole(element, name).unwrap_or_default());
                styles.push((format, font, fill));
            }
            _ => {}
        }
        Ok(())
    })?;
    let doubt = |(format, font, fill): (u32, u32, u32)| {
        let of = |id: u32| usize::try_from(id).unwrap_or(usize::MAX);
        let behind = fills.get(of(fill)).copied().unwrap_or(255);
        let faint = fonts
            .get(of(font))
            .is_some_and(|ink| ink.is_tiny || (ink.brightness - behind).abs() < LEAST_CONTRAST);
        let built_in = BUILT_IN
            .iter()
            .find(|(id, _)| *id == format)
            .map(|(_, code)| *code);
        let code = formats.get(&format).map(String::as_str).or(built_in);
        if faint {
            Some(Doubt::Faint)
        } else {
            (!code.is_some_and(is_plain)).then_some(Doubt::Format)
        }
    };
    Ok(styles.into_iter().map(doubt).collect())
}

struct Ink {
    brightness: i32,
    is_tiny: bool,
}

/// How bright a colour is, from 0 to 255; nothing for one that is not known here.
fn brightness(element: &quick_xml::events::BytesStart<'_>) -> Option<i32> {
    if let Some(rgb) = attribute(element, "rgb") {
        let part = |from: usize| i32::from_str_radix(rgb.get(from..from + 2)?, 16).ok();
        let first = rgb.len().checked_sub(6)?;
        // Weights of ITU-R BT.601.
        return Some(
            (299 * part(first)? + 587 * part(first + 2)? + 114 * part(first + 4)?) / 1_000,
        );
    }
    match (whole(element, "theme"), whole(element, "indexed")) {
        (Some(0), _) | (_, Some(1 | 9)) => Some(255),
        (Some(1), _) | (_, Some(0 | 8 | 64)) => Some(0),
        _ => None,
    }
}

/// Whether a format shows a number as it is: a plain one, with room for a sign or a colour for negative numbers at most.
fn is_plain(code: &str) -> bool {
    let first = code.split(';').next().unwrap_or_default();
    let bare = first.trim_end_matches("_ ").trim_end_matches("_)").trim();
    PLAIN.iter().any(|plain| plain.eq_ignore_ascii_case(bare))
}

/// The cells below the pictures of a drawing.
fn pictures(text: &str) -> Result<Vec<Range>, BookError> {
    let mut found: Vec<Range> = Vec::new();
    let mut corner = String::new();
    // Numbers stand as texts between tags: `<xdr:from><xdr:col>1</xdr:col>…`.
    each_text(text, |tag, element, content| {
        match (corner.as_str(), tag) {
            (_, "twoCellAnchor" | "oneCellAnchor") => {
                if found.len() == PICTURE_LIMIT {
                    return Err(BookError::UnpacksTooLarge);
                }
                found.push(((0, 0), (0, 0)));
            }
            (_, "from" | "to") => tag.clone_into(&mut corner),
            (_, "ext") => {
                let size = |name| {
                    element
                        .and_then(|one| attribute(one, name))
                        .and_then(|it| it.parse::<u64>().ok())
                };
                if let (Some((from, to)), Some(width), Some(height)) =
                    (found.last_mut(), size("cx"), size("cy"))
                    && *to == (0, 0)
                {
                    let cells = |emu: u64, each: u64| {
                        u32::try_from(emu.saturating_sub(1) / each).unwrap_or(u32::MAX)
                    };
                    *to = (
                        from.0.saturating_add(cells(height, ROW_EMU)),
                        from.1.saturating_add(cells(width, COLUMN_EMU)),
                    );
                }
            }
            (end @ ("from" | "to"), "row" | "col") => {
                if let (Some(range), Ok(at)) = (found.last_mut(), content.trim().parse::<u32>()) {
                    let corner = if end == "from" {
                        &mut range.0
                    } else {
                        &mut range.1
                    };
                    if tag == "row" {
                        corner.0 = at;
                    } else {
                        corner.1 = at;
                    }
                }
            }
            _ => {}
        }
        Ok(())
    })?;
    Ok(found)
}
