//! Laying the server's rows under what is still pending.

use clinic::records::Kind;
use values::simulation::{self, Bug};
use wire::sync::RowVersion;
use workflows::RecordsError;

use crate::{
    db::{Row, args},
    put,
    sql::{Sql, per_kind},
    tx::{Tx, parse_body},
};

impl Tx {
    /// Undoes every unconfirmed write: each record is again what the server last said of it. From here to
    /// [`Tx::end_laying`] constraints stand back, because rows come by commit, not by their order of need.
    pub async fn begin_laying(&mut self) -> Result<(), RecordsError> {
        self.run(Sql::same("insert into laying (flag) values (1)"))
            .await?;
        let shadows = self
            .db
            .rows(
                Sql::same("select kind, id, version, commit_no, body from shadow"),
                args![],
                Ok,
            )
            .await?;
        for shadow in &shadows {
            if !simulation::has(Bug::ShadowNotRestored) {
                self.restore(shadow).await?;
            }
        }
        self.run(Sql::same("delete from shadow")).await
    }

    /// Writes a row as the server holds it; one of a kind that this version does not know is put aside, and
    /// one without a body is of a patient who left this workstation's scope.
    pub async fn lay(&mut self, row: &RowVersion) -> Result<(), RecordsError> {
        if row.body.is_null() {
            return self.leave(row).await;
        }
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
        let args = args![
            row.id.to_string(),
            row.version.cast_signed(),
            row.commit.cast_signed(),
            row.body.to_string(),
        ];
        let n = self.db.one(statement, args).await?.integer(0)?;
        self.touched.insert(kind);
        put::index(&mut self.db, kind, n, &row.body).await
    }

    /// Constraints hold again.
    pub async fn end_laying(&mut self) -> Result<(), RecordsError> {
        self.run(Sql::same("delete from laying")).await
    }

    /// Makes a record what its row of `shadow` says: kind, id, version, commit, body.
    async fn restore(&mut self, shadow: &Row) -> Result<(), RecordsError> {
        let Some(kind) = Kind::from_name(shadow.text(0)?) else {
            return Ok(());
        };
        let id = shadow.text(1)?;
        self.touched.insert(kind);
        let Some(body) = shadow.optional_text(4)? else {
            return self.take_away(kind, id).await;
        };
        let statement = per_kind!(
            kind,
            "update ",
            " set version = $2, commit_no = $3, body = $4 where id = $1 returning n"
        );
        let args = args![
            id,
            shadow.optional_integer(2)?,
            shadow.optional_integer(3)?,
            body,
        ];
        let n = self.db.one(statement, args).await?.integer(0)?;
        put::index(&mut self.db, kind, n, &parse_body(body)?).await
    }
}
