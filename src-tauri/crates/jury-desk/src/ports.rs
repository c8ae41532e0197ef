//! What the desk is given from outside: the time and randomness.
//!
//! The one rule: nothing else in this crate or below asks the system for either, so that tests can fix both.

use std::sync::atomic::{AtomicU64, Ordering};

/// Says what time it is.
pub trait Clock: Send + Sync {
    /// Now, as RFC 3339 with seconds and offset: `2025-06-12T14:02:07+08:00`.
    fn now(&self) -> String;
    /// Milliseconds since some fixed point of this run; never goes back.
    fn monotonic_ms(&self) -> i64;
}

/// Fills bytes that nobody can guess.
pub trait Randomness: Send + Sync {
    /// Fills `bytes`.
    fn fill(&self, bytes: &mut [u8]);
}

/// The computer's own clock, in its own time zone.
pub struct SystemClock {
    start: std::time::Instant,
}

impl SystemClock {
    /// A clock that counts from now.
    #[must_use]
    pub fn new() -> Self {
        Self {
            start: std::time::Instant::now(),
        }
    }
}

impl Default for SystemClock {
    fn default() -> Self {
        Self::new()
    }
}

impl Clock for SystemClock {
    fn now(&self) -> String {
        chrono::Local::now()
            .format("%Y-%m-%dT%H:%M:%S%:z")
            .to_string()
    }

    fn monotonic_ms(&self) -> i64 {
        i64::try_from(self.start.elapsed().as_millis()).unwrap_or(i64::MAX)
    }
}

/// The operating system's randomness.
pub struct SystemRandomness;

impl Randomness for SystemRandomness {
    fn fill(&self, bytes: &mut [u8]) {
        getrandom::fill(bytes)
            .expect("the operating system gives randomness; without it no key may be made");
    }
}

/// A clock for tests and the demo: every look is one second later.
pub struct SteppingClock {
    start: chrono::DateTime<chrono::FixedOffset>,
    seconds: AtomicU64,
}

impl SteppingClock {
    /// A clock that begins at the given RFC 3339 time; nothing when the text is no time.
    #[must_use]
    pub fn starting(at: &str) -> Option<Self> {
        let start = chrono::DateTime::parse_from_rfc3339(at).ok()?;
        Some(Self {
            start,
            seconds: AtomicU64::new(0),
        })
    }

    fn tick(&self) -> i64 {
        i64::try_from(self.seconds.fetch_add(1, Ordering::Relaxed)).unwrap_or(i64::MAX)
    }
}

impl Clock for SteppingClock {
    fn now(&self) -> String {
        let now = self.start + chrono::TimeDelta::seconds(self.tick());
        now.format("%Y-%m-%dT%H:%M:%S%:z").to_string()
    }

    fn monotonic_ms(&self) -> i64 {
        self.tick().saturating_mul(1000)
    }
}
