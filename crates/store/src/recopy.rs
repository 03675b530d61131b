//! Fetching every row again: which have not come yet, and what is done with those that never come. Also rows
//! of kinds that only a later version knows.

use std::collections::BTreeSet;

use clinic::records::Kind;
use wire::sync::RowVersion;
use workflows::RecordsError;

use crate::{
    error::records_error,
    sql::per_kind,
    tx::{Tx, parse_body, parse_id},
};

/// A record, by its kind's name and its id.
pub type RecordKey = (String, String);

impl Tx {
    /// From here on every record counts as unseen until its row comes. Records that only unconfirmed changes
    /// made are not the server's to send.
    pub async fn expect_all(&mut self) -> Result<(), RecordsError> {
        self.statement("delete from unseen_row").await?;
        for kind in Kind::ALL {
            let statement = per_kind!(
                kind,
                "insert into unseen_row (kind, id) select $1, t.id from ",
                " as t where not exists
                  (select 1 from shadow where shadow.kind = $1 and shadow.id = t.id and shadow.body is null)"
            );
            sqlx::query(statement)
                .bind(kind.name())
                .execute(&mut *self.inner)
                .await
                .map_err(records_error)?;
        }
        self.statement("insert into unseen_row (kind, id) select kind, id from foreign_row")
            .await
    }

    /// Whether some record has not been seen since [`Tx::expect_all`].
    pub async fn any_unseen(&mut self) -> Result<bool, RecordsError> {
        let (any,): (bool,) = sqlx::query_as("select exists (select 1 from unseen_row)")
            .fetch_one(&mut *self.inner)
            .await
            .map_err(records_error)?;
        Ok(any)
    }

    /// Notes that the rows of these records have come.
    pub async fn saw(&mut self, rows: &[RowVersion]) -> Result<(), RecordsError> {
        let keys: Vec<_> = rows.iter().map(|row| (&row.kind, row.id)).collect();
        let keys = serde_json::to_string(&keys).map_err(crate::chain::shape)?;
        sqlx::query(
            "delete from unseen_row where (kind, id) in (select value ->> 0, value ->> 1 from json_each($1))",
        )
        .bind(keys)
        .execute(&mut *self.inner)
        .await
        .map(drop)
        .map_err(records_error)
    }

    /// The records that hold unconfirmed writes.
    pub async fn shadowed(&mut self) -> Result<BTreeSet<RecordKey>, RecordsError> {
        let rows: Vec<RecordKey> = sqlx::query_as("select kind, id from shadow")
            .fetch_all(&mut *self.inner)
            .await
            .map_err(records_error)?;
        Ok(rows.into_iter().collect())
    }

    /// Removes the records that never came, but for the spared ones, which are looked at again the next
    /// time. Only while rows are being laid.
    pub async fn sweep(&mut self, spared: &BTreeSet<RecordKey>) -> Result<u64, RecordsError> {
        let unseen: Vec<RecordKey> = sqlx::query_as("select kind, id from unseen_row")
            .fetch_all(&mut *self.inner)
            .await
            .map_err(records_error)?;
        let mut swept = 0;
        for key in unseen.iter().filter(|key| !spared.contains(key)) {
            self.remove(key).await?;
            swept += 1;
        }
        Ok(swept)
    }

    async fn remove(&mut self, (kind, id): &RecordKey) -> Result<(), RecordsError> {
        if let Some(kind) = Kind::from_name(kind) {
            self.touched.insert(kind);
            self.take_away(kind, id).await?;
        }
        for statement in [
            "delete from foreign_row where kind = $1 and id = $2",
            "delete from unseen_row where kind = $1 and id = $2",
        ] {
            sqlx::query(statement)
                .bind(kind)
                .bind(id)
                .execute(&mut *self.inner)
                .await
                .map_err(records_error)?;
        }
        Ok(())
    }

    /// Removes a record of this cache, and its words from the search index.
    pub(crate) async fn take_away(&mut self, kind: Kind, id: &str) -> Result<(), RecordsError> {
        let statement = per_kind!(kind, "delete from ", " where id = $1 returning n");
        let gone: Option<(i64,)> = sqlx::query_as(statement)
            .bind(id)
            .fetch_optional(&mut *self.inner)
            .await
            .map_err(records_error)?;
        if let (Kind::Patient, Some((n,))) = (kind, gone) {
            sqlx::query("delete from patient_search where rowid = $1")
                .bind(n)
                .execute(&mut *self.inner)
                .await
                .map_err(records_error)?;
        }
        Ok(())
    }

    /// Keeps a row of a kind that this version does not know.
    pub async fn keep_foreign(&mut self, row: &RowVersion) -> Result<(), RecordsError> {
        sqlx::query(
            "insert into foreign_row (kind, id, version, commit_no, body) values ($1, $2, $3, $4, $5)
             on conflict (kind, id) do update
             set version = excluded.version, commit_no = excluded.commit_no, body = excluded.body",
        )
        .bind(&row.kind)
        .bind(row.id.to_string())
        .bind(row.version.cast_signed())
        .bind(row.commit.cast_signed())
        .bind(row.body.to_string())
        .execute(&mut *self.inner)
        .await
        .map(drop)
        .map_err(records_error)
    }

    /// Takes out the kept rows whose kind this version knows, to be laid.
    pub async fn take_known_foreign(&mut self) -> Result<Vec<RowVersion>, RecordsError> {
        let names = Kind::ALL.map(Kind::name);
        let names = serde_json::to_string(&names).map_err(crate::chain::shape)?;
        let rows: Vec<(String, String, i64, i64, String)> = sqlx::query_as(
            "delete from foreign_row where kind in (select value from json_each($1))
             returning kind, id, version, commit_no, body",
        )
        .bind(names)
        .fetch_all(&mut *self.inner)
        .await
        .map_err(records_error)?;
        rows.into_iter()
            .map(|(kind, id, version, commit, body)| {
                Ok(RowVersion {
                    kind,
                    id: parse_id(&id)?,
                    version: version.unsigned_abs(),
                    commit: commit.unsigned_abs(),
                    body: parse_body(&body)?,
                })
            })
            .collect()
    }

    async fn statement(&mut self, statement: &'static str) -> Result<(), RecordsError> {
        sqlx::query(statement)
            .execute(&mut *self.inner)
            .await
            .map(drop)
            .map_err(records_error)
    }
}
