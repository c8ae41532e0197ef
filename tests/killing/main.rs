//! Render workers killed at random while an expert reads and marks: no acknowledged mark is lost, every page comes back.
//!
//! Its own program, because the render worker is the running program started again, which the test harness could not be. It
//! answers what `cargo nextest` asks of one. The one rule: everything goes through the desk, as the window asks it.
#![expect(
    clippy::unwrap_used,
    reason = "a test that meets an error has failed; helpers are part of the test"
)]

#[cfg(target_os = "linux")]
mod story;

use std::process::ExitCode;

const NAME: &str = "workers_are_killed_and_nothing_is_lost";

fn main() -> ExitCode {
    if let Some(code) = jury_desk::render_worker() {
        return code;
    }
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let said = |word: &str| arguments.iter().any(|argument| argument == word);
    let filter = arguments
        .iter()
        .find(|word| !word.starts_with('-') && *word != "terse");
    if said("--list") {
        if !said("--ignored") {
            println!("{NAME}: test");
        }
    } else if !said("--ignored") && filter.is_none_or(|filter| NAME.contains(filter.as_str())) {
        // Other systems list their processes in other ways.
        #[cfg(target_os = "linux")]
        story::workers_are_killed_and_nothing_is_lost();
    }
    ExitCode::SUCCESS
}
