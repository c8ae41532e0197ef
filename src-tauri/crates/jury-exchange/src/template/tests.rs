use super::*;
use crate::book::{Book, CellValue};
use crate::entries_book::read_entries;
use crate::experts_book::read_experts;
use crate::rubric_book::{RubricImportError, read_rubric};
use crate::table::{ImportError, Problem, RowFault};

#[track_caller]
fn lacks_only_rows(faults: &[RowFault]) {
    assert_eq!(
        faults
            .iter()
            .map(|fault| &fault.problem)
            .collect::<Vec<_>>(),
        [&Problem::NoRows]
    );
}

#[test]
fn an_empty_template_is_understood_and_lacks_only_rows() {
    let Err(ImportError::Rows(faults)) = read_entries(&entries_template().unwrap()) else {
        panic!("an empty table")
    };
    lacks_only_rows(&faults);
    let Err(ImportError::Rows(faults)) = read_experts(&experts_template().unwrap()) else {
        panic!("an empty table")
    };
    lacks_only_rows(&faults);
    let Err(RubricImportError::Import(ImportError::Rows(faults))) =
        read_rubric(&rubric_template().unwrap())
    else {
        panic!("an empty table")
    };
    lacks_only_rows(&faults);
}

#[test]
fn every_template_explains_itself() {
    for bytes in [
        entries_template().unwrap(),
        experts_template().unwrap(),
        rubric_template().unwrap(),
    ] {
        let mut book = Book::open(&bytes).unwrap();
        let notes = book.cells(NOTES_SHEET).unwrap();
        assert!(notes.len() > 4);
        assert!(
            notes
                .iter()
                .all(|cell| matches!(cell.value, CellValue::Text(_)))
        );
    }
}

#[test]
fn a_template_made_twice_has_the_same_bytes() {
    assert_eq!(entries_template().unwrap(), entries_template().unwrap());
}
