//! Pixels of pages: through the render worker with a watermark and as a BMP file, as the window gets them, beside PDFium's own render in this
//! process; and pages rendered ahead.
//!
//! The one rule: only pages that take PDFium thirty milliseconds or more count, since on the others nobody waits for either.

use std::sync::Arc;
use std::time::{Duration, Instant};

use jury_media::{
    DocKey, DocumentSource, MediaPaths, PageRequest, Renderer, RendererConfig, Rotation, Watermark,
    to_bmp,
};
use pdfium_render::prelude::{
    PdfBitmap, PdfBitmapFormat, PdfDocument, PdfRenderConfig, Pdfium, PdfiumLibraryConfig,
};

use crate::clock::{median, timed};
use crate::fault::Fault;
use crate::figure::{Bar, Figure};
use crate::scenes;

/// A4 at 150 dots an inch: a page beside the form on a full HD screen.
const WIDTH: u32 = 1240;
const HEIGHT: u32 = 1755;
const ROUNDS: usize = 7;
/// Pages PDFium alone renders quicker than this, in seconds, do not count.
const SLOW: f64 = 0.030;
/// How long a page rendered ahead may take before something is wrong.
const PATIENCE: Duration = Duration::from_secs(20);

/// Where a page stands: document, page.
type At = (usize, u32);

pub(crate) fn take() -> Result<Vec<Figure>, Fault> {
    let scenes = scenes::documents()?;
    let paths = MediaPaths::discover()?;
    let pdfium = load(&paths)?;
    let mut pages = Vec::new();
    for _ in 0..ROUNDS {
        round(&paths, &pdfium, &scenes, &mut pages)?;
    }
    let slow: Vec<&Page> = pages
        .iter()
        .filter(|page| median(&page.alone) >= SLOW)
        .collect();
    if slow.is_empty() {
        return Err(Fault::wrong(
            "PDFium renders every page within thirty milliseconds here",
        ));
    }
    eprintln!(
        "  {} of {} pages take PDFium 30 ms or more",
        slow.len(),
        pages.len()
    );
    let of =
        |take: fn(&Page) -> f64| median(&slow.iter().map(|page| take(page)).collect::<Vec<_>>());
    let pixels = Figure {
        name: "page_pixels_vs_pdfium",
        value: of(|page| median(&page.ours)) * 1e3,
        unit: "ms",
        baseline: of(|page| median(&page.alone)) * 1e3,
        beside: "PDFium's own render in this process",
        bar: Bar::RatioAtMost(1.3),
        paired_ratio: Some(of(|page| median(&page.ours) / median(&page.alone))),
    };
    let (slowest, on_demand) = ahead(&paths, &scenes)?;
    let ahead = Figure {
        name: "page_ahead_ms",
        value: slowest * 1e3,
        unit: "ms",
        baseline: on_demand * 1e3,
        beside: "the same page asked for without being rendered ahead",
        bar: Bar::Value(50.0),
        paired_ratio: None,
    };
    Ok(vec![pixels, ahead])
}

/// Seconds of every round.
struct Page {
    at: At,
    ours: Vec<f64>,
    alone: Vec<f64>,
}

/// Renders every page once each way, with documents and worker opened anew, so that neither side finds a page it met before.
fn round(
    paths: &MediaPaths,
    pdfium: &Pdfium,
    scenes: &[Vec<u8>],
    pages: &mut Vec<Page>,
) -> Result<(), Fault> {
    let opened = open(paths, scenes)?;
    let documents = scenes
        .iter()
        .map(|bytes| pdfium.load_pdf_from_byte_slice(bytes, None))
        .collect::<Result<Vec<_>, _>>()?;
    for at in opened.pages() {
        let (ours, _) = timed(|| opened.bmp(at))?;
        let (alone, _) = timed(|| alone(&documents, at))?;
        match pages.iter_mut().find(|page| page.at == at) {
            Some(page) => {
                page.ours.push(ours);
                page.alone.push(alone);
            }
            None => pages.push(Page {
                at,
                ours: vec![ours],
                alone: vec![alone],
            }),
        }
    }
    Ok(())
}

/// The documents in a renderer with its worker.
struct Opened {
    renderer: Renderer,
    /// Pages of each document.
    counts: Vec<u32>,
}

fn key(document: usize) -> DocKey {
    DocKey::new(document.to_string())
}

fn open(paths: &MediaPaths, scenes: &[Vec<u8>]) -> Result<Opened, Fault> {
    let this =
        RendererConfig::of_this_program(paths.clone()).map_err(|source| Fault::NotStarted {
            program: "the render worker".to_owned(),
            source,
        })?;
    let renderer = Renderer::new(this);
    let mut counts = Vec::new();
    for (n, scene) in scenes.iter().enumerate() {
        let source: Arc<dyn DocumentSource> = Arc::new(scene.clone());
        counts.push(renderer.open(&key(n), source)?.page_count());
    }
    Ok(Opened { renderer, counts })
}

impl Opened {
    fn pages(&self) -> Vec<At> {
        self.counts
            .iter()
            .enumerate()
            .flat_map(|(document, count)| (0..*count).map(move |page| (document, page)))
            .collect()
    }

    fn request(&self, (document, page): At) -> PageRequest {
        let watermark = Watermark::new(["林致远 E0103", "2025年 2025-06-12 14:02"]);
        PageRequest {
            doc: key(document),
            page,
            width: WIDTH,
            rotation: Rotation::None,
            part: None,
            watermark,
        }
    }

    fn bmp(&self, at: At) -> Result<Vec<u8>, Fault> {
        Ok(to_bmp(&*self.renderer.page(&self.request(at))?))
    }
}

fn load(paths: &MediaPaths) -> Result<Pdfium, Fault> {
    let fonts = jury_media::system_font_dirs()
        .into_iter()
        .chain([paths.fonts.clone()]);
    let fonts: Vec<String> = fonts.map(|folder| folder.display().to_string()).collect();
    let fonts: Vec<&str> = fonts.iter().map(String::as_str).collect();
    let config = PdfiumLibraryConfig::new()
        .set_user_font_paths(&fonts)
        .map_err(|_| Fault::wrong("a font folder's name"))?;
    Ok(Pdfium::new_with_config(
        Pdfium::bind_to_library(&paths.pdfium)?,
        config,
    ))
}

/// White paper and PDFium's render of the page on it: the least anybody needs for a picture.
fn alone(documents: &[PdfDocument<'_>], (document, page): At) -> Result<Vec<u8>, Fault> {
    let number = i32::try_from(page).unwrap_or(i32::MAX);
    let page = documents[document].pages().get(number)?;
    let mut pixels = vec![255; WIDTH as usize * HEIGHT as usize * 4];
    let (wide, high) = (WIDTH.cast_signed(), HEIGHT.cast_signed());
    let mut bitmap = PdfBitmap::from_bytes(wide, high, PdfBitmapFormat::BGRx, &mut pixels)?;
    let config = PdfRenderConfig::new()
        .set_fixed_size(wide, high)
        .clear_before_rendering(false);
    page.render_into_bitmap_with_config(&mut bitmap, &config)?;
    drop(bitmap);
    Ok(pixels)
}

/// Turns the pages one after the other, the next one always wished for ahead. Gives the slowest fetch of a page that was ready, and the median of
/// fetching the same pages when they were not, in seconds.
fn ahead(paths: &MediaPaths, scenes: &[Vec<u8>]) -> Result<(f64, f64), Fault> {
    let (turned, cold) = (open(paths, scenes)?, open(paths, scenes)?);
    let (mut slowest, mut on_demand): (f64, Vec<f64>) = (0.0, Vec::new());
    for at in turned.pages() {
        turned.renderer.prefetch(vec![turned.request(at)]);
        wait_until_ready(&turned, at)?;
        slowest = slowest.max(timed(|| turned.bmp(at))?.0);
        on_demand.push(timed(|| cold.bmp(at))?.0);
    }
    Ok((slowest, median(&on_demand)))
}

fn wait_until_ready(opened: &Opened, at: At) -> Result<(), Fault> {
    let start = Instant::now();
    while opened.renderer.in_memory(&opened.request(at)).is_none() {
        if start.elapsed() > PATIENCE {
            return Err(Fault::wrong("a page wished for ahead was never rendered"));
        }
        std::thread::sleep(Duration::from_millis(1));
    }
    Ok(())
}
