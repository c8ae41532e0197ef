//! What a story needs to drive the window: starting it, pressing, typing, seeing, keeping a picture.
//!
//! The one rule: a story names things as a person sees them (the words on a button, the label of a field); only what has no
//! words is found by `data-testid`. Nothing sleeps: everything is looked for until it is there or [`PATIENCE`] is over.

mod choosing;
mod driver;
mod find;
mod window;

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

pub(crate) use choosing::{sign_in, sign_in_with};
pub(crate) use window::{Window, key};

/// How long to look for something before the story fails.
pub(crate) const PATIENCE: Duration = Duration::from_secs(20);

fn prepared(variable: &str) -> PathBuf {
    let path = std::env::var_os(variable);
    path.map(PathBuf::from).unwrap_or_else(|| {
        panic!("{variable} is not set: these tests are run by `cargo xtask test`")
    })
}

/// Folder for pictures and exported files, the same for all stories of a run.
pub(crate) fn out() -> PathBuf {
    prepared("JURY_E2E_OUT")
}

/// A program built for this run: `jurybench` or `jury`.
pub(crate) fn program(name: &str) -> PathBuf {
    prepared("JURY_E2E_PROGRAMS").join(format!("{name}{}", std::env::consts::EXE_SUFFIX))
}

/// Runs `jury` and gives its standard output; fails unless it exits with 0.
pub(crate) fn jury(arguments: &[&str]) -> String {
    let output = Command::new(program("jury"))
        .args(arguments)
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(
        output.status.success(),
        "jury {arguments:?}: {} {said}",
        output.status
    );
    String::from_utf8(output.stdout).unwrap()
}

/// A story's own folder for desks, exports and everything the program would keep at home.
pub(crate) struct Place {
    folder: tempfile::TempDir,
}

impl Place {
    pub(crate) fn new() -> Self {
        Self {
            folder: tempfile::tempdir().unwrap(),
        }
    }

    /// A path inside it.
    pub(crate) fn path(&self, inner: &str) -> PathBuf {
        self.folder.path().join(inner)
    }

    /// A folder inside it, made if it is not there.
    pub(crate) fn folder(&self, inner: &str) -> PathBuf {
        let path = self.path(inner);
        std::fs::create_dir_all(&path).unwrap();
        path
    }
}

/// Adds a line to a file that the window reads as its queue.
fn add_line(file: &Path, paths: &[&Path]) {
    use std::io::Write as _;
    let line = serde_json::to_string(&paths).unwrap();
    let mut file = std::fs::OpenOptions::new()
        .create(true)
        .append(true)
        .open(file)
        .unwrap();
    writeln!(file, "{line}").unwrap();
}
