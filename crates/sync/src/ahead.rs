//! Chunks of a snapshot that are fetched and read while others are laid.

use store::RowText;
use tokio::task::{JoinError, JoinSet};
use uuid::Uuid;
use wire::sync::{ChainHash, SnapshotChunk, unpack};

use crate::{Client, SyncError, carrier::ANSWER_BYTES_MAX};

/// A chunk that is on its way, fetched and read by somebody else than who lays the one before. Dropped, it is
/// given up.
pub(crate) struct Ahead(JoinSet<Result<Vec<RowText>, SyncError>>);

impl Ahead {
    pub(crate) fn of(client: &Client, snapshot: Uuid, chunk: Option<&&SnapshotChunk>) -> Self {
        let mut set = JoinSet::new();
        if let Some(chunk) = chunk {
            let (client, chunk) = (client.clone(), (*chunk).clone());
            set.spawn(async move { fetched(&client, snapshot, chunk).await });
        }
        Self(set)
    }

    /// Lets the request go out before this thread is kept busy with laying: what was begun here, the task and
    /// its connection, may have been put on this very thread.
    pub(crate) async fn set_out(&self) {
        const STEPS: usize = 3;
        for _ in 0..STEPS {
            tokio::task::yield_now().await;
        }
    }

    /// What came already.
    pub(crate) fn at_hand(&mut self) -> Option<Result<Vec<RowText>, SyncError>> {
        self.0.try_join_next().map(joined)
    }

    /// Waits for it.
    pub(crate) async fn come(&mut self) -> Result<Vec<RowText>, SyncError> {
        let nothing = || SyncError::NotUnderstood("no chunk was asked for".into());
        self.0
            .join_next()
            .await
            .map_or_else(|| Err(nothing()), joined)
    }
}

fn joined(
    done: Result<Result<Vec<RowText>, SyncError>, JoinError>,
) -> Result<Vec<RowText>, SyncError> {
    done.map_err(|error| SyncError::NotUnderstood(Box::new(error)))?
}

async fn fetched(
    client: &Client,
    snapshot: Uuid,
    chunk: SnapshotChunk,
) -> Result<Vec<RowText>, SyncError> {
    let bytes = client.chunk(snapshot, chunk.n).await?;
    aside(move || decode(&bytes, &chunk)).await
}

fn decode(bytes: &[u8], chunk: &SnapshotChunk) -> Result<Vec<RowText>, SyncError> {
    let not_understood =
        |error: Box<dyn std::error::Error + Send + Sync>| SyncError::NotUnderstood(error);
    if ChainHash::of(bytes) != chunk.sha256 {
        return Err(not_understood("a chunk is damaged".into()));
    }
    let lines = unpack(bytes, ANSWER_BYTES_MAX).map_err(|error| not_understood(Box::new(error)))?;
    let lines = String::from_utf8(lines).map_err(|error| not_understood(Box::new(error)))?;
    let rows: Vec<RowText> = lines
        .lines()
        .map(|line| RowText::read(line).map_err(SyncError::from))
        .collect::<Result<_, _>>()?;
    if rows.len() != chunk.rows as usize {
        return Err(not_understood("a chunk is not whole".into()));
    }
    Ok(rows)
}

/// Runs what takes long where it holds nobody up. A runtime of one thread has no such place, and things stay
/// in their order there.
async fn aside<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, SyncError> + Send + 'static,
) -> Result<T, SyncError> {
    use tokio::runtime::{Handle, RuntimeFlavor};
    if Handle::current().runtime_flavor() == RuntimeFlavor::CurrentThread {
        return work();
    }
    let done = tokio::task::spawn_blocking(work).await;
    done.map_err(|error| SyncError::NotUnderstood(Box::new(error)))?
}
