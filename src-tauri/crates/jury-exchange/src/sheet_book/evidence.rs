//! 评分依据: the places an expert attached, for reading, on a sheet after the form.
//!
//! Not for ink and not compared by a merge: names of materials are not signed, only their ids and digests. The one rule: text cells only.

use jury_core::EntryId;

use super::SheetBook;
use crate::paper::{Grid, Style};

/// The name of the sheet.
pub(crate) const EVIDENCE_SHEET: &str = "评分依据";
const COLUMNS: [(&str, f64); 6] = [
    ("项目编号", 10.0),
    ("指标", 16.0),
    ("材料", 24.0),
    ("位置", 10.0),
    ("摘录", 32.0),
    ("说明", 36.0),
];
/// Rows above the first place: title, note, headings.
const FIRST_ROW: u32 = 3;

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
    let widths = COLUMNS.iter().map(|(_, width)| *width).collect();
    let mut grid = Grid::new(EVIDENCE_SHEET, widths);
    let last = grid.columns() - 1;
    grid.wide(
        0,
        0..=last,
        &format!("{}　评分依据", book.expert),
        Style::Title,
    );
    grid.height(0, 30.0);
    let note = "以下为专家附入评分表的依据，供阅读；以签名数据为准。";
    grid.wide(1, 0..=last, note, Style::Line);
    for (column, (name, _)) in (0..).zip(&COLUMNS) {
        grid.text(2, column, name, Style::Head);
    }
    for (row, place) in (FIRST_ROW..).zip(&book.evidence) {
        let cells = [
            place.entry.as_str(),
            &place.criterion,
            &place.material,
            &place.place,
            &place.quote,
            &place.text,
        ];
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
