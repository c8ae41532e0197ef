//! The host's side: pages and images asked for by key, answered from memory or by a worker.
//!
//! Not here: parsing of any kind. The one rule: what a worker answers is checked like input from outside, because after a
//! hostile document that is what it is.

mod ahead;
mod cache;
mod error;
mod pool;
mod process;
mod request;
mod source;
mod timer;

use std::collections::{HashMap, HashSet};
use std::ffi::OsString;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use crate::paths::{MediaPaths, system_font_dirs};
use crate::pixels::Pixels;
use crate::watermark::Watermark;
use crate::wire::{
    CharBox, LinkBox, OutlineItem, Reply, Request, Rotation, SandboxState, SelfTest,
};
use ahead::Ahead;
use cache::{BitmapKey, Cache};
pub use error::MediaError;
use pool::{Place, Pool, Urgency, Want};
use process::{HEAVY, Process};
pub use request::{DocumentInfo, PageRequest};
pub use source::{DocKey, DocumentSource};

/// How a [`Renderer`] works.
#[derive(Debug, Clone)]
pub struct RendererConfig {
    /// The program that becomes a worker: usually the running one, which calls [`crate::worker::run_if_asked`] first.
    pub program: PathBuf,
    /// Arguments before the worker's own.
    pub arguments: Vec<OsString>,
    pub paths: MediaPaths,
    /// Folders whose fonts stand in for those a PDF does not embed, before the bundled one.
    pub font_dirs: Vec<PathBuf>,
    /// Worker processes at most; they start as they are needed.
    pub workers: usize,
    /// After this long on one page a worker is ended.
    pub page_timeout: Duration,
    /// Bytes of bitmaps kept in memory.
    pub cache_bytes: usize,
}

impl RendererConfig {
    /// Workers out of the running executable, one per core and at most four; ten seconds a page, 48 MiB of bitmaps (five A4 pages at 150 dpi, ten as wide as a laptop shows them).
    ///
    /// # Errors
    /// When the running executable has no name to start it by.
    pub fn of_this_program(paths: MediaPaths) -> std::io::Result<Self> {
        Ok(Self::of_program(std::env::current_exe()?, paths))
    }

    /// The same with another program.
    #[must_use]
    pub fn of_program(program: PathBuf, paths: MediaPaths) -> Self {
        Self {
            program,
            arguments: Vec::new(),
            paths,
            font_dirs: system_font_dirs(),
            workers: worker_count(),
            page_timeout: Duration::from_secs(10),
            cache_bytes: 48 << 20,
        }
    }
}

/// One PDFium per core, at most four: more would not draw a screenful sooner, and each has its memory.
#[must_use]
pub fn worker_count() -> usize {
    std::thread::available_parallelism().map_or(1, |cores| cores.get().min(4))
}

/// Gives bitmaps of pages and images. Cheap to share behind an [`Arc`]; all calls block the calling thread.
pub struct Renderer {
    core: Arc<Core>,
    ahead: Ahead,
}

/// What the calling threads and the one that renders ahead share.
struct Core {
    config: RendererConfig,
    pool: Pool,
    known: Mutex<Known>,
    cache: Mutex<Cache>,
    /// Pages that ended a worker: rendered again when somebody asks, but not ahead of that.
    bad: Mutex<HashSet<(DocKey, u32)>>,
}

#[derive(Default)]
struct Known {
    documents: HashMap<DocKey, Document>,
    next: u64,
}

/// A document under a number of its own, so that a key that is closed and opened again never meets the old one.
#[derive(Clone)]
struct Document {
    number: u64,
    source: Arc<dyn DocumentSource>,
    info: Arc<DocumentInfo>,
}

impl Document {
    fn want(&self, urgency: Urgency) -> Want {
        Want {
            doc: Some(self.number),
            heavy: self.source.len() >= HEAVY,
            urgency,
        }
    }
}

impl Renderer {
    /// Starts no process yet; the first request does.
    #[must_use]
    pub fn new(config: RendererConfig) -> Self {
        let core = Arc::new(Core {
            pool: Pool::new(config.workers),
            known: Mutex::default(),
            cache: Mutex::new(Cache::new(config.cache_bytes)),
            bad: Mutex::default(),
            config,
        });
        let ahead = Ahead::start(Arc::clone(&core));
        Self { core, ahead }
    }

    /// Opens a document, or says what is known of it if it is open already.
    ///
    /// # Errors
    /// [`MediaError::Refused`] says what is wrong with the document; the others are about the worker or the source.
    pub fn open(
        &self,
        key: &DocKey,
        source: Arc<dyn DocumentSource>,
    ) -> Result<Arc<DocumentInfo>, MediaError> {
        if let Some(document) = lock(&self.core.known).documents.get(key) {
            return Ok(Arc::clone(&document.info));
        }
        let number = {
            let mut known = lock(&self.core.known);
            known.next += 1;
            known.next
        };
        let want = Want {
            doc: None,
            heavy: source.len() >= HEAVY,
            urgency: Urgency::Now,
        };
        let pages = self
            .core
            .with(want, None, |process| process.open(number, source.as_ref()))?;
        let pages = pages.ok_or(MediaError::Nonsense {
            what: "no pages for a new document",
        })?;
        let info = Arc::new(DocumentInfo { pages });
        let document = Document {
            number,
            source,
            info: Arc::clone(&info),
        };
        lock(&self.core.known)
            .documents
            .insert(key.clone(), document);
        Ok(info)
    }

    /// Forgets a document: its source, its bitmaps, its copy in an idle worker.
    pub fn close(&self, key: &DocKey) {
        let document = lock(&self.core.known).documents.remove(key);
        lock(&self.core.cache).forget(key);
        lock(&self.core.bad).retain(|(doc, _)| doc != key);
        if let Some(document) = document {
            self.core
                .pool
                .for_idle(|process| process.close(document.number).is_ok());
        }
    }

    /// A page with its watermark burnt in.
    ///
    /// # Errors
    /// [`MediaError`]; after `WorkerDied` and `Timeout` show a placeholder, the next call works with a new worker.
    pub fn page(&self, request: &PageRequest) -> Result<Arc<Pixels>, MediaError> {
        self.core.page(request, Urgency::Now)
    }

    /// Renders these pages in the background, in this order, in place of any earlier wish. Pages that fail are left for
    /// [`Renderer::page`] to say why.
    pub fn prefetch(&self, pages: Vec<PageRequest>) {
        self.ahead.wish(pages);
    }

    /// The bitmap if it is in memory.
    #[must_use]
    pub fn in_memory(&self, request: &PageRequest) -> Option<Arc<Pixels>> {
        lock(&self.core.cache).get(&request.key())
    }

    /// A PNG or JPEG, no wider than asked, with its watermark. Kept in memory under the key like a page.
    ///
    /// # Errors
    /// As [`Renderer::page`].
    pub fn image(
        &self,
        key: &DocKey,
        source: &dyn DocumentSource,
        max_width: u32,
        watermark: &Watermark,
    ) -> Result<Arc<Pixels>, MediaError> {
        let (doc, watermark) = (key.clone(), watermark.clone());
        let key = BitmapKey {
            doc,
            page: None,
            width: max_width,
            rotation: Rotation::None,
            part: None,
            watermark,
        };
        let request = Request::Image {
            max_width,
            watermark: key.watermark.lines().to_vec(),
        };
        self.core.bitmap(key, Urgency::Now, None, |process| {
            process.image(&request, source)
        })
    }

    /// The characters of a page with their places, in reading order; empty for a scan.
    ///
    /// # Errors
    /// As [`Renderer::page`].
    pub fn page_text(&self, key: &DocKey, page: u32) -> Result<Vec<CharBox>, MediaError> {
        self.text(key, page, Urgency::Now)
    }

    /// The same for whoever can wait, such as an index: pages that somebody looks at go before it.
    ///
    /// # Errors
    /// As [`Renderer::page`].
    pub fn page_text_in_background(
        &self,
        key: &DocKey,
        page: u32,
    ) -> Result<Vec<CharBox>, MediaError> {
        self.text(key, page, Urgency::Ahead)
    }

    fn text(&self, key: &DocKey, page: u32, urgency: Urgency) -> Result<Vec<CharBox>, MediaError> {
        let ask = |doc| Request::Text { doc, page };
        match self.core.ask_of(key, Some(page), urgency, ask)? {
            (Reply::Text, body) => listed(&body),
            _ => Err(MediaError::Nonsense { what: "no text" }),
        }
    }

    /// The document's own table of contents; empty when it has none. At most 2,000 lines.
    ///
    /// # Errors
    /// As [`Renderer::page`].
    pub fn outline(&self, key: &DocKey) -> Result<Vec<OutlineItem>, MediaError> {
        let ask = |doc| Request::Outline { doc };
        match self.core.ask_of(key, None, Urgency::Now, ask)? {
            (Reply::Outline, body) => listed(&body),
            _ => Err(MediaError::Nonsense { what: "no outline" }),
        }
    }

    /// The links of a page, at most 1,000. None of them is ever opened here.
    ///
    /// # Errors
    /// As [`Renderer::page`].
    pub fn links(&self, key: &DocKey, page: u32) -> Result<Vec<LinkBox>, MediaError> {
        let ask = |doc| Request::Links { doc, page };
        match self.core.ask_of(key, Some(page), Urgency::Now, ask)? {
            (Reply::Links, body) => listed(&body),
            _ => Err(MediaError::Nonsense { what: "no links" }),
        }
    }

    /// Whether the page shows Chinese text that is not embedded and for which no font was found: characters are missing
    /// on the screen, and the judge must be told. Costs a look at the page's text, so ask after the page is painted.
    ///
    /// # Errors
    /// As [`Renderer::page`].
    pub fn fonts_missing(&self, key: &DocKey, page: u32) -> Result<bool, MediaError> {
        let ask = |doc| Request::FontsMissing { doc, page };
        match self.core.ask_of(key, Some(page), Urgency::Now, ask)? {
            (Reply::FontsMissing { missing }, _) => Ok(missing),
            _ => Err(MediaError::Nonsense {
                what: "not whether fonts are missing",
            }),
        }
    }

    /// What holds the worker in on this machine. Starts one if none runs, which also warms it up.
    ///
    /// # Errors
    /// When no worker can be started.
    pub fn sandbox(&self) -> Result<SandboxState, MediaError> {
        self.core
            .with(Want::anything(Urgency::Now), None, |process| {
                Ok(process.sandbox())
            })
    }

    /// Has a worker try what it must not be able to do.
    ///
    /// # Errors
    /// When no worker can be started or it does not answer.
    pub fn self_test(&self) -> Result<SelfTest, MediaError> {
        let ask = |process: &mut Process| process.ask(&Request::SelfTest);
        match self.core.with(Want::anything(Urgency::Now), None, ask)? {
            (Reply::SelfTest { found }, _) => Ok(found),
            _ => Err(MediaError::Nonsense {
                what: "no self-test",
            }),
        }
    }

    /// Process ids of the workers, for measuring memory.
    #[must_use]
    pub fn worker_ids(&self) -> Vec<u32> {
        self.core.pool.process_ids()
    }

    /// Bytes of bitmaps in memory.
    #[must_use]
    pub fn cached_bytes(&self) -> usize {
        lock(&self.core.cache).bytes()
    }
}

impl Core {
    fn page(&self, request: &PageRequest, urgency: Urgency) -> Result<Arc<Pixels>, MediaError> {
        let document = self.document(&request.doc)?;
        let page = request.page;
        let result = self.bitmap(request.key(), urgency, Some((&document, page)), |process| {
            process.open(document.number, document.source.as_ref())?;
            process.ask_pixels(&request.request(document.number))
        });
        match &result {
            Err(MediaError::WorkerDied { .. } | MediaError::Timeout { .. }) => {
                lock(&self.bad).insert((request.doc.clone(), page));
            }
            Ok(_) => {
                lock(&self.bad).remove(&(request.doc.clone(), page));
            }
            Err(_) => {}
        }
        result
    }

    /// Renders a page nobody waits for, unless it is there or is known to end workers.
    fn page_ahead(&self, request: &PageRequest) {
        if !lock(&self.bad).contains(&(request.doc.clone(), request.page)) {
            let _ = self.page(request, Urgency::Ahead);
        }
    }

    /// A bitmap from memory, or made and kept. Looks again after waiting for a worker: the page may have been rendered
    /// ahead meanwhile.
    fn bitmap(
        &self,
        key: BitmapKey,
        urgency: Urgency,
        of: Option<(&Document, u32)>,
        make: impl FnOnce(&mut Process) -> Result<Pixels, MediaError>,
    ) -> Result<Arc<Pixels>, MediaError> {
        if let Some(pixels) = lock(&self.cache).get(&key) {
            return Ok(pixels);
        }
        let want = of.map_or(Want::anything(urgency), |(document, _)| {
            document.want(urgency)
        });
        let place = self.pool.take(want);
        if let Some(pixels) = lock(&self.cache).get(&key) {
            return Ok(pixels);
        }
        let pixels = Arc::new(self.in_place(place, of.map(|(_, page)| page), make)?);
        lock(&self.cache).put(key, Arc::clone(&pixels));
        Ok(pixels)
    }

    fn ask_of(
        &self,
        key: &DocKey,
        page: Option<u32>,
        urgency: Urgency,
        request: impl Fn(u64) -> Request,
    ) -> Result<(Reply, Vec<u8>), MediaError> {
        let document = self.document(key)?;
        self.with(document.want(urgency), page, |process| {
            process.open(document.number, document.source.as_ref())?;
            process.ask(&request(document.number))
        })
    }

    fn with<T>(
        &self,
        want: Want,
        page: Option<u32>,
        act: impl FnOnce(&mut Process) -> Result<T, MediaError>,
    ) -> Result<T, MediaError> {
        self.in_place(self.pool.take(want), page, act)
    }

    /// Acts with the process of a place, starting one if there is none or the one there has died since.
    fn in_place<T>(
        &self,
        mut place: Place<'_>,
        page: Option<u32>,
        act: impl FnOnce(&mut Process) -> Result<T, MediaError>,
    ) -> Result<T, MediaError> {
        if place
            .process
            .as_mut()
            .is_none_or(|process| !process.is_running())
        {
            place.process = None;
            place.process = Some(Process::start(&self.config)?);
            place.note();
        }
        let process = place.process.as_mut().expect("started above");
        let result = act(process).map_err(|error| error.at(page));
        if result.as_ref().is_err_and(|error| !error.worker_is_well()) {
            place.process = None;
        }
        result
    }

    fn document(&self, key: &DocKey) -> Result<Document, MediaError> {
        lock(&self.known)
            .documents
            .get(key)
            .cloned()
            .ok_or(MediaError::NotOpened)
    }
}

fn listed<T: serde::de::DeserializeOwned>(body: &[u8]) -> Result<Vec<T>, MediaError> {
    serde_json::from_slice(body).map_err(|_| MediaError::Nonsense {
        what: "a list that cannot be read",
    })
}

/// Nothing behind these locks is left half-done by a panic, so a poisoned one is used on.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
