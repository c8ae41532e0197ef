//! A page of ink to draw on: black and red, in points, a little askew.
//!
//! Not pixels of a colour (see [`super::picture`]). The one rule to know: every outline goes through [`Pen`], which turns, scales and keeps it
//! on the page, because the rasteriser takes no point outside.

use std::sync::LazyLock;

use ab_glyph_rasterizer::{Point, Rasterizer, point};
use ttf_parser::OutlineBuilder;

use crate::face::{outline, width};
use crate::paper::page::{HEIGHT, WIDTH};

/// Cosine and sine of every whole degree.
static CIRCLE: LazyLock<Vec<(f32, f32)>> = LazyLock::new(|| {
    const ONE_DEGREE: (f64, f64) = (0.999_847_695_156_391_2, 0.017_452_406_437_283_51);
    let mut at = (1.0_f64, 0.0_f64);
    (0..360)
        .map(|_| {
            let this = at;
            at = (
                at.0 * ONE_DEGREE.0 - at.1 * ONE_DEGREE.1,
                at.0 * ONE_DEGREE.1 + at.1 * ONE_DEGREE.0,
            );
            (this.0 as f32, this.1 as f32)
        })
        .collect()
});

/// Cosine and sine of an angle in degrees.
pub(crate) fn direction(degrees: i32) -> (f32, f32) {
    CIRCLE[usize::try_from(degrees.rem_euclid(360)).unwrap_or(0)]
}

/// Which ink.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Ink {
    Black,
    Red,
}

/// Where a glyph goes: its own axes and its origin, in points.
#[derive(Debug, Clone, Copy)]
struct Placed {
    x_axis: (f32, f32),
    y_axis: (f32, f32),
    origin: (f32, f32),
}

/// The page while it is drawn.
pub(crate) struct Canvas {
    pub(crate) pixels: (usize, usize),
    black: Rasterizer,
    /// Made when the first chop is; most pages have none, and a layer costs as much as all their text.
    red: Option<Rasterizer>,
    /// Pixels per point.
    scale: f32,
    /// How far a line falls or rises per unit, a scanner's askew paper.
    slope: f32,
}

impl Canvas {
    /// An A4 page of so many pixels across.
    pub(crate) fn new(across: usize, slope: f32) -> Self {
        let scale = across as f32 / WIDTH;
        let down = (HEIGHT * scale) as usize;
        Self {
            pixels: (across, down),
            black: Rasterizer::new(across, down),
            red: None,
            scale,
            slope,
        }
    }

    /// How much ink lies on each pixel, 0 to 1: black, and red if there is any.
    pub(crate) fn coverage(&self) -> (Vec<f32>, Option<Vec<f32>>) {
        let layer = |ink: &Rasterizer| {
            let mut all = vec![0.0; self.pixels.0 * self.pixels.1];
            ink.for_each_pixel(|place, share| all[place] = share.min(1.0));
            all
        };
        (layer(&self.black), self.red.as_ref().map(layer))
    }

    fn pen(&mut self, ink: Ink, placed: Placed) -> Pen<'_> {
        let (scale, slope, pixels) = (self.scale, self.slope, self.pixels);
        let raster = match ink {
            Ink::Black => &mut self.black,
            Ink::Red => self
                .red
                .get_or_insert_with(|| Rasterizer::new(pixels.0, pixels.1)),
        };
        Pen {
            raster,
            placed,
            scale,
            slope,
            pixels,
            first: point(0.0, 0.0),
            last: point(0.0, 0.0),
        }
    }

    fn upright(&mut self, ink: Ink) -> Pen<'_> {
        self.pen(
            ink,
            Placed {
                x_axis: (1.0, 0.0),
                y_axis: (0.0, 1.0),
                origin: (0.0, 0.0),
            },
        )
    }

    fn glyph(&mut self, ink: Ink, character: char, placed: Placed) {
        outline(character, &mut self.pen(ink, placed));
    }

    /// Writes a text with its base line at `y`, spread by `spacing`. Bold is written twice, slightly apart.
    pub(crate) fn text(
        &mut self,
        [x, y]: [f32; 2],
        size: f32,
        bold: bool,
        text: &str,
        spacing: f32,
    ) {
        let unit = size / 1000.0;
        for shift in if bold { &[0.0, 0.45][..] } else { &[0.0][..] } {
            let mut left = x + shift;
            for character in text.chars() {
                let placed = Placed {
                    x_axis: (unit, 0.0),
                    y_axis: (0.0, -unit),
                    origin: (left, y),
                };
                self.glyph(Ink::Black, character, placed);
                left += width(character.encode_utf8(&mut [0; 4]), size) + spacing;
            }
        }
    }

    /// Writes a text around the middle `x`.
    pub(crate) fn centred(&mut self, [x, y]: [f32; 2], size: f32, bold: bool, text: &str) {
        self.text([x - width(text, size) / 2.0, y], size, bold, text, 0.0);
    }

    /// A name as if written by hand: each character leans, rises and falls on its own.
    pub(crate) fn signature(
        &mut self,
        [x, y]: [f32; 2],
        name: &str,
        mut lean: impl FnMut(i64, i64) -> i64,
    ) {
        let (mut left, unit) = (x, 0.021);
        for character in name.chars() {
            let slant = lean(12, 38) as f32 / 100.0;
            let lift = lean(-3, 3) as f32;
            let stretch = lean(85, 115) as f32 / 100.0;
            let placed = Placed {
                x_axis: (unit * stretch, -unit * 0.12),
                y_axis: (unit * slant, -unit),
                origin: (left, y + lift),
            };
            self.glyph(Ink::Black, character, placed);
            left += 19.0 * stretch;
        }
    }

    /// A straight line of a thickness.
    pub(crate) fn line(&mut self, [x1, y1]: [f32; 2], [x2, y2]: [f32; 2], thickness: f32) {
        let half = thickness / 2.0;
        let (dx, dy) = if (x2 - x1).abs() > (y2 - y1).abs() {
            (0.0, half)
        } else {
            (half, 0.0)
        };
        self.area(
            Ink::Black,
            &[
                (x1 - dx, y1 - dy),
                (x2 - dx, y2 - dy),
                (x2 + dx, y2 + dy),
                (x1 + dx, y1 + dy),
            ],
        );
    }

    /// The outline of a box.
    pub(crate) fn frame(&mut self, [x, y, w, h]: [f32; 4], thickness: f32) {
        self.line([x, y], [x + w, y], thickness);
        self.line([x, y + h], [x + w, y + h], thickness);
        self.line([x, y], [x, y + h], thickness);
        self.line([x + w, y], [x + w, y + h], thickness);
    }

    /// A filled polygon.
    pub(crate) fn area(&mut self, ink: Ink, points: &[(f32, f32)]) {
        let mut pen = self.upright(ink);
        for (place, (x, y)) in points.iter().enumerate() {
            if place == 0 {
                pen.move_to(*x, *y);
            } else {
                pen.line_to(*x, *y);
            }
        }
        pen.close();
    }

    /// A round chop: ring, star, the name along the upper arc. Chops of China look so; this one belongs to nobody.
    pub(crate) fn chop(&mut self, (x, y): (f32, f32), radius: f32, turn: i32, name: &str) {
        let ring = |radius: f32, step: i32| -> Vec<(f32, f32)> {
            let points = (0..90).map(|n| direction(n * 4 * step));
            points
                .map(|(cos, sin)| (x + radius * cos, y + radius * sin))
                .collect()
        };
        self.area(Ink::Red, &ring(radius, 1));
        self.area(Ink::Red, &ring(radius - 2.4, -1));
        let star: Vec<(f32, f32)> = (0..10)
            .map(|n| {
                let (cos, sin) = direction(turn - 90 + n * 36);
                let reach = radius * if n % 2 == 0 { 0.3 } else { 0.115 };
                (x + reach * cos, y + reach * sin)
            })
            .collect();
        self.area(Ink::Red, &star);
        self.arc_text((x, y), radius, turn, name);
    }

    fn arc_text(&mut self, (x, y): (f32, f32), radius: f32, turn: i32, name: &str) {
        let count = i32::try_from(name.chars().count()).unwrap_or(1).max(1);
        let spread = (count * 19).min(270);
        let size = radius * if count <= 12 { 0.27 } else { 0.2 };
        let step = if count > 1 {
            spread / (count - 1).max(1)
        } else {
            0
        };
        for (n, character) in (0_i32..).zip(name.chars()) {
            let angle = turn - 90 - step * (count - 1) / 2 + step * n;
            let (cos, sin) = direction(angle);
            let (unit, reach) = (size / 1000.0, radius - 5.0 - size);
            // The foot of each character points to the middle.
            let (right, down) = (
                (-sin * unit * 0.86, cos * unit * 0.86),
                (cos * unit * 1.15, sin * unit * 1.15),
            );
            let half = 430.0;
            let origin = (
                x + reach * cos - right.0 * half,
                y + reach * sin - right.1 * half,
            );
            self.glyph(
                Ink::Red,
                character,
                Placed {
                    x_axis: right,
                    y_axis: down,
                    origin,
                },
            );
        }
    }
}

/// Takes outlines in their own units to pixels.
struct Pen<'a> {
    raster: &'a mut Rasterizer,
    placed: Placed,
    scale: f32,
    slope: f32,
    pixels: (usize, usize),
    first: Point,
    last: Point,
}

impl Pen<'_> {
    fn at(&self, x: f32, y: f32) -> Point {
        let Placed {
            x_axis,
            y_axis,
            origin,
        } = self.placed;
        let (px, py) = (
            origin.0 + x * x_axis.0 + y * y_axis.0,
            origin.1 + x * x_axis.1 + y * y_axis.1,
        );
        // Turning about the middle by a small angle; the second-order term keeps lengths.
        let (cx, cy) = (px - WIDTH / 2.0, py - HEIGHT / 2.0);
        let keep = 1.0 - self.slope * self.slope / 2.0;
        let turned = (
            cx * keep - cy * self.slope + WIDTH / 2.0,
            cx * self.slope + cy * keep + HEIGHT / 2.0,
        );
        let inside = |value: f32, end: usize| (value * self.scale).clamp(0.0, end as f32 - 1.001);
        point(
            inside(turned.0, self.pixels.0),
            inside(turned.1, self.pixels.1),
        )
    }
}

impl OutlineBuilder for Pen<'_> {
    fn move_to(&mut self, x: f32, y: f32) {
        self.first = self.at(x, y);
        self.last = self.first;
    }

    fn line_to(&mut self, x: f32, y: f32) {
        let next = self.at(x, y);
        self.raster.draw_line(self.last, next);
        self.last = next;
    }

    fn quad_to(&mut self, x1: f32, y1: f32, x: f32, y: f32) {
        let (middle, next) = (self.at(x1, y1), self.at(x, y));
        self.raster.draw_quad(self.last, middle, next);
        self.last = next;
    }

    fn curve_to(&mut self, x1: f32, y1: f32, x2: f32, y2: f32, x: f32, y: f32) {
        let (one, two, next) = (self.at(x1, y1), self.at(x2, y2), self.at(x, y));
        self.raster.draw_cubic(self.last, one, two, next);
        self.last = next;
    }

    fn close(&mut self) {
        self.raster.draw_line(self.last, self.first);
        self.last = self.first;
    }
}
