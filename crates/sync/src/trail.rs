//! Handing the audit trail in: after everything else, and never in its way.

use store::{Mode, Tx};
use values::Instant;
use wire::sync::{Checkpoint, TRAIL_LINES_MAX, TrailEnd, TrailOutcome, TrailRequest};
use workflows::RecordsError;

use crate::{SyncError, engine::Worker};

/// The setting that holds the newest checkpoint that the server signed for this workstation's chain.
pub const CHECKPOINT: &str = "audit_checkpoint";

/// Lines wait a little, so that they travel together.
const EVERY_MS: i64 = 15_000;
/// Batches of one exchange at most: the records come first.
const BATCHES_MAX: usize = 20;

impl Worker {
    /// Hands in what the server does not hold of the audit trail. Whatever goes wrong between the two is told in
    /// the log and tried again later: changes are shared all the same.
    pub(crate) async fn hand_in_trail(&mut self, now: Instant) -> Result<(), RecordsError> {
        if self
            .trailed_at
            .is_some_and(|at| (0..EVERY_MS).contains(&now.millis_since(at)))
        {
            return Ok(());
        }
        self.trailed_at = Some(now);
        match self.hand_in_lines().await {
            Ok(()) => Ok(()),
            Err(SyncError::Records(error)) => Err(error),
            Err(error) => {
                tracing::debug!(
                    error = &error as &dyn std::error::Error,
                    "audit lines are not handed in this time"
                );
                Ok(())
            }
        }
    }

    async fn hand_in_lines(&self) -> Result<(), SyncError> {
        let mut tx = self.store.read().await?;
        let writer = tx.trail_writer().await?;
        let mut after = handed(&mut tx, &writer).await?;
        drop(tx);
        let mut mended = false;
        for _ in 0..BATCHES_MAX {
            let mut tx = self.store.read().await?;
            let lines = tx.trail_after(&writer, after, TRAIL_LINES_MAX).await?;
            drop(tx);
            let Some(last) = lines.last().map(wire::sync::ChainedLine::end) else {
                return Ok(());
            };
            let request = TrailRequest {
                writer: writer.clone(),
                lines,
            };
            let answer = self.client.hand_in_trail(&request).await?;
            match answer.outcome {
                TrailOutcome::Taken => {
                    after = last.sequence;
                    self.keep_checkpoint(answer.checkpoint, last).await?;
                }
                // The server was restored, and gets again what it lacks.
                TrailOutcome::Gap { have_through } if !mended && have_through < after => {
                    tracing::warn!(have_through, after, "the server lacks audit lines");
                    after = have_through;
                    mended = true;
                }
                refused => {
                    tracing::error!(?refused, "the server does not take these audit lines");
                    return Ok(());
                }
            }
        }
        Ok(())
    }

    /// Keeps what the server signed, if it speaks of what was handed in.
    async fn keep_checkpoint(
        &self,
        checkpoint: Option<Checkpoint>,
        last: TrailEnd,
    ) -> Result<(), SyncError> {
        let Some(checkpoint) = checkpoint.filter(|checkpoint| checkpoint.end() == last) else {
            tracing::error!("the server's checkpoint speaks of another line");
            return Ok(());
        };
        let text = serde_json::to_string(&checkpoint)
            .map_err(|error| SyncError::NotUnderstood(Box::new(error)))?;
        let mut tx = self.store.write(Mode::Optimistic).await?;
        tx.set_setting(CHECKPOINT, &text).await?;
        Ok(tx.commit().await?)
    }
}

/// The last line of a chain that the server holds, by its own word.
pub(crate) async fn handed(tx: &mut Tx, writer: &str) -> Result<u64, RecordsError> {
    let text = tx.setting(CHECKPOINT).await?;
    let kept: Option<Checkpoint> = text.and_then(|text| serde_json::from_str(&text).ok());
    Ok(kept
        .filter(|kept| kept.writer == writer)
        .map_or(0, |kept| kept.size))
}
