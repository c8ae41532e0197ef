//! What accompanies a request: where progress goes and whether the asker has given up.
//!
//! Not a transport: the shell, the command line and tests each bring their own. The one rule: long work calls [`Call::step`] at least
//! every half second and stops when it says so.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use crate::error::{DeskError, ErrorCode};
use crate::wire::Progress;

/// Receives progress of a long operation.
pub trait ProgressSink: Sync {
    /// Takes a step; must return quickly.
    fn report(&self, progress: Progress);
}

/// Says that nobody is listening.
pub struct Quiet;

impl ProgressSink for Quiet {
    fn report(&self, _: Progress) {}
}

/// Cancels a long operation from another thread.
#[derive(Debug, Clone, Default)]
pub struct Cancel(Arc<AtomicBool>);

impl Cancel {
    /// Asks the operation to stop at its next step.
    pub fn cancel(&self) {
        self.0.store(true, Ordering::Relaxed);
    }

    /// Whether that was asked.
    #[must_use]
    pub fn is_cancelled(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}

/// One call of an operation.
pub struct Call<'a> {
    progress: &'a dyn ProgressSink,
    cancel: Cancel,
}

impl<'a> Call<'a> {
    /// A call that reports and can be cancelled.
    #[must_use]
    pub const fn new(progress: &'a dyn ProgressSink, cancel: Cancel) -> Self {
        Self { progress, cancel }
    }

    /// A call nobody watches.
    #[must_use]
    pub fn quiet() -> Call<'static> {
        Call {
            progress: &Quiet,
            cancel: Cancel::default(),
        }
    }

    /// Reports how far the work is.
    ///
    /// # Errors
    /// [`ErrorCode::Cancelled`] when the asker has given up.
    pub fn step(&self, what: &str, done: u64, total: u64, unit: &str) -> Result<(), DeskError> {
        if self.cancel.is_cancelled() {
            return Err(DeskError::new(ErrorCode::Cancelled));
        }
        self.progress.report(Progress {
            what: what.to_owned(),
            done,
            total,
            unit: unit.to_owned(),
        });
        Ok(())
    }

    /// Whether the asker has given up.
    #[must_use]
    pub fn is_cancelled(&self) -> bool {
        self.cancel.is_cancelled()
    }
}
