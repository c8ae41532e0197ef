//! Laws that hold of any table, and single tables of which one knows what must be said.
#![expect(
    clippy::unwrap_used,
    reason = "a figure that is missing is a failed test"
)]

mod any_table;
mod cases;

use jury_stats::Table;
use jury_stats::agreement::{Agreement, Form};

type Rows = Vec<Vec<Option<f64>>>;

fn table(rows: &[Vec<Option<f64>>]) -> Table {
    Table::new(rows.first().map_or(0, Vec::len), rows).unwrap()
}

fn full(rows: &[&[f64]]) -> Table {
    let rows: Rows = rows
        .iter()
        .map(|row| row.iter().copied().map(Some).collect())
        .collect();
    table(&rows)
}

/// Everything a table's agreement says, in one row.
fn all_of(agreement: &Agreement) -> Vec<Option<f64>> {
    let icc = &agreement.icc;
    let (w, alpha) = (agreement.kendall_w, agreement.alpha);
    let mut all: Vec<Option<f64>> = Form::ALL.iter().map(|form| icc.value(*form)).collect();
    for form in Form::ALL {
        let ci = icc.ci95(form);
        all.extend([ci.map(|ci| ci.0), ci.map(|ci| ci.1)]);
    }
    all.extend([w.w, w.w_uncorrected, w.chi2, w.p]);
    all.extend([alpha.nominal, alpha.ordinal, alpha.interval, alpha.ratio]);
    all
}
