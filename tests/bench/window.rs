//! From starting the program to its first screen, beside an empty Tauri window built the same way.
//!
//! No help from the program: a window is ready when the screen looks as it will stay. The one rule: both windows are judged by the same picture
//! and start by turns.

use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use crate::clock::median;
use crate::fault::Fault;
use crate::figure::{Bar, Figure};
use crate::screen::{Frame, Screen};

/// Folder of the programs that `cargo xtask bench` builds for this.
const PROGRAMS: &str = "JURY_BENCH_PROGRAMS";
const ROUNDS: usize = 7;
/// A screen that stays the same this long has nothing more to come.
const SETTLED: Duration = Duration::from_millis(1_500);
const PATIENCE: Duration = Duration::from_secs(30);
const LOOK_AGAIN: Duration = Duration::from_millis(3);
/// So much of the screen may still change: a blinking caret.
const STILL: f64 = 0.002;

pub(crate) fn take() -> Result<Vec<Figure>, Fault> {
    let demo = Demo::make()?;
    let screen = Screen::start()?;
    let (ours, empty) = (program("jurybench")?, program("examples/empty_window")?);
    let (mut with_desk, mut without) = (Vec::new(), Vec::new());
    for round in 0..=ROUNDS {
        let one = ready(&screen, &ours, &demo)?;
        let other = ready(&screen, &empty, &demo)?;
        // The first of each brings libraries from the disk.
        if round > 0 {
            with_desk.push(one);
            without.push(other);
        }
    }
    Ok(vec![Figure {
        name: "window_ready_vs_empty",
        value: median(&with_desk) * 1e3,
        unit: "ms",
        baseline: median(&without) * 1e3,
        beside: "an empty Tauri window",
        bar: Bar::RatioAtMost(1.5),
        paired_ratio: None,
    }])
}

/// A made-up contest with the half-scored desk that is opened.
pub(crate) struct Demo {
    folder: tempfile::TempDir,
    /// That desk.
    pub(crate) desk: PathBuf,
    pub(crate) passphrase: String,
}

impl Demo {
    /// A desk made elsewhere, in a folder that goes with this value.
    pub(crate) fn of(folder: tempfile::TempDir, desk: PathBuf, passphrase: &str) -> Self {
        Self {
            folder,
            desk,
            passphrase: passphrase.to_owned(),
        }
    }

    pub(crate) fn make() -> Result<Self, Fault> {
        let folder = crate::files::scratch()?;
        eprintln!("  making a demo contest");
        let request = jury_demo::Request {
            folder: folder.path().join("demo"),
            entries: 8,
            experts: 1,
            seed: 7,
        };
        let made = jury_demo::make(&request, &jury_desk::call::Call::quiet());
        let made = made.map_err(|source| Fault::Desk {
            operation: "demo".to_owned(),
            source: Box::new(source),
        })?;
        Ok(Self {
            folder,
            desk: made.half,
            passphrase: made.passphrase,
        })
    }

    /// A command that starts in a home of its own, on a screen.
    pub(crate) fn command(&self, program: &Path, screen: &Screen) -> Result<Command, Fault> {
        let mut command = Command::new(program);
        command
            .env("DISPLAY", screen.name())
            .env_remove("WAYLAND_DISPLAY")
            .env("GDK_BACKEND", "x11");
        for home in [
            "HOME",
            "XDG_DATA_HOME",
            "XDG_CACHE_HOME",
            "XDG_CONFIG_HOME",
            "XDG_RUNTIME_DIR",
            "TMPDIR",
        ] {
            let folder = self.folder.path().join("home").join(home);
            std::fs::create_dir_all(&folder).map_err(Fault::file(&folder))?;
            command.env(home, folder);
        }
        command
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null());
        Ok(command)
    }
}

pub(crate) fn program(name: &str) -> Result<PathBuf, Fault> {
    let folder = std::env::var_os(PROGRAMS).map(PathBuf::from);
    let folder =
        folder.ok_or_else(|| Fault::wrong("no window was built: run `cargo xtask bench`"))?;
    Ok(folder.join(format!("{name}{}", std::env::consts::EXE_SUFFIX)))
}

/// A program that ends with this value.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        // It may have ended by itself; both calls then do nothing.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// Seconds from starting a program to the first picture after which nothing changes any more.
fn ready(screen: &Screen, program: &Path, demo: &Demo) -> Result<f64, Fault> {
    let bare = screen.look()?;
    let mut command = demo.command(program, screen)?;
    if !program.ends_with("empty_window") {
        command.arg("--desks").arg(&demo.desk);
    }
    let start = Instant::now();
    let child = command.spawn().map_err(|source| Fault::NotStarted {
        program: program.display().to_string(),
        source,
    })?;
    let running = Running(child);
    let pictures = watch(screen, &bare, start)?;
    drop(running);
    wait_until(|| Ok(screen.look()? == bare))?;
    Ok(settled_at(&pictures))
}

/// Every picture that differs from the one before, with its time, until nothing changes any more.
fn watch(screen: &Screen, bare: &Frame, start: Instant) -> Result<Vec<(f64, Frame)>, Fault> {
    let mut pictures: Vec<(f64, Frame)> = Vec::new();
    let mut changed = start;
    while pictures.is_empty() || changed.elapsed() < SETTLED {
        if start.elapsed() > PATIENCE {
            return Err(Fault::wrong("a window never came to rest"));
        }
        let (at, now) = (start.elapsed().as_secs_f64(), screen.look()?);
        let before = pictures.last().map_or(bare, |(_, frame)| frame);
        let change = now.differs_from(before);
        if change > 0.0 {
            pictures.push((at, now));
        }
        if change > STILL {
            changed = Instant::now();
        }
        std::thread::sleep(LOOK_AGAIN);
    }
    Ok(pictures)
}

/// The time of the first picture that is the last one, but for a caret, and stays it.
fn settled_at(pictures: &[(f64, Frame)]) -> f64 {
    let Some((_, last)) = pictures.last() else {
        return 0.0;
    };
    let moving = pictures
        .iter()
        .rposition(|(_, frame)| frame.differs_from(last) > STILL);
    pictures
        .get(moving.map_or(0, |place| place + 1))
        .map_or(0.0, |(at, _)| *at)
}

fn wait_until(mut done: impl FnMut() -> Result<bool, Fault>) -> Result<(), Fault> {
    let start = Instant::now();
    while !done()? {
        if start.elapsed() > PATIENCE {
            return Err(Fault::wrong("a window did not go away"));
        }
        std::thread::sleep(LOOK_AGAIN);
    }
    Ok(())
}
