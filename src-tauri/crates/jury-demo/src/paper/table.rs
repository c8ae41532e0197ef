//! Tables on paper: cells that wrap, a shaded head that is repeated on the next page.
//!
//! Not where a table goes (see [`super::flow`]). The one rule to know: a row is never torn across pages.

use super::font::Font;
use super::page::{BLACK, Colour, Page, Style};
use super::type_setting::{Line, lines};
use crate::face::width;

const SIZE: f32 = 10.5;
const LEADING: f32 = 15.5;
const PADDING: f32 = 4.5;

/// A table with its caption; the first row is the head.
#[derive(Debug, Clone)]
pub(crate) struct Table {
    pub(crate) caption: String,
    /// The columns' shares of the width.
    pub(crate) shares: Vec<f32>,
    pub(crate) rows: Vec<Vec<String>>,
}

/// A row laid out for a width.
pub(crate) struct Row {
    cells: Vec<Vec<Line>>,
    pub(crate) height: f32,
}

impl Table {
    /// The columns' widths in a measure.
    pub(crate) fn columns(&self, measure: f32) -> Vec<f32> {
        let all: f32 = self.shares.iter().sum();
        self.shares
            .iter()
            .map(|share| measure * share / all)
            .collect()
    }

    /// All rows, laid out.
    pub(crate) fn laid_out(&self, columns: &[f32]) -> Vec<Row> {
        self.rows.iter().map(|row| lay_out(row, columns)).collect()
    }
}

fn lay_out(row: &[String], columns: &[f32]) -> Row {
    let cells: Vec<Vec<Line>> = row
        .iter()
        .zip(columns)
        .map(|(text, column)| lines(text, SIZE, column - 2.0 * PADDING, 0.0))
        .collect();
    let most = cells.iter().map(Vec::len).max().unwrap_or(1).max(1);
    Row {
        cells,
        height: most as f32 * LEADING + 2.0 * PADDING,
    }
}

/// Draws a row with its top at `y`. Short cells and the head are centred, long ones start at the left.
pub(crate) fn draw(
    page: &mut Page,
    font: &mut Font,
    row: &Row,
    [x, y]: [f32; 2],
    columns: &[f32],
    head: Option<Colour>,
) {
    let mut left = x;
    for (lines, column) in row.cells.iter().zip(columns) {
        page.boxed([left, y, *column, row.height], head, Some((0.6, BLACK)));
        let style = if head.is_some() {
            Style::bold(SIZE)
        } else {
            Style::plain(SIZE)
        };
        let centred = head.is_some() || (lines.len() == 1 && lines[0].text.chars().count() <= 12);
        let mut base = y + (row.height - lines.len() as f32 * LEADING) / 2.0 + SIZE + 1.0;
        for line in lines {
            let spare = column - width(&line.text, SIZE);
            let at = if centred {
                left + spare / 2.0
            } else {
                left + PADDING
            };
            page.text(
                font,
                [at, base],
                style,
                &line.text,
                if centred { 0.0 } else { line.spacing },
            );
            base += LEADING;
        }
        left += column;
    }
}
