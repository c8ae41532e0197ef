//! Ends the worker when one request goes on for ever and nobody is left to kill it.
//!
//! Not the timeout of a page: the host has that and is stricter. This is for a host that died in the middle of a page.
//! The one rule: the thread is started before the sandbox, which allows no new ones.

use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::Duration;

/// Longer than any timeout of the host.
const LIMIT: Duration = Duration::from_secs(60);

pub(super) struct Watchdog {
    words: Sender<bool>,
}

/// A request being answered.
pub(super) struct OnWatch<'a>(&'a Watchdog);

/// Returns when the thread runs: a thread still setting itself up needs calls that the sandbox refuses.
pub(super) fn start() -> Watchdog {
    let (words, heard) = channel();
    let (up, is_up) = channel();
    std::thread::spawn(move || {
        let _ = up.send(());
        watch(&heard);
    });
    let _ = is_up.recv();
    Watchdog { words }
}

fn watch(heard: &Receiver<bool>) {
    let mut busy = false;
    loop {
        let word = if busy {
            heard.recv_timeout(LIMIT)
        } else {
            heard.recv().map_err(RecvTimeoutError::from)
        };
        match word {
            Ok(now) => busy = now,
            Err(RecvTimeoutError::Timeout) => std::process::abort(),
            Err(RecvTimeoutError::Disconnected) => return,
        }
    }
}

impl Watchdog {
    pub(super) fn watch(&self) -> OnWatch<'_> {
        // A watch that is gone has nothing left to guard.
        let _ = self.words.send(true);
        OnWatch(self)
    }
}

impl Drop for OnWatch<'_> {
    fn drop(&mut self) {
        let _ = self.0.words.send(false);
    }
}
