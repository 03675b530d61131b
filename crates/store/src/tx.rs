//! A transaction: the `Records` port, for one run of a command or one page of rows.

use async_trait::async_trait;
use clinic::records::Kind;
use serde_json::Value;
use std::collections::BTreeSet;
use uuid::Uuid;
use values::{Instant, ids::ChangeId};
use workflows::{AuditLine, Query, Records, RecordsError, SeriesRun, Stored, Tally};

use crate::{
    audit,
    db::{Db, Row, args},
    footprint::Footprint,
    put, query, series,
    sql::{Sql, per_kind},
    unindexed::Unindexed,
};

/// Whose transaction it is, which decides how a write is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// Nothing can be written; audit lines are handed to the caller to write afterwards.
    Read,
    /// A workstation's own write: the server's version is kept beside it until it is confirmed.
    Optimistic,
    /// The server's write: kept in the history and the feed.
    Shared {
        /// What [`Tx::next_commit`] said; 0 where no record is written.
        commit: u64,
        /// The change that caused it, if one did.
        change: Option<ChangeId>,
    },
}

/// A transaction. Dropped without [`Tx::commit`], it undoes everything.
pub struct Tx {
    pub(crate) db: Db,
    pub(crate) mode: Mode,
    pub(crate) touched: BTreeSet<Kind>,
    /// Only a workstation's: the server runs no change twice.
    pub(crate) footprint: Footprint,
    unwritten_audit: Vec<AuditLine>,
    /// The numbers under which something was kept, where commits get theirs later; and those at the savepoint.
    pub(crate) used: BTreeSet<u64>,
    used_before: BTreeSet<u64>,
    pub(crate) unindexed: Unindexed,
    /// Whether rows are being laid, so that constraints do not judge.
    pub(crate) stands_back: bool,
}

impl Tx {
    pub(crate) fn new(db: Db, mode: Mode) -> Self {
        Self {
            db,
            mode,
            touched: BTreeSet::new(),
            footprint: Footprint::default(),
            unwritten_audit: Vec::new(),
            used: BTreeSet::new(),
            used_before: BTreeSet::new(),
            unindexed: Unindexed::default(),
            stands_back: false,
        }
    }

    /// Whether nobody else writes meanwhile: a constraint that refuses now would refuse again.
    pub const fn is_alone(&self) -> bool {
        self.db.is_alone()
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
        self.used_before.clone_from(&self.used);
        self.unindexed.mark();
        self.run(Sql::same("savepoint change")).await
    }

    /// Undoes everything since the point.
    pub async fn rollback_to_savepoint(&mut self) -> Result<(), RecordsError> {
        self.used.clone_from(&self.used_before);
        self.unindexed.back_to_mark();
        self.run(Sql::same("rollback to change")).await?;
        self.run(Sql::same("release change")).await
    }

    /// Keeps everything since the point.
    pub async fn release_savepoint(&mut self) -> Result<(), RecordsError> {
        self.run(Sql::same("release change")).await
    }

    /// Changes whose writes these are.
    pub fn set_mode(&mut self, mode: Mode) {
        self.mode = mode;
    }

    /// Everything that a statement answers, each value as text, absent ones as `-`. For simulations, which
    /// look behind the port.
    #[cfg(feature = "inline")]
    pub async fn inspect(
        &mut self,
        statement: &'static str,
        columns: usize,
    ) -> Result<Vec<Vec<String>>, RecordsError> {
        self.db
            .rows(Sql::same(statement), args![], |row| {
                (0..columns)
                    .map(|at| Ok(row.optional_text(at)?.unwrap_or("-").to_owned()))
                    .collect()
            })
            .await
    }

    fn note(&mut self, query: &Query) {
        if self.mode == Mode::Optimistic {
            self.footprint.asked(query);
        }
    }

    pub(crate) async fn run(&mut self, statement: Sql) -> Result<(), RecordsError> {
        self.db.execute(statement, args![]).await.map(drop)
    }
}

/// A row of `select_records!`.
pub(crate) fn stored(row: &Row) -> Result<Stored, RecordsError> {
    Ok(Stored {
        id: parse_id(row.text(0)?)?,
        version: row.integer(1)?.unsigned_abs(),
        pending: row.flag(3)?,
        body: parse_body(row.text(2)?)?,
    })
}

pub(crate) fn parse_id(text: &str) -> Result<Uuid, RecordsError> {
    Uuid::parse_str(text).map_err(|error| RecordsError::Other(Box::new(error)))
}

pub(crate) fn parse_instant(text: &str) -> Result<Instant, RecordsError> {
    text.parse()
        .map_err(|error| RecordsError::Other(Box::new(error)))
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
        if self.mode == Mode::Optimistic {
            self.footprint.read.insert((kind, id));
        }
        let statement = per_kind!(
            kind,
            "select id, version, body, exists (select 1 from shadow where kind = $2 and shadow.id = $1) from ",
            " where id = $1";
            "select id, version, body, false from ",
            " where id = $1"
        );
        let row = self
            .db
            .row(statement, args![id.to_string(), kind.name()])
            .await?;
        row.as_ref().map(stored).transpose()
    }

    async fn find(&mut self, query: &Query) -> Result<Vec<Stored>, RecordsError> {
        self.note(query);
        self.index_for(query).await?;
        query::find(&mut self.db, query).await
    }

    async fn tally(&mut self, query: &Query) -> Result<Tally, RecordsError> {
        self.note(query);
        self.index_for(query).await?;
        query::tally(&mut self.db, query).await
    }

    async fn put(&mut self, kind: Kind, id: Uuid, body: Value) -> Result<(), RecordsError> {
        put::put(self, kind, id, &body).await
    }

    async fn allot(&mut self, purpose: &str) -> Result<String, RecordsError> {
        series::allot(&mut self.db, purpose).await
    }

    async fn series(&mut self) -> Result<Vec<SeriesRun>, RecordsError> {
        query::series::runs(&mut self.db).await
    }

    async fn letters(&mut self) -> Result<String, RecordsError> {
        series::letters(&mut self.db).await
    }

    async fn confirmed(&mut self, kind: Kind, id: Uuid) -> Result<Option<Value>, RecordsError> {
        // On a server nothing is pending, so nothing is kept beneath it.
        let statement = Sql::each(
            "select body from shadow where kind = $1 and id = $2",
            "select body from record_version where false and kind = $1 and id = $2",
        );
        let row = self
            .db
            .row(statement, args![kind.name(), id.to_string()])
            .await?;
        let body = row.as_ref().map(|row| row.optional_text(0)).transpose()?;
        body.flatten().map(parse_body).transpose()
    }

    async fn audit(&mut self, line: AuditLine) -> Result<(), RecordsError> {
        if self.mode == Mode::Read {
            self.unwritten_audit.push(line);
            return Ok(());
        }
        audit::append(&mut self.db, &line).await
    }
}
