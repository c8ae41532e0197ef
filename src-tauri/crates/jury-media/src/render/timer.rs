//! Ends a process when its time is up, so that a thread blocked on its pipes wakes.
//!
//! One thread per worker process; pipes of the standard library have no timeouts. The one rule: the process is killed
//! only while the deadline is set, under the same lock that clears it, so an answer in time is never followed by a kill.

use std::process::{Child, ExitStatus};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

/// How long a process that closed its pipes is waited for.
const LOOKS: u32 = 100;
const LOOK_AGAIN: Duration = Duration::from_millis(5);

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

    /// Whether a process that closed its pipes was ended by a signal rather than of itself, as far as the system tells.
    pub(super) fn was_killed(&self) -> bool {
        // The pipes of a process close a moment before it can be asked how it ended.
        for _ in 0..LOOKS {
            if let Ok(Some(ended)) = self.shared.lock().child.try_wait() {
                return by_signal(ended);
            }
            std::thread::sleep(LOOK_AGAIN);
        }
        false
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

#[cfg(unix)]
fn by_signal(ended: ExitStatus) -> bool {
    std::os::unix::process::ExitStatusExt::signal(&ended).is_some()
}

#[cfg(not(unix))]
fn by_signal(_: ExitStatus) -> bool {
    false
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
