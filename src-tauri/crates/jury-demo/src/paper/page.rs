//! One page to draw on: text, lines, boxes and polygons in points from the top left.
//!
//! The one rule to know: y grows downwards here, as text is written; PDF's upward axis ends in this file.

use pdf_writer::types::TextRenderingMode;
use pdf_writer::{Content, Name, Str};

use super::font::Font;
use crate::face::width;

/// A4 in points.
pub(crate) const WIDTH: f32 = 595.28;
/// A4 in points.
pub(crate) const HEIGHT: f32 = 841.89;

/// Red, green, blue, 0 to 1.
pub(crate) type Colour = [f32; 3];
pub(crate) const BLACK: Colour = [0.0, 0.0, 0.0];
pub(crate) const GREY: Colour = [0.42, 0.42, 0.42];
pub(crate) const WHITE: Colour = [1.0, 1.0, 1.0];

/// How letters look.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Style {
    pub(crate) size: f32,
    /// Drawn with an outline, as programs do that have no bold cut of a font.
    pub(crate) bold: bool,
    pub(crate) colour: Colour,
}

impl Style {
    pub(crate) const fn plain(size: f32) -> Self {
        Self {
            size,
            bold: false,
            colour: BLACK,
        }
    }

    pub(crate) const fn bold(size: f32) -> Self {
        Self {
            size,
            bold: true,
            colour: BLACK,
        }
    }

    pub(crate) const fn coloured(self, colour: Colour) -> Self {
        Self { colour, ..self }
    }
}

/// A page being drawn.
pub(crate) struct Page {
    content: Content,
}

impl Page {
    pub(crate) fn new() -> Self {
        Self {
            content: Content::new(),
        }
    }

    pub(crate) fn finish(self) -> Vec<u8> {
        self.content.finish().to_vec()
    }

    /// Writes a text with its base line at `y` and `spacing` points more after each character.
    pub(crate) fn text(
        &mut self,
        font: &mut Font,
        [x, y]: [f32; 2],
        style: Style,
        text: &str,
        spacing: f32,
    ) {
        if text.is_empty() {
            return;
        }
        let [red, green, blue] = style.colour;
        let codes = font.encode(text);
        self.content
            .begin_text()
            .set_font(Name(b"F"), style.size)
            .set_fill_rgb(red, green, blue);
        self.content.set_char_spacing(tidy(spacing));
        if style.bold {
            self.content
                .set_text_rendering_mode(TextRenderingMode::FillStroke)
                .set_line_width(tidy(style.size / 32.0));
            self.content.set_stroke_rgb(red, green, blue);
        } else {
            self.content
                .set_text_rendering_mode(TextRenderingMode::Fill);
        }
        self.content
            .next_line(tidy(x), tidy(HEIGHT - y))
            .show(Str(&codes))
            .end_text();
    }

    /// Writes a text around the middle `x`.
    pub(crate) fn centred(&mut self, font: &mut Font, [x, y]: [f32; 2], style: Style, text: &str) {
        self.text(
            font,
            [x - width(text, style.size) / 2.0, y],
            style,
            text,
            0.0,
        );
    }

    /// Writes a text that ends at `x`.
    pub(crate) fn right(&mut self, font: &mut Font, [x, y]: [f32; 2], style: Style, text: &str) {
        self.text(font, [x - width(text, style.size), y], style, text, 0.0);
    }

    /// A line through points.
    pub(crate) fn line(&mut self, points: &[[f32; 2]], thickness: f32, [red, green, blue]: Colour) {
        self.content
            .set_line_width(thickness)
            .set_stroke_rgb(red, green, blue);
        self.path(points);
        self.content.stroke();
    }

    /// A filled polygon.
    pub(crate) fn area(&mut self, points: &[[f32; 2]], [red, green, blue]: Colour) {
        self.content.set_fill_rgb(red, green, blue);
        self.path(points);
        self.content.close_path().fill_nonzero();
    }

    /// A box, filled or not, with a border or not.
    pub(crate) fn boxed(
        &mut self,
        [x, y, w, h]: [f32; 4],
        fill: Option<Colour>,
        border: Option<(f32, Colour)>,
    ) {
        if let Some([red, green, blue]) = fill {
            self.content
                .set_fill_rgb(red, green, blue)
                .rect(tidy(x), tidy(HEIGHT - y - h), tidy(w), tidy(h))
                .fill_nonzero();
        }
        if let Some((thickness, [red, green, blue])) = border {
            self.content
                .set_line_width(thickness)
                .set_stroke_rgb(red, green, blue);
            self.content
                .rect(tidy(x), tidy(HEIGHT - y - h), tidy(w), tidy(h))
                .stroke();
        }
    }

    fn path(&mut self, points: &[[f32; 2]]) {
        for (place, [x, y]) in points.iter().enumerate() {
            if place == 0 {
                self.content.move_to(tidy(*x), tidy(HEIGHT - y));
            } else {
                self.content.line_to(tidy(*x), tidy(HEIGHT - y));
            }
        }
    }
}

/// Hundredths of a point are enough, and short numbers keep files small.
fn tidy(value: f32) -> f32 {
    (value * 100.0).round() / 100.0
}
