//! One demo contest for all tests: made once for this build of `jury`, then copied desk by desk.
//!
//! The one rule: nobody works in it; a test that writes copies the desks it writes to. Letters, packs and materials are read where they lie.

use std::fs::{File, OpenOptions};
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

use serde_json::Value;

use crate::program::{jury, text};

/// The contest, as `jury demo` left it.
pub(crate) struct Demo {
    pub(crate) folder: PathBuf,
    pub(crate) made: Value,
}

/// The demo of this build. The first test makes it while the others wait.
pub(crate) fn demo() -> Demo {
    let home = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let _lock = locked(&home.join("demo.lock"));
    let folder = home.join(format!("demo-{}", build()));
    let done = folder.join("demo.json");
    if !done.is_file() {
        forget_older(home);
        let run = jury(&[
            "demo",
            text(&folder),
            "--entries",
            "8",
            "--experts",
            "3",
            "--seed",
            "7",
        ]);
        assert_eq!(run.code, 0, "{run:?}");
    }
    let made = serde_json::from_slice(&std::fs::read(done).unwrap()).unwrap();
    Demo { folder, made }
}

/// Held until dropped, also against other processes: nextest gives every test its own.
fn locked(path: &Path) -> File {
    let file = OpenOptions::new()
        .create(true)
        .truncate(false)
        .write(true)
        .open(path)
        .unwrap();
    file.lock().unwrap();
    file
}

/// Names this build of the program.
fn build() -> String {
    let facts = std::fs::metadata(env!("CARGO_BIN_EXE_jury")).unwrap();
    let changed = facts
        .modified()
        .unwrap()
        .duration_since(UNIX_EPOCH)
        .unwrap();
    format!("{}-{}", changed.as_nanos(), facts.len())
}

/// Demos of earlier builds, and one that was interrupted.
fn forget_older(home: &Path) {
    for entry in std::fs::read_dir(home).unwrap().map(Result::unwrap) {
        if entry.file_name().to_string_lossy().starts_with("demo-") {
            std::fs::remove_dir_all(entry.path()).unwrap();
        }
    }
}

impl Demo {
    pub(crate) fn at(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }

    /// The sheets of every expert, in name order.
    pub(crate) fn sheets(&self) -> Vec<PathBuf> {
        let entries = std::fs::read_dir(self.at("sheets")).unwrap();
        let mut sheets: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
        sheets.sort();
        sheets
    }

    /// A desk of its own to work in.
    pub(crate) fn copy(&self, desk: &str, to: &Path) -> PathBuf {
        let target = to.join(desk);
        copy_folder(&self.at(desk), &target);
        target
    }
}

fn copy_folder(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy_folder(&entry.path(), &target);
        } else {
            std::fs::copy(entry.path(), target).unwrap();
        }
    }
}
