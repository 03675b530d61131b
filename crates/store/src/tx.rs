//! A transaction: the `Records` port, for one run of a command or one page of rows.

use async_trait::async_trait;
use clinic::records::Kind;
use serde_json::Value;
use sqlx::{Row, Sqlite, Transaction, sqlite::SqliteRow};
use std::collections::BTreeSet;
use uuid::Uuid;
use values::ids::ChangeId;
use workflows::{AuditLine, Query, Records, RecordsError, Stored, Tally};

use crate::{audit, error::records_error, put, query, series, sql::per_kind};

/// Whose transaction it is, which decides how a write is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// Nothing can be written; audit lines are handed to the caller to write afterwards.
    Read,
    /// A workstation's own write: the server's version is kept beside it until it is confirmed.
    Optimistic,
    /// The server's write: stamped with a commit number, kept in the history and the feed.
    Shared {
        /// The facility's next commit number.
        commit: u64,
        /// The change that caused it, if one did.
        change: Option<ChangeId>,
    },
}

/// A transaction. Dropped without [`Tx::commit`], it undoes everything.
pub struct Tx {
    pub(crate) inner: Transaction<'static, Sqlite>,
    pub(crate) mode: Mode,
    pub(crate) touched: BTreeSet<Kind>,
    unwritten_audit: Vec<AuditLine>,
}

impl Tx {
    pub(crate) fn new(inner: Transaction<'static, Sqlite>, mode: Mode) -> Self {
        Self {
            inner,
            mode,
            touched: BTreeSet::new(),
            unwritten_audit: Vec::new(),
        }
    }

    /// Makes everything in it durable.
    pub async fn commit(self) -> Result<(), RecordsError> {
        self.inner.commit().await.map_err(records_error)
    }

    /// The kinds of record written so far.
    pub fn touched(&self) -> &BTreeSet<Kind> {
        &self.touched
    }

    /// The audit lines of a read, for the caller to write with [`Records::audit`] in a transaction that can.
    pub fn take_audit(&mut self) -> Vec<AuditLine> {
        std::mem::take(&mut self.unwritten_audit)
    }

    /// Marks a point to come back to.
    pub async fn savepoint(&mut self) -> Result<(), RecordsError> {
        self.run("savepoint change").await
    }

    /// Undoes everything since the point.
    pub async fn rollback_to_savepoint(&mut self) -> Result<(), RecordsError> {
        self.run("rollback to change").await?;
        self.run("release change").await
    }

    /// Keeps everything since the point.
    pub async fn release_savepoint(&mut self) -> Result<(), RecordsError> {
        self.run("release change").await
    }

    /// Changes whose writes these are.
    pub fn set_mode(&mut self, mode: Mode) {
        self.mode = mode;
    }

    async fn run(&mut self, statement: &'static str) -> Result<(), RecordsError> {
        sqlx::query(statement)
            .execute(&mut *self.inner)
            .await
            .map(drop)
            .map_err(records_error)
    }
}

/// A row of `select_records!`.
pub(crate) fn stored(row: &SqliteRow) -> Result<Stored, RecordsError> {
    let wrong = |error: sqlx::Error| RecordsError::Other(Box::new(error));
    let id: &str = row.try_get(0).map_err(wrong)?;
    let version: i64 = row.try_get(1).map_err(wrong)?;
    let body: &str = row.try_get(2).map_err(wrong)?;
    let pending: bool = row.try_get(3).map_err(wrong)?;
    Ok(Stored {
        id: parse_id(id)?,
        version: version.unsigned_abs(),
        pending,
        body: parse_body(body)?,
    })
}

pub(crate) fn parse_id(text: &str) -> Result<Uuid, RecordsError> {
    Uuid::parse_str(text).map_err(|error| RecordsError::Other(Box::new(error)))
}

pub(crate) fn parse_body(text: &str) -> Result<Value, RecordsError> {
    serde_json::from_str(text).map_err(|source| RecordsError::Shape {
        kind: "stored",
        source: source.into(),
    })
}

#[async_trait]
impl Records for Tx {
    async fn get(&mut self, kind: Kind, id: Uuid) -> Result<Option<Stored>, RecordsError> {
        let statement = per_kind!(
            kind,
            "select id, version, body, exists (select 1 from shadow where kind = $2 and shadow.id = $1) from ",
            " where id = $1"
        );
        let row = sqlx::query(statement)
            .bind(id.to_string())
            .bind(kind.name())
            .fetch_optional(&mut *self.inner)
            .await
            .map_err(records_error)?;
        row.as_ref().map(stored).transpose()
    }

    async fn find(&mut self, query: &Query) -> Result<Vec<Stored>, RecordsError> {
        query::find(&mut self.inner, query).await
    }

    async fn tally(&mut self, query: &Query) -> Result<Tally, RecordsError> {
        query::tally(&mut self.inner, query).await
    }

    async fn put(&mut self, kind: Kind, id: Uuid, body: Value) -> Result<(), RecordsError> {
        put::put(self, kind, id, &body).await
    }

    async fn allot(&mut self, purpose: &str) -> Result<String, RecordsError> {
        series::allot(&mut self.inner, purpose).await
    }

    async fn audit(&mut self, line: AuditLine) -> Result<(), RecordsError> {
        if self.mode == Mode::Read {
            self.unwritten_audit.push(line);
            return Ok(());
        }
        audit::append(&mut self.inner, &line).await
    }
}
