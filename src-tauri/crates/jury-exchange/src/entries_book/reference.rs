//! 校准参考分: reference marks of calibration entries, on a sheet of the entries workbook.
//!
//! Whether an entry is one for calibration and a mark could be given is decided by whoever has rubric and entries. The one rule: the sheet may be
//! absent; then calibration entries have no reference.

use jury_core::{EntryId, Points};

use crate::book::{Book, BookError};
use crate::rubric_book::criteria::points;
use crate::table::{self, Column, ImportError, RowReader, fold};

pub(crate) const SHEET: &str = "校准参考分";
const ENTRY: &str = "项目编号";
/// Heads the criterion.
pub(crate) const CRITERION: &str = "指标";
/// Heads the mark.
pub(crate) const VALUE: &str = "参考分";
const REMARK: &str = "说明";
const NAME_LIMIT: usize = 200;
const TEXT_LIMIT: usize = 2_000;

pub(crate) const COLUMNS: &[Column] = &[
    Column::required(ENTRY, &["编号", "参赛项目编号"]),
    Column::optional(CRITERION, &["二级指标", "二级代码", "评价指标"]),
    Column::optional(VALUE, &["得分", "分数"]),
    Column::optional(REMARK, &["备注"]),
];

/// One line: a mark for a criterion, a remark, or both.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReferenceRow {
    /// The row of the table, from 1.
    pub row: u32,
    /// The entry.
    pub entry: EntryId,
    /// The criterion, by id or name as written, with its mark.
    pub mark: Option<(String, Points)>,
    /// What the marks rest on; may be empty.
    pub remark: String,
}

/// Reads the sheet out of the entries workbook; nothing where there is none, as in a text file.
///
/// # Errors
/// [`ImportError`]: the list of everything wrong with its rows.
pub fn read_references(bytes: &[u8]) -> Result<Vec<ReferenceRow>, ImportError> {
    let sheets = match Book::open(bytes) {
        Ok(book) => book.sheet_names(),
        Err(BookError::Foreign { .. }) => Vec::new(),
        Err(error) => return Err(error.into()),
    };
    if !sheets.iter().any(|sheet| fold(sheet) == SHEET) {
        return Ok(Vec::new());
    }
    let table = table::read(bytes, SHEET, COLUMNS)?;
    let (mut rows, mut faults) = (Vec::new(), Vec::new());
    for row in &table.rows {
        let mut reader = RowReader::new(&table, row);
        let line = read_row(&mut reader);
        rows.extend(reader.finish(line, &mut faults, &mut Vec::new()));
    }
    if faults.is_empty() {
        Ok(rows)
    } else {
        Err(ImportError::Rows(faults))
    }
}

fn read_row(reader: &mut RowReader<'_>) -> Option<ReferenceRow> {
    let id = reader.required_text(ENTRY, NAME_LIMIT);
    let entry = reader.id(ENTRY, id, EntryId::new);
    let criterion = reader.text(CRITERION, NAME_LIMIT);
    let value = match (&criterion, reader.text(VALUE, NAME_LIMIT)) {
        (Some(_), None) => reader.required_text(VALUE, NAME_LIMIT),
        (None, Some(_)) => reader.required_text(CRITERION, NAME_LIMIT),
        (_, given) => given,
    };
    let value = value.and_then(|given| match points(&given) {
        Ok(value) => Some(value),
        Err(problem) => {
            reader.fault(VALUE, problem);
            None
        }
    });
    let remark = reader.text(REMARK, TEXT_LIMIT).unwrap_or_default();
    Some(ReferenceRow {
        row: reader.number(),
        entry: entry?,
        mark: criterion.zip(value),
        remark,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::book;

    #[test]
    fn marks_and_remarks_are_read_and_no_sheet_is_no_fault() {
        let sheet: &[&[&str]] = &[
            &["项目编号", "指标", "参考分", "说明"],
            &["01-001", "A1", "3.5", "三位组长的平均"],
            &["01-001", "应用行业", "2", ""],
            &["01-002", "", "", "只作说明"],
        ];
        let rows = read_references(&book(&[("参赛项目", &[]), (SHEET, sheet)])).unwrap();
        let said: Vec<_> = rows
            .iter()
            .map(|row| {
                let mark = row
                    .mark
                    .as_ref()
                    .map(|(criterion, value)| (criterion.as_str(), value.to_string()));
                (row.row, row.entry.as_str(), mark, row.remark.as_str())
            })
            .collect();
        assert_eq!(
            said,
            [
                (
                    2,
                    "01-001",
                    Some(("A1", "3.50".to_owned())),
                    "三位组长的平均"
                ),
                (3, "01-001", Some(("应用行业", "2.00".to_owned())), ""),
                (4, "01-002", None, "只作说明"),
            ]
        );
        assert_eq!(read_references(&book(&[("参赛项目", &[])])), Ok(Vec::new()));
        assert_eq!(
            read_references("项目编号,赛道\n".as_bytes()),
            Ok(Vec::new())
        );
    }

    #[test]
    fn a_mark_without_a_criterion_and_one_that_is_no_number_are_faults() {
        let sheet: &[&[&str]] = &[
            &["项目编号", "指标", "参考分"],
            &["01-001", "", "3"],
            &["01-001", "A1", ""],
            &["01-001", "A1", "三"],
        ];
        let Err(ImportError::Rows(faults)) = read_references(&book(&[(SHEET, sheet)])) else {
            panic!("much is wrong")
        };
        let said: Vec<_> = faults
            .iter()
            .map(|fault| (fault.row, fault.column.as_str()))
            .collect();
        assert_eq!(said, [(2, "指标"), (3, "参考分"), (4, "参考分")]);
    }
}
