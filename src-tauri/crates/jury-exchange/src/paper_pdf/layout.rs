//! What stands on which page: columns, heights, page breaks.
//!
//! Nothing is drawn here. The one rule: an entry's row and its comment stay on one page, and the line to sign on is never alone without its note
//! and code.

use jury_core::sheet::LineState;

use super::Form;
use super::canvas::{HEIGHT, WIDTH, leading};
use super::faces::Faces;
use crate::sheet_book::{CriterionColumn, SheetBook, SheetRow, not_passed};

/// White around the table.
pub(super) const MARGIN: f32 = 28.0;
/// Title and two lines of facts.
pub(super) const BANNER: f32 = 46.0;
/// Note, line to sign on, 核对码 and QR code.
pub(super) const END: f32 = 98.0;
/// The line at the foot of the page.
pub(super) const FOOT: f32 = 22.0;
/// A row of group names.
pub(super) const GROUP_HEAD: f32 = 13.0;
/// Size of text in cells.
pub(super) const TEXT: f32 = 7.0;
/// Size of a criterion's name.
pub(super) const NAME: f32 = 6.2;
/// Columns before the marks: 序号, 项目编号, 团队与单位, 权重方案.
pub(super) const BEFORE: [f32; 4] = [20.0, 40.0, 122.0, 38.0];
/// Columns after the marks: 合计, 状态.
pub(super) const AFTER: [f32; 2] = [38.0, 40.0];
/// A mark can still be read, and written by hand, in a column this wide.
const LEAST_MARK: f32 = 22.0;
/// Room for a line of handwriting.
const HAND: f32 = 20.0;

/// The columns of marks, in one or more lines when a rubric has very many criteria.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Marks {
    /// Columns in a line.
    pub(super) across: usize,
    /// Lines.
    pub(super) down: usize,
    /// Width of one.
    pub(super) width: f32,
}

/// A page as laid out.
pub(super) struct Laid {
    pub(super) marks: Marks,
    /// Height of the heads of criteria.
    pub(super) head: f32,
    pub(super) rows: Vec<LaidRow>,
    /// Whether the line to sign on stands here.
    pub(super) is_last: bool,
}

/// An entry's row on a page.
pub(super) struct LaidRow {
    /// Which of the book's rows.
    pub(super) at: usize,
    /// Height of the row of marks.
    pub(super) height: f32,
    /// The comment below, wrapped.
    pub(super) comment: Vec<String>,
    /// Its height.
    pub(super) comment_height: f32,
}

/// Lays the book out on pages.
pub(super) fn lay(book: &SheetBook, form: Form, faces: &mut Faces) -> Vec<Laid> {
    let marks = marks(criteria(book).count());
    let head = head_height(book, marks, faces);
    let room = HEIGHT - 2.0 * MARGIN - BANNER - head - FOOT;
    let (mut pages, mut page) = (Vec::new(), Vec::new());
    let mut left = room;
    for (at, row) in book.rows.iter().enumerate() {
        let laid = lay_row(at, row, form, marks, faces);
        let needed = laid.height + laid.comment_height;
        if needed > left && !page.is_empty() {
            pages.push(std::mem::take(&mut page));
            left = room;
        }
        left -= needed;
        page.push(laid);
    }
    // Whoever signs sees marks above the line: the last entry goes over with it, unless it is alone on its page or fills one.
    if left < END {
        let fits = |last: &LaidRow| last.height + last.comment_height + END <= room;
        let goes_over = page.len() > 1 && page.last().is_some_and(fits);
        let over = page.split_off(page.len() - usize::from(goes_over));
        pages.push(std::mem::replace(&mut page, over));
    }
    pages.push(page);
    let count = pages.len();
    let page = |(number, rows): (usize, Vec<LaidRow>)| Laid {
        marks,
        head,
        rows,
        is_last: number + 1 == count,
    };
    pages.into_iter().enumerate().map(page).collect()
}

pub(super) fn criteria(book: &SheetBook) -> impl Iterator<Item = &CriterionColumn> {
    book.groups.iter().flat_map(|group| &group.criteria)
}

fn marks(count: usize) -> Marks {
    let room = WIDTH - 2.0 * MARGIN - BEFORE.iter().sum::<f32>() - AFTER.iter().sum::<f32>();
    let columns = |across: usize| f32::from(u16::try_from(across.max(1)).unwrap_or(u16::MAX));
    let mut down = 1;
    while room / columns(count.div_ceil(down)) < LEAST_MARK && down < count {
        down += 1;
    }
    let across = count.div_ceil(down).max(1);
    Marks {
        across,
        down,
        width: room / columns(across),
    }
}

/// A criterion's head: its id and name, and the maxima.
pub(super) fn head_lines(
    criterion: &CriterionColumn,
    maxima: &str,
    width: f32,
    faces: &mut Faces,
) -> Vec<String> {
    let mut lines = vec![criterion.id.to_string()];
    lines.extend(faces.wrap(&criterion.name, NAME, width - 3.0));
    lines.extend(faces.wrap(maxima, NAME, width - 2.0));
    lines
}

fn head_height(book: &SheetBook, marks: Marks, faces: &mut Faces) -> f32 {
    let mut heights = vec![0.0_f32; marks.down];
    for (at, criterion) in criteria(book).enumerate() {
        let lines = head_lines(
            criterion,
            &crate::sheet_book::maxima(&criterion.maxima),
            marks.width,
            faces,
        );
        let line = at / marks.across;
        heights[line] = heights[line].max(height_of(lines.len(), NAME) + 5.0);
    }
    let groups = if marks.down == 1 { GROUP_HEAD } else { 0.0 };
    // All lines of heads are as tall as the tallest, so that the columns below line up with one grid.
    let tallest = heights.iter().copied().fold(0.0, f32::max);
    groups + tallest * columns_of(marks.down)
}

pub(super) fn columns_of(count: usize) -> f32 {
    f32::from(u16::try_from(count).unwrap_or(u16::MAX))
}

pub(super) fn height_of(lines: usize, size: f32) -> f32 {
    columns_of(lines) * leading(size)
}

fn lay_row(at: usize, row: &SheetRow, form: Form, marks: Marks, faces: &mut Faces) -> LaidRow {
    let names = names(row, |text, size, width| faces.wrap(text, size, width)).len();
    let least = match form {
        Form::Signed => 17.0,
        Form::Blank => HAND,
    };
    let of_marks = least * columns_of(marks.down);
    let comment = match form {
        Form::Signed => comment(row, faces),
        Form::Blank => vec!["评语：".to_owned()],
    };
    let comment_height = match (form, comment.len()) {
        (_, 0) => 0.0,
        (Form::Blank, _) => HAND + 4.0,
        (Form::Signed, lines) => height_of(lines, TEXT) + 5.0,
    };
    LaidRow {
        at,
        height: of_marks.max(height_of(names, TEXT) + 5.0),
        comment,
        comment_height,
    }
}

/// The work, its team and the entrant, one below the other.
pub(super) fn names(
    row: &SheetRow,
    mut wrap: impl FnMut(&str, f32, f32) -> Vec<String>,
) -> Vec<String> {
    let entrant = (row.entrant != row.team).then_some(&row.entrant);
    [&row.work, &row.team]
        .into_iter()
        .chain(entrant)
        .flat_map(|name| wrap(name, TEXT, BEFORE[2] - 5.0))
        .collect()
}

fn comment(row: &SheetRow, faces: &mut Faces) -> Vec<String> {
    let width = WIDTH - 2.0 * MARGIN - BEFORE[0] - 6.0;
    let mut lines = Vec::new();
    let gates = not_passed(&row.gates);
    if !gates.is_empty() {
        lines.extend(faces.wrap(&format!("{gates}（理由见附页）"), TEXT, width));
    }
    if !row.comment.is_empty() {
        lines.extend(faces.wrap(&format!("评语：{}", row.comment), TEXT, width));
    }
    lines
}

/// What stands in place of marks, for an entry that has none.
pub(super) fn instead(row: &SheetRow) -> Option<(&'static str, &str)> {
    match &row.state {
        LineState::Scored(_) => None,
        LineState::Recused { reason } => Some(("回避", reason)),
        LineState::MaterialMissing { reason } => Some(("材料缺失", reason)),
        LineState::Unmarked => Some(("未评", "")),
    }
}
