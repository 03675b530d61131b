//! Confirmed changes, kept for the day on which the server is restored from before them.

use values::{Instant, ids::DeviceId};
use workflows::RecordsError;

use crate::{db::args, sql::Sql, tx::Tx};

impl Tx {
    /// Archives acknowledged changes whose rows have come back.
    pub async fn archive_passed(&mut self, cursor: u64, now: Instant) -> Result<(), RecordsError> {
        let statement = Sql::same(
            "update outbox set state = 'archived', archived_at = $2 where state = 'acknowledged' and commit_no <= $1",
        );
        let args = args![cursor.cast_signed(), now.to_string()];
        self.db.execute(statement, args).await.map(drop)
    }

    /// Forgets what was archived before an instant; says how many changes that were.
    pub async fn prune_archive(&mut self, before: Instant) -> Result<u64, RecordsError> {
        let statement =
            Sql::same("delete from outbox where state = 'archived' and archived_at < $1");
        self.db.execute(statement, args![before.to_string()]).await
    }

    /// Lets everything that `device` made after `have_through` wait again, whatever became of it before;
    /// says how many changes that were.
    pub async fn requeue_above(
        &mut self,
        device: DeviceId,
        have_through: u64,
    ) -> Result<u64, RecordsError> {
        let statement = Sql::same(
            "update outbox set again = max(again, state in ('acknowledged', 'archived')), state = 'queued',
             commit_no = null, failure = null, archived_at = null, footprint = ''
             where device = $1 and sequence > $2 and state <> 'queued'",
        );
        let args = args![device.to_string(), have_through.cast_signed()];
        self.db.execute(statement, args).await
    }

    /// Whether some waiting change took effect on the server before it was restored.
    pub async fn any_again(&mut self) -> Result<bool, RecordsError> {
        let statement =
            Sql::same("select exists (select 1 from outbox where state = 'queued' and again = 1)");
        self.db.one(statement, args![]).await?.flag(0)
    }
}
