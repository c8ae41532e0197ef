//! The pages after the form, 附页: what was found at gates, and the places in the dossiers attached as evidence.
//!
//! Not the form: nothing here is signed in ink or is a number. The one rule: lines flow from page to page, since a hundred places of an entry do
//! not fit beside its marks; the name of an entry never stands alone at the end of a page.

use super::Form;
use super::canvas::{Align, Canvas, HEIGHT, WIDTH, leading};
use super::faces::Faces;
use super::form::foot;
use super::layout::{BANNER, FOOT, MARGIN};
use crate::sheet_book::{EvidenceRow, GateNote, SheetBook, SheetRow};

const SIZE: f32 = 8.0;
/// How far the lines of an entry stand in.
const INDENT: f32 = 14.0;

/// One line.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Line {
    indent: f32,
    pub(super) text: String,
}

/// The pages; none when there is nothing to say.
pub(super) fn lay(book: &SheetBook, faces: &mut Faces) -> Vec<Vec<Line>> {
    let mut pages: Vec<Vec<Line>> = Vec::new();
    let mut page = Vec::new();
    for row in &book.rows {
        for (at, line) in block(book, row, faces).into_iter().enumerate() {
            let kept_together = if at == 0 { 2 } else { 1 };
            if page.len() + kept_together > lines_a_page() && !page.is_empty() {
                pages.push(std::mem::take(&mut page));
            }
            page.push(line);
        }
    }
    if !page.is_empty() {
        pages.push(page);
    }
    pages
}

/// How many lines a page holds.
pub(super) fn lines_a_page() -> usize {
    let room = HEIGHT - 2.0 * MARGIN - BANNER - FOOT;
    // A page holds some fifty lines: the count fits any integer.
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    let count = (room / leading(SIZE)) as usize;
    count
}

/// The lines of one entry, its name first; none when nothing is said of it.
fn block(book: &SheetBook, row: &SheetRow, faces: &mut Faces) -> Vec<Line> {
    let gates = row.gates.iter().map(gate_text);
    let places = book
        .evidence
        .iter()
        .filter(|place| place.entry == row.entry)
        .map(evidence_text);
    let said: Vec<String> = gates.chain(places).collect();
    if said.is_empty() {
        return Vec::new();
    }
    let mut lines = vec![Line {
        indent: 0.0,
        text: format!("{}　{}", row.entry, row.team),
    }];
    let width = WIDTH - 2.0 * MARGIN - INDENT;
    for text in said {
        let wrapped = faces.wrap(&text, SIZE, width);
        lines.extend(wrapped.into_iter().map(|text| Line {
            indent: INDENT,
            text,
        }));
    }
    lines
}

fn gate_text(note: &GateNote) -> String {
    let reason = if note.reason.is_empty() {
        String::new()
    } else {
        format!("：{}", note.reason)
    };
    format!(
        "门槛项 {} {}　{}{reason}",
        note.gate,
        note.name,
        note.finding.label()
    )
}

fn evidence_text(place: &EvidenceRow) -> String {
    let mut text = format!("依据　{}　{}", place.criterion, place.material);
    if !place.place.is_empty() {
        text.push_str(&format!("　{}", place.place));
    }
    if !place.quote.is_empty() {
        text.push_str(&format!("　“{}”", place.quote));
    }
    if !place.text.is_empty() {
        text.push_str(&format!("　{}", place.text));
    }
    text
}

pub(super) fn draw(
    canvas: &mut Canvas<'_, '_>,
    book: &SheetBook,
    page: &[Line],
    (number, pages): (usize, usize),
) {
    let title = "附页：门槛项与评分依据";
    canvas.text(title, 14.0, (WIDTH / 2.0, MARGIN + 13.0), Align::Centre);
    let note = format!(
        "{}　以下为专家附入评分表的内容；以签名数据为准。",
        book.expert
    );
    canvas.text(&note, 8.0, (MARGIN, MARGIN + 38.0), Align::Left);
    let mut y = MARGIN + BANNER + SIZE;
    for line in page {
        canvas.text(&line.text, SIZE, (MARGIN + line.indent, y), Align::Left);
        y += leading(SIZE);
    }
    foot(canvas, book, Form::Signed, number, pages);
}
