//! `demo`: a whole made-up contest on disk.

use std::io::IsTerminal as _;

use jury_desk::call::{Call, Cancel, ProgressSink};
use jury_desk::wire::Progress;
use serde_json::json;

use crate::args::Demo;
use crate::outcome::{Failure, Outcome};

/// Prints progress on a terminal, one line per kind of work elsewhere.
pub(crate) struct Terminal {
    last: std::sync::Mutex<String>,
}

impl Terminal {
    pub(crate) const fn new() -> Self {
        Self {
            last: std::sync::Mutex::new(String::new()),
        }
    }
}

impl ProgressSink for Terminal {
    #[expect(
        clippy::print_stderr,
        reason = "progress goes to stderr so that stdout stays one document"
    )]
    fn report(&self, progress: Progress) {
        let Ok(mut last) = self.last.lock() else {
            return;
        };
        if std::io::stderr().is_terminal() {
            eprint!(
                "\r\x1b[K{} {}/{} {}",
                progress.what, progress.done, progress.total, progress.unit
            );
            if progress.done == progress.total {
                eprintln!();
            }
        } else if *last != progress.what {
            eprintln!("{}……", progress.what);
        }
        *last = progress.what;
    }
}

pub(crate) fn demo(demo: &Demo) -> Result<Outcome, Failure> {
    let terminal = Terminal::new();
    let call = Call::new(&terminal, Cancel::default());
    let request = jury_demo::Request {
        folder: demo.folder.clone(),
        entries: demo.entries,
        experts: demo.experts,
        seed: demo.seed,
    };
    let made = jury_demo::make(&request, &call)?;
    let document = serde_json::to_value(&made).unwrap_or_else(|_| json!({}));
    Ok(Outcome::good(document, made.text()))
}
