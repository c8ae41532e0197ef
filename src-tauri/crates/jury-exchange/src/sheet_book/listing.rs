//! A sheet after the form that lists something for reading: title, a line about it, headings, rows.
//!
//! The one rule: text cells only.

use super::SheetBook;
use crate::paper::{Grid, Style};

/// Rows above the first one listed: title, note, headings.
const FIRST_ROW: u32 = 3;

/// What is listed.
pub(super) struct Listing<'a, const N: usize> {
    /// Its name and its title.
    pub(super) name: &'static str,
    /// What a reader has to know.
    pub(super) note: &'static str,
    /// Headings with widths.
    pub(super) columns: &'a [(&'a str, f64); N],
}

impl<const N: usize> Listing<'_, N> {
    pub(super) fn grid(&self, book: &SheetBook, rows: impl Iterator<Item = [String; N]>) -> Grid {
        let widths = self.columns.iter().map(|(_, width)| *width).collect();
        let mut grid = Grid::new(self.name, widths);
        let last = grid.columns() - 1;
        let title = format!("{}　{}", book.expert, self.name);
        grid.wide(0, 0..=last, &title, Style::Title);
        grid.height(0, 30.0);
        grid.wide(1, 0..=last, self.note, Style::Line);
        for (column, (name, _)) in (0..).zip(self.columns) {
            grid.text(2, column, name, Style::Head);
        }
        for (row, cells) in (FIRST_ROW..).zip(rows) {
            for (column, cell) in (0..).zip(&cells) {
                grid.text(row, column, cell, Style::Text);
            }
        }
        grid.repeat(0, 2);
        grid.freeze(FIRST_ROW, 1);
        grid.footer(&format!(
            "{}　第 {} 版　核对码 {}",
            book.expert, book.seq, book.code
        ));
        grid
    }
}
