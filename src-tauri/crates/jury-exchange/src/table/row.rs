//! Reading one row: each answer is a value, or nothing and a fault noted.
//!
//! Not stopping at the first fault: a person mends a table in one go. The one rule: a reader returns nothing only after it has said why, or
//! because the cell may be blank.

use jury_core::IdError;

use crate::book::CellValue;
use crate::decimal;

use super::{CleanText, NoteKind, Problem, RowFault, RowNote, Table, TableRow, fold};

/// Words people write into a cell that does not apply.
const NOT_APPLICABLE: &[&str] = &[
    "/",
    "-",
    "--",
    "—",
    "——",
    "无",
    "不适用",
    "未知",
    "不详",
    "N/A",
    "n/a",
    "0/不适用",
];

/// Faults of a table that are said, and notes. Somebody who chose the wrong file has a million, and nobody reads more than these before the next
/// attempt.
pub const SAID_LIMIT: usize = 2_000;

/// A row being read.
pub(crate) struct RowReader<'a> {
    table: &'a Table,
    row: &'a TableRow,
    faults: Vec<RowFault>,
    notes: Vec<RowNote>,
}

impl<'a> RowReader<'a> {
    pub(crate) fn new(table: &'a Table, row: &'a TableRow) -> Self {
        Self {
            table,
            row,
            faults: Vec::new(),
            notes: Vec::new(),
        }
    }

    /// As the spreadsheet counts.
    pub(crate) fn number(&self) -> u32 {
        self.row.number
    }

    /// The row's value if nothing was wrong with it; faults and notes are handed over.
    pub(crate) fn finish<T>(
        self,
        value: Option<T>,
        faults: &mut Vec<RowFault>,
        notes: &mut Vec<RowNote>,
    ) -> Option<T> {
        let is_good = self.faults.is_empty();
        faults.extend(self.faults.into_iter().take(room_in(faults)));
        notes.extend(self.notes.into_iter().take(room_in(notes)));
        value.filter(|_| is_good)
    }

    /// Notes what is wrong with a column of this row.
    pub(crate) fn fault(&mut self, column: &str, problem: Problem) {
        self.faults.push(RowFault {
            sheet: self.table.sheet.clone(),
            row: self.row.number,
            column: column.to_owned(),
            problem,
        });
    }

    /// The cell as cleaned text, if it holds any.
    pub(crate) fn text(&mut self, column: &'static str, limit: usize) -> Option<String> {
        let at = *self.table.columns.get(column)?;
        self.text_at(column, at, limit)
    }

    /// The same for a column that is not one of the table's fixed ones.
    pub(crate) fn text_at(
        &mut self,
        column: &'static str,
        at: u32,
        limit: usize,
    ) -> Option<String> {
        let cell = self.row.cell(at)?;
        if cell.by_formula {
            let (sheet, row) = (self.table.sheet.clone(), self.row.number);
            self.notes.push(RowNote {
                sheet,
                row,
                column,
                kind: NoteKind::ByFormula,
            });
        }
        match read_text(&cell.value, limit) {
            Ok(text) => (!text.is_empty()).then_some(text),
            Err(problem) => {
                self.fault(column, problem);
                None
            }
        }
    }

    /// The cell as cleaned text; a blank one is a fault.
    pub(crate) fn required_text(&mut self, column: &'static str, limit: usize) -> Option<String> {
        let before = self.faults.len();
        let text = self.text(column, limit);
        if text.is_none() && self.faults.len() == before {
            self.fault(column, Problem::Blank);
        }
        text
    }

    /// The cell as an id.
    pub(crate) fn id<T>(
        &mut self,
        column: &'static str,
        text: Option<String>,
        make: impl FnOnce(String) -> Result<T, IdError>,
    ) -> Option<T> {
        match make(fold(&text?)) {
            Ok(id) => Some(id),
            Err(problem) => {
                self.fault(column, problem.into());
                None
            }
        }
    }

    /// The cell as plain decimal text: thousands separators and the column's own unit are taken off, and a word for "does not apply" is blank.
    pub(crate) fn decimal(&mut self, column: &'static str, unit: &str) -> Option<String> {
        let given = self.text(column, 60)?;
        let folded = fold(&given);
        if NOT_APPLICABLE.contains(&folded.as_str()) {
            return None;
        }
        let bare = folded
            .strip_suffix(&fold(unit))
            .unwrap_or(&folded)
            .replace(',', "");
        let number = decimal::canonical(&bare);
        match number {
            None => self.fault(column, Problem::NotANumber { given }),
            Some(ref number) if number.starts_with('-') => {
                self.fault(column, Problem::Negative { given });
                return None;
            }
            Some(_) => {}
        }
        number
    }
}

fn room_in<T>(said: &[T]) -> usize {
    SAID_LIMIT.saturating_sub(said.len())
}

/// Whether a word says that a column does not apply.
pub(crate) fn is_not_applicable(text: &str) -> bool {
    NOT_APPLICABLE.contains(&fold(text).as_str())
}

fn read_text(value: &CellValue, limit: usize) -> Result<String, Problem> {
    let text = match value {
        CellValue::Text(text) => CleanText::of(text)?.0,
        CellValue::Number(number) => number.clone(),
        CellValue::Truth(truth) => (if *truth { "是" } else { "否" }).to_owned(),
        CellValue::Date(_) => return Err(Problem::BecameDate),
        CellValue::Fault => return Err(Problem::CellError),
    };
    let length = text.chars().count();
    if length > limit {
        Err(Problem::TooLong { length, limit })
    } else {
        Ok(text)
    }
}
