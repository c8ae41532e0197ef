//! One worker process as the host sees it: started, asked, and believed only as far as an answer can be checked.
//!
//! Not the pool. The one rule: after any error but a refusal the process is dropped, for nobody knows what is still in its
//! pipes.

use std::io::{self, Write};
use std::process::{ChildStdin, ChildStdout, Command, Stdio};
use std::time::{Duration, Instant};

use super::timer::Timer;
use super::{DocumentSource, MediaError, RendererConfig};
use crate::limits;
use crate::pixels::Pixels;
use crate::wire::{self, Reply, Request, SandboxState};
use crate::worker::WORKER_FLAG;

/// Documents a worker keeps open, and the bytes of those of all workers together; one that is larger is open alone. The
/// whole program is to stay under 600 MB, so this is memory for turning between a form and its proofs, not for a dossier.
const OPEN_DOCUMENTS: usize = 4;
const OPEN_BYTES: u64 = 128 << 20;
/// From this size on a document is open in one worker only.
pub(super) const HEAVY: u64 = 24 << 20;
/// A slow stick reads this many bytes a second; opening may take that long beside the timeout of a page.
const SLOWEST_SOURCE: u64 = 4 << 20;

pub(super) struct Process {
    id: u32,
    input: ChildStdin,
    output: ChildStdout,
    timer: Timer,
    sandbox: SandboxState,
    limit: Duration,
    /// Bytes of documents this worker may keep open.
    room: u64,
    /// Number and size of the open documents, the latest used last.
    open: Vec<(u64, u64)>,
}

impl Process {
    pub(super) fn start(config: &RendererConfig) -> Result<Self, MediaError> {
        let failed = |source| MediaError::Start {
            program: config.program.clone(),
            source,
        };
        let mut child = command(config).map_err(failed)?.spawn().map_err(failed)?;
        let id = child.id();
        let pipes = child.stdin.take().zip(child.stdout.take());
        let timer = Timer::new(child);
        let (input, output) = pipes.ok_or_else(|| failed(io::ErrorKind::BrokenPipe.into()))?;
        let sandbox = SandboxState::default();
        let mut process = Self {
            id,
            input,
            output,
            timer,
            sandbox,
            limit: config.page_timeout,
            room: OPEN_BYTES / config.workers.max(1) as u64,
            open: Vec::new(),
        };
        process.timer.set(Instant::now() + config.page_timeout);
        match process.receive(config.page_timeout) {
            Ok((Reply::Ready { sandbox }, _)) => Ok(Self { sandbox, ..process }),
            Ok(_) => Err(MediaError::Nonsense {
                what: "its first word",
            }),
            // One that was killed may be started again; one that gave up will again.
            Err(MediaError::WorkerDied { .. }) if !process.timer.was_killed() => {
                Err(MediaError::NotReady)
            }
            Err(error) => Err(error),
        }
    }

    pub(super) const fn id(&self) -> u32 {
        self.id
    }

    pub(super) const fn sandbox(&self) -> SandboxState {
        self.sandbox
    }

    /// Whether the process still runs: one killed from outside, or by the system for want of memory, is replaced before
    /// anyone notices.
    pub(super) fn is_running(&self) -> bool {
        self.timer.is_running()
    }

    /// Whether the document is open here.
    pub(super) fn has(&self, doc: u64) -> bool {
        self.open.iter().any(|(open, _)| *open == doc)
    }

    /// Opens a document unless it is open, closing the longest unused. Gives the page sizes if it had to be opened.
    pub(super) fn open(
        &mut self,
        doc: u64,
        source: &dyn DocumentSource,
    ) -> Result<Option<Vec<(f32, f32)>>, MediaError> {
        if let Some(at) = self.open.iter().position(|(open, _)| *open == doc) {
            let used = self.open.remove(at);
            self.open.push(used);
            return Ok(None);
        }
        let bytes = within(source.len(), limits::PDF_BYTES)?;
        let held = |open: &[(u64, u64)]| open.iter().map(|(_, bytes)| bytes).sum::<u64>();
        while self.open.len() >= OPEN_DOCUMENTS
            || (held(&self.open) + bytes > self.room && !self.open.is_empty())
        {
            let (oldest, _) = self.open.remove(0);
            self.ask(&Request::Close { doc: oldest })?;
        }
        match self.send_source(&Request::Open { doc }, source, bytes)? {
            (Reply::Opened { pages }, _) if !pages.is_empty() => {
                self.open.push((doc, bytes));
                Ok(Some(pages))
            }
            _ => Err(NONSENSE),
        }
    }

    pub(super) fn close(&mut self, doc: u64) -> Result<(), MediaError> {
        if self.has(doc) {
            self.open.retain(|(open, _)| *open != doc);
            self.ask(&Request::Close { doc })?;
        }
        Ok(())
    }

    /// Asks something without a body.
    pub(super) fn ask(&mut self, request: &Request) -> Result<(Reply, Vec<u8>), MediaError> {
        self.timer.set(Instant::now() + self.limit);
        if wire::write(&mut self.input, request, &[]).is_err() {
            return Err(self.ended(self.limit));
        }
        self.receive(self.limit)
    }

    /// Asks something whose answer is a bitmap.
    pub(super) fn ask_pixels(&mut self, request: &Request) -> Result<Pixels, MediaError> {
        let (reply, body) = self.ask(request)?;
        bitmap(&reply, body)
    }

    /// Has an image decoded.
    pub(super) fn image(
        &mut self,
        request: &Request,
        source: &dyn DocumentSource,
    ) -> Result<Pixels, MediaError> {
        let bytes = within(source.len(), limits::IMAGE_BYTES)?;
        let (reply, body) = self.send_source(request, source, bytes)?;
        bitmap(&reply, body)
    }

    /// Streams a source as the body of a request: no copy of the document is made on this side.
    fn send_source(
        &mut self,
        request: &Request,
        source: &dyn DocumentSource,
        bytes: u64,
    ) -> Result<(Reply, Vec<u8>), MediaError> {
        let limit = self.limit + Duration::from_secs(bytes / SLOWEST_SOURCE);
        self.timer.set(Instant::now() + limit);
        if wire::write_head(&mut self.input, request, bytes).is_err() {
            return Err(self.ended(limit));
        }
        let mut body = Body {
            pipe: &mut self.input,
            left: bytes,
            pipe_broke: false,
            too_long: false,
        };
        let read = source.read_all(&mut body);
        let (left, pipe_broke, too_long) = (body.left, body.pipe_broke, body.too_long);
        match read {
            _ if pipe_broke => return Err(self.ended(limit)),
            _ if too_long => return Err(MediaError::SourceLength { promised: bytes }),
            Err(error) => return Err(MediaError::Source(error)),
            Ok(()) if left > 0 => return Err(MediaError::SourceLength { promised: bytes }),
            Ok(()) => {}
        }
        self.receive(limit)
    }

    fn receive(&mut self, limit: Duration) -> Result<(Reply, Vec<u8>), MediaError> {
        match wire::read(&mut self.output, wire::REPLY_BODY) {
            Ok(Some(answer)) => {
                if self.timer.clear() {
                    return Err(MediaError::Timeout { page: None, limit });
                }
                match answer {
                    (Reply::Refused { why }, _) => Err(MediaError::Refused(why)),
                    answer => Ok(answer),
                }
            }
            Err(error) if error.kind() == io::ErrorKind::InvalidData => Err(NONSENSE),
            Ok(None) | Err(_) => Err(self.ended(limit)),
        }
    }

    /// Tells a process that was ended for its slowness from one that died.
    fn ended(&self, limit: Duration) -> MediaError {
        if self.timer.clear() {
            MediaError::Timeout { page: None, limit }
        } else {
            MediaError::WorkerDied { page: None }
        }
    }
}

const NONSENSE: MediaError = MediaError::Nonsense {
    what: "another answer than was asked for",
};

fn within(bytes: u64, limit: u64) -> Result<u64, MediaError> {
    if bytes > limit {
        Err(MediaError::TooLarge { bytes, limit })
    } else {
        Ok(bytes)
    }
}

fn bitmap(reply: &Reply, body: Vec<u8>) -> Result<Pixels, MediaError> {
    let Reply::Pixels { width, height } = *reply else {
        return Err(NONSENSE);
    };
    Pixels::new(width, height, body).ok_or(MediaError::Nonsense {
        what: "a size that does not fit its pixels",
    })
}

/// The worker inherits nothing: no environment, no folder of a stick that someone wants to pull out, no console.
fn command(config: &RendererConfig) -> io::Result<Command> {
    let program = std::path::absolute(&config.program)?;
    let mut command = Command::new(&program);
    command.args(&config.arguments).arg(WORKER_FLAG);
    command
        .arg(std::path::absolute(&config.paths.pdfium)?)
        .arg(std::path::absolute(&config.paths.fonts)?);
    command.args(&config.font_dirs);
    command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .env_clear()
        // Documents and bitmaps go back to the system when they are freed (glibc, mallopt(3)); elsewhere nobody reads this.
        .env("MALLOC_MMAP_THRESHOLD_", "262144")
        .env("MALLOC_ARENA_MAX", "1");
    if let Some(home) = program.parent() {
        command.current_dir(home);
    }
    #[cfg(windows)]
    {
        use std::os::windows::process::CommandExt;
        const CREATE_NO_WINDOW: u32 = 0x0800_0000;
        command.creation_flags(CREATE_NO_WINDOW);
        // Libraries are found through it.
        command.envs(std::env::var_os("SystemRoot").map(|root| ("SystemRoot", root)));
    }
    Ok(command)
}

/// The pipe, for exactly as many bytes as were promised.
struct Body<'a> {
    pipe: &'a mut ChildStdin,
    left: u64,
    pipe_broke: bool,
    too_long: bool,
}

impl Write for Body<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if bytes.len() as u64 > self.left {
            self.too_long = true;
            return Err(io::ErrorKind::InvalidData.into());
        }
        let written = self.pipe.write(bytes).inspect_err(|error| {
            self.pipe_broke = error.kind() != io::ErrorKind::Interrupted;
        })?;
        self.left -= written as u64;
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.pipe.flush()
    }
}
