//! A leaf of a proof: title, lines, fields, a table, chop and signature, one below the other.

use super::canvas::Canvas;
use super::picture::{Paper, Picture};
use crate::face::width;
use crate::paper::page::{HEIGHT, WIDTH};
use crate::paper::type_setting::lines;
use crate::random::Random;

/// Something on a leaf.
#[derive(Debug, Clone)]
pub(crate) enum Piece {
    Title(String),
    /// A line in the middle, smaller.
    Middle(String),
    Text(String),
    /// A name and a value.
    Field(String, String),
    /// Rows of cells; the first is the head.
    Table(Vec<Vec<String>>),
    /// A line that ends at the right margin.
    Right(String),
    /// Signed by hand after a label.
    Signed(String, String),
    /// A chop over the last lines.
    Chop(String),
    Gap(f32),
}

/// One page of a proof.
#[derive(Debug, Clone)]
pub(crate) struct Leaf {
    /// Certificates have a double frame.
    pub(crate) framed: bool,
    /// Lies askew on the scanner.
    pub(crate) scanned: bool,
    pub(crate) pieces: Vec<Piece>,
}

/// Pixels across: about 87 to the inch, legible at full width and quick to make.
const ACROSS: usize = 720;
const LEFT: f32 = 84.0;
const MEASURE: f32 = WIDTH - 2.0 * LEFT;

impl Leaf {
    /// Draws and develops the leaf.
    pub(crate) fn picture(&self, random: &mut Random) -> Picture {
        let slope = if self.scanned {
            random.between(-140, 140) as f32 / 10_000.0
        } else {
            0.0
        };
        let mut canvas = Canvas::new(ACROSS, slope);
        let mut y = 110.0;
        if self.framed {
            canvas.frame([36.0, 36.0, WIDTH - 72.0, HEIGHT - 72.0], 3.0);
            canvas.frame([44.0, 44.0, WIDTH - 88.0, HEIGHT - 88.0], 0.9);
            y = 170.0;
        }
        for piece in &self.pieces {
            y = draw(&mut canvas, random, piece, y);
        }
        let paper = if self.scanned {
            let tone = *random.pick(&[
                [247, 246, 242],
                [240, 238, 232],
                [250, 250, 248],
                [244, 240, 228],
            ]);
            Paper { tone, grain: 5 }
        } else {
            Paper {
                tone: [255; 3],
                grain: 0,
            }
        };
        Picture::develop(&canvas, paper, random)
    }
}

fn draw(canvas: &mut Canvas, random: &mut Random, piece: &Piece, y: f32) -> f32 {
    match piece {
        Piece::Title(text) => {
            let size = if text.chars().count() > 16 {
                19.0
            } else {
                25.0
            };
            canvas.centred([WIDTH / 2.0, y + 6.0], size, true, text);
            y + 48.0
        }
        Piece::Middle(text) => {
            canvas.centred([WIDTH / 2.0, y], 11.5, false, text);
            y + 26.0
        }
        Piece::Text(text) => paragraph(canvas, text, y),
        Piece::Field(name, value) => field(canvas, name, value, y),
        Piece::Table(rows) => table(canvas, rows, y),
        Piece::Right(text) => {
            canvas.text(
                [WIDTH - LEFT - width(text, 13.0), y],
                13.0,
                false,
                text,
                0.0,
            );
            y + 26.0
        }
        Piece::Signed(label, name) => {
            canvas.text([LEFT + 170.0, y], 13.0, false, label, 0.0);
            let at = [LEFT + 178.0 + width(label, 13.0), y];
            canvas.signature(at, name, |low, high| random.between(low, high));
            y + 30.0
        }
        Piece::Chop(name) => {
            let (dx, dy) = (random.between(-14, 14) as f32, random.between(-8, 8) as f32);
            let turn = i32::try_from(random.between(-16, 16)).unwrap_or(0);
            canvas.chop((WIDTH - LEFT - 78.0 + dx, y - 34.0 + dy), 58.0, turn, name);
            y
        }
        Piece::Gap(height) => y + height,
    }
}

fn paragraph(canvas: &mut Canvas, text: &str, mut y: f32) -> f32 {
    let mut indent = 26.0;
    for line in lines(text, 13.0, MEASURE, indent) {
        canvas.text([LEFT + indent, y], 13.0, false, &line.text, line.spacing);
        (y, indent) = (y + 25.0, 0.0);
    }
    y
}

fn field(canvas: &mut Canvas, name: &str, value: &str, mut y: f32) -> f32 {
    canvas.text([LEFT + 10.0, y], 13.0, true, name, 0.0);
    for line in lines(value, 13.0, MEASURE - 130.0, 0.0) {
        canvas.text([LEFT + 126.0, y], 13.0, false, &line.text, line.spacing);
        y += 24.0;
    }
    y + 6.0
}

fn table(canvas: &mut Canvas, rows: &[Vec<String>], mut y: f32) -> f32 {
    let columns = rows.first().map_or(1, Vec::len).max(1);
    // The first column names the row and gets double room.
    let unit = MEASURE / (columns + 1) as f32;
    let edge = |column: usize| {
        LEFT + if column == 0 {
            0.0
        } else {
            unit * (column + 1) as f32
        }
    };
    for row in rows {
        for (column, cell) in row.iter().enumerate() {
            let (left, right) = (edge(column), edge(column + 1));
            canvas.frame([left, y, right - left, 23.0], 0.8);
            let size = if width(cell, 10.5) > right - left - 6.0 {
                8.5
            } else {
                10.5
            };
            canvas.centred([(left + right) / 2.0, y + 15.5], size, false, cell);
        }
        y += 23.0;
    }
    y + 24.0
}
