//! 合议纪要 as an A4 PDF for everybody's signature in ink: who was there, what was talked about, how they voted.
//!
//! Not the minutes themselves, which are a signed document: the pages are drawn from one. The one rule: nothing noted is cut; a long note goes on over
//! the page.

use std::path::PathBuf;

use jury_core::Digest;

use super::canvas::{Align, Canvas, Cell, HEIGHT, WIDTH, leading};
use super::faces::Faces;
use super::layout::{FOOT, MARGIN, columns_of, height_of};
use super::{PaperPdf, PdfError, drawn};
use crate::paper::qr_modules;

const LEFT: f32 = MARGIN;
const RIGHT: f32 = WIDTH - MARGIN;
const BANNER: f32 = 50.0;
const TEXT: f32 = 8.5;
/// 项目, 合议前, 意见, 表决, 结果.
const COLUMNS: [(&str, f32); 5] = [
    ("项目", 170.0),
    ("合议前", 96.0),
    ("合议意见", 330.0),
    ("表决", 90.0),
    ("结果", 99.0),
];
const HEAD: f32 = 17.0;
/// Lines of one row that stand on one page at most.
const MOST_LINES: usize = 32;
/// People who sign side by side.
const ACROSS: usize = 3;
const SIGN: f32 = 34.0;
const SEAL: f32 = 92.0;

/// The minutes as printed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MinutesPaper {
    /// The title, such as 2025年“数据要素×”大赛云江分赛工业制造赛道书面评审合议纪要.
    pub title: String,
    /// The panel in words; empty for a whole track.
    pub panel: String,
    /// The day.
    pub date: String,
    /// Number.
    pub seq: u32,
    /// 未定稿, or 定稿 with version and 核对码.
    pub status: String,
    /// Who should have been there.
    pub people: Vec<MinutesPerson>,
    /// What was talked about.
    pub items: Vec<MinutesItem>,
    /// What else is to be said.
    pub text: String,
    /// 核对码 of the signed minutes.
    pub code: String,
    /// Their digest, for the QR code.
    pub digest: Digest,
}

/// Somebody who should have been there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MinutesPerson {
    /// Expert id.
    pub id: String,
    /// Name.
    pub name: String,
    /// Whether they were.
    pub present: bool,
}

/// One entry that was talked about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MinutesItem {
    /// Entry id.
    pub entry: String,
    /// Title.
    pub title: String,
    /// Where it stood.
    pub before: String,
    /// What was said.
    pub notes: String,
    /// The vote in words, where there was one.
    pub votes: Option<String>,
    /// What came of it.
    pub outcome: String,
}

/// Draws the minutes. `fonts` are folders of fonts of this computer, looked into only for characters the bundled font lacks.
///
/// # Errors
/// [`PdfError`], a fault of the program.
pub fn minutes_pdf(paper: &MinutesPaper, fonts: &[PathBuf]) -> Result<PaperPdf, PdfError> {
    let mut faces = Faces::new(fonts)?;
    let pages = lay(blocks(paper, &mut faces));
    drawn(&paper.title, &mut faces, &pages, |canvas, page, place| {
        draw_page(canvas, paper, page, place)
    })
}

/// Something that stays on one page.
enum Block {
    /// Lines across the page.
    Lines(Vec<String>),
    /// The head of the table.
    Head,
    /// A row, or a part of one.
    Row(Vec<Vec<String>>),
    /// People who sign side by side.
    Sign(Vec<String>),
    /// The note, 核对码 and QR code.
    Seal,
}

impl Block {
    fn height(&self) -> f32 {
        match self {
            Self::Lines(lines) => height_of(lines.len(), TEXT) + 8.0,
            Self::Head => HEAD,
            Self::Row(cells) => {
                let most = cells.iter().map(Vec::len).max().unwrap_or(0);
                height_of(most, TEXT) + 7.0
            }
            Self::Sign(_) => SIGN,
            Self::Seal => SEAL,
        }
    }
}

fn blocks(paper: &MinutesPaper, faces: &mut Faces) -> Vec<Block> {
    let width = RIGHT - LEFT - 8.0;
    let named = |present: bool| -> Vec<String> {
        paper
            .people
            .iter()
            .filter(|person| person.present == present)
            .map(|person| format!("{}（{}）", person.name, person.id))
            .collect()
    };
    let (here, away) = (named(true), named(false));
    let mut attendance = format!("到会专家 {} 人：{}", here.len(), here.join("、"));
    if !away.is_empty() {
        attendance.push_str(&format!("。未到会 {} 人：{}", away.len(), away.join("、")));
    }
    let mut blocks = vec![Block::Lines(faces.wrap(&attendance, TEXT, width))];
    if !paper.items.is_empty() {
        blocks.push(Block::Head);
        blocks.extend(paper.items.iter().flat_map(|item| rows(item, faces)));
    }
    if !paper.text.trim().is_empty() {
        let lines = faces.wrap(&format!("其他：{}", paper.text), TEXT, width);
        blocks.extend(
            lines
                .chunks(MOST_LINES)
                .map(|lines| Block::Lines(lines.to_vec())),
        );
    }
    blocks.extend(
        here.chunks(ACROSS)
            .map(|people| Block::Sign(people.to_vec())),
    );
    blocks.push(Block::Seal);
    blocks
}

/// A row, cut where it is longer than a page.
fn rows(item: &MinutesItem, faces: &mut Faces) -> Vec<Block> {
    let texts = [
        format!("{}\n{}", item.entry, item.title),
        item.before.clone(),
        item.notes.clone(),
        item.votes.clone().unwrap_or_else(|| "未表决".to_owned()),
        item.outcome.clone(),
    ];
    let cells: Vec<Vec<String>> = texts
        .iter()
        .zip(COLUMNS)
        .map(|(text, (_, width))| {
            let lines = text.split('\n');
            lines
                .flat_map(|line| faces.wrap(line, TEXT, width - 7.0))
                .collect()
        })
        .collect();
    let most = cells.iter().map(Vec::len).max().unwrap_or(0);
    let part = |from: usize| {
        let of_cell = |lines: &Vec<String>| {
            let end = lines.len().min(from + MOST_LINES);
            lines.get(from..end).unwrap_or_default().to_vec()
        };
        Block::Row(cells.iter().map(of_cell).collect())
    };
    (0..most.max(1)).step_by(MOST_LINES).map(part).collect()
}

fn lay(blocks: Vec<Block>) -> Vec<Vec<Block>> {
    let room = HEIGHT - 2.0 * MARGIN - BANNER - FOOT;
    let (mut pages, mut page, mut left) = (Vec::new(), Vec::new(), room);
    for block in blocks {
        let height = block.height();
        if height > left && !page.is_empty() {
            pages.push(std::mem::take(&mut page));
            left = room;
            if matches!(block, Block::Row(_)) {
                page.push(Block::Head);
                left -= HEAD;
            }
        }
        left -= height;
        page.push(block);
    }
    pages.push(page);
    pages
}

fn draw_page(
    canvas: &mut Canvas<'_, '_>,
    paper: &MinutesPaper,
    blocks: &[Block],
    (number, pages): (usize, usize),
) -> Result<(), PdfError> {
    banner(canvas, paper);
    let mut top = MARGIN + BANNER;
    for block in blocks {
        draw(canvas, paper, block, top)?;
        top += block.height();
    }
    let y = HEIGHT - MARGIN + 4.0;
    let said = format!("合议纪要　第 {} 版　核对码 {}", paper.seq, paper.code);
    canvas.text(&said, 8.0, (LEFT, y), Align::Left);
    let count = format!("第 {number} 页／共 {pages} 页");
    canvas.text(&count, 8.0, (RIGHT, y), Align::Right);
    Ok(())
}

fn banner(canvas: &mut Canvas<'_, '_>, paper: &MinutesPaper) {
    canvas.text(
        &paper.title,
        14.0,
        (WIDTH / 2.0, MARGIN + 13.0),
        Align::Centre,
    );
    let facts = [
        paper.panel.clone(),
        format!("日期：{}", paper.date),
        format!("第 {} 版", paper.seq),
    ];
    let facts: Vec<String> = facts.into_iter().filter(|fact| !fact.is_empty()).collect();
    canvas.text(&facts.join("　　"), 9.0, (LEFT, MARGIN + 38.0), Align::Left);
    let status = format!("（{}）", paper.status);
    canvas.text(&status, 11.0, (RIGHT, MARGIN + 38.0), Align::Right);
}

fn draw(
    canvas: &mut Canvas<'_, '_>,
    paper: &MinutesPaper,
    block: &Block,
    top: f32,
) -> Result<(), PdfError> {
    match block {
        Block::Lines(lines) => {
            for (number, line) in lines.iter().enumerate() {
                let y = top + TEXT + leading(TEXT) * columns_of(number);
                canvas.text(line, TEXT, (LEFT, y), Align::Left);
            }
        }
        Block::Head => {
            let names = COLUMNS.map(|(name, _)| vec![name.to_owned()]);
            canvas.tint(Cell {
                left: LEFT,
                top,
                width: COLUMNS.iter().map(|(_, width)| width).sum(),
                height: HEAD,
            });
            draw_cells(canvas, &names, top, HEAD, Align::Centre);
        }
        Block::Row(cells) => draw_cells(canvas, cells, top, block.height(), Align::Left),
        Block::Sign(people) => {
            let width = (RIGHT - LEFT) / columns_of(ACROSS);
            for (number, person) in people.iter().enumerate() {
                let left = LEFT + width * columns_of(number);
                let y = top + SIGN - 6.0;
                canvas.text(&format!("{person}签字："), 9.5, (left, y), Align::Left);
                canvas.rule(left + 118.0, left + width - 14.0, y + 2.0);
            }
        }
        Block::Seal => seal(canvas, paper, top)?,
    }
    Ok(())
}

fn draw_cells(
    canvas: &mut Canvas<'_, '_>,
    cells: &[Vec<String>],
    top: f32,
    height: f32,
    align: Align,
) {
    let mut left = LEFT;
    for (lines, (_, width)) in cells.iter().zip(COLUMNS) {
        let cell = Cell {
            left,
            top,
            width,
            height,
        };
        canvas.frame(cell);
        canvas.lines(lines, TEXT, cell, align);
        left += width;
    }
}

/// Room for one who signs below the note, left of the QR code.
const PLACE: f32 = 156.0;

fn seal(canvas: &mut Canvas<'_, '_>, paper: &MinutesPaper, top: f32) -> Result<(), PdfError> {
    let note = "注：请到会专家核对后亲笔签字。改分以专家本人签名的修订表为准，纪要不改变任何分数。";
    canvas.text(note, 8.5, (LEFT, top + 16.0), Align::Left);
    for (at, who) in ["主持人", "记录人", "监督员", "日期"].iter().enumerate() {
        let left = LEFT + PLACE * columns_of(at);
        canvas.text(&format!("{who}："), 9.5, (left, top + 44.0), Align::Left);
        canvas.rule(left + 42.0, left + PLACE - 14.0, top + 46.0);
    }
    canvas.text("核对码", 9.0, (LEFT, top + 78.0), Align::Left);
    canvas.text(&paper.code, 15.0, (LEFT + 40.0, top + 80.0), Align::Left);
    let (count, dark) = qr_modules(&paper.digest)?;
    let side = (SEAL - 12.0) / columns_of(count);
    let corner = (RIGHT - side * columns_of(count), top + 4.0);
    let module = |at: usize| {
        (
            corner.0 + side * columns_of(at % count),
            corner.1 + side * columns_of(at / count),
        )
    };
    let black = dark.iter().enumerate().filter(|(_, dark)| **dark);
    canvas.squares(side, black.map(|(at, _)| module(at)));
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paper(items: usize, notes: &str) -> MinutesPaper {
        MinutesPaper {
            title: "示例大赛合议纪要".to_owned(),
            panel: "01-1 评审组".to_owned(),
            date: "2025-06-10".to_owned(),
            seq: 1,
            status: "未定稿".to_owned(),
            people: (1..=7)
                .map(|number| MinutesPerson {
                    id: format!("E010{number}"),
                    name: format!("专家{number}"),
                    present: number != 3,
                })
                .collect(),
            items: (1..=items)
                .map(|number| MinutesItem {
                    entry: format!("01-{number:03}"),
                    title: "车间数据空间".to_owned(),
                    before: "第 3 名，88.50".to_owned(),
                    notes: notes.to_owned(),
                    votes: Some("同意 5　反对 1　弃权 0".to_owned()),
                    outcome: "维持".to_owned(),
                })
                .collect(),
            text: String::new(),
            code: "Q9W1-DFWF-077Y-MGA1".to_owned(),
            digest: Digest([7; 32]),
        }
    }

    #[test]
    fn short_minutes_are_one_page_with_everything_in_it() {
        let pdf = minutes_pdf(&paper(3, "材料真实性存疑，建议核查"), &[]).unwrap();
        assert_eq!((pdf.pages, pdf.absent), (1, Vec::new()));
        assert!(pdf.bytes.starts_with(b"%PDF-"));
    }

    #[test]
    fn a_long_note_goes_on_over_the_page_and_loses_nothing() {
        let long = "长".repeat(5_000);
        let mut faces = Faces::new(&[]).unwrap();
        let blocks = blocks(&paper(1, &long), &mut faces);
        let kept: usize = blocks
            .iter()
            .filter_map(|block| match block {
                Block::Row(cells) => cells.get(2),
                _ => None,
            })
            .flatten()
            .map(|line| line.chars().filter(|character| *character == '长').count())
            .sum();
        assert_eq!(kept, 5_000);
        let room = HEIGHT - 2.0 * MARGIN - BANNER - FOOT;
        for page in lay(blocks) {
            assert!(page.iter().map(Block::height).sum::<f32>() <= room);
        }
        assert!(minutes_pdf(&paper(40, &long), &[]).unwrap().pages > 40);
    }
}
