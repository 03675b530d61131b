//! Laying the server's rows under what is still pending.

use std::collections::{BTreeMap, BTreeSet};

use clinic::records::Kind;
use serde_json::{Value, json};
use uuid::Uuid;
use values::simulation::{self, Bug};
use wire::sync::RowVersion;
use workflows::RecordsError;

use crate::{
    db::{Row, args},
    put,
    sql::{Sql, per_kind},
    tx::{Tx, parse_body, parse_id},
};

impl Tx {
    /// Undoes every unconfirmed write: each record is again what the server last said of it. From here to
    /// [`Tx::end_laying`] constraints stand back, because rows come by commit, not by their order of need.
    pub async fn begin_laying(&mut self) -> Result<(), RecordsError> {
        self.begin_laying_over_nothing().await?;
        let shadows = Sql::same("select kind, id, version, commit_no, body from shadow");
        let shadows = self.db.rows(shadows, args![], Ok).await?;
        self.restore_all(&shadows).await?;
        self.run(Sql::same("delete from shadow")).await
    }

    /// As [`Tx::begin_laying`], but every unconfirmed write stays; see [`Tx::confirm`] and [`Tx::undo`].
    pub async fn begin_laying_over_nothing(&mut self) -> Result<(), RecordsError> {
        self.run(Sql::same("insert into laying (flag) values (1)"))
            .await
    }

    /// Takes those of these rows that say what the cache already shows: what was written here is confirmed
    /// by them. Returns which records they were. For rows of records that no pending change wrote.
    pub async fn confirm(
        &mut self,
        rows: &[&RowVersion],
    ) -> Result<BTreeSet<(Kind, Uuid)>, RecordsError> {
        let mut by_kind: BTreeMap<Kind, Vec<Value>> = BTreeMap::new();
        for row in rows {
            if let Some(kind) = Kind::from_name(&row.kind) {
                let said = json!([row.id, row.version, row.commit, row.body.to_string()]);
                by_kind.entry(kind).or_default().push(said);
            }
        }
        let mut confirmed = BTreeSet::new();
        for (kind, said) in by_kind {
            let statement = per_kind!(
                kind,
                "update ",
                " as t set version = said.value ->> 1, commit_no = said.value ->> 2 from json_each($1) as said
                  where t.id = said.value ->> 0 and t.body = said.value ->> 3 returning id"
            );
            let said = Value::from(said).to_string();
            let ids = self
                .db
                .rows(statement, args![said], |row| parse_id(row.text(0)?));
            confirmed.extend(ids.await?.into_iter().map(|id| (kind, id)));
            self.touched.insert(kind);
        }
        self.forget_shadows(&confirmed).await?;
        Ok(confirmed)
    }

    /// Undoes the unconfirmed writes to these records.
    pub async fn undo(&mut self, records: &BTreeSet<(Kind, Uuid)>) -> Result<(), RecordsError> {
        let shadows = Sql::same(
            "select kind, id, version, commit_no, body from shadow
             where (kind, id) in (select value ->> 0, value ->> 1 from json_each($1))",
        );
        let shadows = self.db.rows(shadows, args![keys(records)], Ok).await?;
        self.restore_all(&shadows).await?;
        self.forget_shadows(records).await
    }

    async fn forget_shadows(
        &mut self,
        records: &BTreeSet<(Kind, Uuid)>,
    ) -> Result<(), RecordsError> {
        let statement = Sql::same(
            "delete from shadow where (kind, id) in (select value ->> 0, value ->> 1 from json_each($1))",
        );
        self.db
            .execute(statement, args![keys(records)])
            .await
            .map(drop)
    }

    async fn restore_all(&mut self, shadows: &[Row]) -> Result<(), RecordsError> {
        for shadow in shadows {
            if !simulation::has(Bug::ShadowNotRestored) {
                self.restore(shadow).await?;
            }
        }
        Ok(())
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

/// Records as one JSON array of pairs.
fn keys(records: &BTreeSet<(Kind, Uuid)>) -> String {
    let keys = records
        .iter()
        .map(|(kind, id)| json!([kind.name(), id]))
        .collect::<Vec<_>>();
    Value::from(keys).to_string()
}
