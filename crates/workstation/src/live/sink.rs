//! From the hub's samples to the encrypted cache.

use std::sync::{Arc, Mutex, PoisonError};

use store::{Mode, Store};
use tokio::sync::mpsc;
use vitals::SampleSink;
use wire::vitals::NumericSample;
use workflows::RecordsError;

use crate::demo_history::rows;

/// Full disclosure of numerics for three days.
const KEEP_MS: i64 = 72 * 3_600_000;
/// Batches that may wait for a slow disk; the oldest are dropped first, and the log says so.
const BATCHES_MAX: usize = 300;

/// Hands samples to a writer of its own, so that alarms never wait for a disk.
#[derive(Clone, Default)]
pub(crate) struct CacheSink {
    writer: Arc<Mutex<Option<mpsc::Sender<Vec<NumericSample>>>>>,
}

impl CacheSink {
    /// The cache is open.
    pub(crate) fn open(&self, store: Store) {
        let (sender, receiver) = mpsc::channel(BATCHES_MAX);
        *self.writer.lock().unwrap_or_else(PoisonError::into_inner) = Some(sender);
        tokio::spawn(write(store, receiver));
    }

    /// It is not any more. What comes now is shown, and not kept.
    pub(crate) fn close(&self) {
        *self.writer.lock().unwrap_or_else(PoisonError::into_inner) = None;
    }
}

impl SampleSink for CacheSink {
    fn store(&mut self, batch: Vec<NumericSample>) {
        let writer = self.writer.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(writer) = &*writer
            && writer.try_send(batch).is_err()
        {
            tracing::warn!("samples were dropped: the cache cannot keep up");
        }
    }
}

async fn write(store: Store, mut batches: mpsc::Receiver<Vec<NumericSample>>) {
    while let Some(batch) = batches.recv().await {
        if let Err(error) = keep(&store, &batch).await {
            tracing::error!(
                error = &error as &dyn std::error::Error,
                "samples could not be kept"
            );
        }
    }
}

async fn keep(store: &Store, batch: &[NumericSample]) -> Result<(), RecordsError> {
    let mut tx = store.write(Mode::Optimistic).await?;
    tx.keep_vital_samples(&rows(batch)).await?;
    if let Some(newest) = batch
        .iter()
        .map(|sample| sample.received_at.as_millis())
        .max()
    {
        tx.prune_vital_samples(newest - KEEP_MS).await?;
    }
    tx.commit().await
}
