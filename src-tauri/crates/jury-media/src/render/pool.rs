//! The worker processes, handed out one at a time; who waits for a page on the screen goes before who renders ahead.
//!
//! Not a scheduler. The one rule: a process that misbehaved is dropped and its place stays, empty, for a new one.

use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

use super::process::Process;

/// How pressing a request is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Urgency {
    /// Somebody looks at an empty place.
    Now,
    /// Somebody may turn the page.
    Ahead,
}

pub(super) struct Pool {
    state: Mutex<State>,
    changed: Condvar,
}

struct State {
    idle: Vec<Option<Process>>,
    waiting_now: usize,
    /// Process ids of those handed out.
    busy: Vec<u32>,
}

/// A place in the pool, taken; returned when dropped, with the process if it is still well.
pub(super) struct Place<'a> {
    pool: &'a Pool,
    pub(super) process: Option<Process>,
    noted: Option<u32>,
}

impl Pool {
    pub(super) fn new(size: usize) -> Self {
        let idle = (0..size.max(1)).map(|_| None).collect();
        let state = State {
            idle,
            waiting_now: 0,
            busy: Vec::new(),
        };
        Self {
            state: Mutex::new(state),
            changed: Condvar::new(),
        }
    }

    /// Takes a place, if possible the one where the document is open, then one with a process, then an empty one.
    pub(super) fn take(&self, doc: Option<u64>, urgency: Urgency) -> Place<'_> {
        let mut state = self.lock();
        let now = urgency == Urgency::Now;
        state.waiting_now += usize::from(now);
        while state.idle.is_empty() || (!now && state.waiting_now > 0) {
            state = self
                .changed
                .wait(state)
                .unwrap_or_else(PoisonError::into_inner);
        }
        state.waiting_now -= usize::from(now);
        let rank = |place: &Option<Process>| match place {
            Some(process) if doc.is_some_and(|doc| process.has(doc)) => 0,
            Some(_) => 1,
            None => 2,
        };
        let best = (0..state.idle.len())
            .min_by_key(|&at| rank(&state.idle[at]))
            .expect("idle is not empty here");
        let process = state.idle.swap_remove(best);
        let noted = process.as_ref().map(Process::id);
        state.busy.extend(noted);
        drop(state);
        // Those who render ahead wait for "nobody waits" as well as for a place.
        self.changed.notify_all();
        Place {
            pool: self,
            process,
            noted,
        }
    }

    /// Does something to every process that is not busy.
    pub(super) fn for_idle(&self, mut act: impl FnMut(&mut Process) -> bool) {
        for place in &mut self.lock().idle {
            if place.as_mut().is_some_and(|process| !act(process)) {
                *place = None;
            }
        }
    }

    pub(super) fn process_ids(&self) -> Vec<u32> {
        let state = self.lock();
        state
            .busy
            .iter()
            .copied()
            .chain(state.idle.iter().flatten().map(Process::id))
            .collect()
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Place<'_> {
    /// Notes the process that was just started here, in place of the one that was.
    pub(super) fn note(&mut self) {
        let id = self.process.as_ref().map(Process::id);
        let mut state = self.pool.lock();
        let before = self.noted;
        state.busy.retain(|busy| Some(*busy) != before);
        state.busy.extend(id);
        self.noted = id;
    }
}

impl Drop for Place<'_> {
    fn drop(&mut self) {
        let mut state = self.pool.lock();
        let noted = self.noted;
        state.busy.retain(|id| Some(*id) != noted);
        state.idle.push(self.process.take());
        drop(state);
        self.pool.changed.notify_all();
    }
}
