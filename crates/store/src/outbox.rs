//! Changes made here, until the server has confirmed them and their rows have come back.

use values::Instant;
use wire::{Failure, sync::Change};
use workflows::RecordsError;

use crate::{db::args, sql::Sql, tx::Tx};

/// A change that the cache shows on top of the server's rows.
#[derive(Debug, Clone)]
pub struct Pending {
    /// The change.
    pub change: Change,
    /// The commit that confirmed it; its rows are still on their way.
    pub commit: Option<u64>,
}

/// How the outbox stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct OutboxCounts {
    /// Changes that the server has not answered.
    pub waiting: u32,
    /// When the oldest of them was made.
    pub waiting_since: Option<Instant>,
}

impl Tx {
    /// The place of the next change in this installation's order.
    pub async fn next_sequence(&mut self) -> Result<u64, RecordsError> {
        // sqlite_sequence remembers numbers of rows that are gone, so a number never comes twice.
        let statement = Sql::same("select seq from sqlite_sequence where name = 'outbox'");
        let last = match self.db.row(statement, args![]).await? {
            Some(row) => row.integer(0)?.unsigned_abs(),
            None => 0,
        };
        Ok(last + 1)
    }

    /// Adds a change to the outbox.
    pub async fn queue(&mut self, change: &Change) -> Result<(), RecordsError> {
        let statement = Sql::same(
            "insert into outbox (sequence, change_id, change, state, recorded_at) values ($1, $2, $3, 'queued', $4)",
        );
        let args = args![
            change.sequence.cast_signed(),
            change.id.to_string(),
            text(change)?,
            change.recorded_at.to_string(),
        ];
        self.db.execute(statement, args).await.map(drop)
    }

    /// The oldest changes that the server has not answered.
    pub async fn queued(&mut self, limit: usize) -> Result<Vec<Change>, RecordsError> {
        let statement = Sql::same(
            "select change from outbox where state = 'queued' order by sequence limit $1",
        );
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        self.db
            .rows(statement, args![limit], |row| parse(row.text(0)?))
            .await
    }

    /// Everything that still stands on top of the server's rows, in order.
    pub async fn pending(&mut self) -> Result<Vec<Pending>, RecordsError> {
        let statement = Sql::same(
            "select change, commit_no from outbox where state in ('queued', 'acknowledged') order by sequence",
        );
        self.db
            .rows(statement, args![], |row| {
                Ok(Pending {
                    change: parse(row.text(0)?)?,
                    commit: row.optional_integer(1)?.map(i64::unsigned_abs),
                })
            })
            .await
    }

    /// Notes that a change took effect in `commit`.
    pub async fn acknowledge(&mut self, sequence: u64, commit: u64) -> Result<(), RecordsError> {
        let statement = Sql::same(
            "update outbox set state = 'acknowledged', commit_no = $2 where sequence = $1 and state = 'queued'",
        );
        let args = args![sequence.cast_signed(), commit.cast_signed()];
        self.db.execute(statement, args).await.map(drop)
    }

    /// Notes that a change was refused. The row stays, with what was asked for.
    pub async fn refuse(
        &mut self,
        sequence: u64,
        commit: u64,
        failure: &Failure,
    ) -> Result<(), RecordsError> {
        let failure = serde_json::to_string(failure).map_err(|source| RecordsError::Shape {
            kind: "failure",
            source: source.into(),
        })?;
        let statement = Sql::same(
            "update outbox set state = 'refused', commit_no = $2, failure = $3 where sequence = $1",
        );
        let args = args![sequence.cast_signed(), commit.cast_signed(), failure];
        self.db.execute(statement, args).await.map(drop)
    }

    /// Drops acknowledged changes whose rows have come back.
    pub async fn drop_passed(&mut self, cursor: u64) -> Result<(), RecordsError> {
        let statement =
            Sql::same("delete from outbox where state = 'acknowledged' and commit_no <= $1");
        let args = args![cursor.cast_signed()];
        self.db.execute(statement, args).await.map(drop)
    }

    /// How the outbox stands.
    pub async fn outbox_counts(&mut self) -> Result<OutboxCounts, RecordsError> {
        let statement =
            Sql::same("select count(*), min(recorded_at) from outbox where state = 'queued'");
        let row = self.db.one(statement, args![]).await?;
        let since = row.optional_text(1)?;
        Ok(OutboxCounts {
            waiting: u32::try_from(row.integer(0)?).unwrap_or(u32::MAX),
            waiting_since: since.and_then(|since| since.parse().ok()),
        })
    }
}

fn text(change: &Change) -> Result<String, RecordsError> {
    serde_json::to_string(change).map_err(|source| RecordsError::Shape {
        kind: "change",
        source: source.into(),
    })
}

fn parse(text: &str) -> Result<Change, RecordsError> {
    serde_json::from_str(text).map_err(|source| RecordsError::Shape {
        kind: "change",
        source: source.into(),
    })
}
