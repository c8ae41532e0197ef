//! A formal paper as a workbook.
//!
//! The one rule: each sheet stands alone, with title, status, signatures and fingerprint, since sheets are printed and passed on singly.

use std::collections::BTreeSet;

use super::{Formal, FormalError, Section};
use crate::paper::{Grid, Style, new_workbook, qr_png};
use crate::results_book::sheet_name;

/// Height of a QR code's rows in points.
const QR_ROW: f64 = 118.0;
/// Characters across a sheet that has no table.
const PLAIN: f64 = 90.0;

pub(super) fn write(formal: &Formal) -> Result<Vec<u8>, FormalError> {
    let mut workbook = new_workbook(&formal.title)?;
    let mut taken = BTreeSet::new();
    let empty = [Section::default()];
    let sections = if formal.sections.is_empty() {
        &empty[..]
    } else {
        &formal.sections
    };
    for (number, section) in (1_u32..).zip(sections) {
        let heading = if section.heading.is_empty() {
            &formal.title
        } else {
            &section.heading
        };
        let name = sheet_name(heading, number, &mut taken);
        grid(formal, section, &name)?.write_into(&mut workbook)?;
    }
    Ok(workbook
        .save_to_buffer()
        .map_err(crate::paper::PaperError::from)?)
}

fn grid(formal: &Formal, section: &Section, name: &str) -> Result<Grid, FormalError> {
    let widths: Vec<f64> = if section.columns.is_empty() {
        vec![PLAIN]
    } else {
        let of = |column: &super::Column| f64::from(column.width);
        section.columns.iter().map(of).collect()
    };
    let across: f64 = widths.iter().sum();
    let mut grid = Grid::new(name, widths);
    if formal.compact {
        grid.on_one_page();
    }
    let last = grid.columns() - 1;
    let mut row = 0;
    let title = if section.heading.is_empty() {
        formal.title.clone()
    } else {
        format!("{}　{}", formal.title, section.heading)
    };
    grid.wide(row, 0..=last, &title, Style::Title);
    grid.height(row, 30.0);
    row += 1;
    for line in formal.head() {
        grid.wide(row, 0..=last, &line, Style::Banner);
        row += 1;
    }
    let paragraph = |grid: &mut Grid, row: &mut u32, line: &str| {
        grid.wide(*row, 0..=last, line, Style::Line);
        grid.height(*row, height(line, across));
        *row += 1;
    };
    for line in &section.lines {
        paragraph(&mut grid, &mut row, line);
    }
    if !section.columns.is_empty() {
        for (column, head) in (0..).zip(&section.columns) {
            grid.text(row, column, &head.name, Style::Head);
        }
        grid.repeat(row, row);
        grid.freeze(row + 1, 0);
        row += 1;
        for texts in &section.rows {
            for column in 0..grid.columns() {
                let text = texts.get(usize::from(column)).map_or("", String::as_str);
                match (super::is_number(text), text.contains('.')) {
                    (true, true) => grid.number(row, column, text, Style::Number),
                    (true, false) => grid.number(row, column, text, Style::Whole),
                    (false, _) => grid.text(row, column, text, Style::Text),
                }
            }
            row += 1;
        }
    }
    for line in &section.after {
        paragraph(&mut grid, &mut row, line);
    }
    if !formal.signatures.is_empty() {
        let blanks: Vec<String> = formal
            .signatures
            .iter()
            .map(|who| format!("{who}：__________"))
            .collect();
        grid.signature(
            row,
            0..=last,
            &format!("{}　日期：__________", blanks.join("　")),
        );
        row += 1;
    }
    if let Some(print) = &formal.fingerprint {
        let said = format!("{}：{}（核对码 {}）", print.name, print.digest, print.code);
        paragraph(&mut grid, &mut row, &said);
        grid.picture(row, 0, qr_png(&print.digest)?, &said);
        grid.height(row, QR_ROW);
    }
    let code = formal
        .fingerprint
        .as_ref()
        .map_or_else(String::new, |print| format!("　核对码 {}", print.code));
    grid.footer(&format!("{}{code}", formal.status));
    Ok(grid)
}

/// Points that a line over the whole width takes: merged cells are fitted by no program.
fn height(line: &str, across: f64) -> f64 {
    let digits = |character: char| if character.is_ascii() { 1.0 } else { 2.0 };
    let lines: f64 = line
        .split('\n')
        .map(|part| {
            (part.chars().map(digits).sum::<f64>() * 1.05 / across)
                .ceil()
                .max(1.0)
        })
        .sum();
    (lines * 13.5 + 5.0).min(409.0)
}
