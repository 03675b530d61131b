//! Takes the power away under the stores of a workstation and of the server, at any write, and asks whether
//! everything that somebody was told is saved is still there, whole.
//!
//! The disk under them forgets what was not synced, or keeps some of it, or tears it (`disk.rs`). Everything
//! above is the product's own: `sync::perform` on an encrypted cache, and the server's push.

mod disk;
mod runs;
mod shim;

use std::path::Path;

/// Why a run could not be made.
pub type Broken = Box<dyn std::error::Error + Send + Sync>;

/// Whose disk loses its power.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// A workstation's, with its encrypted cache.
    Workstation,
    /// The server's.
    Server,
}

/// What a run came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outcome {
    /// Changes that somebody had been told are saved when the power went.
    pub acknowledged: usize,
    /// Those of them that are not there any more.
    pub lost: usize,
    /// Changes of which one half is there: the record without its place in the outbox, or the other way round.
    pub torn: usize,
    /// Whether the file can be opened and is whole.
    pub whole: bool,
}

impl Outcome {
    /// Whether every promise was kept.
    pub fn is_kept(&self) -> bool {
        self.lost == 0 && self.torn == 0 && self.whole
    }
}

/// One run from a seed, in `folder`. When the disk `lies`, it answers a sync that it has not made: then promises
/// break, which shows that a run can tell.
pub fn run(side: Side, seed: u64, folder: &Path, lies: bool) -> Result<Outcome, Broken> {
    if !shim::install() {
        return Err("SQLite has no file system".into());
    }
    tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()?
        .block_on(runs::run(side, seed, folder, lies))
}
