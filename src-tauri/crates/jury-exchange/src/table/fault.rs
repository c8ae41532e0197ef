//! What is wrong with a row, precisely enough for one sentence each.
//!
//! Not the sentences: jury-desk has them. The one rule: sheet, row and column are said as the spreadsheet shows them.

use jury_core::{EntryId, IdError};

use crate::book::BookError;

/// Why a table was not imported.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ImportError {
    /// The file is no workbook that can be read.
    #[error(transparent)]
    Book(#[from] BookError),
    /// A text file in neither UTF-8 nor GB 18030, or not a table.
    #[error("the text file is not a readable table")]
    NotATextTable,
    /// Every fault of every row.
    #[error("{} rows cannot be imported", .0.len())]
    Rows(Vec<RowFault>),
}

/// A good table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Imported<T> {
    /// The rows, in the order of the file.
    pub rows: Vec<T>,
    /// What a person should look at although it was accepted.
    pub notes: Vec<RowNote>,
}

/// Something to look at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowNote {
    /// The sheet's name; `CSV` for a text file.
    pub sheet: String,
    /// The row, from 1.
    pub row: u32,
    /// The column's heading.
    pub column: &'static str,
    /// What about it.
    pub kind: NoteKind,
}

/// What a note is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NoteKind {
    /// The value was computed by a formula; what the cell last showed was taken.
    ByFormula,
    /// Two experts of one track have the same name.
    SameName {
        /// The other row.
        other_row: u32,
    },
}

/// One thing wrong with one cell.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{sheet} row {row}, {column}: {problem}")]
pub struct RowFault {
    /// The sheet's name; `CSV` for a text file.
    pub sheet: String,
    /// The row, from 1; of a missing column the row of the headings.
    pub row: u32,
    /// The column's heading.
    pub column: String,
    /// What is wrong.
    pub problem: Problem,
}

/// What can be wrong with a cell or a column.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Problem {
    /// The table has no such column.
    #[error("the column is missing")]
    ColumnMissing,
    /// Two columns have this heading.
    #[error("two columns have this heading")]
    ColumnTwice,
    /// The heading names another unit.
    #[error("the unit is {given}, expected {expected}")]
    Unit {
        /// The unit in the heading's brackets.
        given: String,
        /// The unit this column is in.
        expected: &'static str,
    },
    /// The table has headings and no rows.
    #[error("the table has no rows")]
    NoRows,
    /// The cell must not be blank.
    #[error("blank")]
    Blank,
    /// The text is longer than its place.
    #[error("{length} characters, at most {limit}")]
    TooLong {
        /// Characters given.
        length: usize,
        /// Characters allowed.
        limit: usize,
    },
    /// A control or direction-changing character, or one that is not a character.
    #[error("contains U+{code:04X}")]
    ForbiddenCharacter {
        /// The code point.
        code: u32,
    },
    /// The cell shows an error such as `#REF!`.
    #[error("shows an error")]
    CellError,
    /// The spreadsheet turned what was typed into a date.
    #[error("has become a date")]
    BecameDate,
    /// Not an id.
    #[error(transparent)]
    Id(#[from] IdError),
    /// This id stood in an earlier row.
    #[error("the same as in row {first_row}")]
    Twice {
        /// The earlier row.
        first_row: u32,
    },
    /// Not a number.
    #[error("{given:?} is not a number")]
    NotANumber {
        /// The text given.
        given: String,
    },
    /// Must be a whole number.
    #[error("{given} is not whole")]
    NotWhole {
        /// The number given.
        given: String,
    },
    /// Must not be below zero.
    #[error("{given} is negative")]
    Negative {
        /// The number given.
        given: String,
    },
    /// Larger than any enterprise.
    #[error("{given} is too large")]
    TooLarge {
        /// The number given.
        given: String,
    },
    /// More decimals than points have.
    #[error("{given} has more than two decimals")]
    TooFine {
        /// The number given.
        given: String,
    },
    /// Not an industry of the 2017 table.
    #[error("{given:?} is no industry of the table")]
    UnknownIndustry {
        /// The text given.
        given: String,
    },
    /// None of the words this column takes.
    #[error("{given:?} is none of {allowed:?}")]
    UnknownWord {
        /// The text given.
        given: String,
        /// The words it takes.
        allowed: Vec<String>,
    },
    /// Not eighteen characters of a 统一社会信用代码.
    #[error("{given:?} is not a credit code")]
    CreditCode {
        /// The text given.
        given: String,
    },
    /// Not a folder below the folder of materials.
    #[error("{given:?} is not a folder below")]
    Folder {
        /// The text given.
        given: String,
    },
    /// No entry has this id.
    #[error("there is no entry {entry}")]
    UnknownEntry {
        /// The id given.
        entry: EntryId,
    },
    /// The entry belongs to another track than the expert.
    #[error("{entry} is of track {track}")]
    OtherTrack {
        /// The entry named.
        entry: EntryId,
        /// The track it belongs to.
        track: String,
    },
    /// The entry is assigned to the expert and recused by the expert.
    #[error("{entry} is both assigned and recused")]
    AssignedAndRecused {
        /// The entry.
        entry: EntryId,
    },
    /// No entry is of this track.
    #[error("there is no track {given:?}")]
    UnknownTrack {
        /// The text given.
        given: String,
    },
    /// The panel has a chair already.
    #[error("the panel's chair stands in row {first_row}")]
    SecondChair {
        /// The row of the other chair.
        first_row: u32,
    },
    /// No expert of the panel is its chair.
    #[error("the panel {panel:?} has no chair")]
    NoChair {
        /// The panel.
        panel: String,
    },
    /// A column of weights names a profile that the table of profiles does not have.
    #[error("there is no weight profile {given:?}")]
    UnknownProfile {
        /// The text given.
        given: String,
    },
    /// Two weight profiles claim one size class.
    #[error("{size} belongs to {profile} already")]
    SizeTwice {
        /// The size class as a word.
        size: String,
        /// The profile that has it.
        profile: String,
    },
}
