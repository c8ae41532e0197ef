//! Where in a file a table stands: the sheet and row whose cells are its headings.
//!
//! Not tied to positions: secretariats put titles above and move columns. The one rule: a heading is compared without brackets, stars, white
//! space and width, but a unit in its brackets must be the right one.

use std::collections::BTreeMap;

use crate::book::{Book, BookError, CellValue, ForeignKind, ReadCell};

use super::{Column, ImportError, Problem, RowFault, Table, TableRow, csv_text, fold};

/// Headings stand in one of the first rows; titles and notes above them are passed over.
const ROWS_SEARCHED: u32 = 20;
const CSV: &str = "CSV";

/// Finds a table in a workbook or text file. The sheet of the preferred name is tried first, then every sheet a person sees.
pub(crate) fn read(
    bytes: &[u8],
    preferred: &str,
    columns: &'static [Column],
) -> Result<Table, ImportError> {
    match Book::open(bytes) {
        Ok(mut book) => in_book(&mut book, preferred, columns),
        Err(BookError::Foreign {
            kind: ForeignKind::Unknown,
        }) => best(
            std::iter::once(csv_text::cells(bytes).map(|cells| candidate(CSV, cells, columns))),
            columns,
        ),
        Err(error) => Err(error.into()),
    }
}

fn in_book(
    book: &mut Book,
    preferred: &str,
    columns: &'static [Column],
) -> Result<Table, ImportError> {
    let mut names = book.visible_sheet_names();
    names.sort_by_key(|name| fold(name) != fold(preferred));
    let read = |name: String| {
        let cells = book.cells(&name)?;
        Ok(candidate(&name, cells, columns))
    };
    best(names.into_iter().map(read), columns)
}

/// The first table with every required column and no fault in its headings, without reading on; otherwise the faults of the one that comes
/// closest.
fn best(
    candidates: impl Iterator<Item = Result<(Table, Vec<RowFault>), ImportError>>,
    columns: &[Column],
) -> Result<Table, ImportError> {
    let mut closest: Option<(Table, Vec<RowFault>)> = None;
    for candidate in candidates {
        // A sheet that cannot be read says less than one that nearly was the table.
        let (table, faults) = match candidate {
            Err(_) if closest.is_some() => break,
            other => other?,
        };
        if faults.is_empty() {
            return Ok(table);
        }
        let is_closer = closest
            .as_ref()
            .is_none_or(|(best, _)| table.columns.len() > best.columns.len());
        if is_closer {
            closest = Some((table, faults));
        }
    }
    let missing = || {
        columns
            .iter()
            .filter(|column| column.required)
            .map(|column| missing_column("", 1, column))
            .collect()
    };
    Err(ImportError::Rows(
        closest.map_or_else(missing, |(_, faults)| faults),
    ))
}

fn missing_column(sheet: &str, row: u32, column: &Column) -> RowFault {
    RowFault {
        sheet: sheet.to_owned(),
        row,
        column: column.heading(),
        problem: Problem::ColumnMissing,
    }
}

/// A sheet taken as the table, with what is wrong with its headings.
fn candidate(
    sheet: &str,
    cells: Vec<ReadCell>,
    columns: &'static [Column],
) -> (Table, Vec<RowFault>) {
    let rows = by_row(cells);
    let headings = Headings::of(columns);
    let matches = |row: &[ReadCell]| {
        row.iter()
            .filter(|cell| headings.find(cell).is_some())
            .count()
    };
    let heading = rows
        .iter()
        .take_while(|(row, _)| *row < ROWS_SEARCHED)
        .map(|(row, cells)| (*row, matches(cells)));
    // The earliest of the rows with the most headings.
    let heading_row = heading
        .max_by_key(|(row, count)| (*count, u32::MAX - row))
        .map_or(0, |(row, _)| row);
    let mut table = Table {
        sheet: sheet.to_owned(),
        heading_row: heading_row + 1,
        columns: BTreeMap::new(),
        others: Vec::new(),
        rows: Vec::new(),
    };
    let faults = match rows.iter().find(|(row, _)| *row == heading_row) {
        Some((_, row)) => read_headings(&mut table, row, &headings),
        None => columns
            .iter()
            .filter(|column| column.required)
            .map(|column| missing_column(sheet, 1, column))
            .collect(),
    };
    let below = rows.into_iter().filter(|(row, _)| *row > heading_row);
    table.rows = below
        .filter_map(|(row, cells)| filled(row, cells))
        .collect();
    (table, faults)
}

/// The cells by row and column, ascending. Of two that claim one place the last counts.
fn by_row(mut cells: Vec<ReadCell>) -> Vec<(u32, Vec<ReadCell>)> {
    cells.sort_by_key(|cell| (cell.row, cell.column));
    let mut rows: Vec<(u32, Vec<ReadCell>)> = Vec::new();
    for cell in cells {
        match rows.last_mut() {
            Some((row, of_row)) if *row == cell.row => match of_row.last_mut() {
                Some(last) if last.column == cell.column => *last = cell,
                _ => of_row.push(cell),
            },
            _ => rows.push((cell.row, vec![cell])),
        }
    }
    rows
}

/// A row that holds more than blanks.
fn filled(row: u32, cells: Vec<ReadCell>) -> Option<TableRow> {
    let is_blank =
        |cell: &ReadCell| matches!(&cell.value, CellValue::Text(text) if fold(text).is_empty());
    (!cells.iter().all(is_blank)).then_some(TableRow {
        number: row + 1,
        cells,
    })
}

fn read_headings(table: &mut Table, cells: &[ReadCell], headings: &Headings) -> Vec<RowFault> {
    let mut faults = Vec::new();
    let row = table.heading_row;
    for cell in cells {
        let at = cell.column;
        let Some((column, unit)) = headings.find(cell) else {
            if let CellValue::Text(text) = &cell.value {
                table.others.push((text.clone(), at));
            }
            continue;
        };
        let mut fault = |problem| {
            faults.push(RowFault {
                sheet: table.sheet.clone(),
                row,
                column: column.heading(),
                problem,
            });
        };
        if let (Some(given), Some(expected)) = (unit, column.unit)
            && given != fold(expected)
        {
            fault(Problem::Unit { given, expected });
        }
        if table.columns.insert(column.name, at).is_some() {
            fault(Problem::ColumnTwice);
        }
    }
    let missing = headings
        .columns
        .iter()
        .filter(|column| column.required && !table.columns.contains_key(column.name));
    faults.extend(missing.map(|column| missing_column(&table.sheet, row, column)));
    faults
}

/// The known headings by the form in which they are compared, folded once: a sheet may have thousands of columns and twenty rows to search.
struct Headings {
    columns: &'static [Column],
    by_name: BTreeMap<String, &'static Column>,
}

impl Headings {
    fn of(columns: &'static [Column]) -> Self {
        let mut by_name = BTreeMap::new();
        for column in columns {
            for name in std::iter::once(&column.name).chain(column.aliases) {
                by_name.entry(fold(name)).or_insert(column);
            }
        }
        Self { columns, by_name }
    }

    /// Which column a cell is the heading of, and the unit in its brackets.
    fn find(&self, cell: &ReadCell) -> Option<(&'static Column, Option<String>)> {
        let CellValue::Text(text) = &cell.value else {
            return None;
        };
        let folded = fold(text).replace('*', "");
        let (name, unit) = match folded.split_once('(') {
            Some((name, bracket)) => (name, Some(bracket.trim_end_matches(')').to_owned())),
            None => (folded.as_str(), None),
        };
        self.by_name.get(name).map(|column| (*column, unit))
    }
}
