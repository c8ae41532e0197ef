//! Marks, entries by experts, with gaps.
//!
//! The one rule: whatever is in a [`Table`] is finite and small enough to be squared and summed, so no figure has to look again.

/// Marks, a row per entry and a column per expert; a gap is an entry that expert did not mark.
#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    experts: usize,
    cells: Vec<Option<f64>>,
}

/// Why rows are not a table.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum TableError {
    /// A row has more or fewer cells than there are experts.
    #[error("第 {} 行有 {cells} 格，应有 {experts} 格。", row + 1)]
    Ragged {
        /// Index of the row.
        row: usize,
        /// Cells it has.
        cells: usize,
        /// Cells it should have.
        experts: usize,
    },
    /// A mark is not a number, or beyond ±[`Table::LARGEST`].
    #[error("第 {} 行第 {} 位专家的得分 {given} 超出可计算的范围。", row + 1, expert + 1)]
    OutOfRange {
        /// Index of the row.
        row: usize,
        /// Index of the column.
        expert: usize,
        /// The mark.
        given: f64,
    },
    /// More experts than [`Table::MOST_EXPERTS`].
    #[error("专家有 {given} 位，最多 {} 位。", Table::MOST_EXPERTS)]
    TooManyExperts {
        /// How many.
        given: usize,
    },
}

impl Table {
    /// Marks lie within plus and minus this.
    pub const LARGEST: f64 = 1e9;
    /// Severity takes time and memory by the number of experts of a panel; no contest has as many.
    pub const MOST_EXPERTS: usize = 2_000;

    /// A table of these rows.
    ///
    /// # Errors
    /// [`TableError`]: rows of other lengths, marks that are no numbers, too many experts.
    pub fn new(experts: usize, rows: &[Vec<Option<f64>>]) -> Result<Self, TableError> {
        if experts > Self::MOST_EXPERTS {
            return Err(TableError::TooManyExperts { given: experts });
        }
        for (row, cells) in rows.iter().enumerate() {
            check(row, cells, experts)?;
        }
        Ok(Self {
            experts,
            cells: rows.concat(),
        })
    }

    /// How many rows.
    #[must_use]
    pub fn entries(&self) -> usize {
        self.cells.len().checked_div(self.experts).unwrap_or(0)
    }

    /// How many columns.
    #[must_use]
    pub const fn experts(&self) -> usize {
        self.experts
    }

    /// One expert's mark of one entry; nothing outside the table.
    #[must_use]
    pub fn mark(&self, entry: usize, expert: usize) -> Option<f64> {
        self.row(entry).get(expert).copied().flatten()
    }

    /// The marks of one entry with who gave them.
    pub fn of_entry(&self, entry: usize) -> impl Iterator<Item = (usize, f64)> + '_ {
        let row = self.row(entry).iter().enumerate();
        row.filter_map(|(expert, mark)| Some((expert, (*mark)?)))
    }

    /// The marks one expert gave with what they are of.
    pub fn by_expert(&self, expert: usize) -> impl Iterator<Item = (usize, f64)> + '_ {
        (0..self.entries()).filter_map(move |entry| Some((entry, self.mark(entry, expert)?)))
    }

    /// The same table as if this expert had marked nothing.
    #[must_use]
    pub fn without(&self, expert: usize) -> Self {
        let mut other = self.clone();
        if let Some(columns) = std::num::NonZero::new(self.experts) {
            for row in other.cells.chunks_mut(columns.get()) {
                if let Some(cell) = row.get_mut(expert) {
                    *cell = None;
                }
            }
        }
        other
    }

    /// The same gaps with other marks. What `change` makes is no larger than a few times the largest mark, so every figure still can be taken.
    pub(crate) fn each_mark(&self, change: impl Fn(usize, f64) -> f64) -> Self {
        let mut other = self.clone();
        if let Some(columns) = std::num::NonZero::new(self.experts) {
            for row in other.cells.chunks_mut(columns.get()) {
                for (expert, cell) in row.iter_mut().enumerate() {
                    *cell = cell.map(|mark| change(expert, mark));
                }
            }
        }
        other
    }

    /// Complete cases: the rows in which every expert who marked anything has a mark. An expert without any mark has no say and no column.
    #[must_use]
    pub fn complete_cases(&self) -> Vec<Vec<f64>> {
        let active: Vec<usize> = (0..self.experts)
            .filter(|expert| self.by_expert(*expert).next().is_some())
            .collect();
        let whole = |entry| {
            active
                .iter()
                .map(|expert| self.mark(entry, *expert))
                .collect()
        };
        let rows = (0..self.entries()).filter_map(whole);
        rows.filter(|row: &Vec<f64>| !row.is_empty()).collect()
    }

    fn row(&self, entry: usize) -> &[Option<f64>] {
        let start = entry.saturating_mul(self.experts);
        self.cells
            .get(start..start.saturating_add(self.experts))
            .unwrap_or_default()
    }
}

fn check(row: usize, cells: &[Option<f64>], experts: usize) -> Result<(), TableError> {
    if cells.len() != experts {
        return Err(TableError::Ragged {
            row,
            cells: cells.len(),
            experts,
        });
    }
    for (expert, given) in cells.iter().enumerate() {
        // NaN is within no range.
        if let Some(given) = *given
            && !(-Table::LARGEST..=Table::LARGEST).contains(&given)
        {
            return Err(TableError::OutOfRange { row, expert, given });
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_holds_finite_marks_in_equal_rows() {
        assert!(matches!(
            Table::new(2, &[vec![Some(1.0)]]),
            Err(TableError::Ragged {
                row: 0,
                cells: 1,
                experts: 2
            })
        ));
        for given in [f64::NAN, f64::INFINITY, -1e10] {
            let error = Table::new(1, &[vec![Some(given)]]).unwrap_err();
            assert!(error.to_string().ends_with('。'), "{error}");
        }
        assert!(Table::new(2_001, &[]).is_err());
        assert_eq!(Table::new(0, &[vec![], vec![]]).unwrap().entries(), 0);
    }

    #[test]
    fn complete_cases_leave_out_the_expert_who_marked_nothing_before_the_rows_with_gaps() {
        let rows = [
            vec![Some(1.0), None, Some(2.0)],
            vec![Some(3.0), None, None],
            vec![Some(4.0), None, Some(5.0)],
        ];
        let table = Table::new(3, &rows).unwrap();
        assert_eq!(table.complete_cases(), [[1.0, 2.0], [4.0, 5.0]]);
        assert_eq!(table.without(2).complete_cases(), [[1.0], [3.0], [4.0]]);
    }
}
