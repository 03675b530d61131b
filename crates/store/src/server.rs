//! What only the server keeps: enrolled workstations, judged changes, the feed.

use std::collections::BTreeMap;

use clinic::records::Kind;
use values::{
    Instant,
    ids::{ChangeId, DeviceId},
};
use wire::sync::{Change, DeviceState, PushOutcome, RowVersion};
use workflows::RecordsError;

use crate::{
    error::records_error,
    sql::per_kind,
    tx::{Tx, parse_body, parse_id},
};

/// An enrolled workstation.
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "named after what they hold")]
pub struct Device {
    pub id: DeviceId,
    pub code: String,
    pub name: String,
    pub state: DeviceState,
}

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
        let (head,): (Option<i64>,) = sqlx::query_as("select max(commit_no) from feed")
            .fetch_one(&mut *self.inner)
            .await
            .map_err(records_error)?;
        Ok(head.map_or(0, i64::unsigned_abs))
    }

    /// The outcome of a change that was handed in before.
    pub async fn outcome_of(
        &mut self,
        change: ChangeId,
    ) -> Result<Option<PushOutcome>, RecordsError> {
        let row: Option<(String,)> = sqlx::query_as("select outcome from change where id = $1")
            .bind(change.to_string())
            .fetch_optional(&mut *self.inner)
            .await
            .map_err(records_error)?;
        row.map(|(outcome,)| {
            serde_json::from_str(&outcome).map_err(|source| RecordsError::Shape {
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
        sqlx::query(
            "insert into change (id, device, sequence, commit_no, change, outcome, received_at) values ($1, $2, $3, $4, $5, $6, $7)",
        )
        .bind(recorded.change.id.to_string())
        .bind(recorded.change.device.to_string())
        .bind(recorded.change.sequence.cast_signed())
        .bind(recorded.commit.cast_signed())
        .bind(serde_json::to_string(recorded.change).map_err(shape)?)
        .bind(serde_json::to_string(recorded.outcome).map_err(shape)?)
        .bind(recorded.received_at.to_string())
        .execute(&mut *self.inner)
        .await
        .map(drop)
        .map_err(records_error)
    }

    /// The records changed after `since`, in their present version, about `limit` of them: a commit is
    /// never split. With the cursor to go on from.
    pub async fn rows_since(
        &mut self,
        since: u64,
        limit: u32,
    ) -> Result<(Vec<RowVersion>, u64), RecordsError> {
        let feed: Vec<(i64, String, String)> = sqlx::query_as(
            "select commit_no, kind, id from feed
             where commit_no > $1 and commit_no <= (
                 select coalesce(max(commit_no), $1) from
                 (select commit_no from feed where commit_no > $1 order by commit_no limit $2))
             order by commit_no",
        )
        .bind(since.cast_signed())
        .bind(i64::from(limit))
        .fetch_all(&mut *self.inner)
        .await
        .map_err(records_error)?;
        let next = feed
            .last()
            .map_or(since, |(commit, ..)| commit.unsigned_abs());
        let mut by_kind: BTreeMap<Kind, Vec<String>> = BTreeMap::new();
        for (_, kind, id) in feed {
            if let Some(kind) = Kind::from_name(&kind) {
                by_kind.entry(kind).or_default().push(id);
            }
        }
        let mut rows = Vec::new();
        for (kind, ids) in by_kind {
            rows.extend(self.present_rows(kind, ids, next).await?);
        }
        rows.sort_by(|a, b| (a.commit, &a.kind, a.id).cmp(&(b.commit, &b.kind, b.id)));
        Ok((rows, next))
    }

    /// How many feed entries lie beyond a cursor.
    pub async fn remaining(&mut self, cursor: u64) -> Result<u64, RecordsError> {
        let (count,): (i64,) = sqlx::query_as("select count(*) from feed where commit_no > $1")
            .bind(cursor.cast_signed())
            .fetch_one(&mut *self.inner)
            .await
            .map_err(records_error)?;
        Ok(count.unsigned_abs())
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
        let rows: Vec<(String, i64, i64, String)> = sqlx::query_as(statement)
            .bind(serde_json::Value::from(ids).to_string())
            .bind(upto.cast_signed())
            .fetch_all(&mut *self.inner)
            .await
            .map_err(records_error)?;
        rows.into_iter()
            .map(|(id, version, commit, body)| {
                Ok(RowVersion {
                    kind: kind.name().to_owned(),
                    id: parse_id(&id)?,
                    version: version.unsigned_abs(),
                    commit: commit.unsigned_abs(),
                    body: parse_body(&body)?,
                })
            })
            .collect()
    }

    /// How many workstations were ever enrolled; the next one's letter code follows from it.
    pub async fn device_count(&mut self) -> Result<u64, RecordsError> {
        let (count,): (i64,) = sqlx::query_as("select count(*) from device")
            .fetch_one(&mut *self.inner)
            .await
            .map_err(records_error)?;
        Ok(count.unsigned_abs())
    }

    /// Enrols a workstation.
    pub async fn add_device(
        &mut self,
        device: &Device,
        token_digest: &str,
        at: Instant,
    ) -> Result<(), RecordsError> {
        sqlx::query("insert into device (id, code, name, token_digest, enrolled_at) values ($1, $2, $3, $4, $5)")
            .bind(device.id.to_string())
            .bind(&device.code)
            .bind(&device.name)
            .bind(token_digest)
            .bind(at.to_string())
            .execute(&mut *self.inner)
            .await
            .map(drop)
            .map_err(records_error)
    }

    /// The workstation that holds a token.
    pub async fn device_by_token(
        &mut self,
        token_digest: &str,
    ) -> Result<Option<Device>, RecordsError> {
        let row: Option<(String, String, String, String)> =
            sqlx::query_as("select id, code, name, state from device where token_digest = $1")
                .bind(token_digest)
                .fetch_optional(&mut *self.inner)
                .await
                .map_err(records_error)?;
        row.map(|(id, code, name, state)| {
            Ok(Device {
                id: DeviceId::from_uuid(parse_id(&id)?),
                code,
                name,
                state: match state.as_str() {
                    "active" => DeviceState::Active,
                    _ => DeviceState::Revoked,
                },
            })
        })
        .transpose()
    }
}
