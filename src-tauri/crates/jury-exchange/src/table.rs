//! A table a secretariat keeps: headings found by name, rows read one by one, every fault collected.
//!
//! Not any one table's meaning: entries, experts and rubrics have files of their own. The one rule: nothing is half-imported — either every row
//! is good, or the answer is the list of all that is wrong.

mod clean;
mod csv_text;
mod fault;
mod find;
mod row;

pub(crate) use clean::{CleanText, fold};
pub use fault::{ImportError, Imported, NoteKind, Problem, RowFault, RowNote};
pub(crate) use find::read;
pub use row::SAID_LIMIT;
pub(crate) use row::{RowReader, is_not_applicable};

use std::collections::BTreeMap;

use crate::book::ReadCell;

/// A column a table may have.
#[derive(Debug, Clone)]
pub(crate) struct Column {
    /// The heading, as the template has it.
    pub(crate) name: &'static str,
    /// Other headings that mean the same.
    pub(crate) aliases: &'static [&'static str],
    /// Whether the table is of no use without it.
    pub(crate) required: bool,
    /// The unit its numbers are in; a heading with another one in brackets is refused.
    pub(crate) unit: Option<&'static str>,
}

impl Column {
    pub(crate) const fn required(name: &'static str, aliases: &'static [&'static str]) -> Self {
        Self {
            name,
            aliases,
            required: true,
            unit: None,
        }
    }

    pub(crate) const fn optional(name: &'static str, aliases: &'static [&'static str]) -> Self {
        Self {
            name,
            aliases,
            required: false,
            unit: None,
        }
    }

    pub(crate) const fn measured(
        name: &'static str,
        aliases: &'static [&'static str],
        unit: &'static str,
    ) -> Self {
        Self {
            name,
            aliases,
            required: false,
            unit: Some(unit),
        }
    }

    /// The heading with its unit, as the template writes it.
    pub(crate) fn heading(&self) -> String {
        self.unit.map_or_else(
            || self.name.to_owned(),
            |unit| format!("{}（{unit}）", self.name),
        )
    }
}

/// A table found in a file.
#[derive(Debug)]
pub(crate) struct Table {
    /// The sheet it stands in; `CSV` for a text file.
    pub(crate) sheet: String,
    /// The row of the headings, from 1.
    pub(crate) heading_row: u32,
    /// Which column stands where, from 0.
    pub(crate) columns: BTreeMap<&'static str, u32>,
    /// Headings that are none of the known columns, and where they stand.
    pub(crate) others: Vec<(String, u32)>,
    /// The rows below the headings that hold something.
    pub(crate) rows: Vec<TableRow>,
}

/// A row below the headings.
#[derive(Debug)]
pub(crate) struct TableRow {
    /// As the spreadsheet counts, from 1.
    pub(crate) number: u32,
    /// By column, ascending, each once. A table may have a million rows of one cell: a map for each would be a gigabyte.
    cells: Vec<ReadCell>,
}

impl TableRow {
    fn cell(&self, column: u32) -> Option<&ReadCell> {
        let at = self
            .cells
            .binary_search_by_key(&column, |cell| cell.column)
            .ok()?;
        self.cells.get(at)
    }
}
