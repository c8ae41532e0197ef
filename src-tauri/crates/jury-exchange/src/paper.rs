//! Paper: what a workbook shows, laid out once, from which both the file and the list of cells to compare are made.
//!
//! Not reading: that is [`crate::book`]. The one rule: text cells are written as strings, so that no entrant's name is ever a formula.

mod address;
mod grid;
mod parting;
mod qr;
mod style;

pub use address::CellAddress;
pub(crate) use address::column_name;
pub(crate) use grid::{Grid, short};
pub(crate) use qr::{qr_modules, qr_png};
pub(crate) use style::Style;

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook};

/// Why a workbook could not be written. Texts are cut to what a cell holds beforehand, so this is a fault of the program.
#[derive(Debug, thiserror::Error)]
pub enum PaperError {
    /// The writer of workbooks refused.
    #[error("the workbook could not be written")]
    Workbook(#[from] rust_xlsxwriter::XlsxError),
    /// The digest did not become a QR code.
    #[error("the QR code could not be made")]
    Qr,
}

/// An empty workbook whose bytes depend on nothing but what is put into it: the date of making is fixed.
pub(crate) fn new_workbook(title: &str) -> Result<Workbook, PaperError> {
    let mut workbook = Workbook::new();
    let fixed = ExcelDateTime::from_ymd(2000, 1, 1)?;
    workbook.set_properties(
        &DocProperties::new()
            .set_title(title)
            .set_creation_datetime(&fixed),
    );
    Ok(workbook)
}
