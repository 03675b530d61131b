//! What only the server keeps: judged changes, the feed.

use std::collections::BTreeMap;

use clinic::records::Kind;
use values::{
    Instant,
    ids::ChangeId,
    simulation::{self, Bug},
};
use wire::sync::{Change, PushOutcome, RowVersion};
use workflows::RecordsError;

use crate::{
    db::{Row, args},
    sql::{Sql, per_kind},
    tx::{Tx, parse_body, parse_id},
};

/// A change with its outcome, to keep.
#[derive(Debug, Clone, Copy)]
#[expect(missing_docs, reason = "named after what they hold")]
pub struct RecordedChange<'a> {
    pub change: &'a Change,
    pub commit: u64,
    pub outcome: &'a PushOutcome,
    pub received_at: Instant,
}

impl Tx {
    /// The newest commit number; 0 before the first.
    pub async fn head(&mut self) -> Result<u64, RecordsError> {
        let statement = Sql::each(
            "select max(commit_no) from feed",
            "select commit_no from head",
        );
        let row = self.db.one(statement, args![]).await?;
        Ok(row.optional_integer(0)?.map_or(0, i64::unsigned_abs))
    }

    /// The outcome of a change that was handed in before. Where commits are numbered later, it bears the number
    /// that it was kept under: see [`Tx::share`] and [`crate::Store::number`].
    pub async fn outcome_of(
        &mut self,
        change: ChangeId,
    ) -> Result<Option<PushOutcome>, RecordsError> {
        if simulation::has(Bug::JudgedTwice) {
            return Ok(None);
        }
        let statement = Sql::same("select outcome from change where id = $1");
        let row = self.db.row(statement, args![change.to_string()]).await?;
        row.map(|row| {
            serde_json::from_str(row.text(0)?).map_err(|source| RecordsError::Shape {
                kind: "outcome",
                source: source.into(),
            })
        })
        .transpose()
    }

    /// Keeps a change with its outcome.
    pub async fn record_change(
        &mut self,
        recorded: RecordedChange<'_>,
    ) -> Result<(), RecordsError> {
        let shape = |source: serde_json::Error| RecordsError::Shape {
            kind: "change",
            source: source.into(),
        };
        if simulation::has(Bug::JudgedTwice) {
            let again = Sql::same("delete from change where id = $1");
            let args = args![recorded.change.id.to_string()];
            self.db.execute(again, args).await?;
        }
        let statement = Sql::each(
            "insert into change (id, device, sequence, commit_no, change, outcome, received_at) values ($1, $2, $3, $4, $5, $6, $7)",
            "insert into change (id, device, sequence, local, change, outcome, received_at) values ($1, $2, $3, $4, $5, $6, $7)",
        );
        let args = args![
            recorded.change.id.to_string(),
            recorded.change.device.to_string(),
            recorded.change.sequence.cast_signed(),
            recorded.commit.cast_signed(),
            serde_json::to_string(recorded.change).map_err(shape)?,
            serde_json::to_string(recorded.outcome).map_err(shape)?,
            recorded.received_at.to_string(),
        ];
        self.db.execute(statement, args).await?;
        if self.db.stamped_later().is_some() {
            self.used.insert(recorded.commit);
        }
        Ok(())
    }

    /// The records changed after `since`, in their present version, about `limit` of them: a commit is
    /// never split. With the cursor to go on from.
    pub async fn rows_since(
        &mut self,
        since: u64,
        limit: u32,
    ) -> Result<(Vec<RowVersion>, u64), RecordsError> {
        if self.db.stamped_later().is_some() {
            return self.numbered_rows_since(since, limit).await;
        }
        let statement = Sql::same(
            "select commit_no, kind, id from feed
             where commit_no > $1 and commit_no <= (
                 select coalesce(max(commit_no), $1) from
                 (select commit_no from feed where commit_no > $1 order by commit_no limit $2))
             order by commit_no",
        );
        let args = args![since.cast_signed(), i64::from(limit)];
        let mut next = since;
        let mut by_kind: BTreeMap<Kind, Vec<String>> = BTreeMap::new();
        let mut entries = 0;
        self.db
            .rows(statement, args, |row| {
                entries += 1;
                if simulation::has(Bug::CommitSplit) && entries > limit {
                    return Ok(());
                }
                next = row.integer(0)?.unsigned_abs();
                if let Some(kind) = Kind::from_name(row.text(1)?) {
                    by_kind
                        .entry(kind)
                        .or_default()
                        .push(row.text(2)?.to_owned());
                }
                Ok(())
            })
            .await?;
        let mut rows = Vec::new();
        for (kind, ids) in by_kind {
            rows.extend(self.present_rows(kind, ids, next).await?);
        }
        rows.sort_by(|a, b| (a.commit, &a.kind, a.id).cmp(&(b.commit, &b.kind, b.id)));
        Ok((rows, next))
    }

    /// How many feed entries lie beyond a cursor.
    pub async fn remaining(&mut self, cursor: u64) -> Result<u64, RecordsError> {
        let statement = Sql::each(
            "select count(*) from feed where commit_no > $1",
            "select count(*) from shared_commit as c join record_version as v on v.local = c.local where c.commit_no > $1",
        );
        let row = self.db.one(statement, args![cursor.cast_signed()]).await?;
        Ok(row.integer(0)?.unsigned_abs())
    }

    /// The present version of these records; those that a later commit wrote again come with that commit.
    async fn present_rows(
        &mut self,
        kind: Kind,
        ids: Vec<String>,
        upto: u64,
    ) -> Result<Vec<RowVersion>, RecordsError> {
        let statement = per_kind!(
            kind,
            "select id, version, commit_no, body from ",
            " where id in (select value from json_each($1)) and commit_no <= $2"
        );
        let args = args![serde_json::Value::from(ids).to_string(), upto.cast_signed(),];
        self.db
            .rows(statement, args, |row| row_version(kind, &row))
            .await
    }
}

/// Of a row of id, version, commit and body.
pub(crate) fn row_version(kind: Kind, row: &Row) -> Result<RowVersion, RecordsError> {
    Ok(RowVersion {
        kind: kind.name().to_owned(),
        id: parse_id(row.text(0)?)?,
        version: row.integer(1)?.unsigned_abs(),
        commit: row.integer(2)?.unsigned_abs(),
        body: parse_body(row.text(3)?)?,
    })
}
