//! Changes made here: waiting, confirmed with their rows on the way, archived, refused.

use values::{
    Instant,
    ids::{ChangeId, DeviceId},
};
use wire::{Failure, sync::Change};
use workflows::RecordsError;

use crate::{db::args, sql::Sql, tx::Tx};

/// A change that waits, with its place in the outbox.
#[derive(Debug, Clone)]
pub struct Queued {
    /// Its place in the outbox, across identities.
    pub n: u64,
    /// The change.
    pub change: Change,
    /// Whether it took effect on the server before that was restored.
    pub again: bool,
}

/// A change that the cache shows on top of the server's rows.
#[derive(Debug, Clone)]
pub struct Pending {
    /// Its place in the outbox.
    pub n: u64,
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
    /// The oldest changes behind `n` that the server has not answered: so many, and so many bytes of
    /// JSON, at most; but one at least.
    pub async fn queued(
        &mut self,
        after: u64,
        limit: usize,
        bytes: usize,
    ) -> Result<Vec<Queued>, RecordsError> {
        let statement = Sql::same(
            "select n, change, again from outbox where state = 'queued' and n > $1 order by n limit $2",
        );
        let args = args![
            after.cast_signed(),
            i64::try_from(limit).unwrap_or(i64::MAX),
        ];
        let mut sum = 0;
        let queued = self
            .db
            .rows(statement, args, |row| {
                let text = row.text(1)?;
                let is_first = sum == 0;
                // A comma stands behind each.
                sum += text.len() + 1;
                if !is_first && sum > bytes {
                    return Ok(None);
                }
                Ok(Some(Queued {
                    n: row.integer(0)?.unsigned_abs(),
                    change: parse(text)?,
                    again: row.flag(2)?,
                }))
            })
            .await?;
        Ok(queued.into_iter().map_while(|queued| queued).collect())
    }

    /// The oldest `limit` changes behind `n` that still stand on top of the server's rows.
    pub async fn pending(
        &mut self,
        after: u64,
        limit: usize,
    ) -> Result<Vec<Pending>, RecordsError> {
        let statement = Sql::same(
            "select n, change, commit_no from outbox
              where state in ('queued', 'acknowledged') and n > $1 order by n limit $2",
        );
        let args = args![
            after.cast_signed(),
            i64::try_from(limit).unwrap_or(i64::MAX),
        ];
        self.db
            .rows(statement, args, |row| {
                Ok(Pending {
                    n: row.integer(0)?.unsigned_abs(),
                    change: parse(row.text(1)?)?,
                    commit: row.optional_integer(2)?.map(i64::unsigned_abs),
                })
            })
            .await
    }

    /// The changes at these places, in their order.
    pub async fn changes_at(&mut self, places: &[u64]) -> Result<Vec<(u64, Change)>, RecordsError> {
        let statement = Sql::same(
            "select n, change from outbox where n in (select value from json_each($1)) order by n",
        );
        let places = serde_json::Value::from(places).to_string();
        self.db
            .rows(statement, args![places], |row| {
                Ok((row.integer(0)?.unsigned_abs(), parse(row.text(1)?)?))
            })
            .await
    }

    /// Whether some change stands on top of the server's rows.
    pub async fn any_pending(&mut self) -> Result<bool, RecordsError> {
        let statement = Sql::same(
            "select exists (select 1 from outbox where state in ('queued', 'acknowledged'))",
        );
        self.db.one(statement, args![]).await?.flag(0)
    }

    /// The places of the changes of `device` with these sequence numbers or above that wait.
    pub async fn first_queued_sequence(
        &mut self,
        device: DeviceId,
    ) -> Result<Option<u64>, RecordsError> {
        let statement =
            Sql::same("select min(sequence) from outbox where state = 'queued' and device = $1");
        let row = self.db.one(statement, args![device.to_string()]).await?;
        Ok(row.optional_integer(0)?.map(i64::unsigned_abs))
    }

    /// Notes that changes took effect, each in its commit.
    pub async fn acknowledge(&mut self, changes: &[(ChangeId, u64)]) -> Result<(), RecordsError> {
        // The plus sign keeps the planner off the index by state, which would read all that waits for each.
        let statement = Sql::same(
            "update outbox set state = 'acknowledged', commit_no = took.value ->> 1 from json_each($1) as took
             where change_id = took.value ->> 0 and +state = 'queued'",
        );
        let changes = serde_json::json!(changes).to_string();
        self.db.execute(statement, args![changes]).await.map(drop)
    }

    /// Notes that a change was refused. The row stays, with what was asked for.
    pub async fn refuse(
        &mut self,
        change: ChangeId,
        commit: u64,
        failure: &Failure,
    ) -> Result<(), RecordsError> {
        let failure = serde_json::to_string(failure).map_err(|source| RecordsError::Shape {
            kind: "failure",
            source: source.into(),
        })?;
        let statement = Sql::same(
            "update outbox set state = 'refused', commit_no = $2, failure = $3 where change_id = $1",
        );
        let args = args![change.to_string(), commit.cast_signed(), failure];
        self.db.execute(statement, args).await.map(drop)
    }

    /// How the outbox stands.
    pub async fn outbox_counts(&mut self) -> Result<OutboxCounts, RecordsError> {
        let statement =
            Sql::same(
                "select count(*), (select recorded_at from outbox where state = 'queued' order by n limit 1)
                 from outbox where state = 'queued'",
            );
        let row = self.db.one(statement, args![]).await?;
        let since = row.optional_text(1)?;
        Ok(OutboxCounts {
            waiting: u32::try_from(row.integer(0)?).unwrap_or(u32::MAX),
            waiting_since: since.and_then(|since| since.parse().ok()),
        })
    }
}

pub(crate) fn text(change: &Change) -> Result<String, RecordsError> {
    serde_json::to_string(change).map_err(|source| RecordsError::Shape {
        kind: "change",
        source: source.into(),
    })
}

pub(crate) fn parse(text: &str) -> Result<Change, RecordsError> {
    serde_json::from_str(text).map_err(|source| RecordsError::Shape {
        kind: "change",
        source: source.into(),
    })
}
