//! Bringing what the log holds into the file.
//!
//! SQLite does it by itself, in the commit that makes the log long: every few dozen commits one takes several
//! times as long as the others. So a thread of its own does it, beside whoever reads and writes; only when it
//! does not keep up is it done in a commit again.

use std::{
    sync::{
        Mutex, PoisonError,
        mpsc::{Receiver, SyncSender, sync_channel},
    },
    thread::{self, JoinHandle},
};

use rusqlite::Connection;

use crate::OpenError;

/// Pages of the log at which a commit brings them into the file itself: 100 MB.
pub(super) const LOG_PAGES_MAX: i64 = 25_000;
/// So many commits, or so many rows, are worth bringing in.
const COMMITS: u32 = 32;
const ROWS: u64 = 1_000;

/// The thread, for as long as the database is open.
#[derive(Debug)]
pub(super) struct Checkpoints(Mutex<State>);

#[derive(Debug)]
struct State {
    commits: u32,
    /// Rows written over this connection, when the thread was last told.
    rows: u64,
    thread: Option<(SyncSender<()>, JoinHandle<()>)>,
}

impl Checkpoints {
    /// Starts the thread, over a connection of its own.
    pub(super) fn start(connection: Connection) -> Result<Self, OpenError> {
        let (orders, ordered) = sync_channel(1);
        let thread = thread::Builder::new()
            .name("checkpoints".to_owned())
            .spawn(move || run(&connection, &ordered))
            .map_err(|error| OpenError::Other(error.into()))?;
        Ok(Self(Mutex::new(State {
            commits: 0,
            rows: 0,
            thread: Some((orders, thread)),
        })))
    }

    /// Tells it of a commit, after which so many rows have been written over this connection.
    pub(super) fn committed(&self, rows: u64) {
        let mut state = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        state.commits += 1;
        if state.commits < COMMITS && rows.saturating_sub(state.rows) < ROWS {
            return;
        }
        (state.commits, state.rows) = (0, rows);
        if let Some((orders, _)) = &state.thread {
            // One that waits already does for both.
            let _ = orders.try_send(());
        }
    }

    /// Ends the thread, when it has done what it is at.
    pub(super) fn stop(&self) {
        let mut state = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((orders, thread)) = state.thread.take() {
            drop(orders);
            // It cannot have panicked, and nothing would follow from it.
            let _ = thread.join();
        }
    }
}

impl Drop for Checkpoints {
    fn drop(&mut self) {
        self.stop();
    }
}

fn run(connection: &Connection, ordered: &Receiver<()>) {
    while ordered.recv().is_ok() {
        let done = connection.query_row("pragma wal_checkpoint(passive)", (), |_| Ok(()));
        if let Err(error) = done {
            // The next commit that meets the fault says so to whoever commits.
            tracing::warn!(
                error = &error as &dyn std::error::Error,
                "the log was not brought into the file"
            );
        }
    }
}
