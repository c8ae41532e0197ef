//! Answers dialogs from a queue, for the end-to-end tests; never in a release.
//!
//! The queue is the file named by `JURY_E2E_PICKS`: one JSON array of paths a line, each answering one dialog in turn. A test
//! adds lines before it presses the button. Lines added to `JURY_E2E_DROPS` are dropped on the window as they come. The one
//! rule: a dialog nobody prepared is answered like one that was closed, and said on stderr, so that a test fails on what the
//! screen then shows.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::time::Duration;

use tauri::AppHandle;

use super::{Ask, Picker};
use crate::notices;

/// Answers dialogs and drops from two files.
pub(crate) struct Queue {
    picks: Mutex<Lines>,
}

impl Queue {
    pub(crate) fn new(app: &AppHandle) -> Self {
        if let Some(file) = std::env::var_os("JURY_E2E_DROPS") {
            let app = app.clone();
            std::thread::spawn(move || watch_drops(&app, Lines::of(file)));
        }
        Self {
            picks: Mutex::new(Lines::of(
                std::env::var_os("JURY_E2E_PICKS").unwrap_or_default(),
            )),
        }
    }
}

fn watch_drops(app: &AppHandle, mut drops: Lines) {
    loop {
        while let Some(paths) = drops.next() {
            notices::dropped(app, &paths);
        }
        std::thread::sleep(Duration::from_millis(50));
    }
}

/// A file that grows by lines, each used once.
struct Lines {
    file: OsString,
    used: usize,
}

impl Lines {
    fn of(file: OsString) -> Self {
        Self { file, used: 0 }
    }

    /// The next whole line's paths; nothing while it is not there.
    fn next(&mut self) -> Option<Vec<PathBuf>> {
        let text = std::fs::read_to_string(&self.file).ok()?;
        let line = text
            .split_inclusive('\n')
            .nth(self.used)
            .filter(|line| line.ends_with('\n'))?;
        self.used += 1;
        Some(serde_json::from_str(line).expect("a test writes JSON arrays of paths"))
    }
}

impl Picker for Queue {
    fn pick(&self, ask: &Ask) -> Vec<PathBuf> {
        let next = self
            .picks
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner)
            .next();
        next.unwrap_or_else(|| {
            eprintln!("no answer prepared for {ask:?}");
            Vec::new()
        })
    }

    fn reveal(&self, path: &Path) {
        eprintln!("would show {}", path.display());
    }
}
