//! One document read as a judge's window reads it, and everything that may be wrong about the answers.
//!
//! The one rule: after each document a plain one shows in the same renderer.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Weak};
use std::time::{Duration, Instant};

use jury_media::{DocKey, DocumentInfo, MediaError, Pixels, Renderer, RendererConfig, limits};

use crate::case::{Case, Expect};
use crate::common::{self, ink, request};
use crate::doc::Doc;

/// Of a bitmap asked for, in pixels.
const WIDTH: u32 = 600;
/// A machine with other work on it may be this much later than the deadline.
const SLACK: Duration = Duration::from_secs(8);
/// Most memory of the worker, in MiB: what its sandbox lets it write to, and the library and fonts it maps.
const MOST_MIB: u64 = 1_024 + 64;

/// What was seen of one document.
pub(crate) struct Seen {
    /// In a word, for the report.
    pub(crate) became: String,
    pub(crate) wrong: Vec<String>,
    pub(crate) peak_mib: u64,
    /// Whether characters were said to be missing.
    told: bool,
}

/// A renderer of one worker.
pub(crate) struct Desk {
    renderer: Arc<Renderer>,
    /// In MiB.
    peak: Arc<AtomicU64>,
    config: RendererConfig,
    plain: DocKey,
    count: u32,
}

type Answer<T> = Result<T, MediaError>;

impl Desk {
    pub(crate) fn new(deadline: Duration) -> Self {
        // The bundled font alone, so that what shows here shows everywhere.
        let config = RendererConfig {
            page_timeout: deadline,
            font_dirs: Vec::new(),
            ..common::config()
        };
        let renderer = Arc::new(Renderer::new(config.clone()));
        let plain = common::opened(&renderer, "plain", Doc::square().bytes());
        let peak = Arc::new(AtomicU64::new(0));
        let (watched, told) = (Arc::downgrade(&renderer), Arc::clone(&peak));
        std::thread::spawn(move || watch(&watched, &told));
        Self {
            renderer,
            peak,
            config,
            plain,
            count: 0,
        }
    }

    pub(crate) fn read(&mut self, case: &Case) -> Seen {
        let mut seen = Seen {
            became: String::new(),
            wrong: Vec::new(),
            peak_mib: 0,
            told: false,
        };
        self.peak.store(0, Ordering::Relaxed);
        let key = DocKey::new(&case.name);
        let source = Arc::new(case.bytes.clone());
        let opened = self.ask(&mut seen, "open", |renderer| {
            renderer.open(&key, source.clone())
        });
        let shown = opened.and_then(|info| self.page_one(&mut seen, &key, &info));
        judge(case, &shown, &mut seen);
        seen.became = shown.map_or_else(|fault| word(&fault), |_| "a page".to_owned());
        note_peaks(&self.renderer, &self.peak);
        seen.peak_mib = self.peak.load(Ordering::Relaxed);
        self.renderer.close(&key);
        self.plain_shows(&mut seen);
        if seen.peak_mib > MOST_MIB {
            seen.wrong
                .push(format!("the worker took {} MiB", seen.peak_mib));
        }
        if seen.peak_mib > MOST_MIB / 8 {
            // A new worker, so that the next peak is of the next document.
            *self = Self::new(self.config.page_timeout);
        }
        seen
    }

    /// Everything that is asked of a first page; the bitmap is the answer.
    fn page_one(&self, seen: &mut Seen, key: &DocKey, info: &DocumentInfo) -> Answer<Arc<Pixels>> {
        let page = self.ask(seen, "page", |renderer| {
            renderer.page(&request(key, 0, WIDTH))
        });
        if matches!(page, Err(MediaError::Timeout { .. })) && !self.is_patient() {
            return page;
        }
        let _ = self.ask(seen, "text", |renderer| renderer.page_text(key, 0));
        let _ = self.ask(seen, "outline", |renderer| renderer.outline(key));
        let _ = self.ask(seen, "links", |renderer| renderer.links(key, 0));
        let told = self.ask(seen, "fonts", |renderer| renderer.fonts_missing(key, 0));
        seen.told = told.unwrap_or(false);
        if info.page_count() > 1 {
            let last = request(key, info.page_count() - 1, WIDTH);
            let _ = self.ask(seen, "last page", |renderer| renderer.page(&last));
        }
        let page = page?;
        if let Some(fault) = misfit(&page, info.pages[0]) {
            seen.wrong.push(fault);
        }
        Ok(page)
    }

    /// Whether a slow page's text is waited for as well.
    fn is_patient(&self) -> bool {
        self.config.page_timeout > Duration::from_secs(5)
    }

    /// Asks, in time, and takes no other fault than one that has a sentence of its own.
    fn ask<T>(
        &self,
        seen: &mut Seen,
        what: &str,
        ask: impl FnOnce(&Renderer) -> Answer<T>,
    ) -> Answer<T> {
        let start = Instant::now();
        let answer = ask(&self.renderer);
        let took = start.elapsed();
        if took > self.config.page_timeout + SLACK {
            seen.wrong.push(format!("{what} took {took:?}"));
        }
        if let Err(fault) = &answer {
            let expected = matches!(
                fault,
                MediaError::Refused(_) | MediaError::WorkerDied { .. } | MediaError::Timeout { .. }
            );
            if !expected {
                seen.wrong.push(format!("{what}: {fault:?}"));
            }
        }
        answer
    }

    fn plain_shows(&mut self, seen: &mut Seen) {
        // Another width each time, so that it is drawn and not remembered.
        self.count += 1;
        let width = 60 + self.count % 500;
        match self.renderer.page(&request(&self.plain, 0, width)) {
            Ok(pixels) if ink(&pixels) > 10 => {}
            other => seen.wrong.push(format!(
                "afterwards a plain document: {:?}",
                other.map(|pixels| ink(&pixels))
            )),
        }
        if self.renderer.worker_ids().len() != 1 {
            seen.wrong.push(format!(
                "workers afterwards: {:?}",
                self.renderer.worker_ids()
            ));
        }
    }
}

/// Looks again and again, for a worker that is ended takes what it told of its memory with it.
fn watch(renderer: &Weak<Renderer>, peak: &AtomicU64) {
    while let Some(renderer) = renderer.upgrade() {
        note_peaks(&renderer, peak);
        drop(renderer);
        std::thread::sleep(Duration::from_millis(10));
    }
}

/// Notes the most memory the worker ever had, where the system tells.
fn note_peaks(renderer: &Renderer, peak: &AtomicU64) {
    for id in renderer.worker_ids() {
        let text = std::fs::read_to_string(format!("/proc/{id}/status")).unwrap_or_default();
        let line = text.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        let kibibytes = line.and_then(|line| {
            line.trim()
                .trim_end_matches("kB")
                .trim()
                .parse::<u64>()
                .ok()
        });
        peak.fetch_max(kibibytes.unwrap_or(0) >> 10, Ordering::Relaxed);
    }
}

fn judge(case: &Case, shown: &Answer<Arc<Pixels>>, seen: &mut Seen) {
    let as_expected = match (&case.expect, shown) {
        (Expect::Either, _) | (Expect::Page, Ok(_)) => true,
        (Expect::Ink, Ok(pixels)) => ink(pixels) > 100,
        (Expect::InkOrTold, Ok(pixels)) => ink(pixels) > 100 || seen.told,
        (Expect::Refused(expected), Err(MediaError::Refused(why))) => expected == why,
        _ => false,
    };
    if !as_expected {
        let shown = shown.as_ref().map(|pixels| ink(pixels));
        seen.wrong
            .push(format!("expected {:?}, got {shown:?}", case.expect));
    }
}

/// What is wrong about a bitmap's size: as wide as asked and in shape, unless the shape would make it too large.
fn misfit(pixels: &Pixels, (wide, high): (f32, f32)) -> Option<String> {
    let (width, height) = (pixels.width(), pixels.height());
    let said = format!("{width} × {height} pixels for {wide} × {high} points");
    if u64::from(width) * u64::from(height) > limits::PIXELS || width > WIDTH {
        return Some(format!("too large: {said}"));
    }
    let shape = f64::from(high) / f64::from(wide);
    let expected = f64::from(WIDTH) * shape;
    let fits = expected <= 30_000.0;
    let right = !fits || (width == WIDTH && (f64::from(height) - expected.max(1.0)).abs() <= 1.0);
    (!right).then(|| format!("out of shape: {said}"))
}

fn word(fault: &MediaError) -> String {
    match fault {
        MediaError::Refused(why) => format!("refused: {why:?}")
            .split(['{', '('])
            .next()
            .unwrap_or_default()
            .trim()
            .to_owned(),
        MediaError::WorkerDied { .. } => "the worker died".to_owned(),
        MediaError::Timeout { .. } => "too slow".to_owned(),
        other => format!("{other:?}"),
    }
}
