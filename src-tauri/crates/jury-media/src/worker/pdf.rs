//! PDFium: documents opened from bytes, pages to bitmaps, characters with their places.
//!
//! Not a PDF library: no editing, no forms to fill, no scripts (the build has no V8). The one rule: every size is bounded
//! before PDFium is asked for a bitmap.

use std::collections::HashMap;

use ab_glyph::{Font, FontVec};
use pdfium_render::prelude::*;

use super::Bitmap;
use crate::limits;
use crate::watermark::Place;
use crate::wire::{CharBox, Part, Refusal, Rotation};

/// Longest side of a bitmap, whatever the shape of the page.
const SIDE: f64 = 32_000.0;
/// Characters of one page that are handed out.
const CHARS: usize = 100_000;
/// Units of [`CharBox`] per page width and height.
pub(super) const BOX_UNITS: i32 = 10_000;

pub(super) struct Documents<'a> {
    pdfium: &'a Pdfium,
    pub(super) open: HashMap<u64, PdfDocument<'a>>,
}

impl<'a> Documents<'a> {
    pub(super) fn new(pdfium: &'a Pdfium) -> Self {
        Self {
            pdfium,
            open: HashMap::new(),
        }
    }

    /// Opens a document and gives the sizes of its pages in points.
    pub(super) fn open(&mut self, doc: u64, bytes: Vec<u8>) -> Result<Vec<(f32, f32)>, Refusal> {
        let document = self
            .pdfium
            .load_pdf_from_byte_vec(bytes, None)
            .map_err(|error| refusal(&error))?;
        let count = u32::try_from(document.pages().len()).unwrap_or(0);
        match count {
            0 => return Err(Refusal::NoPages),
            1..=limits::PAGES => {}
            _ => {
                return Err(Refusal::TooManyPages {
                    count,
                    limit: limits::PAGES,
                });
            }
        }
        let sizes = (0..count as i32).map(|page| match document.pages().page_size(page) {
            Ok(size) => (sane(size.width().value), sane(size.height().value)),
            // A page whose dictionary is broken keeps its place in the list; drawing it says what is wrong.
            Err(_) => A4,
        });
        let sizes = sizes.collect();
        self.open.insert(doc, document);
        Ok(sizes)
    }

    pub(super) fn close(&mut self, doc: u64) {
        self.open.remove(&doc);
    }

    pub(super) fn render(
        &self,
        doc: u64,
        page: u32,
        width: u32,
        rotation: Rotation,
        part: Option<Part>,
    ) -> Result<(Bitmap, Place), Refusal> {
        let unreadable = |_: PdfiumError| Refusal::PageUnreadable { page };
        let found = self.page(doc, page)?;
        let size = (sane(found.width().value), sane(found.height().value));
        let most = if part.is_some() {
            PARTED
        } else {
            limits::PIXELS
        };
        let (across, down) = bitmap_size(size, width, rotation, most);
        let whole = Part {
            left: 0,
            top: 0,
            width: across,
            height: down,
        };
        let part = part.map_or(Some(whole), |part| bounded(part).within(across, down));
        let Part {
            left,
            top,
            width,
            height,
        } = part.ok_or(Refusal::NoSuchPart)?;
        let mut bgrx = vec![255; width as usize * height as usize * 4];
        let mut bitmap = PdfBitmap::from_bytes(
            width as i32,
            height as i32,
            PdfBitmapFormat::BGRx,
            &mut bgrx,
        )
        .map_err(unreadable)?;
        let config = PdfRenderConfig::new()
            .set_fixed_size(across as i32, down as i32)
            .set_origin(-(left as i32), -(top as i32))
            .rotate(turn(rotation), false)
            .set_reverse_byte_order(false)
            .clear_before_rendering(false);
        found
            .render_into_bitmap_with_config(&mut bitmap, &config)
            .map_err(unreadable)?;
        drop(bitmap);
        let bitmap = Bitmap {
            width,
            height,
            bgrx,
        };
        Ok((bitmap, Place { across, left, top }))
    }

    /// The characters of a page in PDFium's reading order. A page without text (a scan) gives none.
    pub(super) fn text(&self, doc: u64, page: u32) -> Result<Vec<CharBox>, Refusal> {
        let found = self.page(doc, page)?;
        let text = found.text().map_err(|_| Refusal::PageUnreadable { page })?;
        let grid = PdfRenderConfig::new().set_fixed_size(BOX_UNITS, BOX_UNITS);
        let chars = text.chars();
        Ok(chars
            .iter()
            .take(CHARS)
            .filter_map(|ch| char_box(&found, &ch, &grid))
            .collect())
    }

    /// Whether some text of the page is Chinese, not embedded, and not in the font PDFium puts in its place.
    pub(super) fn fonts_missing(&self, doc: u64, page: u32) -> Result<bool, Refusal> {
        let found = self.page(doc, page)?;
        let mut stand_ins = found
            .fonts()
            .into_iter()
            .filter(|font| !font.is_embedded().unwrap_or(true))
            .peekable();
        if stand_ins.peek().is_none() {
            return Ok(false);
        }
        let text = found.text().map_err(|_| Refusal::PageUnreadable { page })?;
        let stand_ins: Vec<(String, Option<FontVec>)> = stand_ins
            .map(|font| (font.name(), stand_in(&font)))
            .collect();
        let missing = text.chars().iter().take(CHARS).any(|ch| {
            let Some(value) = ch.unicode_char().filter(|ch| is_chinese(*ch)) else {
                return false;
            };
            let name = ch.font_name();
            stand_ins.iter().any(|(font, face)| {
                *font == name && !face.as_ref().is_some_and(|face| draws(face, value))
            })
        });
        Ok(missing)
    }

    pub(super) fn page(&self, doc: u64, page: u32) -> Result<PdfPage<'a>, Refusal> {
        let document = self.open.get(&doc).ok_or(Refusal::NotOpen)?;
        let count = u32::try_from(document.pages().len()).unwrap_or(0);
        let index = i32::try_from(page).ok().filter(|_| page < count);
        let index = index.ok_or(Refusal::NoSuchPage { page, count })?;
        document
            .pages()
            .get(index)
            .map_err(|_| Refusal::PageUnreadable { page })
    }
}

const A4: (f32, f32) = (595.0, 842.0);

/// Sizes that are not positive numbers are taken for a page of one point, which shows that something is wrong.
fn sane(points: f32) -> f32 {
    if points.is_finite() {
        points.max(1.0)
    } else {
        1.0
    }
}

fn refusal(error: &PdfiumError) -> Refusal {
    use PdfiumInternalError::{PasswordError, SecurityError};
    match error {
        PdfiumError::PdfiumLibraryInternalError(PasswordError | SecurityError) => {
            Refusal::Encrypted
        }
        _ => Refusal::NotReadable,
    }
}

const fn turn(rotation: Rotation) -> PdfPageRenderRotation {
    match rotation {
        Rotation::None => PdfPageRenderRotation::None,
        Rotation::Clockwise90 => PdfPageRenderRotation::Degrees90,
        Rotation::Half => PdfPageRenderRotation::Degrees180,
        Rotation::Clockwise270 => PdfPageRenderRotation::Degrees270,
    }
}

/// Pixels of the whole bitmap of a page drawn in parts: nobody holds it, the bound keeps coordinates small.
const PARTED: u64 = 400_000_000;
/// Longest side of a part.
const PART_SIDE: u32 = 4_096;

fn bounded(part: Part) -> Part {
    Part {
        width: part.width.min(PART_SIDE),
        height: part.height.min(PART_SIDE),
        ..part
    }
}

/// The size of the bitmap: as wide as asked, unless the page's shape would make it larger than `most` pixels; then
/// smaller, in shape.
fn bitmap_size((wide, high): (f32, f32), width: u32, rotation: Rotation, most: u64) -> (u32, u32) {
    let sideways = matches!(rotation, Rotation::Clockwise90 | Rotation::Clockwise270);
    let (wide, high) = if sideways { (high, wide) } else { (wide, high) };
    let shape = f64::from(high) / f64::from(wide);
    let asked = f64::from(width.clamp(1, limits::WIDTH));
    let by_area = (most as f64 / shape).sqrt();
    let width = asked.min(by_area).min(SIDE / shape).floor().max(1.0);
    let height = (width * shape).round().clamp(1.0, SIDE);
    // Rounding up the height may step over the limit by a row.
    let most = (most as f64 / width).floor();
    (width as u32, height.min(most) as u32)
}

fn char_box(
    page: &PdfPage<'_>,
    ch: &PdfPageTextChar<'_>,
    grid: &PdfRenderConfig,
) -> Option<CharBox> {
    let value = ch.unicode_char()?;
    let bounds = ch.loose_bounds().ok()?;
    let (x1, y1) = page
        .points_to_pixels(bounds.left(), bounds.top(), grid)
        .ok()?;
    let (x2, y2) = page
        .points_to_pixels(bounds.right(), bounds.bottom(), grid)
        .ok()?;
    Some(CharBox {
        ch: value,
        left: x1.min(x2),
        top: y1.min(y2),
        right: x1.max(x2),
        bottom: y1.max(y2),
    })
}

/// The font PDFium took for one that is not embedded; `None` is one of its built-in Latin ones.
fn stand_in(font: &PdfFont<'_>) -> Option<FontVec> {
    FontVec::try_from_vec(font.data().ok()?).ok()
}

fn draws(face: &FontVec, ch: char) -> bool {
    face.glyph_id(ch).0 != 0
}

/// Han characters and the punctuation that goes with them.
const fn is_chinese(ch: char) -> bool {
    matches!(ch, '\u{2E80}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{FF00}'..='\u{FFEF}' | '\u{20000}'..='\u{3FFFF}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_page_is_as_wide_as_asked_and_keeps_its_shape() {
        assert_eq!(
            bitmap_size((595.0, 842.0), 1240, Rotation::None, limits::PIXELS),
            (1240, 1755)
        );
        assert_eq!(
            bitmap_size((595.0, 842.0), 1240, Rotation::Clockwise90, limits::PIXELS),
            (1240, 876)
        );
    }

    proptest! {
        #[test]
        fn no_page_makes_a_bitmap_over_the_limit(
            wide in 1e-3_f32..1e9, high in 1e-3_f32..1e9, width in any::<u32>(), sideways in any::<bool>(),
        ) {
            let rotation = if sideways { Rotation::Clockwise90 } else { Rotation::None };
            let (w, h) = bitmap_size((sane(wide), sane(high)), width, rotation, limits::PIXELS);
            prop_assert!(w >= 1 && h >= 1 && u64::from(w) * u64::from(h) <= limits::PIXELS);
        }
    }
}
