//! How far experts agree: intraclass correlations, Kendall's W, Krippendorff's α.
//!
//! They answer different questions: ICC of the amounts, W of the orders, α of whatever scale one believes in. ICC and W are taken over complete
//! cases ([`Table::complete_cases`]): entries marked by every expert who marked anything; α takes every entry with two marks or more.

mod icc;
mod kendall;
mod krippendorff;

pub use icc::{Form, Icc, Interval};
pub use kendall::KendallW;
pub use krippendorff::Alpha;

use crate::Table;

/// All coefficients of agreement of a table.
#[derive(Debug, Clone, PartialEq)]
pub struct Agreement {
    /// Intraclass correlations.
    pub icc: Icc,
    /// Concordance of rankings.
    pub kendall_w: KendallW,
    /// Krippendorff's α.
    pub alpha: Alpha,
    /// How many entries the ICC and W rest on.
    pub complete_cases: usize,
}

impl Agreement {
    /// Takes all coefficients of a table.
    #[must_use]
    pub fn of(table: &Table) -> Self {
        let cases = table.complete_cases();
        Self {
            icc: Icc::of(&cases),
            kendall_w: KendallW::of(&cases),
            alpha: Alpha::of(table),
            complete_cases: cases.len(),
        }
    }
}
