//! 评分依据: the places an expert attached, for reading, on a sheet after the form.
//!
//! Not for ink and not compared by a merge: names of materials are not signed, only their ids and digests. The one rule: text cells only.

use jury_core::EntryId;

use super::SheetBook;
use super::listing::Listing;
use crate::paper::Grid;

/// The name of the sheet.
pub(super) const EVIDENCE_SHEET: &str = "评分依据";
const COLUMNS: [(&str, f64); 6] = [
    ("项目编号", 10.0),
    ("指标", 16.0),
    ("材料", 24.0),
    ("位置", 10.0),
    ("摘录", 32.0),
    ("说明", 36.0),
];
/// One place.
#[derive(Debug, Clone)]
pub struct EvidenceRow {
    /// Which entry.
    pub entry: EntryId,
    /// The criterion's name; 整体 for the entry as a whole.
    pub criterion: String,
    /// The material's name.
    pub material: String,
    /// The page or time, such as 第 14 页 or 02:31.
    pub place: String,
    /// The words marked; may be empty.
    pub quote: String,
    /// What the expert noted; may be empty.
    pub text: String,
}

pub(super) fn grid(book: &SheetBook) -> Grid {
    let cells = |row: &EvidenceRow| {
        [
            row.entry.to_string(),
            row.criterion.clone(),
            row.material.clone(),
            row.place.clone(),
            row.quote.clone(),
            row.text.clone(),
        ]
    };
    let listing = Listing {
        name: EVIDENCE_SHEET,
        note: "以下为专家附入评分表的依据，供阅读；以签名数据为准。",
        columns: &COLUMNS,
    };
    listing.grid(book, book.evidence.iter().map(cells))
}
