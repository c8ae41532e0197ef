//! The real window, driven through WebKitWebDriver: a handful of stories, each with pictures.
//!
//! `cargo xtask test` runs them: it builds the programs, makes a display and says where pictures go. Without that they fail
//! with a sentence. What a rule does is tested below the window; here only that the window is hooked up to it.

#![cfg(target_os = "linux")]
#![expect(clippy::unwrap_used, reason = "a story that cannot go on has failed")]

#[allow(
    dead_code,
    reason = "a box of tools; not every one is used by the stories of the day"
)]
mod harness;

mod day;
mod film;
mod results;
mod search;
mod smoke;
mod walk;
