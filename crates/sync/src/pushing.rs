//! Everything up, in batches that stay within what one request may hold.

use std::time::Duration;

use store::{Mode, Queued};
use values::{
    ids::ChangeId,
    simulation::{self, Bug},
};
use wire::{
    Code, Failure,
    sync::{Change, PUSH_BYTES_MAX, PushOutcome, PushRequest},
};

use crate::{
    SyncError,
    engine::{News, Worker},
};

/// What a push takes besides its changes: the ids of those that are handed in again, and its own marks.
const ENVELOPE_BYTES: usize = 32 * 1024;

/// A batch, and what the server said of each change in it.
struct Judged {
    changes: Vec<Change>,
    outcomes: Vec<PushOutcome>,
}

impl Worker {
    /// Hands everything in that waits. What cannot be judged yet is passed over, and asked about again later.
    /// While the server judges a batch, what became of the one before is noted.
    pub(crate) async fn push_all(&mut self) -> Result<(), SyncError> {
        let mut after = 0;
        let mut mended = false;
        let mut judged = None;
        loop {
            let bytes = (PUSH_BYTES_MAX - ENVELOPE_BYTES).min(self.batch * BYTES_PER_CHANGE);
            let queued = self
                .store
                .read()
                .await?
                .queued(after, self.batch, bytes)
                .await?;
            let Some(last) = queued.last().map(|queued| queued.n) else {
                return self.note_judged(judged).await;
            };
            let (answered, noted) =
                futures_util::join!(self.hand_in(queued), self.note_judged(judged.take()));
            noted?;
            match answered {
                Ok(batch) => (after, judged) = (last, Some(batch)),
                Err(SyncError::Refused(failure)) => match failure.code {
                    Code::TooLarge if self.batch > 1 => self.batch /= 2,
                    Code::SequenceGap if !mended => {
                        self.fill_gap(&failure).await?;
                        (after, mended) = (0, true);
                    }
                    Code::SequenceGap => return Err(SyncError::OutOfStep),
                    _ => return Err(SyncError::Refused(failure)),
                },
                Err(error) => return Err(error),
            }
        }
    }

    /// Hands a batch in.
    async fn hand_in(&self, queued: Vec<Queued>) -> Result<Judged, SyncError> {
        let again = queued
            .iter()
            .filter(|queued| queued.again)
            .map(|queued| queued.change.id)
            .collect();
        let mut changes: Vec<Change> = queued.into_iter().map(|queued| queued.change).collect();
        if simulation::has(Bug::ForgottenWhenSent) {
            self.forget(&changes).await?;
        }
        if simulation::has(Bug::RetriedWithoutKey) {
            for change in &mut changes {
                change.id = ChangeId::at(self.clock.now());
            }
        }
        let request = PushRequest { changes, again };
        let answer = self.client.push(&request).await;
        if matches!(answer, Err(SyncError::Refused(_)))
            && simulation::has(Bug::OutboxDroppedAtRefusal)
        {
            self.forget(&request.changes).await?;
        }
        Ok(Judged {
            outcomes: answer?.outcomes,
            changes: request.changes,
        })
    }

    /// Notes what became of a batch.
    async fn note_judged(&self, judged: Option<Judged>) -> Result<(), SyncError> {
        let Some(Judged { changes, outcomes }) = judged else {
            return Ok(());
        };
        let mut tx = self.store.write(Mode::Optimistic).await?;
        let mut retry = None;
        let mut effective = Vec::new();
        for (change, outcome) in changes.iter().zip(&outcomes) {
            match outcome {
                PushOutcome::Applied { commit }
                | PushOutcome::Merged { commit, .. }
                | PushOutcome::Conflict { commit, .. } => {
                    effective.push((change.id, *commit));
                }
                PushOutcome::Refused { commit, failure } => {
                    tx.refuse(change.id, *commit, failure).await?;
                }
                PushOutcome::Retry { after_ms } => retry = Some(*after_ms),
            }
        }
        tx.acknowledge(&effective).await?;
        tx.commit().await?;
        self.tell(News::Status);
        if let Some(after_ms) = retry {
            let later = self.line.clone();
            tokio::spawn(async move {
                tokio::time::sleep(Duration::from_millis(after_ms)).await;
                later.wake.notify_one();
            });
        }
        Ok(())
    }

    /// What no version may do: lets go of changes that were not answered.
    async fn forget(&self, changes: &[Change]) -> Result<(), SyncError> {
        let mut tx = self.store.write(Mode::Optimistic).await?;
        let effective: Vec<_> = changes.iter().map(|change| (change.id, 0)).collect();
        tx.acknowledge(&effective).await?;
        let now = self.clock.now();
        tx.archive_passed(0, now).await?;
        tx.prune_archive(now.plus_millis(1)).await?;
        Ok(tx.commit().await?)
    }

    /// Lets the changes wait again that the server lacks, as far as they are kept.
    async fn fill_gap(&self, failure: &Failure) -> Result<(), SyncError> {
        let have_through = failure
            .data
            .get("have_through")
            .and_then(serde_json::Value::as_u64);
        let have_through = have_through.ok_or(SyncError::OutOfStep)?;
        let device = self.identity.device;
        let mut tx = self.store.write(Mode::Optimistic).await?;
        tx.requeue_above(device, have_through).await?;
        if tx.first_queued_sequence(device).await? > Some(have_through + 1) {
            return Err(SyncError::OutOfStep);
        }
        Ok(tx.commit().await?)
    }
}

/// By which the bytes of a batch shrink with its count, after one was too large for whoever stands between.
const BYTES_PER_CHANGE: usize = PUSH_BYTES_MAX / 128;
