//! A formal paper on A4 landscape.
//!
//! Not the Word document, which is portrait and takes a chop. The one rule: nothing is cut; a row longer than a page goes on over it.

use std::path::PathBuf;

use super::canvas::{Align, Canvas, Cell, HEIGHT, WIDTH, leading};
use super::faces::Faces;
use super::layout::{FOOT, MARGIN, columns_of, height_of};
use super::{PaperPdf, PdfError, drawn};
use crate::formal::{Formal, Section, is_figure};
use crate::paper::qr_modules;

const RIGHT: f32 = WIDTH - MARGIN;
const ACROSS: f32 = RIGHT - MARGIN;
const BANNER: f32 = 46.0;
const HEADING: f32 = 10.5;
/// Lines of one row that stand on one page at most.
const MOST_LINES: usize = 32;
const SIGN: f32 = 40.0;
const SEAL: f32 = 86.0;
/// Room for a chop, 42 mm across at most, over who issues the paper and the day.
const CHOP: f32 = 112.0;

/// How large the text of a paper is, and the white around a row's.
#[derive(Clone, Copy)]
struct Measure {
    text: f32,
    pad: f32,
}

impl Measure {
    const fn of(formal: &Formal) -> Self {
        if formal.compact {
            Self {
                text: 7.5,
                pad: 8.0,
            }
        } else {
            Self {
                text: 8.5,
                pad: 7.0,
            }
        }
    }
}

/// Something that stays on one page.
enum Block {
    Heading(String),
    Lines(Vec<String>),
    /// Cells of a row with their widths; a head is grey and repeated.
    Row(Vec<(Vec<String>, f32)>, bool),
    Sign(Vec<String>),
    /// Who issues it.
    Chop(String),
    Seal,
}

impl Block {
    fn height(&self, measure: Measure) -> f32 {
        match self {
            Self::Heading(_) => leading(HEADING) + 10.0,
            Self::Lines(lines) => height_of(lines.len(), measure.text) + measure.pad + 1.0,
            Self::Row(cells, _) => {
                let most = cells.iter().map(|(lines, _)| lines.len()).max();
                height_of(most.unwrap_or(0).max(1), measure.text) + measure.pad
            }
            Self::Sign(_) => SIGN,
            Self::Chop(_) => CHOP,
            Self::Seal => SEAL,
        }
    }
}

/// Draws papers one after the other as one document, counted through; each begins on a page of its own and keeps its title and status.
pub(crate) fn formal_pdf(
    title: &str,
    papers: &[Formal],
    fonts: &[PathBuf],
) -> Result<PaperPdf, PdfError> {
    let mut faces = Faces::new(fonts)?;
    let mut pages = Vec::new();
    for formal in papers {
        let measure = Measure::of(formal);
        let laid = lay(blocks(formal, measure, &mut faces), measure);
        pages.extend(laid.into_iter().map(|page| (formal, page)));
    }
    drawn(
        title,
        &mut faces,
        &pages,
        |canvas, (formal, page), place| draw(canvas, formal, Measure::of(formal), page, place),
    )
}

fn blocks(formal: &Formal, measure: Measure, faces: &mut Faces) -> Vec<Block> {
    let mut blocks = Vec::new();
    for section in &formal.sections {
        if !section.heading.is_empty() {
            blocks.push(Block::Heading(section.heading.clone()));
        }
        lines(&section.lines, measure, faces, &mut blocks);
        table(section, measure, faces, &mut blocks);
        lines(&section.after, measure, faces, &mut blocks);
    }
    for people in formal.signatures.chunks(4) {
        blocks.push(Block::Sign(people.to_vec()));
    }
    if !formal.issuer.is_empty() {
        blocks.push(Block::Chop(formal.issuer.clone()));
    }
    if formal.fingerprint.is_some() {
        blocks.push(Block::Seal);
    }
    blocks
}

fn lines(texts: &[String], measure: Measure, faces: &mut Faces, blocks: &mut Vec<Block>) {
    for text in texts {
        let wrapped = faces.wrap(text, measure.text, ACROSS);
        blocks.extend(
            wrapped
                .chunks(MOST_LINES)
                .map(|part| Block::Lines(part.to_vec())),
        );
    }
}

fn table(section: &Section, measure: Measure, faces: &mut Faces, blocks: &mut Vec<Block>) {
    if section.columns.is_empty() {
        return;
    }
    let whole: f32 = section
        .columns
        .iter()
        .map(|column| f32::from(column.width))
        .sum();
    let widths: Vec<f32> = section
        .columns
        .iter()
        .map(|column| ACROSS * f32::from(column.width) / whole)
        .collect();
    let mut cells = |texts: &mut dyn Iterator<Item = &str>| -> Vec<(Vec<String>, f32)> {
        let mut row = Vec::new();
        for width in &widths {
            let text = texts.next().unwrap_or("");
            row.push((faces.wrap(text, measure.text, width - 7.0), *width));
        }
        row
    };
    let head = cells(&mut section.columns.iter().map(|column| column.name.as_str()));
    blocks.push(Block::Row(head, true));
    for row in &section.rows {
        let cells = cells(&mut row.iter().map(String::as_str));
        let most = cells
            .iter()
            .map(|(lines, _)| lines.len())
            .max()
            .unwrap_or(0);
        for from in (0..most.max(1)).step_by(MOST_LINES) {
            let part = |(lines, width): &(Vec<String>, f32)| {
                let end = lines.len().min(from + MOST_LINES);
                (lines.get(from..end).unwrap_or_default().to_vec(), *width)
            };
            blocks.push(Block::Row(cells.iter().map(part).collect(), false));
        }
    }
}

fn lay(blocks: Vec<Block>, measure: Measure) -> Vec<Vec<Block>> {
    let room = HEIGHT - 2.0 * MARGIN - BANNER - FOOT;
    let (mut pages, mut page, mut left) = (Vec::new(), Vec::new(), room);
    let mut head: Option<Vec<(Vec<String>, f32)>> = None;
    let mut rest = blocks.into_iter().peekable();
    while let Some(block) = rest.next() {
        // A heading or a table's head is never the last thing on a page, and signatures stay with their day.
        let leads = matches!(
            block,
            Block::Heading(_) | Block::Row(_, true) | Block::Sign(_)
        );
        let next = rest
            .peek()
            .filter(|_| leads)
            .map_or(0.0, |next| next.height(measure));
        if block.height(measure) + next > left && !page.is_empty() {
            pages.push(std::mem::take(&mut page));
            left = room;
            if let (Block::Row(_, false), Some(cells)) = (&block, &head) {
                let again = Block::Row(cells.clone(), true);
                left -= again.height(measure);
                page.push(again);
            }
        }
        match &block {
            Block::Row(cells, true) => head = Some(cells.clone()),
            Block::Row(_, false) => {}
            _ => head = None,
        }
        left -= block.height(measure);
        page.push(block);
    }
    pages.push(page);
    pages
}

fn draw(
    canvas: &mut Canvas<'_, '_>,
    formal: &Formal,
    measure: Measure,
    blocks: &[Block],
    (number, pages): (usize, usize),
) -> Result<(), PdfError> {
    let middle = (WIDTH / 2.0, MARGIN + 13.0);
    canvas.text(
        &formal.title,
        line_size(&formal.title, 14.0),
        middle,
        Align::Centre,
    );
    let head = formal.head().join("　　");
    let middle = (WIDTH / 2.0, MARGIN + 34.0);
    canvas.text(&head, line_size(&head, 11.0), middle, Align::Centre);
    let mut top = MARGIN + BANNER;
    for block in blocks {
        draw_block(canvas, formal, measure, block, top)?;
        top += block.height(measure);
    }
    let y = HEIGHT - MARGIN + 4.0;
    let said = match &formal.fingerprint {
        Some(print) => {
            let said = format!("{}　{}核对码 {}", formal.status, print.name, print.code);
            said.trim_start().to_owned()
        }
        None => formal.status.clone(),
    };
    canvas.text(&said, 8.0, (MARGIN, y), Align::Left);
    let count = format!("第 {number} 页　共 {pages} 页");
    canvas.text(&count, 8.0, (RIGHT, y), Align::Right);
    Ok(())
}

/// A long line is set smaller, so that it stays one.
fn line_size(text: &str, most: f32) -> f32 {
    let count = columns_of(text.chars().count().max(1));
    (ACROSS / count).clamp(7.0, most)
}

fn draw_block(
    canvas: &mut Canvas<'_, '_>,
    formal: &Formal,
    measure: Measure,
    block: &Block,
    top: f32,
) -> Result<(), PdfError> {
    match block {
        Block::Heading(text) => {
            canvas.text(text, HEADING, (MARGIN, top + HEADING + 6.0), Align::Left);
        }
        Block::Lines(lines) => {
            for (number, line) in lines.iter().enumerate() {
                let y = top + measure.text + 4.0 + leading(measure.text) * columns_of(number);
                canvas.text(line, measure.text, (MARGIN, y), Align::Left);
            }
        }
        Block::Row(cells, head) => {
            let mut left = MARGIN;
            for (lines, width) in cells {
                let cell = Cell {
                    left,
                    top,
                    width: *width,
                    height: block.height(measure),
                };
                if *head {
                    canvas.tint(cell);
                }
                canvas.frame(cell);
                let is_number = lines.len() == 1 && is_figure(&lines[0]);
                let align = match (*head, is_number) {
                    (true, _) => Align::Centre,
                    (false, true) => Align::Right,
                    (false, false) => Align::Left,
                };
                canvas.lines(lines, measure.text, cell, align);
                left += width;
            }
        }
        Block::Sign(people) => {
            let width = ACROSS / 4.0;
            for (at, who) in people.iter().enumerate() {
                let left = MARGIN + width * columns_of(at);
                canvas.text(
                    &format!("{who}："),
                    9.5,
                    (left, top + SIGN - 8.0),
                    Align::Left,
                );
                let from = left + 9.5 * columns_of(who.chars().count() + 1) + 4.0;
                canvas.rule(from, left + width - 12.0, top + SIGN - 6.0);
            }
        }
        Block::Chop(issuer) => {
            let said = format!("{issuer}（盖章）");
            canvas.text(&said, 10.5, (RIGHT - 24.0, top + CHOP - 30.0), Align::Right);
            let day = "　　　　年　　月　　日";
            canvas.text(day, 10.5, (RIGHT - 24.0, top + CHOP - 10.0), Align::Right);
        }
        Block::Seal => seal(canvas, formal, top)?,
    }
    Ok(())
}

fn seal(canvas: &mut Canvas<'_, '_>, formal: &Formal, top: f32) -> Result<(), PdfError> {
    let Some(print) = &formal.fingerprint else {
        return Ok(());
    };
    canvas.text("日期：", 9.5, (MARGIN, top + 24.0), Align::Left);
    canvas.rule(MARGIN + 32.0, MARGIN + 150.0, top + 26.0);
    let said = format!("{}：{}", print.name, print.digest);
    canvas.text(&said, 7.0, (MARGIN, top + 50.0), Align::Left);
    canvas.text("核对码", 9.0, (MARGIN, top + 74.0), Align::Left);
    canvas.text(&print.code, 14.0, (MARGIN + 40.0, top + 75.0), Align::Left);
    let (count, dark) = qr_modules(&print.digest)?;
    let side = (SEAL - 10.0) / columns_of(count);
    let corner = (RIGHT - side * columns_of(count), top + 4.0);
    let black = dark.iter().enumerate().filter(|(_, dark)| **dark);
    let place = |(at, _): (usize, &bool)| {
        (
            corner.0 + side * columns_of(at % count),
            corner.1 + side * columns_of(at / count),
        )
    };
    canvas.squares(side, black.map(place));
    Ok(())
}
