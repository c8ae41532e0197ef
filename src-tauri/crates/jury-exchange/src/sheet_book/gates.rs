//! 门槛项: what was found at gates, for reading, on a sheet after the form; on the form itself one line about those not passed.
//!
//! Not numbers: a gate changes none. The one rule: text cells only.

use jury_core::GateId;
use jury_core::sheet::Finding;

use super::SheetBook;
use super::listing::Listing;
use crate::paper::Grid;

/// The name of the sheet.
pub(super) const GATES_SHEET: &str = "门槛项";
const COLUMNS: [(&str, f64); 4] = [
    ("项目编号", 10.0),
    ("门槛项", 24.0),
    ("结论", 10.0),
    ("理由", 60.0),
];
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
    let listed = book
        .rows
        .iter()
        .flat_map(|row| row.gates.iter().map(move |note| (&row.entry, note)));
    let cells = |(entry, note): (&jury_core::EntryId, &GateNote)| {
        [
            entry.to_string(),
            format!("{} {}", note.gate, note.name),
            note.finding.label().to_owned(),
            note.reason.clone(),
        ]
    };
    let listing = Listing {
        name: GATES_SHEET,
        note: "门槛项不计分；没有列出的项专家未作判断。以签名数据为准。",
        columns: &COLUMNS,
    };
    listing.grid(book, listed.map(cells))
}
