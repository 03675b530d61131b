//! Laying the server's rows under what is still pending.

use clinic::records::Kind;
use wire::sync::RowVersion;
use workflows::RecordsError;

use crate::{
    error::records_error,
    put,
    sql::per_kind,
    tx::{Tx, parse_body},
};

type Shadow = (String, String, Option<i64>, Option<i64>, Option<String>);

impl Tx {
    /// Undoes every unconfirmed write: each record is again what the server last said of it. From here to
    /// [`Tx::end_laying`] constraints stand back, because rows come by commit, not by their order of need.
    pub async fn begin_laying(&mut self) -> Result<(), RecordsError> {
        self.execute("insert into laying (flag) values (1)").await?;
        let shadows: Vec<Shadow> =
            sqlx::query_as("select kind, id, version, commit_no, body from shadow")
                .fetch_all(&mut *self.inner)
                .await
                .map_err(records_error)?;
        for shadow in &shadows {
            self.restore(shadow).await?;
        }
        self.execute("delete from shadow").await
    }

    /// Writes a row as the server holds it; one of a kind that this version does not know is put aside.
    pub async fn lay(&mut self, row: &RowVersion) -> Result<(), RecordsError> {
        let Some(kind) = Kind::from_name(&row.kind) else {
            return self.keep_foreign(row).await;
        };
        let statement = per_kind!(
            kind,
            "insert into ",
            " (id, version, commit_no, body) values ($1, $2, $3, $4)
              on conflict (id) do update set version = excluded.version, commit_no = excluded.commit_no, body = excluded.body
              returning n"
        );
        let (n,): (i64,) = sqlx::query_as(statement)
            .bind(row.id.to_string())
            .bind(row.version.cast_signed())
            .bind(row.commit.cast_signed())
            .bind(row.body.to_string())
            .fetch_one(&mut *self.inner)
            .await
            .map_err(records_error)?;
        self.touched.insert(kind);
        put::index(&mut self.inner, kind, n, &row.body).await
    }

    /// Constraints hold again.
    pub async fn end_laying(&mut self) -> Result<(), RecordsError> {
        self.execute("delete from laying").await
    }

    async fn restore(&mut self, shadow: &Shadow) -> Result<(), RecordsError> {
        let (kind, id, version, commit, body) = shadow;
        let Some(kind) = Kind::from_name(kind) else {
            return Ok(());
        };
        self.touched.insert(kind);
        let Some(body) = body else {
            return self.take_away(kind, id).await;
        };
        let statement = per_kind!(
            kind,
            "update ",
            " set version = $2, commit_no = $3, body = $4 where id = $1 returning n"
        );
        let (n,): (i64,) = sqlx::query_as(statement)
            .bind(id)
            .bind(version)
            .bind(commit)
            .bind(body)
            .fetch_one(&mut *self.inner)
            .await
            .map_err(records_error)?;
        put::index(&mut self.inner, kind, n, &parse_body(body)?).await
    }

    async fn execute(&mut self, statement: &'static str) -> Result<(), RecordsError> {
        sqlx::query(statement)
            .execute(&mut *self.inner)
            .await
            .map(drop)
            .map_err(records_error)
    }
}
