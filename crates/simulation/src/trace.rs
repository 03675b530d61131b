//! What happened, as one digest: two runs of a seed are the same run when it is the same.

use std::sync::Mutex;

use sha2::{Digest, Sha256};
use tokio::time::Instant as Moment;

use crate::locked;

/// Everything noted so far.
#[derive(Debug)]
pub(crate) struct Trace {
    began: Moment,
    told: bool,
    digest: Mutex<Sha256>,
}

impl Trace {
    /// Empty; each note is also written to the error stream when `told`.
    pub(crate) fn new(began: Moment, told: bool) -> Self {
        Self {
            began,
            told,
            digest: Mutex::new(Sha256::new()),
        }
    }

    pub(crate) fn note(&self, text: &str) {
        let line = format!("{:>8} {text}\n", self.began.elapsed().as_millis());
        if self.told {
            eprint!("{line}");
        }
        locked(&self.digest).update(line.as_bytes());
    }

    /// The first half of the digest.
    pub(crate) fn digest(&self) -> String {
        let digest = locked(&self.digest).clone().finalize();
        let half: Vec<u8> = digest.into_iter().take(16).collect();
        hex::encode(half)
    }
}
