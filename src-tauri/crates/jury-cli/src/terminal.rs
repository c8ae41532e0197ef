//! Progress of long work, on stderr.
//!
//! The one rule: stdout stays the one document or table that was asked for.

use std::io::IsTerminal as _;

use jury_desk::call::ProgressSink;
use jury_desk::wire::Progress;

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
