//! The readable cells of a workbook that came back, beside what the signed payload renders.
//!
//! Not a verdict: a difference is reported by address, and the marks of the envelope stand. The one rule: a program that re-saved the file
//! untouched makes no difference; numbers are compared as numbers, texts without regard to white space and width.

mod shown;

use std::collections::{BTreeMap, BTreeSet};

use jury_seal::workbook::SHEET_NAME as SEAL_SHEET;
use serde::{Deserialize, Serialize};

use crate::book::{Book, BookError, Doubt, Range};
use crate::paper::CellAddress;

use shown::{Shown, is_same};

/// Differences that are said of one sheet. A form that is another form altogether differs in every cell.
const LIMIT: usize = 1_000;

/// What a workbook should show: its form, and the sheets for reading after it.
#[derive(Debug, Clone)]
pub struct Expected {
    /// The form, compared cell by cell. It may have been renamed.
    pub form: ExpectedSheet,
    /// Sheets that are compared too, under their own names.
    pub listed: Vec<ExpectedSheet>,
    /// Sheets that may be there and are not compared, since what they show was not signed.
    pub unsigned: Vec<&'static str>,
}

/// What one sheet should show.
#[derive(Debug, Clone)]
pub struct ExpectedSheet {
    /// Its name.
    pub name: &'static str,
    /// What each cell should show; a blank one as an empty text.
    pub cells: BTreeMap<CellAddress, String>,
    /// Cells that may show anything: what they say was not signed.
    pub free: BTreeSet<CellAddress>,
    /// Cells that may be blank instead.
    pub optional: BTreeSet<CellAddress>,
}

impl ExpectedSheet {
    /// Lets every cell that says this, perhaps among other words, show anything.
    pub fn forgive(&mut self, text: &str) {
        let said = self.cells.iter().filter(|(_, shown)| shown.contains(text));
        self.free.extend(said.map(|(address, _)| *address));
    }
}

impl CellDifference {
    /// Where, as people say it: `F7`, or `门槛项!D5` on a sheet beside the form.
    #[must_use]
    pub fn place(&self) -> String {
        place_on(self.sheet, &self.address.to_string())
    }
}

fn place_on(sheet: Option<&str>, place: &str) -> String {
    sheet.map_or_else(|| place.to_owned(), |sheet| format!("{sheet}!{place}"))
}

impl ExpectedSheet {
    /// A sheet of which every cell was signed.
    #[must_use]
    pub const fn signed(name: &'static str, cells: BTreeMap<CellAddress, String>) -> Self {
        Self {
            name,
            cells,
            free: BTreeSet::new(),
            optional: BTreeSet::new(),
        }
    }
}

/// A cell that does not show what was signed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CellDifference {
    /// The sheet, unless it is the form.
    pub sheet: Option<&'static str>,
    /// Where.
    pub address: CellAddress,
    /// What the signed payload renders; empty for a cell that is blank there.
    pub sealed: String,
    /// What the cell shows; empty for a blank one.
    pub found: String,
}

/// Something about a workbook that is not as it was written, although no cell need show anything else.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", content = "place", rename_all = "kebab-case")]
pub enum Oddity {
    /// A cell with a formula where a value was written: `X5`.
    Formula(String),
    /// Cells merged so that one with something in it is covered: `W5:X5`.
    Merged(String),
    /// A row that is hidden, or too low to be read: `5`.
    RowHidden(String),
    /// A column that is hidden, or too narrow to be read: `X`.
    ColumnHidden(String),
    /// A cell with a number format that need not show the number: `X5`.
    NumberFormat(String),
    /// A cell whose text cannot be read, too small or in the colour behind it: `X5`.
    Faint(String),
    /// A picture over cells with something in them: `W5:X5`.
    Picture(String),
    /// Cells whose looks depend on a condition: `W5:X5`.
    Condition(String),
    /// A sheet for people that was not written.
    SheetAdded(String),
    /// A sheet that was written and is gone or hidden.
    SheetHidden(String),
}

/// All that is not as it was written.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Differences {
    /// Cells that show something else, in order of sheet and address, at most a thousand of a sheet.
    pub cells: Vec<CellDifference>,
    /// What else.
    pub oddities: Vec<Oddity>,
}

/// Compares the first sheet a person sees, as tests of one form like to.
#[cfg(test)]
pub(crate) fn compare(
    bytes: &[u8],
    cells: &BTreeMap<CellAddress, String>,
) -> Result<Vec<CellDifference>, BookError> {
    let mut book = Book::open(bytes)?;
    let name = book.visible_sheet_names().remove(0);
    let form = ExpectedSheet::signed("", cells.clone());
    Ok(compare_sheet(&mut book, &name, &form, true)?.cells)
}

/// Compares a whole workbook.
///
/// # Errors
/// [`BookError::NoSheet`] for one without a readable form, and what [`Book::sheet`] refuses.
pub(crate) fn compare_book(book: &mut Book, expected: &Expected) -> Result<Differences, BookError> {
    let form = &expected.form;
    let others: Vec<&str> = expected
        .listed
        .iter()
        .map(|sheet| sheet.name)
        .chain(expected.unsigned.iter().copied())
        .collect();
    let visible = book.visible_sheet_names();
    let shown_form = form_of(&visible, form.name, &others).ok_or_else(|| missing(form.name))?;
    let mut all = compare_sheet(book, &shown_form, form, true)?;
    let filled = form.cells.values().filter(|text| !text.is_empty()).count();
    // Under another name, a sheet that shows next to nothing of the form is another sheet: one sentence says that better than every cell.
    if shown_form != form.name && all.cells.len() * 2 > filled {
        return Err(missing(form.name));
    }
    // A form that was renamed is the form; one shown in place of the form, which is still there, is not.
    let is_hidden = |name: &str| !visible.iter().any(|sheet| sheet == name);
    let form_hidden = is_hidden(form.name) && book.sheet_names().iter().any(|it| it == form.name);
    if form_hidden {
        all.oddities.push(Oddity::SheetHidden(form.name.to_owned()));
    }
    let known = |name: &str| {
        name == SEAL_SHEET || others.contains(&name) || (name == shown_form && !form_hidden)
    };
    let added = visible.iter().filter(|name| !known(name));
    all.oddities.extend(added.cloned().map(Oddity::SheetAdded));
    for sheet in &expected.listed {
        if is_hidden(sheet.name) {
            all.oddities
                .push(Oddity::SheetHidden(sheet.name.to_owned()));
            continue;
        }
        let of_sheet = compare_sheet(book, sheet.name, sheet, false)?;
        all.cells.extend(of_sheet.cells);
        all.oddities.extend(of_sheet.oddities);
    }
    Ok(all)
}

fn missing(name: &str) -> BookError {
    BookError::NoSheet {
        name: name.to_owned(),
    }
}

/// The sheet to compare: the form by its name, else the first a person sees, since it may have been renamed.
fn form_of(visible: &[String], form: &str, others: &[&str]) -> Option<String> {
    let mut names = visible
        .iter()
        .filter(|name| *name != SEAL_SHEET && !others.contains(&name.as_str()));
    let named = visible.iter().find(|name| *name == form);
    named.or_else(|| names.next()).cloned()
}

fn compare_sheet(
    book: &mut Book,
    name: &str,
    expected: &ExpectedSheet,
    is_form: bool,
) -> Result<Differences, BookError> {
    let shown = Shown::of(book.sheet(name)?);
    let (shape, looks) = book.appearance(name)?;
    let sheet = (!is_form).then_some(expected.name);
    let said = |place: String| place_on(sheet, &place);
    let addresses = compared(expected, &shown);
    let mut oddities = Vec::new();
    for address in addresses.iter().filter(|at| shown.formulas.contains(at)) {
        oddities.push(Oddity::Formula(said(address.to_string())));
    }
    // What nobody sees matters where something stands.
    let filled: Vec<CellAddress> = expected
        .cells
        .iter()
        .filter(|(_, text)| !text.is_empty())
        .map(|(address, _)| *address)
        .collect();
    for range in &shape.merges {
        let mut below = filled.iter().filter(|at| is_within(at, range));
        if below.any(|at| (at.row, u32::from(at.column)) != range.0) {
            oddities.push(Oddity::Merged(said(range_name(range))));
        }
    }
    for at in &filled {
        oddities.extend(match looks.cells.get(&(at.row, u32::from(at.column))) {
            Some(Doubt::Format) => Some(Oddity::NumberFormat(said(at.to_string()))),
            Some(Doubt::Faint) => Some(Oddity::Faint(said(at.to_string()))),
            None => None,
        });
    }
    let over = |range: &&Range| filled.iter().any(|at| is_within(at, range));
    let pictures = looks.pictures.iter().filter(over);
    oddities.extend(pictures.map(|range| Oddity::Picture(said(range_name(range)))));
    let conditions = looks.conditions.iter().filter(over);
    oddities.extend(conditions.map(|range| Oddity::Condition(said(range_name(range)))));
    let rows: BTreeSet<u32> = filled.iter().map(|at| at.row).collect();
    let hidden_rows = rows.into_iter().filter(|row| shape.hides_row(*row));
    oddities.extend(hidden_rows.map(|row| Oddity::RowHidden(said((row + 1).to_string()))));
    let columns: BTreeSet<u16> = filled.iter().map(|at| at.column).collect();
    let hidden = columns
        .into_iter()
        .map(u32::from)
        .filter(|column| shape.hides_column(*column));
    oddities.extend(hidden.map(|at| Oddity::ColumnHidden(said(crate::paper::column_name(at)))));
    oddities.truncate(LIMIT);
    let cells = differences(expected, &shown, &addresses, sheet);
    Ok(Differences { cells, oddities })
}

fn is_within(at: &CellAddress, (first, last): &Range) -> bool {
    (first.0..=last.0).contains(&at.row) && (first.1..=last.1).contains(&u32::from(at.column))
}

/// `W5:X5`.
fn range_name((first, last): &Range) -> String {
    let corner =
        |(row, column): (u32, u32)| format!("{}{}", crate::paper::column_name(column), row + 1);
    format!("{}:{}", corner(*first), corner(*last))
}

/// The addresses that are looked at, in order.
fn compared(expected: &ExpectedSheet, shown: &Shown) -> BTreeSet<CellAddress> {
    // The row of the signature is for the expert to fill in: a row of the form in which no cell is expected.
    let rows: BTreeSet<u32> = expected.cells.keys().map(|address| address.row).collect();
    let last = rows.last().copied().unwrap_or_default();
    let is_surplus = |address: &&CellAddress| {
        !expected.cells.contains_key(address) && (rows.contains(&address.row) || address.row > last)
    };
    expected
        .cells
        .keys()
        .chain(shown.texts.keys().filter(is_surplus))
        .chain(shown.formulas.iter().filter(is_surplus))
        .filter(|address| !expected.free.contains(address))
        .copied()
        .collect()
}

fn differences(
    expected: &ExpectedSheet,
    shown: &Shown,
    addresses: &BTreeSet<CellAddress>,
    sheet: Option<&'static str>,
) -> Vec<CellDifference> {
    let nothing = String::new();
    let differs = |address: &CellAddress| {
        let sealed = expected.cells.get(address).unwrap_or(&nothing);
        let found = shown.texts.get(address).unwrap_or(&nothing);
        let may_be_blank = found.is_empty() && expected.optional.contains(address);
        (!may_be_blank && !is_same(sealed, found)).then(|| CellDifference {
            sheet,
            address: *address,
            sealed: sealed.clone(),
            found: found.clone(),
        })
    };
    addresses.iter().filter_map(differs).take(LIMIT).collect()
}
