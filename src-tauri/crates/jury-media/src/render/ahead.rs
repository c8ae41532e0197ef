//! The thread that renders pages before they are asked for.
//!
//! Not a queue that grows: a new wish replaces the old one, for whoever turned the page wants other pages now. The one
//! rule: it never keeps a person waiting longer than the page it is on (see `Pool::take`).

use std::collections::VecDeque;
use std::sync::{Arc, Condvar, Mutex, PoisonError};

use super::{Core, PageRequest, lock};

pub(super) struct Ahead {
    shared: Arc<Shared>,
}

#[derive(Default)]
struct Shared {
    wishes: Mutex<Wishes>,
    changed: Condvar,
}

#[derive(Default)]
struct Wishes {
    pages: VecDeque<PageRequest>,
    closed: bool,
}

impl Ahead {
    pub(super) fn start(core: Arc<Core>) -> Self {
        let shared = Arc::new(Shared::default());
        let heard = Arc::clone(&shared);
        std::thread::spawn(move || {
            while let Some(request) = heard.next() {
                core.page_ahead(&request);
            }
        });
        Self { shared }
    }

    pub(super) fn wish(&self, pages: Vec<PageRequest>) {
        lock(&self.shared.wishes).pages = pages.into();
        self.shared.changed.notify_one();
    }
}

impl Shared {
    /// The next page, or `None` when the renderer is gone.
    fn next(&self) -> Option<PageRequest> {
        let mut wishes = lock(&self.wishes);
        loop {
            if wishes.closed {
                return None;
            }
            if let Some(page) = wishes.pages.pop_front() {
                return Some(page);
            }
            wishes = self
                .changed
                .wait(wishes)
                .unwrap_or_else(PoisonError::into_inner);
        }
    }
}

impl Drop for Ahead {
    /// Not joined: a window that closes must not wait ten seconds for a hostile page. The thread ends after the page it is
    /// on, and its worker with it.
    fn drop(&mut self) {
        lock(&self.shared.wishes).closed = true;
        self.shared.changed.notify_one();
    }
}
