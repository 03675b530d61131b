//! What workstations called saved: what the oracle holds the records against.

use std::sync::Mutex;

use serde_json::Value;
use wire::sync::Change;

use crate::locked;

/// One change that a person was told is saved.
#[derive(Debug, Clone)]
pub(crate) struct Saved {
    /// On which workstation.
    pub(crate) desk: usize,
    /// The change as it was queued.
    pub(crate) change: Change,
    /// The request as it was typed.
    pub(crate) typed: Value,
}

/// All of them, and every broken promise seen on the way.
#[derive(Debug, Default)]
pub(crate) struct Ledger {
    saved: Mutex<Vec<Saved>>,
    broken: Mutex<Vec<String>>,
}

impl Ledger {
    pub(crate) fn save(&self, saved: Saved) {
        locked(&self.saved).push(saved);
    }

    pub(crate) fn saved(&self) -> Vec<Saved> {
        locked(&self.saved).clone()
    }

    pub(crate) fn broken(&self, what: String) {
        locked(&self.broken).push(what);
    }

    pub(crate) fn all_broken(&self) -> Vec<String> {
        locked(&self.broken).clone()
    }
}
