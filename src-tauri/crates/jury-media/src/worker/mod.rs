//! The worker's side: a process that gets bytes and returns pixels.
//!
//! It loads PDFium and the bundled font, shuts itself in (`sandbox`), says so, and answers one request after another until
//! its input closes. A panic or a crash ends it; the host starts another.
//!
//! Not here: timeouts a judge would notice, restarts, caches: the host has them. The one rule: nothing is parsed before
//! the sandbox stands.

mod guides;
mod images;
mod pdf;
mod sandbox;
mod self_test;
mod watchdog;

use std::ffi::OsString;
use std::fs::File;
use std::io::{self, Read, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use pdfium_render::prelude::{Pdfium, PdfiumLibraryConfig};

use crate::limits;
use crate::paths::FONT_FILE;
use crate::watermark::{Painter, Place, Watermark};
use crate::wire::{self, Refusal, Reply, Request};
use pdf::Documents;

/// The first argument that turns a hosting program into a worker.
pub const WORKER_FLAG: &str = "--render-worker";

/// Runs the worker if this process was started as one; every program that hosts a [`crate::Renderer`] on its own
/// executable calls this first thing in `main`, before it opens anything a worker should not inherit.
///
/// Arguments: [`WORKER_FLAG`], PDFium's library, the bundled fonts folder, any number of system font folders.
#[must_use]
pub fn run_if_asked() -> Option<ExitCode> {
    let mut arguments = std::env::args_os().skip(1);
    if arguments.next()? != WORKER_FLAG {
        return None;
    }
    Some(match run(arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(_) => ExitCode::FAILURE,
    })
}

fn run(mut arguments: impl Iterator<Item = OsString>) -> io::Result<()> {
    let mut path = || arguments.next().map(PathBuf::from);
    let (library, fonts) = path().zip(path()).ok_or(io::ErrorKind::InvalidInput)?;
    let mut font_dirs: Vec<PathBuf> = std::iter::from_fn(path).collect();
    font_dirs.push(fonts.clone());

    let font = std::fs::read(fonts.join(FONT_FILE))?;
    let pdfium = load(&library, &font_dirs)?;
    let (input, output) = pipes()?;
    let files_held = sandbox::hold_files(&font_dirs);
    let guard = watchdog::start();
    let state = sandbox::hold_rest(files_held);

    let worker = Worker {
        documents: Documents::new(&pdfium),
        painter: Painter::new(font),
    };
    worker.serve(input, output, &guard, state)
}

/// PDFium with the given font folders: the system's first, for they have more characters, the bundled one last.
/// (On Windows and macOS PDFium asks the system for fonts and does not look at the list.)
fn load(library: &std::path::Path, font_dirs: &[PathBuf]) -> io::Result<Pdfium> {
    let dirs: Vec<&str> = font_dirs.iter().filter_map(|dir| dir.to_str()).collect();
    let config = PdfiumLibraryConfig::new().set_user_font_paths(&dirs);
    let config = config.map_err(|_| io::Error::from(io::ErrorKind::InvalidInput))?;
    let bindings =
        Pdfium::bind_to_library(library).map_err(|error| io::Error::other(error.to_string()))?;
    Ok(Pdfium::new_with_config(bindings, config))
}

/// Standard input and output without the standard library's buffers: frames are large and must not be copied again.
fn pipes() -> io::Result<(File, File)> {
    #[cfg(unix)]
    {
        use std::os::fd::AsFd;
        let input = io::stdin().as_fd().try_clone_to_owned()?;
        let output = io::stdout().as_fd().try_clone_to_owned()?;
        sandbox::widen(&input);
        sandbox::widen(&output);
        Ok((input.into(), output.into()))
    }
    #[cfg(windows)]
    {
        use std::os::windows::io::AsHandle;
        let input = io::stdin().as_handle().try_clone_to_owned()?;
        let output = io::stdout().as_handle().try_clone_to_owned()?;
        Ok((input.into(), output.into()))
    }
}

struct Worker<'a> {
    documents: Documents<'a>,
    painter: Painter,
}

type Answer = Result<(Reply, Vec<u8>), Refusal>;

impl Worker<'_> {
    fn serve(
        mut self,
        mut input: impl Read,
        mut output: impl Write,
        guard: &watchdog::Watchdog,
        sandbox: wire::SandboxState,
    ) -> io::Result<()> {
        wire::write(&mut output, &Reply::Ready { sandbox }, &[])?;
        while let Some((request, body)) = wire::read(&mut input, limits::PDF_BYTES)? {
            let (reply, pixels) = {
                let _on_watch = guard.watch();
                self.answer(request, body)
                    .unwrap_or_else(|why| (Reply::Refused { why }, Vec::new()))
            };
            wire::write(&mut output, &reply, &pixels)?;
        }
        Ok(())
    }

    fn answer(&mut self, request: Request, body: Vec<u8>) -> Answer {
        match request {
            Request::Open { doc } => {
                let pages = self.documents.open(doc, body)?;
                Ok((Reply::Opened { pages }, Vec::new()))
            }
            Request::Close { doc } => {
                self.documents.close(doc);
                Ok((Reply::Closed, Vec::new()))
            }
            Request::Page {
                doc,
                page,
                width,
                rotation,
                part,
                watermark,
            } => {
                let (bitmap, place) = self.documents.render(doc, page, width, rotation, part)?;
                self.marked(bitmap, &watermark, place)
            }
            Request::Text { doc, page } => {
                let text = self.documents.text(doc, page)?;
                listed(Reply::Text, &text)
            }
            Request::Outline { doc } => listed(Reply::Outline, &self.documents.outline(doc)?),
            Request::Links { doc, page } => listed(Reply::Links, &self.documents.links(doc, page)?),
            Request::FontsMissing { doc, page } => {
                let missing = self.documents.fonts_missing(doc, page)?;
                Ok((Reply::FontsMissing { missing }, Vec::new()))
            }
            Request::Image {
                max_width,
                watermark,
            } => {
                let bitmap = images::decode(&body, max_width)?;
                let place = Place::whole(bitmap.width);
                self.marked(bitmap, &watermark, place)
            }
            Request::SelfTest => Ok((
                Reply::SelfTest {
                    found: self_test::run(),
                },
                Vec::new(),
            )),
        }
    }

    /// A bitmap that cannot be marked is not sent.
    fn marked(&mut self, mut bitmap: Bitmap, lines: &[String], place: Place) -> Answer {
        let mark = Watermark::new(lines);
        let painted = self
            .painter
            .paint(&mark, &mut bitmap.bgrx, bitmap.width, place);
        if !painted {
            return Err(Refusal::NoWatermarkFont);
        }
        let Bitmap {
            width,
            height,
            bgrx,
        } = bitmap;
        Ok((Reply::Pixels { width, height }, bgrx))
    }
}

fn listed<T: serde::Serialize>(reply: Reply, list: &[T]) -> Answer {
    // Numbers and text always become JSON; a list that does not is refused rather than guessed at.
    let body = serde_json::to_vec(list).map_err(|_| Refusal::NotReadable)?;
    Ok((reply, body))
}

/// A bitmap under way: blue, green, red, 255; rows top to bottom.
struct Bitmap {
    width: u32,
    height: u32,
    bgrx: Vec<u8>,
}
