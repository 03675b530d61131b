//! A clock that stands where it is put.

use std::sync::atomic::{AtomicI64, Ordering};

use values::{Clock, Instant};

/// A clock for tests.
#[derive(Debug)]
pub struct SetClock(AtomicI64);

impl SetClock {
    /// Stands at `now`.
    pub fn at(now: Instant) -> Self {
        Self(AtomicI64::new(now.as_millis()))
    }

    /// Puts it to `now`.
    pub fn set(&self, now: Instant) {
        self.0.store(now.as_millis(), Ordering::SeqCst);
    }

    /// Puts it forward by `millis`.
    pub fn advance(&self, millis: i64) {
        self.0.fetch_add(millis, Ordering::SeqCst);
    }
}

impl Clock for SetClock {
    fn now(&self) -> Instant {
        Instant::from_millis(self.0.load(Ordering::SeqCst))
    }
}
