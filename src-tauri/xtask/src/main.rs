//! `cargo xtask …`: everything this repository asks of a person or of CI, set-up included.
//!
//! Not part of the program. The one rule: whatever a command needs it installs itself, through package managers, and says so.

mod bench;
mod bindings;
mod checks;
mod display;
mod error;
mod files;
mod run;
mod screenshots;
mod setup;
mod tool;

use std::process::ExitCode;

use error::XtaskError;

const USAGE: &str = "\
usage: cargo xtask COMMAND

  run                  build the app and open it on a fresh demo contest; without a display, walk the main job
                       through the real window and leave screenshots and exported files
  test                 everything CI runs: formatting, lints, Rust and UI tests, bindings, end-to-end tests
  check                the same without the end-to-end tests
  e2e [NAME]           only the end-to-end tests, or those whose name contains NAME
  bindings [--check]   write the TypeScript of every type that crosses to the window, or fail when it is stale
  screenshots          run the end-to-end tests and renew the README's pictures
  bench [--json] [--peers] [--long] [--only NAME]…
                       measure the speed bars, each beside its baseline in the same run
  setup                only install what is missing
  fetch-pdfium         only fetch PDFium's shared library
";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match dispatch(&words) {
        Ok(()) => ExitCode::SUCCESS,
        Err(fault) => {
            eprintln!("xtask: {fault}");
            ExitCode::from(if matches!(fault, XtaskError::Usage { .. }) {
                2
            } else {
                1
            })
        }
    }
}

fn dispatch(words: &[&str]) -> Result<(), XtaskError> {
    match words {
        ["run"] => run::run(),
        ["test"] => checks::test(),
        ["check"] => checks::check(),
        ["e2e"] => checks::only_end_to_end("all()"),
        ["e2e", name] => checks::only_end_to_end(&format!("test({name})")),
        ["bindings"] => bindings::write(),
        ["bindings", "--check"] => bindings::check(),
        ["screenshots"] => screenshots::renew(),
        ["bench", options @ ..] => bench::bench(options),
        ["setup"] => setup::everything(),
        ["fetch-pdfium"] => setup::pdfium::fetch(),
        [] | ["help" | "--help" | "-h"] => {
            print!("{USAGE}");
            Ok(())
        }
        unknown => Err(XtaskError::Usage {
            given: unknown.join(" "),
            usage: USAGE,
        }),
    }
}
