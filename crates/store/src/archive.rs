//! Confirmed changes, kept for the day on which the server is restored from before them.

use values::{Instant, ids::DeviceId};
use workflows::RecordsError;

use crate::{error::records_error, tx::Tx};

impl Tx {
    /// Archives acknowledged changes whose rows have come back.
    pub async fn archive_passed(&mut self, cursor: u64, now: Instant) -> Result<(), RecordsError> {
        sqlx::query(
            "update outbox set state = 'archived', archived_at = $2 where state = 'acknowledged' and commit_no <= $1",
        )
        .bind(cursor.cast_signed())
        .bind(now.to_string())
        .execute(&mut *self.inner)
        .await
        .map(drop)
        .map_err(records_error)
    }

    /// Forgets what was archived before an instant; says how many changes that were.
    pub async fn prune_archive(&mut self, before: Instant) -> Result<u64, RecordsError> {
        sqlx::query("delete from outbox where state = 'archived' and archived_at < $1")
            .bind(before.to_string())
            .execute(&mut *self.inner)
            .await
            .map(|done| done.rows_affected())
            .map_err(records_error)
    }

    /// Lets everything that `device` made after `have_through` wait again, whatever became of it before;
    /// says how many changes that were.
    pub async fn requeue_above(
        &mut self,
        device: DeviceId,
        have_through: u64,
    ) -> Result<u64, RecordsError> {
        sqlx::query(
            "update outbox set again = max(again, state in ('acknowledged', 'archived')), state = 'queued',
             commit_no = null, failure = null, archived_at = null
             where device = $1 and sequence > $2 and state <> 'queued'",
        )
        .bind(device.to_string())
        .bind(have_through.cast_signed())
        .execute(&mut *self.inner)
        .await
        .map(|done| done.rows_affected())
        .map_err(records_error)
    }

    /// Whether some waiting change took effect on the server before it was restored.
    pub async fn any_again(&mut self) -> Result<bool, RecordsError> {
        let (any,): (bool,) = sqlx::query_as(
            "select exists (select 1 from outbox where state = 'queued' and again = 1)",
        )
        .fetch_one(&mut *self.inner)
        .await
        .map_err(records_error)?;
        Ok(any)
    }
}
