//! The address of a cell as people say it: `F7`.
//!
//! Not a place in a file. The one rule: rows and columns count from 0 inside and from 1 and `A` outside.

use std::fmt;

/// A cell of the readable sheet.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CellAddress {
    /// From 0: row 1 of the spreadsheet is 0.
    pub row: u32,
    /// From 0: column A is 0.
    pub column: u16,
}

impl CellAddress {
    pub(crate) const fn new(row: u32, column: u16) -> Self {
        Self { row, column }
    }
}

impl fmt::Display for CellAddress {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            formatter,
            "{}{}",
            column_name(u32::from(self.column)),
            self.row + 1
        )
    }
}

impl fmt::Debug for CellAddress {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, formatter)
    }
}

/// `A` for 0, `AA` for 26.
pub(crate) fn column_name(column: u32) -> String {
    let (mut rest, mut letters) = (column + 1, Vec::new());
    while rest > 0 {
        rest -= 1;
        letters.push(b'A' + u8::try_from(rest % 26).expect("a remainder of 26 is below 26"));
        rest /= 26;
    }
    letters
        .iter()
        .rev()
        .map(|letter| char::from(*letter))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_said_as_a_spreadsheet_says_them() {
        for (row, column, said) in [
            (0, 0, "A1"),
            (6, 5, "F7"),
            (0, 25, "Z1"),
            (9, 26, "AA10"),
            (0, 701, "ZZ1"),
            (0, 702, "AAA1"),
        ] {
            assert_eq!(CellAddress::new(row, column).to_string(), said);
        }
    }
}
