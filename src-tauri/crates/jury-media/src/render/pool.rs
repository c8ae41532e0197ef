//! The worker processes, handed out one at a time; who waits for a page on the screen goes before who renders ahead.
//!
//! Not a scheduler. The one rule: a process that misbehaved is dropped and its place stays, empty, for a new one.
//!
//! Memory: a document lies in every worker that drew a page of it. Small ones may; a heavy one is only ever opened in the
//! first place, so that a scan of 400 MB is in memory once and not once per core.

use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

use super::process::Process;

/// How pressing a request is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Urgency {
    /// Somebody looks at an empty place.
    Now,
    /// Somebody may turn the page, or search some day.
    Ahead,
}

/// What a place is wanted for.
#[derive(Debug, Clone, Copy)]
pub(super) struct Want {
    /// The document, which may be open somewhere already.
    pub(super) doc: Option<u64>,
    /// Whether it is too large to be open twice.
    pub(super) heavy: bool,
    pub(super) urgency: Urgency,
}

impl Want {
    pub(super) const fn anything(urgency: Urgency) -> Self {
        Self {
            doc: None,
            heavy: false,
            urgency,
        }
    }
}

pub(super) struct Pool {
    state: Mutex<State>,
    changed: Condvar,
    size: usize,
}

struct State {
    /// Number of the place and the process there.
    idle: Vec<(usize, Option<Process>)>,
    waiting_now: usize,
    /// Process ids of those handed out.
    busy: Vec<u32>,
}

/// A place in the pool, taken; returned when dropped, with the process if it is still well.
pub(super) struct Place<'a> {
    pool: &'a Pool,
    number: usize,
    pub(super) process: Option<Process>,
    noted: Option<u32>,
}

impl Pool {
    pub(super) fn new(size: usize) -> Self {
        let size = size.max(1);
        let state = State {
            idle: (0..size).map(|number| (number, None)).collect(),
            waiting_now: 0,
            busy: Vec::new(),
        };
        Self {
            state: Mutex::new(state),
            changed: Condvar::new(),
            size,
        }
    }

    /// Takes a place, if possible one where the document is open, then one with a process, then an empty one.
    pub(super) fn take(&self, want: Want) -> Place<'_> {
        let mut state = self.lock();
        let now = want.urgency == Urgency::Now;
        state.waiting_now += usize::from(now);
        let best = loop {
            if let Some(best) = self.best(&state, want) {
                break best;
            }
            state = self
                .changed
                .wait(state)
                .unwrap_or_else(PoisonError::into_inner);
        };
        state.waiting_now -= usize::from(now);
        let (number, process) = state.idle.swap_remove(best);
        let noted = process.as_ref().map(Process::id);
        state.busy.extend(noted);
        drop(state);
        // Those who render ahead wait for "nobody waits" as well as for a place.
        self.changed.notify_all();
        Place {
            pool: self,
            number,
            process,
            noted,
        }
    }

    /// The idle place that suits best, if there is one for this want now.
    fn best(&self, state: &State, want: Want) -> Option<usize> {
        let ahead = want.urgency == Urgency::Ahead;
        // The last idle worker is kept for the page somebody may turn to in a moment, where there is more than one.
        let kept = usize::from(ahead && self.size > 1);
        if (ahead && state.waiting_now > 0) || state.idle.len() <= kept {
            return None;
        }
        let rank = |(number, process): &(usize, Option<Process>)| {
            let rank = match process {
                Some(process) if want.doc.is_some_and(|doc| process.has(doc)) => 0,
                Some(_) => 1,
                None => 2,
            };
            // The first place is left free for heavy documents where another does as well.
            (rank, *number == 0)
        };
        (0..state.idle.len())
            .filter(|&at| !want.heavy || state.idle[at].0 == 0)
            .min_by_key(|&at| rank(&state.idle[at]))
    }

    /// Does something to every process that is not busy.
    pub(super) fn for_idle(&self, mut act: impl FnMut(&mut Process) -> bool) {
        for (_, place) in &mut self.lock().idle {
            if place.as_mut().is_some_and(|process| !act(process)) {
                *place = None;
            }
        }
    }

    pub(super) fn process_ids(&self) -> Vec<u32> {
        let state = self.lock();
        let idle = state
            .idle
            .iter()
            .filter_map(|(_, process)| process.as_ref());
        state
            .busy
            .iter()
            .copied()
            .chain(idle.map(Process::id))
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
        state.idle.push((self.number, self.process.take()));
        drop(state);
        self.pool.changed.notify_all();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::mpsc::channel;
    use std::time::Duration;

    fn want(heavy: bool, urgency: Urgency) -> Want {
        Want {
            doc: None,
            heavy,
            urgency,
        }
    }

    #[test]
    fn a_heavy_document_is_only_ever_opened_in_the_first_place() {
        let pool = Pool::new(3);
        let first = pool.take(want(true, Urgency::Now));
        assert_eq!(first.number, 0);
        let light = pool.take(want(false, Urgency::Now));
        assert_ne!(light.number, 0);
        std::thread::scope(|scope| {
            let (told, heard) = channel();
            let pool = &pool;
            scope.spawn(move || told.send(pool.take(want(true, Urgency::Now)).number));
            // Another place is free all the while, so only its own number can be what it waits for.
            assert!(heard.recv_timeout(Duration::from_millis(50)).is_err());
            drop(first);
            assert_eq!(heard.recv(), Ok(0));
        });
    }

    #[test]
    fn rendering_ahead_never_takes_the_last_free_worker_unless_there_is_only_one() {
        let pool = Pool::new(2);
        let ahead = pool.take(want(false, Urgency::Ahead));
        assert!(
            pool.best(&pool.lock(), want(false, Urgency::Ahead))
                .is_none()
        );
        assert!(pool.best(&pool.lock(), want(false, Urgency::Now)).is_some());
        drop(ahead);
        let alone = Pool::new(1);
        assert!(
            alone
                .best(&alone.lock(), want(false, Urgency::Ahead))
                .is_some()
        );
    }
}
