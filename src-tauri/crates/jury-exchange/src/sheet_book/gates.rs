//! 门槛项: what was found at gates, for reading, on a sheet after the form; on the form itself one line about those not passed.
//!
//! Not numbers: a gate changes none. The one rule: text cells only.

use jury_core::GateId;
use jury_core::sheet::Finding;

use super::SheetBook;
use crate::paper::{Grid, Style};

/// The name of the sheet.
pub(crate) const GATES_SHEET: &str = "门槛项";
const COLUMNS: [(&str, f64); 4] = [
    ("项目编号", 10.0),
    ("门槛项", 24.0),
    ("结论", 10.0),
    ("理由", 60.0),
];
/// Rows above the first finding: title, note, headings.
const FIRST_ROW: u32 = 3;

/// What was found at one gate of an entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GateNote {
    /// The gate.
    pub gate: GateId,
    /// Its name.
    pub name: String,
    /// What was found.
    pub finding: Finding,
    /// Why.
    pub reason: String,
}

/// `门槛项：G3 不通过、G5 待补`; empty when nothing stands against the entry.
#[must_use]
pub fn not_passed(notes: &[GateNote]) -> String {
    let listed: Vec<String> = notes
        .iter()
        .filter(|note| note.finding != Finding::Pass)
        .map(|note| format!("{} {}", note.gate, note.finding.label()))
        .collect();
    if listed.is_empty() {
        String::new()
    } else {
        format!("门槛项：{}", listed.join("、"))
    }
}

pub(super) fn grid(book: &SheetBook) -> Grid {
    let widths = COLUMNS.iter().map(|(_, width)| *width).collect();
    let mut grid = Grid::new(GATES_SHEET, widths);
    let last = grid.columns() - 1;
    grid.wide(
        0,
        0..=last,
        &format!("{}　门槛项", book.expert),
        Style::Title,
    );
    grid.height(0, 30.0);
    let note = "门槛项不计分；没有列出的项专家未作判断。以签名数据为准。";
    grid.wide(1, 0..=last, note, Style::Line);
    for (column, (name, _)) in (0..).zip(&COLUMNS) {
        grid.text(2, column, name, Style::Head);
    }
    let listed = book
        .rows
        .iter()
        .flat_map(|row| row.gates.iter().map(move |note| (&row.entry, note)));
    for (row, (entry, note)) in (FIRST_ROW..).zip(listed) {
        let gate = format!("{} {}", note.gate, note.name);
        let cells = [entry.as_str(), &gate, note.finding.label(), &note.reason];
        for (column, cell) in (0..).zip(cells) {
            grid.text(row, column, cell, Style::Text);
        }
    }
    grid.repeat(0, 2);
    grid.freeze(FIRST_ROW, 1);
    grid.footer(&format!(
        "{}　第 {} 版　核对码 {}",
        book.expert, book.seq, book.code
    ));
    grid
}
