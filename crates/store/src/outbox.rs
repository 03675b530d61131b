//! Changes made here, until the server has confirmed them and their rows have come back.

use values::Instant;
use wire::{Failure, sync::Change};
use workflows::RecordsError;

use crate::{error::records_error, tx::Tx};

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
        let row: Option<(i64,)> =
            sqlx::query_as("select seq from sqlite_sequence where name = 'outbox'")
                .fetch_optional(&mut *self.inner)
                .await
                .map_err(records_error)?;
        Ok(row.map_or(0, |(last,)| last.unsigned_abs()) + 1)
    }

    /// Adds a change to the outbox.
    pub async fn queue(&mut self, change: &Change) -> Result<(), RecordsError> {
        sqlx::query("insert into outbox (sequence, change_id, change, state, recorded_at) values ($1, $2, $3, 'queued', $4)")
            .bind(change.sequence.cast_signed())
            .bind(change.id.to_string())
            .bind(text(change)?)
            .bind(change.recorded_at.to_string())
            .execute(&mut *self.inner)
            .await
            .map(drop)
            .map_err(records_error)
    }

    /// The oldest changes that the server has not answered.
    pub async fn queued(&mut self, limit: usize) -> Result<Vec<Change>, RecordsError> {
        let rows: Vec<(String,)> = sqlx::query_as(
            "select change from outbox where state = 'queued' order by sequence limit $1",
        )
        .bind(i64::try_from(limit).unwrap_or(i64::MAX))
        .fetch_all(&mut *self.inner)
        .await
        .map_err(records_error)?;
        rows.iter().map(|(change,)| parse(change)).collect()
    }

    /// Everything that still stands on top of the server's rows, in order.
    pub async fn pending(&mut self) -> Result<Vec<Pending>, RecordsError> {
        let rows: Vec<(String, Option<i64>)> = sqlx::query_as(
            "select change, commit_no from outbox where state in ('queued', 'acknowledged') order by sequence",
        )
        .fetch_all(&mut *self.inner)
        .await
        .map_err(records_error)?;
        rows.iter()
            .map(|(change, commit)| {
                Ok(Pending {
                    change: parse(change)?,
                    commit: commit.map(i64::unsigned_abs),
                })
            })
            .collect()
    }

    /// Notes that a change took effect in `commit`.
    pub async fn acknowledge(&mut self, sequence: u64, commit: u64) -> Result<(), RecordsError> {
        sqlx::query("update outbox set state = 'acknowledged', commit_no = $2 where sequence = $1 and state = 'queued'")
            .bind(sequence.cast_signed())
            .bind(commit.cast_signed())
            .execute(&mut *self.inner)
            .await
            .map(drop)
            .map_err(records_error)
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
        sqlx::query(
            "update outbox set state = 'refused', commit_no = $2, failure = $3 where sequence = $1",
        )
        .bind(sequence.cast_signed())
        .bind(commit.cast_signed())
        .bind(failure)
        .execute(&mut *self.inner)
        .await
        .map(drop)
        .map_err(records_error)
    }

    /// Drops acknowledged changes whose rows have come back.
    pub async fn drop_passed(&mut self, cursor: u64) -> Result<(), RecordsError> {
        sqlx::query("delete from outbox where state = 'acknowledged' and commit_no <= $1")
            .bind(cursor.cast_signed())
            .execute(&mut *self.inner)
            .await
            .map(drop)
            .map_err(records_error)
    }

    /// How the outbox stands.
    pub async fn outbox_counts(&mut self) -> Result<OutboxCounts, RecordsError> {
        let (waiting, since): (i64, Option<String>) =
            sqlx::query_as("select count(*), min(recorded_at) from outbox where state = 'queued'")
                .fetch_one(&mut *self.inner)
                .await
                .map_err(records_error)?;
        Ok(OutboxCounts {
            waiting: u32::try_from(waiting).unwrap_or(u32::MAX),
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
