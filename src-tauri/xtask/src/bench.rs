//! `cargo xtask bench`: the speed bars, optimised. The measures themselves are `tests/bench`.

use std::path::PathBuf;

use crate::error::XtaskError;
use crate::files::{Stamp, build, digest, read};
use crate::setup;
use crate::tool::{Tool, root};

/// pandas and openpyxl, pinned.
const PEERS: &str = "src-tauri/xtask/peers-requirements.txt";

/// Takes all measures; `--json` prints one JSON document, `--peers` adds the same work in the Python people use today,
/// `--long` makes the soak a whole hour's page turns, `--only NAME` takes fewer.
pub(crate) fn bench(options: &[&str]) -> Result<(), XtaskError> {
    setup::everything()?;
    setup::ui()?;
    let words = [
        "bench",
        "--quiet",
        "-p",
        "jury-tests",
        "--bench",
        "bars",
        "--",
    ];
    let words: Vec<&str> = words.iter().chain(options).copied().collect();
    let mut bars = Tool::cargo(&words);
    if wants_windows(options) {
        bars = bars.env("JURY_BENCH_PROGRAMS", windows()?);
    }
    if options.contains(&"--peers") {
        bars = bars.env("JURY_BENCH_PYTHON", peers()?);
    }
    bars.run_saying("measuring the speed bars in an optimised build")
}

/// Whether the figures wanted are of windows, which take minutes to compile.
fn wants_windows(options: &[&str]) -> bool {
    let mut only = options
        .iter()
        .zip(options.iter().skip(1))
        .filter(|(option, _)| **option == "--only")
        .map(|(_, name)| *name)
        .peekable();
    let of_windows = ["window", "click", "ui_task", "soak", "list_opens", "switch"];
    only.peek().is_none() || only.any(|name| of_windows.iter().any(|one| name.contains(one)))
}

/// Builds the program and an empty window as a release is built, and says where they are.
fn windows() -> Result<PathBuf, XtaskError> {
    let words = [
        "build",
        "--quiet",
        "--release",
        "-p",
        "jurybench",
        "--bins",
        "--example",
        "empty_window",
    ];
    Tool::cargo(&words)
        .run_saying("building the window and an empty one, optimised (minutes, the first time)")?;
    Ok(root().join("target/release"))
}

/// A Python with what people merge score sheets with today, in `build/venv`.
fn peers() -> Result<PathBuf, XtaskError> {
    let python = build("venv").join(if cfg!(windows) {
        "Scripts/python.exe"
    } else {
        "bin/python"
    });
    let stamp = Stamp::new("peers", digest(&read(&root().join(PEERS))?));
    if stamp.is_current() && python.is_file() {
        return Ok(python);
    }
    let outer = if cfg!(windows) { "python" } else { "python3" };
    let venv = build("venv");
    Tool::new(outer, ["-m".as_ref(), "venv".as_ref(), venv.as_os_str()])
        .run_saying("making a Python environment in build/venv (needs python3-venv)")?;
    Tool::new(&python, ["-m", "pip", "install", "-q", "-r", PEERS])
        .run_saying("installing pandas and openpyxl into it")?;
    stamp.set()?;
    Ok(python)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn windows_are_built_unless_other_figures_were_asked_for() {
        assert!(wants_windows(&[]));
        assert!(wants_windows(&["--json", "--peers"]));
        assert!(!wants_windows(&["--only", "tally", "--json"]));
        assert!(wants_windows(&["--only", "tally", "--only", "click"]));
        assert!(wants_windows(&["--long", "--only", "soak_growth"]));
    }
}
