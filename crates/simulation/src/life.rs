//! The life of a process on a store: it may be set to end before any statement.

use std::sync::{
    Arc,
    atomic::{AtomicBool, AtomicI64, Ordering},
};

use store::Failpoint;

/// One run of a process.
#[derive(Debug)]
pub(crate) struct Life {
    over: AtomicBool,
    /// Statements to go; negative for no end.
    left: AtomicI64,
}

impl Life {
    pub(crate) fn new() -> Arc<Self> {
        Arc::new(Self {
            over: AtomicBool::new(false),
            left: AtomicI64::new(-1),
        })
    }

    /// Sets it to end before the `count`th statement from now.
    pub(crate) fn end_after(&self, count: u64) {
        self.left
            .store(i64::try_from(count).unwrap_or(i64::MAX), Ordering::SeqCst);
    }

    /// Whether it has ended. What it did last did not happen, and it does nothing more.
    pub(crate) fn is_over(&self) -> bool {
        self.over.load(Ordering::SeqCst)
    }

    pub(crate) fn failpoint(self: &Arc<Self>) -> Failpoint {
        let life = Arc::clone(self);
        Arc::new(move |_| {
            if life.left.load(Ordering::SeqCst) >= 0
                && life.left.fetch_sub(1, Ordering::SeqCst) == 0
            {
                life.over.store(true, Ordering::SeqCst);
            }
            !life.is_over()
        })
    }
}
