//! Drawing on one page: lines of text, rules, filled squares. Points from the upper left corner.
//!
//! Not layout. The one rule: nothing outside this file talks to the writer of PDF.

use krilla::color::luma;
use krilla::geom::{PathBuilder, Point, Rect};
use krilla::num::NormalizedF32;
use krilla::paint::{Fill, FillRule, Stroke};
use krilla::surface::Surface;
use krilla::text::TextDirection;

use super::faces::Faces;

/// A4 landscape, in points.
pub(super) const WIDTH: f32 = 841.89;
/// Its height.
pub(super) const HEIGHT: f32 = 595.28;

/// How a text lies in its cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Align {
    Left,
    Centre,
    Right,
}

/// A place on the page.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Cell {
    pub(super) left: f32,
    pub(super) top: f32,
    pub(super) width: f32,
    pub(super) height: f32,
}

/// One page being drawn.
pub(super) struct Canvas<'a, 'p> {
    surface: &'a mut Surface<'p>,
    faces: &'a mut Faces,
}

impl<'a, 'p> Canvas<'a, 'p> {
    pub(super) fn new(surface: &'a mut Surface<'p>, faces: &'a mut Faces) -> Self {
        Self { surface, faces }
    }

    pub(super) fn wrap(&mut self, text: &str, size: f32, width: f32) -> Vec<String> {
        self.faces.wrap(text, size, width)
    }

    /// A line of text whose baseline is at `y`; `x` is its left end, middle or right end.
    pub(super) fn text(&mut self, text: &str, size: f32, (x, y): (f32, f32), align: Align) {
        self.shade(0);
        let width = self.faces.width(text, size);
        let mut at = match align {
            Align::Left => x,
            Align::Centre => x - width / 2.0,
            Align::Right => x - width,
        };
        for run in self.faces.runs(text) {
            let start = Point::from_xy(at, y);
            self.surface
                .draw_text(start, run.font, size, &run.text, false, TextDirection::Auto);
            at += run.width * size;
        }
    }

    /// Lines of text in a cell, in the middle of its height.
    pub(super) fn lines(&mut self, lines: &[String], size: f32, cell: Cell, align: Align) {
        const PAD: f32 = 2.5;
        let leading = leading(size);
        let count = u16::try_from(lines.len()).unwrap_or(u16::MAX);
        // A baseline lies some 0.86 of the size below the top of its line.
        let mut y = cell.top + (cell.height - leading * f32::from(count)) / 2.0 + size * 0.98;
        let x = match align {
            Align::Left => cell.left + PAD,
            Align::Centre => cell.left + cell.width / 2.0,
            Align::Right => cell.left + cell.width - PAD,
        };
        for line in lines {
            self.text(line, size, (x, y), align);
            y += leading;
        }
    }

    /// The lines around a cell.
    pub(super) fn frame(&mut self, cell: Cell) {
        if let Some(rect) = Rect::from_xywh(cell.left, cell.top, cell.width, cell.height) {
            let mut path = PathBuilder::new();
            path.push_rect(rect);
            self.stroke(path, 0.4);
        }
    }

    /// A line to write on.
    pub(super) fn rule(&mut self, from: f32, to: f32, y: f32) {
        let mut path = PathBuilder::new();
        path.move_to(from, y);
        path.line_to(to, y);
        self.stroke(path, 0.7);
    }

    /// A cell in grey, for heads.
    pub(super) fn tint(&mut self, cell: Cell) {
        self.shade(236);
        self.rect(cell);
    }

    /// Black squares of equal size, joined in one shape so that no hairlines show between them.
    pub(super) fn squares(&mut self, side: f32, corners: impl Iterator<Item = (f32, f32)>) {
        self.shade(0);
        let mut path = PathBuilder::new();
        for (x, y) in corners {
            if let Some(rect) = Rect::from_xywh(x, y, side, side) {
                path.push_rect(rect);
            }
        }
        if let Some(path) = path.finish() {
            self.surface.draw_path(&path);
        }
    }

    fn rect(&mut self, cell: Cell) {
        let mut path = PathBuilder::new();
        if let Some(rect) = Rect::from_xywh(cell.left, cell.top, cell.width, cell.height) {
            path.push_rect(rect);
        }
        if let Some(path) = path.finish() {
            self.surface.draw_path(&path);
        }
    }

    fn stroke(&mut self, path: PathBuilder, width: f32) {
        self.surface.set_fill(None);
        self.surface.set_stroke(Some(Stroke {
            paint: luma::Color::new(60).into(),
            width,
            ..Stroke::default()
        }));
        if let Some(path) = path.finish() {
            self.surface.draw_path(&path);
        }
        self.surface.set_stroke(None);
    }

    fn shade(&mut self, lightness: u8) {
        self.surface.set_stroke(None);
        self.surface.set_fill(Some(Fill {
            paint: luma::Color::new(lightness).into(),
            opacity: NormalizedF32::ONE,
            rule: FillRule::NonZero,
        }));
    }
}

/// From one baseline to the next.
pub(super) fn leading(size: f32) -> f32 {
    size * 1.28
}
