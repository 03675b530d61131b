//! Clocks that run with the simulation, each as wrong as it was set.

use std::sync::atomic::{AtomicI64, Ordering};

use tokio::time::Instant as Moment;
use values::{Clock, Instant};

/// The clock of one computer.
#[derive(Debug)]
pub(crate) struct SimClock {
    began: Moment,
    start: Instant,
    wrong_by: AtomicI64,
}

impl SimClock {
    /// Right, and at `start` when the simulation began.
    pub(crate) fn at(start: Instant, began: Moment) -> Self {
        Self {
            began,
            start,
            wrong_by: AtomicI64::new(0),
        }
    }

    /// Makes it wrong by so many milliseconds.
    pub(crate) fn set_wrong_by(&self, millis: i64) {
        self.wrong_by.store(millis, Ordering::SeqCst);
    }
}

impl Clock for SimClock {
    fn now(&self) -> Instant {
        let run = i64::try_from(self.began.elapsed().as_millis()).unwrap_or(i64::MAX);
        self.start
            .plus_millis(run)
            .plus_millis(self.wrong_by.load(Ordering::SeqCst))
    }
}
