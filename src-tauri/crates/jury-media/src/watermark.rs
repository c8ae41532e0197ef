//! The watermark: who looks at this page, for which contest, since when; burnt into the pixels by the worker.
//!
//! Not a lock: it makes a photograph of the screen traceable. The text is turned, repeated over the whole page at every
//! zoom, and drawn by darkening light pixels and lightening dark ones, so that it survives on scans and black figures.
//! The one rule: the tile is made once per text and size; what is done per pixel is one table look-up.

use ab_glyph::{Font, FontVec, OutlineCurve, Point, point};
use ab_glyph_rasterizer::Rasterizer;

/// How far a fully covered pixel moves towards black or white, out of 255: 9 %.
const STRENGTH: usize = 23;
/// The text rises to the right by this angle, in radians (about 27°).
const ANGLE: f32 = 0.47;
/// Distance between lines, as a multiple of the size of the text.
const LEADING: f32 = 1.5;
const LINES: usize = 4;
const LINE_CHARS: usize = 60;

/// The lines that are drawn, at most four of at most sixty characters; the rest is cut off.
///
/// Keep them the same for a sitting (a time to the day or the hour): pages drawn with other lines are other pages to the
/// cache, and the pages rendered ahead would be thrown away every minute.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct Watermark {
    lines: Vec<String>,
}

impl Watermark {
    /// For example expert, contest and date.
    pub fn new<S: AsRef<str>>(lines: impl IntoIterator<Item = S>) -> Self {
        let shorten = |line: S| {
            line.as_ref()
                .trim()
                .chars()
                .take(LINE_CHARS)
                .collect::<String>()
        };
        let lines = lines
            .into_iter()
            .map(shorten)
            .filter(|line| !line.is_empty());
        Self {
            lines: lines.take(LINES).collect(),
        }
    }

    /// Draws nothing: for the organiser's own files and for measuring.
    #[must_use]
    pub const fn none() -> Self {
        Self { lines: Vec::new() }
    }

    /// The lines as they are drawn.
    #[must_use]
    pub fn lines(&self) -> &[String] {
        &self.lines
    }
}

/// Draws watermarks with one font, keeping the last few tiles.
pub(crate) struct Painter {
    font: Option<FontVec>,
    table: Vec<[u8; 256]>,
    tiles: Vec<(Watermark, u32, Tile)>,
}

/// Tiles kept: a page, its thumbnail, a zoomed page, an image.
const TILES: usize = 4;

impl Painter {
    /// A font that cannot be read gives a painter that refuses, never one that silently draws nothing.
    pub(crate) fn new(font: Vec<u8>) -> Self {
        let table = (0..=STRENGTH).map(shifted).collect();
        Self {
            font: FontVec::try_from_vec(font).ok(),
            table,
            tiles: Vec::new(),
        }
    }

    /// Draws over a bitmap of rows of `width × 4` bytes, which lies at `place`. `false` when text was asked for and there is
    /// no font for it.
    pub(crate) fn paint(
        &mut self,
        mark: &Watermark,
        bgrx: &mut [u8],
        width: u32,
        place: Place,
    ) -> bool {
        if mark.lines.is_empty() {
            return true;
        }
        let Some(font) = &self.font else { return false };
        let size = text_size(place.across);
        let at = self
            .tiles
            .iter()
            .position(|(m, s, _)| *s == size && m == mark);
        let entry = match at {
            Some(at) => self.tiles.remove(at),
            None => (
                mark.clone(),
                size,
                Tile::new(font, &mark.lines, size as f32),
            ),
        };
        entry.2.apply(&self.table, bgrx, width as usize, place);
        self.tiles.insert(0, entry);
        self.tiles.truncate(TILES);
        true
    }
}

/// Where a bitmap lies in the whole page's, so that the parts of a page carry one pattern.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Place {
    /// Width of the whole page's bitmap.
    pub(crate) across: u32,
    pub(crate) left: u32,
    pub(crate) top: u32,
}

impl Place {
    pub(crate) const fn whole(width: u32) -> Self {
        Self {
            across: width,
            left: 0,
            top: 0,
        }
    }
}

/// Height of the text in pixels: the same on paper at every zoom, but never too small to read.
fn text_size(width: u32) -> u32 {
    (width / 44).clamp(10, 96)
}

/// What each value of a colour channel becomes at one level.
fn shifted(level: usize) -> [u8; 256] {
    std::array::from_fn(|c| {
        let moved = if c < 128 {
            c + (255 - c) * level / 255
        } else {
            c - c * level / 255
        };
        moved.min(255) as u8
    })
}

/// One repeat of the pattern: for each row, the stretches of covered pixels with their levels.
struct Tile {
    width: usize,
    rows: Vec<Vec<(usize, Vec<u8>)>>,
}

impl Tile {
    fn new(font: &FontVec, lines: &[String], size: f32) -> Self {
        let scale = size / font.units_per_em().unwrap_or(1000.0);
        let longest = lines
            .iter()
            .map(|line| line_width(font, line, scale))
            .fold(size, f32::max);
        let tall = lines.len() as f32 * LEADING * size;
        let (sin, cos) = ANGLE.sin_cos();
        // The block turned about its top left corner, moved down so that it lies inside its bounding box.
        let turn = |p: Point| point(p.x * cos + p.y * sin, p.y * cos - p.x * sin + longest * sin);
        let wide = longest * cos + tall * sin;
        let high = longest * sin + tall * cos;
        let mut raster = Rasterizer::new(wide.ceil() as usize + 2, high.ceil() as usize + 2);
        for (n, line) in lines.iter().enumerate() {
            let baseline = (n as f32 * LEADING + 1.1) * size;
            draw_line(font, line, scale, baseline, &mut |curve| {
                draw_curve(&mut raster, curve, &turn);
            });
        }
        let gap = (2.0 * size) as usize;
        Self::from_coverage(&raster, gap)
    }

    fn from_coverage(raster: &Rasterizer, gap: usize) -> Self {
        let (width, height) = raster.dimensions();
        let mut levels = vec![0_u8; width * height];
        raster.for_each_pixel(|at, coverage| {
            levels[at] = (coverage.clamp(0.0, 1.0) * STRENGTH as f32).round() as u8;
        });
        let mut rows: Vec<_> = levels.chunks(width).map(stretches).collect();
        rows.resize(height + gap, Vec::new());
        Self {
            width: width + gap,
            rows,
        }
    }

    /// Every other band of tiles is moved by half a tile, so that no straight path between the marks runs down the page.
    fn apply(&self, table: &[[u8; 256]], bgrx: &mut [u8], width: usize, place: Place) {
        let back = self.width - place.left as usize % self.width;
        for (y, row) in bgrx.chunks_exact_mut(width * 4).enumerate() {
            let y = y + place.top as usize;
            let band = y / self.rows.len();
            let first = if band % 2 == 1 { self.width / 2 } else { 0 };
            for (start, levels) in &self.rows[y % self.rows.len()] {
                let mut x = (start + first + back) % self.width;
                // The stretch that hangs over the left edge from the tile before.
                let hang = (x + levels.len()).saturating_sub(self.width);
                if hang > 0 {
                    tint(table, row, 0, &levels[levels.len() - hang..]);
                }
                while x < width {
                    tint(table, row, x, levels);
                    x += self.width;
                }
            }
        }
    }
}

/// Tints the pixels from `x` on that are still in the row.
fn tint(table: &[[u8; 256]], row: &mut [u8], x: usize, levels: &[u8]) {
    for (pixel, level) in row[x * 4..].chunks_exact_mut(4).zip(levels) {
        let shift = &table[usize::from(*level)];
        pixel[0] = shift[usize::from(pixel[0])];
        pixel[1] = shift[usize::from(pixel[1])];
        pixel[2] = shift[usize::from(pixel[2])];
    }
}

fn stretches(levels: &[u8]) -> Vec<(usize, Vec<u8>)> {
    let mut found: Vec<(usize, Vec<u8>)> = Vec::new();
    for (x, &level) in levels.iter().enumerate().filter(|(_, level)| **level > 0) {
        match found.last_mut() {
            Some((start, run)) if *start + run.len() == x => run.push(level),
            _ => found.push((x, vec![level])),
        }
    }
    found
}

fn line_width(font: &FontVec, line: &str, scale: f32) -> f32 {
    line.chars()
        .map(|ch| font.h_advance_unscaled(font.glyph_id(ch)) * scale)
        .sum()
}

/// Hands out the curves of a line, scaled, with y downwards and the baseline at `baseline`.
fn draw_line(
    font: &FontVec,
    line: &str,
    scale: f32,
    baseline: f32,
    curve: &mut impl FnMut(OutlineCurve),
) {
    let mut x = 0.0;
    for ch in line.chars() {
        let glyph = font.glyph_id(ch);
        let place = |p: Point| point(x + p.x * scale, baseline - p.y * scale);
        for piece in font
            .outline(glyph)
            .into_iter()
            .flat_map(|outline| outline.curves)
        {
            curve(map(&piece, place));
        }
        x += font.h_advance_unscaled(glyph) * scale;
    }
}

fn map(curve: &OutlineCurve, f: impl Fn(Point) -> Point) -> OutlineCurve {
    match *curve {
        OutlineCurve::Line(a, b) => OutlineCurve::Line(f(a), f(b)),
        OutlineCurve::Quad(a, b, c) => OutlineCurve::Quad(f(a), f(b), f(c)),
        OutlineCurve::Cubic(a, b, c, d) => OutlineCurve::Cubic(f(a), f(b), f(c), f(d)),
    }
}

fn draw_curve(raster: &mut Rasterizer, curve: OutlineCurve, turn: &impl Fn(Point) -> Point) {
    match map(&curve, turn) {
        OutlineCurve::Line(a, b) => raster.draw_line(a, b),
        OutlineCurve::Quad(a, b, c) => raster.draw_quad(a, b, c),
        OutlineCurve::Cubic(a, b, c, d) => raster.draw_cubic(a, b, c, d),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn painter() -> Painter {
        Painter::new(std::fs::read(crate::MediaPaths::discover().unwrap().font_file()).unwrap())
    }

    fn painted(mark: &Watermark, width: u32, height: u32, colour: u8) -> Vec<u8> {
        let mut bitmap = vec![colour; (width * height * 4) as usize];
        assert!(painter().paint(mark, &mut bitmap, width, Place::whole(width)));
        bitmap
    }

    fn mark() -> Watermark {
        Watermark::new(["E0103 王小明", "数据要素×评审", "2026-11-24"])
    }

    #[test]
    fn the_mark_is_in_every_quarter_of_a_page_at_every_zoom_and_never_stronger_than_a_tenth() {
        for width in [600_u32, 1240, 2480] {
            let height = width * 297 / 210;
            let bitmap = painted(&mark(), width, height, 255);
            assert!(bitmap.iter().all(|&c| c >= 230), "width {width}");
            for quarter in bitmap.chunks(bitmap.len() / 4) {
                let marked = quarter.chunks(4).filter(|p| p[0] < 250).count();
                assert!(marked * 400 > quarter.len() / 4, "width {width}: {marked}");
            }
        }
    }

    #[test]
    fn the_mark_shows_on_black_grey_and_white() {
        for colour in [0, 100, 127, 128, 160, 255] {
            let bitmap = painted(&mark(), 800, 600, colour);
            let furthest = bitmap.iter().map(|&c| c.abs_diff(colour)).max().unwrap();
            assert!((10..=25).contains(&furthest), "{colour}: {furthest}");
        }
    }

    #[test]
    fn different_texts_give_different_pixels_and_the_same_text_the_same() {
        let other = Watermark::new(["E0104 李小红", "数据要素×评审", "2026-11-24"]);
        assert_ne!(
            painted(&mark(), 400, 400, 255),
            painted(&other, 400, 400, 255)
        );
        assert_eq!(
            painted(&mark(), 400, 400, 255),
            painted(&mark(), 400, 400, 255)
        );
    }

    #[test]
    fn without_a_font_the_painter_refuses() {
        let place = Place::whole(2);
        assert!(!Painter::new(Vec::new()).paint(&mark(), &mut [255; 16], 2, place));
        assert!(Painter::new(Vec::new()).paint(&Watermark::none(), &mut [255; 16], 2, place));
    }

    #[test]
    fn the_parts_of_a_page_carry_the_pattern_of_the_whole() {
        let (width, height) = (900_u32, 1200_u32);
        let whole = painted(&mark(), width, height, 255);
        for (left, top, w, h) in [
            (0, 0, 300, 300),
            (137, 411, 500, 600),
            (700, 1100, 200, 100),
        ] {
            let place = Place {
                across: width,
                left,
                top,
            };
            let mut part = vec![255; (w * h * 4) as usize];
            assert!(painter().paint(&mark(), &mut part, w, place));
            let cut: Vec<u8> = (top..top + h)
                .flat_map(|y| {
                    let from = ((y * width + left) * 4) as usize;
                    whole[from..from + (w * 4) as usize].to_vec()
                })
                .collect();
            assert!(part == cut, "part at {left},{top}");
        }
    }

    #[test]
    fn bitmaps_narrower_than_a_tile_are_painted_too() {
        for width in 1..40 {
            painted(&mark(), width, 900, 255);
        }
    }
}
