//! The log a person can hand to support: faults of the program, nothing else.
//!
//! Not a trace of what was done (that is the desk's audit log). The one rule: no mark, comment, name of a person or passphrase
//! goes in; only what broke and where.

use std::fs::{File, OpenOptions};
use std::io::Write as _;
use std::path::Path;
use std::sync::{Mutex, OnceLock, PoisonError};

/// At this size the log begins anew and the old one is kept beside it, in bytes.
const FULL: u64 = 1 << 20;

static LOG: OnceLock<Mutex<File>> = OnceLock::new();

/// Opens the log in `folder` and sends panics there. Without a log the program runs all the same.
pub(crate) fn open(folder: &Path) {
    let path = folder.join("jurybench.log");
    if path.metadata().is_ok_and(|facts| facts.len() > FULL) {
        let _ = std::fs::rename(&path, folder.join("jurybench.old.log"));
    }
    let opened = std::fs::create_dir_all(folder)
        .and_then(|()| OpenOptions::new().create(true).append(true).open(path));
    if let Ok(file) = opened {
        let _ = LOG.set(Mutex::new(file));
    }
    let usual = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panicked| {
        line(&format!("panic: {panicked}"));
        usual(panicked);
    }));
}

/// Writes a line with the time. A log that cannot be written is not worth stopping for.
pub(crate) fn line(text: &str) {
    let Some(log) = LOG.get() else { return };
    let now = chrono::Local::now().format("%Y-%m-%dT%H:%M:%S%:z");
    let _ = writeln!(
        log.lock().unwrap_or_else(PoisonError::into_inner),
        "{now} {}",
        text.replace('\n', " ")
    );
}
