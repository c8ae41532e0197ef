//! Everything CI runs, in one order, stopping at the first failure.
//!
//! The one rule: what passes here passes there; CI calls `cargo xtask test` and nothing else.

use crate::error::XtaskError;
use crate::files::{build, fresh_folder};
use crate::tool::{Tool, root};
use crate::{bindings, display, setup};

/// `check` and the end-to-end tests.
pub(crate) fn test() -> Result<(), XtaskError> {
    check()?;
    end_to_end("all()", &build("e2e"))
}

/// The end-to-end tests alone, with what they need.
pub(crate) fn only_end_to_end(filter: &str) -> Result<(), XtaskError> {
    setup::everything()?;
    setup::ui()?;
    end_to_end(filter, &build("e2e"))
}

/// Everything but the end-to-end tests.
pub(crate) fn check() -> Result<(), XtaskError> {
    setup::everything()?;
    // Tauri puts the built UI into the binary, so it comes before anything that compiles the shell.
    setup::ui()?;
    Tool::cargo(&["fmt", "--all", "--check"]).run_saying("formatting")?;
    Tool::npm(&["run", "--silent", "lint"]).run_saying("UI: lint")?;
    Tool::npm(&["run", "--silent", "types"]).run_saying("UI: types")?;
    Tool::npm(&["run", "--silent", "test"]).run_saying("UI: unit tests")?;
    clippy(&["--workspace"])?;
    clippy(&["-p", "jurybench", "--features", "e2e"])?;
    rust_tests()?;
    crate::tool::say("bindings");
    bindings::compare()
}

fn clippy(of: &[&str]) -> Result<(), XtaskError> {
    let words = ["clippy", "--quiet"].iter().chain(of);
    let words: Vec<&str> = words
        .chain(&["--all-targets", "--", "-D", "warnings"])
        .copied()
        .collect();
    Tool::cargo(&words).run_saying(&format!("clippy {}", of.join(" ")))
}

fn rust_tests() -> Result<(), XtaskError> {
    fresh_folder(&bindings::exported())?;
    let tests = Tool::cargo(&["nextest", "run", "--workspace", "--no-fail-fast"]);
    tests
        .env(bindings::EXPORT_DIR, bindings::exported())
        .run_saying("Rust tests")
}

/// Runs the end-to-end tests that nextest's filter selects in the real window, on a display of their own; pictures and
/// exported files go to `out`.
pub(crate) fn end_to_end(filter: &str, out: &std::path::Path) -> Result<(), XtaskError> {
    fresh_folder(out)?;
    let programs = programs_under_test()?;
    let display = display::Display::start()?;
    let filter = format!("binary(e2e) & ({filter})");
    // One window at a time: two would share the keyboard focus.
    let run = [
        "nextest",
        "run",
        "-p",
        "jury-tests",
        "--test",
        "e2e",
        "--ignore-default-filter",
        "--no-fail-fast",
        "-j",
        "1",
        "-E",
        &filter,
    ];
    Tool::cargo(&run)
        .env("DISPLAY", display.name())
        .env("JURY_E2E_OUT", out)
        .env("JURY_E2E_PROGRAMS", programs)
        .run_saying("end-to-end tests in the real window")
}

/// Builds the window with its picker answered from a queue, and `jury`, and keeps them apart from the ordinary ones.
fn programs_under_test() -> Result<std::path::PathBuf, XtaskError> {
    let build_shell = ["build", "--quiet", "-p", "jurybench", "--features", "e2e"];
    Tool::cargo(&build_shell).run_saying("building the window for the end-to-end tests")?;
    Tool::cargo(&["build", "--quiet", "-p", "jury-cli"]).run()?;
    let folder = build("programs");
    fresh_folder(&folder)?;
    for name in ["jurybench", "jury"] {
        let name = format!("{name}{}", std::env::consts::EXE_SUFFIX);
        let from = root().join("target/debug").join(&name);
        std::fs::copy(&from, folder.join(&name)).map_err(XtaskError::file(from))?;
    }
    Ok(folder)
}
