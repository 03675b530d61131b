//! The life of a process on a store: it may be set to end before any statement.

use std::sync::{
    Arc,
    atomic::{AtomicBool, AtomicI64, Ordering},
};

use store::Failpoint;

const COMMIT: &str = "commit";

/// One run of a process.
#[derive(Debug)]
pub(crate) struct Life {
    over: AtomicBool,
    /// Statements to go; negative for no end.
    left: AtomicI64,
    /// Whether it ends at a commit only.
    at_commit: AtomicBool,
}

impl Life {
    pub(crate) fn new() -> Arc<Self> {
        Arc::new(Self {
            over: AtomicBool::new(false),
            left: AtomicI64::new(-1),
            at_commit: AtomicBool::new(false),
        })
    }

    /// Sets it to end before the `count`th statement from now, or before the first commit behind that.
    pub(crate) fn end_after(&self, count: u64, at_commit: bool) {
        self.at_commit.store(at_commit, Ordering::SeqCst);
        self.left
            .store(i64::try_from(count).unwrap_or(i64::MAX), Ordering::SeqCst);
    }

    /// Whether it has ended. What it did last did not happen, and it does nothing more.
    pub(crate) fn is_over(&self) -> bool {
        self.over.load(Ordering::SeqCst)
    }

    pub(crate) fn failpoint(self: &Arc<Self>) -> Failpoint {
        let life = Arc::clone(self);
        Arc::new(move |statement| {
            let left = life.left.load(Ordering::SeqCst);
            if left > 0 {
                life.left.store(left - 1, Ordering::SeqCst);
            } else if left == 0 && (statement == COMMIT || !life.at_commit.load(Ordering::SeqCst)) {
                life.left.store(-1, Ordering::SeqCst);
                life.over.store(true, Ordering::SeqCst);
            }
            !life.is_over()
        })
    }
}
