//! Laying the server's rows under what is still pending.

use std::collections::{BTreeMap, BTreeSet};

use clinic::records::Kind;
use serde_json::{Value, json};
use uuid::Uuid;
use values::simulation::{self, Bug};
use wire::sync::RowVersion;
use workflows::RecordsError;

use crate::{
    bulk::Before,
    db::{Row, args},
    digest::Deltas,
    row_text::RowText,
    sql::{Sql, per_kind},
    tx::{Tx, parse_body, parse_id},
};

impl Tx {
    /// Undoes every unconfirmed write: each record is again what the server last said of it. From here to
    /// [`Tx::end_laying`] constraints stand back, because rows come by commit, not by their order of need.
    pub async fn begin_laying(&mut self) -> Result<(), RecordsError> {
        self.stand_back().await?;
        let shadows = Sql::same("select kind, id, version, commit_no, body from shadow");
        let shadows = self.db.rows(shadows, args![], Ok).await?;
        self.restore_all(&shadows).await?;
        self.run(Sql::same("delete from shadow")).await
    }

    /// Takes those of these rows that say what the cache already shows: what was written here is confirmed
    /// by them. Returns which records they were. For rows of records that no pending change wrote.
    pub async fn confirm(
        &mut self,
        rows: &[&RowVersion],
    ) -> Result<BTreeSet<(Kind, Uuid)>, RecordsError> {
        let mut by_kind: BTreeMap<Kind, Vec<RowText>> = BTreeMap::new();
        for row in rows {
            if let Some(kind) = Kind::from_name(&row.kind) {
                let row = RowText::without_words(row);
                by_kind.entry(kind).or_default().push(row);
            }
        }
        let mut confirmed = BTreeSet::new();
        let mut deltas = Deltas::default();
        for (kind, rows) in by_kind {
            let ids: Vec<&str> = rows.iter().map(|row| row.id.as_str()).collect();
            let before = self.kept_hashes(kind, &ids).await?;
            let statement = per_kind!(
                kind,
                "update ",
                " as t set version = said.value ->> 1, commit_no = said.value ->> 2 from json_each($1) as said
                  where t.id = said.value ->> 0 and t.body = said.value ->> 3 returning id"
            );
            let said = rows
                .iter()
                .map(|row| json!([row.id, row.version, row.commit, row.body]))
                .collect::<Vec<_>>();
            let said = Value::from(said).to_string();
            let ids = self
                .db
                .rows(statement, args![said], |row| Ok(row.text(0)?.to_owned()));
            let ids: BTreeSet<String> = ids.await?.into_iter().collect();
            for row in rows.iter().filter(|row| ids.contains(&row.id)) {
                if let Some(hash) = before.get(&row.id) {
                    deltas.take(kind, row.bucket, *hash);
                }
                deltas.add(kind, row.bucket, row.hash);
                confirmed.insert((kind, parse_id(&row.id)?));
            }
            self.touched.insert(kind);
        }
        deltas.keep(&mut self.db).await?;
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
        self.lay_all(&[RowText::of(row)?], Before::Unknown).await
    }

    /// Constraints hold again.
    pub async fn end_laying(&mut self) -> Result<(), RecordsError> {
        self.stands_back = false;
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
        self.index(kind, n, &parse_body(body)?).await
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
