//! A workbook somebody handed in, opened with care: what it is, how large it becomes, and its cells one by one.
//!
//! Not the meaning of a cell: that is for the readers of entries, experts, rubrics and sheets. The one rule: everything is counted while it
//! is being unpacked, so that a small hostile file cannot become a large one.

mod cells;
mod kept;
mod looks;
mod package;
mod parts;
mod shape;
mod sniff;

use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use calamine::{Reader, SheetVisible, Xlsx};

pub(crate) use cells::{CellValue, ReadCell, SheetCells};
pub use kept::SHEET_LIMIT;
pub(crate) use looks::Doubt;
pub(crate) use shape::Range;
pub use sniff::{ForeignKind, begins_as_workbook};

/// A workbook larger than this is not read.
pub const FILE_LIMIT: usize = 64 << 20;
/// More cells than this are not read from a workbook, all its sheets together.
pub const CELL_LIMIT: usize = 1_000_000;

/// Columns of a sheet: no spreadsheet program writes more.
pub const COLUMN_LIMIT: u32 = 16_384;
/// Rows of a sheet: no spreadsheet program writes more.
pub const ROW_LIMIT: u32 = 1_048_576;
/// Characters of a cell as spreadsheet programs count them, in UTF-16: none shows more.
pub const CELL_TEXT_LIMIT: usize = 32_767;
/// Bytes of text all cells read come to. As much as one part may unpack to: a text that stands in the file once always fits, and only a long
/// text that many cells repeat, of which the file has one copy, could go beyond. What people repeat is short: a track, a unit, a topic.
pub const TEXT_LIMIT: usize = 64 << 20;

/// What a workbook may become.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Limits {
    /// Bytes of the file.
    file: usize,
    /// Parts in the container. A panel return of nine experts has about twenty.
    parts: usize,
    /// Bytes one part unpacks to.
    part: u64,
    /// Bytes all parts unpack to together.
    total: u64,
    /// Unpacked bytes per packed byte. Honest sheets reach about 20; a long run of empty formatted cells more, but only in small parts.
    ratio: u64,
    /// Bytes of a part for which the ratio is not asked.
    ratio_free: u64,
    /// Cells read, and texts of the shared table.
    cells: usize,
    /// Bytes of text in the cells read.
    text: usize,
}

pub(crate) const LIMITS: Limits = Limits {
    file: FILE_LIMIT,
    parts: 2_000,
    part: 64 << 20,
    total: 256 << 20,
    ratio: 100,
    ratio_free: 1 << 20,
    cells: CELL_LIMIT,
    text: TEXT_LIMIT,
};

/// Why a file is not a workbook that can be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BookError {
    /// An `.xlsx` without signed data: 此文件不含签名数据，请专家重新导出.
    #[error("the workbook carries no signed data")]
    NoSeal,
    /// The file is empty.
    #[error("the file is empty")]
    Empty,
    /// The file is larger than [`FILE_LIMIT`].
    #[error("the file has {size} bytes, more than {limit}")]
    TooLarge {
        /// Bytes of the file.
        size: usize,
        /// Bytes allowed.
        limit: usize,
    },
    /// An `.xlsx` opened with a password first.
    #[error("the workbook is protected by a password")]
    PasswordProtected,
    /// A file of another kind.
    #[error("the file is {kind:?}, not an .xlsx")]
    Foreign {
        /// What it is.
        kind: ForeignKind,
    },
    /// The container names more parts than a workbook has.
    #[error("the workbook has {parts} parts, more than {limit}")]
    TooManyParts {
        /// Parts named.
        parts: usize,
        /// Parts allowed.
        limit: usize,
    },
    /// One part, or all together, unpack to more than is allowed, or far out of proportion.
    #[error("the workbook unpacks to more than it may")]
    UnpacksTooLarge,
    /// Parts share bytes of the file, as only a bomb's do.
    #[error("parts of the workbook overlap")]
    Overlapping,
    /// A part is encrypted or compressed in a way a workbook's never is.
    #[error("a part of the workbook is packed in an unknown way")]
    UnknownPacking,
    /// The sheets read have more than [`CELL_LIMIT`] cells, or the table of texts more entries.
    #[error("the workbook has more than {limit} cells")]
    TooManyCells {
        /// Cells allowed.
        limit: usize,
    },
    /// A cell stands beyond the last column a spreadsheet program knows.
    #[error("a sheet has more than {limit} columns")]
    TooManyColumns {
        /// Columns allowed.
        limit: u32,
    },
    /// A cell stands beyond the last row a spreadsheet program knows.
    #[error("a sheet has more than {limit} rows")]
    TooManyRows {
        /// Rows allowed.
        limit: u32,
    },
    /// More than [`SHEET_LIMIT`] sheets.
    #[error("the workbook has more than {limit} sheets")]
    TooManySheets {
        /// Sheets allowed.
        limit: usize,
    },
    /// A cell holds more than [`CELL_TEXT_LIMIT`] characters.
    #[error("cell {address} holds more than {limit} characters")]
    TextTooLong {
        /// The cell as people say it, such as `F7`.
        address: String,
        /// Characters allowed.
        limit: usize,
    },
    /// All cells together hold more than [`TEXT_LIMIT`] bytes of text.
    #[error("the cells hold more than {limit} bytes of text")]
    TooMuchText {
        /// Bytes allowed.
        limit: usize,
    },
    /// Cut off, altered, or not written by a spreadsheet program.
    #[error("the workbook is damaged")]
    Damaged,
    /// No sheet of this name.
    #[error("the workbook has no sheet {name:?}")]
    NoSheet {
        /// The sheet looked for.
        name: String,
    },
}

/// An opened workbook, every part of which was unpacked once and found whole.
pub(crate) struct Book {
    xlsx: Xlsx<Cursor<Arc<[u8]>>>,
    bytes: Arc<[u8]>,
    room: Room,
}

/// What may still be read from a workbook. One sheet can be listed under many names, so a limit of each sheet would be none of all.
#[derive(Debug, Clone, Copy)]
struct Room {
    limits: Limits,
    cells: usize,
    text: usize,
}

impl Book {
    /// Opens an `.xlsx` within the limits.
    ///
    /// # Errors
    /// [`BookError`]: foreign, protected, too large, damaged.
    pub(crate) fn open(bytes: &[u8]) -> Result<Self, BookError> {
        Self::open_within(bytes, LIMITS)
    }

    fn open_within(bytes: &[u8], limits: Limits) -> Result<Self, BookError> {
        if bytes.is_empty() {
            return Err(BookError::Empty);
        }
        if bytes.len() > limits.file {
            return Err(BookError::TooLarge {
                size: bytes.len(),
                limit: limits.file,
            });
        }
        sniff::refuse_foreign(bytes)?;
        guarded(|| parts::check(bytes, &limits))?;
        let bytes: Arc<[u8]> = bytes.into();
        let reader = Cursor::new(Arc::clone(&bytes));
        let xlsx = guarded(|| Xlsx::new(reader).map_err(|_| BookError::Damaged))?;
        let room = Room {
            limits,
            cells: limits.cells,
            text: limits.text,
        };
        Ok(Self { xlsx, bytes, room })
    }

    /// The names of all sheets, hidden ones too, in the workbook's order.
    pub(crate) fn sheet_names(&self) -> Vec<String> {
        self.xlsx.sheet_names()
    }

    /// The names of the sheets a person sees.
    pub(crate) fn visible_sheet_names(&self) -> Vec<String> {
        let visible = |sheet: &&calamine::Sheet| sheet.visible == SheetVisible::Visible;
        self.xlsx
            .sheets_metadata()
            .iter()
            .filter(visible)
            .map(|sheet| sheet.name.clone())
            .collect()
    }

    /// The cells of one sheet that hold something, in the order of the file.
    ///
    /// # Errors
    /// [`BookError::NoSheet`], [`BookError::Damaged`], and what is more than a workbook holds: cells, columns, rows, text.
    pub(crate) fn cells(&mut self, name: &str) -> Result<Vec<ReadCell>, BookError> {
        self.sheet(name).map(|sheet| sheet.cells)
    }

    /// What stands in one sheet: the cells that hold something, and where formulas are, those that show nothing yet among them.
    ///
    /// # Errors
    /// As [`Book::cells`].
    pub(crate) fn sheet(&mut self, name: &str) -> Result<SheetCells, BookError> {
        if !self.sheet_names().iter().any(|sheet| sheet == name) {
            return Err(BookError::NoSheet {
                name: name.to_owned(),
            });
        }
        guarded(|| cells::read(&mut self.xlsx, name, &mut self.room))
    }

    /// What of one sheet is hidden or merged, and what makes its cells show something else than they hold.
    ///
    /// # Errors
    /// [`BookError`]: the sheet is not found or damaged, or has more merges or pictures than any form does.
    pub(crate) fn appearance(&self, name: &str) -> Result<(shape::Shape, looks::Looks), BookError> {
        guarded(|| {
            let mut package = package::Package::open(&self.bytes)?;
            let path = package.sheet(name)?;
            let text = package.text(&path)?;
            Ok((
                shape::read(&text)?,
                looks::read(&mut package, &path, &text)?,
            ))
        })
    }
}

/// The parser of workbooks is somebody else's and is fed what an applicant or a stranger wrote: should it ever panic, that is a damaged
/// workbook, not the end of the program.
fn guarded<T>(work: impl FnOnce() -> Result<T, BookError>) -> Result<T, BookError> {
    catch_unwind(AssertUnwindSafe(work)).unwrap_or(Err(BookError::Damaged))
}

#[cfg(test)]
mod tests;
