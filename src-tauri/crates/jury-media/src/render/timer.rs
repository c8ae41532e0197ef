//! Ends a process when its time is up, so that a thread blocked on its pipes wakes.
//!
//! One thread per worker process; pipes of the standard library have no timeouts. The one rule: the process is killed
//! only while the deadline is set, under the same lock that clears it, so an answer in time is never followed by a kill.

use std::process::Child;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Instant;

pub(super) struct Timer {
    shared: Arc<Shared>,
}

struct Shared {
    state: Mutex<State>,
    changed: Condvar,
}

struct State {
    child: Child,
    deadline: Option<Instant>,
    fired: bool,
    closed: bool,
}

impl Shared {
    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Timer {
    pub(super) fn new(child: Child) -> Self {
        let state = State {
            child,
            deadline: None,
            fired: false,
            closed: false,
        };
        let shared = Arc::new(Shared {
            state: Mutex::new(state),
            changed: Condvar::new(),
        });
        let watched = Arc::clone(&shared);
        std::thread::spawn(move || watch(&watched));
        Self { shared }
    }

    pub(super) fn is_running(&self) -> bool {
        self.shared
            .lock()
            .child
            .try_wait()
            .is_ok_and(|ended| ended.is_none())
    }

    pub(super) fn set(&self, deadline: Instant) {
        self.shared.lock().deadline = Some(deadline);
        self.shared.changed.notify_one();
    }

    /// Clears the deadline; `true` when it had already struck.
    pub(super) fn clear(&self) -> bool {
        let mut state = self.shared.lock();
        state.deadline = None;
        state.fired
    }
}

impl Drop for Timer {
    /// Ends the process and waits for it, so that none is left over.
    fn drop(&mut self) {
        let mut state = self.shared.lock();
        state.closed = true;
        let _ = state.child.kill();
        let _ = state.child.wait();
        drop(state);
        self.shared.changed.notify_one();
    }
}

fn watch(shared: &Shared) {
    let mut state = shared.lock();
    while !state.closed {
        let now = Instant::now();
        state = match state.deadline {
            None => shared
                .changed
                .wait(state)
                .unwrap_or_else(PoisonError::into_inner),
            Some(deadline) if deadline <= now => {
                state.fired = true;
                state.deadline = None;
                let _ = state.child.kill();
                state
            }
            Some(deadline) => {
                let waited = shared.changed.wait_timeout(state, deadline - now);
                waited.map_or_else(|poisoned| poisoned.into_inner().0, |(state, _)| state)
            }
        };
    }
}
