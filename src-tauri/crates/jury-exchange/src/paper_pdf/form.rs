//! Drawing a page of the form: banner, heads, rows, and on the last page the place to sign.
//!
//! The one rule: what is drawn is what layout.rs measured; no height is decided here.

use super::canvas::{Align, Canvas, Cell, HEIGHT, WIDTH};
use super::layout::{
    AFTER, BANNER, BEFORE, END, GROUP_HEAD, Laid, LaidRow, MARGIN, Marks, NAME, TEXT, columns_of,
    criteria, instead, names,
};
use super::{Form, PdfError};
use crate::paper::{qr_modules, short};
use crate::sheet_book::{SheetBook, SheetRow, maxima};

const LEFT: f32 = MARGIN;
const RIGHT: f32 = WIDTH - MARGIN;

pub(super) fn draw(
    canvas: &mut Canvas<'_, '_>,
    book: &SheetBook,
    form: Form,
    laid: &Laid,
    (number, pages): (usize, usize),
) -> Result<(), PdfError> {
    banner(canvas, book, form);
    let mut top = MARGIN + BANNER;
    heads(canvas, book, laid, top);
    top += laid.head;
    for row in &laid.rows {
        draw_row(canvas, book, form, laid.marks, row, top);
        top += row.height + row.comment_height;
    }
    if laid.is_last {
        sign_here(canvas, book, form, top + 6.0)?;
    }
    foot(canvas, book, form, number, pages);
    Ok(())
}

fn banner(canvas: &mut Canvas<'_, '_>, book: &SheetBook, form: Form) {
    let blank = if form == Form::Blank {
        "（空白，手写用）"
    } else {
        ""
    };
    let title = format!("{}{blank}", book.title);
    canvas.text(&title, 14.0, (WIDTH / 2.0, MARGIN + 13.0), Align::Centre);
    let date = if form == Form::Blank {
        String::new()
    } else {
        format!("　　日期：{}", book.date)
    };
    let facts = format!(
        "专家姓名：{}　　单位：{}　　评审组：{}{date}",
        book.expert, book.unit, book.panel
    );
    canvas.text(&facts, 8.0, (LEFT, MARGIN + 38.0), Align::Left);
    let order = if book.profiles.len() > 1 {
        format!("（满分依次为：{}）", book.profiles.join("／"))
    } else {
        String::new()
    };
    let revision = if form == Form::Blank {
        String::new()
    } else {
        format!("　　第 {} 版", book.seq)
    };
    let rubric = format!("指标体系：{}{order}{revision}", book.rubric);
    canvas.text(&rubric, 8.0, (RIGHT, MARGIN + 38.0), Align::Right);
}

fn heads(canvas: &mut Canvas<'_, '_>, book: &SheetBook, laid: &Laid, top: f32) {
    let marks = laid.marks;
    let whole = Cell {
        left: LEFT,
        top,
        width: RIGHT - LEFT,
        height: laid.head,
    };
    canvas.tint(whole);
    let mut left = LEFT;
    for (name, width) in ["序号", "项目编号", "团队作品／参赛单位", "权重方案"]
        .iter()
        .zip(BEFORE)
    {
        head_cell(
            canvas,
            name,
            Cell {
                left,
                top,
                width,
                height: laid.head,
            },
        );
        left += width;
    }
    let groups = if marks.down == 1 { GROUP_HEAD } else { 0.0 };
    if marks.down == 1 {
        let mut at = left;
        for group in book
            .groups
            .iter()
            .filter(|group| !group.criteria.is_empty())
        {
            let width = marks.width * columns_of(group.criteria.len());
            head_cell(
                canvas,
                &group.name,
                Cell {
                    left: at,
                    top,
                    width,
                    height: GROUP_HEAD,
                },
            );
            at += width;
        }
    }
    let height = (laid.head - groups) / columns_of(marks.down);
    for (at, criterion) in criteria(book).enumerate() {
        let cell = Cell {
            height,
            top: top + groups + height * columns_of(at / marks.across),
            ..mark_cell(marks, at, left)
        };
        canvas.frame(cell);
        let mut lines = vec![criterion.id.to_string()];
        lines.extend(canvas.wrap(&criterion.name, NAME, marks.width - 3.0));
        lines.extend(canvas.wrap(&maxima(&criterion.maxima), NAME, marks.width - 2.0));
        canvas.lines(&lines, NAME, cell, Align::Centre);
    }
    let mut left = RIGHT - AFTER.iter().sum::<f32>();
    for (name, width) in ["合计", "状态"].iter().zip(AFTER) {
        head_cell(
            canvas,
            name,
            Cell {
                left,
                top,
                width,
                height: laid.head,
            },
        );
        left += width;
    }
}

fn head_cell(canvas: &mut Canvas<'_, '_>, name: &str, cell: Cell) {
    canvas.frame(cell);
    let lines = canvas.wrap(name, TEXT, cell.width - 4.0);
    canvas.lines(&lines, TEXT, cell, Align::Centre);
}

/// Where the `at`-th mark of a row stands, from the left end of the marks.
fn mark_cell(marks: Marks, at: usize, left: f32) -> Cell {
    Cell {
        left: left + marks.width * columns_of(at % marks.across),
        top: 0.0,
        width: marks.width,
        height: 0.0,
    }
}

fn draw_row(
    canvas: &mut Canvas<'_, '_>,
    book: &SheetBook,
    form: Form,
    marks: Marks,
    laid: &LaidRow,
    top: f32,
) {
    let Some(row) = book.rows.get(laid.at) else {
        return;
    };
    let mut left = LEFT;
    let number = vec![(laid.at + 1).to_string()];
    let id = vec![row.entry.to_string()];
    let names = names(row, |text, size, width| canvas.wrap(text, size, width));
    let profile = canvas.wrap(&row.profile, TEXT, BEFORE[3] - 4.0);
    let facts = [
        (number, Align::Centre),
        (id, Align::Centre),
        (names, Align::Left),
        (profile, Align::Centre),
    ];
    for ((lines, align), width) in facts.iter().zip(BEFORE) {
        let cell = Cell {
            left,
            top,
            width,
            height: laid.height,
        };
        canvas.frame(cell);
        canvas.lines(lines, TEXT, cell, *align);
        left += width;
    }
    let area = Cell {
        left,
        top,
        width: marks.width * columns_of(marks.across),
        height: laid.height,
    };
    match (form, instead(row)) {
        (Form::Blank, _) => blank_marks(canvas, book, row, marks, area),
        (Form::Signed, None) => signed_marks(canvas, book, row, marks, area),
        (Form::Signed, Some((_, reason))) => {
            canvas.frame(area);
            let lines = canvas.wrap(reason, TEXT, area.width - 6.0);
            canvas.lines(&lines, TEXT, area, Align::Left);
        }
    }
    after(canvas, row, form, top, laid.height);
    comment(canvas, laid, top);
}

fn signed_marks(
    canvas: &mut Canvas<'_, '_>,
    book: &SheetBook,
    row: &SheetRow,
    marks: Marks,
    area: Cell,
) {
    let jury_core::sheet::LineState::Scored(given) = &row.state else {
        return;
    };
    let height = area.height / columns_of(marks.down);
    for (at, criterion) in criteria(book).enumerate() {
        let cell = Cell {
            height,
            top: area.top + height * columns_of(at / marks.across),
            ..mark_cell(marks, at, area.left)
        };
        canvas.frame(cell);
        let mark = given
            .get(&criterion.id)
            .map(|mark| vec![mark.to_string()])
            .unwrap_or_default();
        canvas.lines(&mark, 8.0, cell, Align::Right);
    }
}

/// Empty cells, each with its maximum in the corner.
fn blank_marks(
    canvas: &mut Canvas<'_, '_>,
    book: &SheetBook,
    row: &SheetRow,
    marks: Marks,
    area: Cell,
) {
    let profile = book
        .profiles
        .iter()
        .position(|name| *name == row.profile)
        .unwrap_or(0);
    let height = area.height / columns_of(marks.down);
    for (at, criterion) in criteria(book).enumerate() {
        let cell = Cell {
            height,
            top: area.top + height * columns_of(at / marks.across),
            ..mark_cell(marks, at, area.left)
        };
        canvas.frame(cell);
        if let Some(maximum) = criterion.maxima.get(profile) {
            let corner = (cell.left + cell.width - 2.0, cell.top + cell.height - 2.5);
            canvas.text(&format!("／{}", short(*maximum)), 5.0, corner, Align::Right);
        }
    }
}

fn after(canvas: &mut Canvas<'_, '_>, row: &SheetRow, form: Form, top: f32, height: f32) {
    let left = RIGHT - AFTER.iter().sum::<f32>();
    let total = Cell {
        left,
        top,
        width: AFTER[0],
        height,
    };
    let state = Cell {
        left: left + AFTER[0],
        top,
        width: AFTER[1],
        height,
    };
    canvas.frame(total);
    canvas.frame(state);
    match form {
        Form::Signed => {
            // The exact total stands in the envelope; paper shows two decimals, rounded half up.
            let sum = row
                .total
                .as_ref()
                .map(|total| vec![total.round_half_up(2).to_string()])
                .unwrap_or_default();
            canvas.lines(&sum, 8.5, total, Align::Right);
            let word = instead(row).map_or("已评", |(word, _)| word);
            canvas.lines(&[word.to_owned()], TEXT, state, Align::Centre);
        }
        Form::Blank => {
            canvas.lines(
                &["□回避".to_owned(), "□缺材料".to_owned()],
                6.0,
                state,
                Align::Left,
            );
        }
    }
}

fn comment(canvas: &mut Canvas<'_, '_>, laid: &LaidRow, top: f32) {
    if laid.comment.is_empty() {
        return;
    }
    let cell = Cell {
        left: LEFT,
        top: top + laid.height,
        width: RIGHT - LEFT,
        height: laid.comment_height,
    };
    canvas.frame(cell);
    let text = Cell {
        left: LEFT + BEFORE[0],
        width: cell.width - BEFORE[0],
        ..cell
    };
    canvas.lines(&laid.comment, TEXT, text, Align::Left);
}

fn sign_here(
    canvas: &mut Canvas<'_, '_>,
    book: &SheetBook,
    form: Form,
    top: f32,
) -> Result<(), PdfError> {
    let note = match form {
        Form::Signed => "注：请核对分数并亲笔签字；涂改处须签名；不得空项。分数以签名数据为准。",
        Form::Blank => {
            "注：在格内填写得分，右下角为该项满分；回避或缺材料的打勾并在评语栏写明理由。手写表须录入系统并签名后才有效，或由两人代录。"
        }
    };
    canvas.text(note, 8.0, (LEFT, top + 12.0), Align::Left);
    canvas.text("专家签字：", 11.0, (LEFT, top + 48.0), Align::Left);
    canvas.rule(LEFT + 58.0, LEFT + 230.0, top + 50.0);
    canvas.text("日期：", 11.0, (LEFT + 250.0, top + 48.0), Align::Left);
    canvas.rule(LEFT + 284.0, LEFT + 400.0, top + 50.0);
    if form == Form::Blank {
        return Ok(());
    }
    canvas.text("核对码", 9.0, (LEFT, top + 82.0), Align::Left);
    canvas.text(&book.code, 16.0, (LEFT + 40.0, top + 84.0), Align::Left);
    let (count, dark) = qr_modules(&book.digest)?;
    let side = (END - 14.0) / columns_of(count);
    let corner = (RIGHT - side * columns_of(count), top + 2.0);
    let module = |at: usize| {
        (
            corner.0 + side * columns_of(at % count),
            corner.1 + side * columns_of(at / count),
        )
    };
    canvas.squares(
        side,
        dark.iter()
            .enumerate()
            .filter(|(_, dark)| **dark)
            .map(|(at, _)| module(at)),
    );
    Ok(())
}

/// The line at the foot of every page.
pub(super) fn foot(
    canvas: &mut Canvas<'_, '_>,
    book: &SheetBook,
    form: Form,
    number: usize,
    pages: usize,
) {
    let y = HEIGHT - MARGIN + 4.0;
    let said = match form {
        Form::Signed => format!("{}　第 {} 版　核对码 {}", book.expert, book.seq, book.code),
        Form::Blank => format!("{}　空白评分表", book.expert),
    };
    canvas.text(&said, 8.0, (LEFT, y), Align::Left);
    canvas.text(
        &format!("第 {number} 页／共 {pages} 页"),
        8.0,
        (RIGHT, y),
        Align::Right,
    );
}
