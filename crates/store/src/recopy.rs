//! Fetching every row again: which have not come yet, and what is done with those that never come. Also rows
//! of kinds that only a later version knows.

use std::collections::BTreeSet;

use clinic::records::Kind;
use wire::sync::RowVersion;
use workflows::RecordsError;

use crate::{
    db::{Row, args},
    row_text::RowText,
    sql::{Sql, per_kind},
    tx::{Tx, parse_body, parse_id},
};

/// A record, by its kind's name and its id.
pub type RecordKey = (String, String);

impl Tx {
    /// From here on every record counts as unseen until its row comes. Records that only unconfirmed changes
    /// made are not the server's to send.
    pub async fn expect_all(&mut self) -> Result<(), RecordsError> {
        self.run(Sql::same("delete from unseen_row")).await?;
        for kind in Kind::ALL {
            let statement = per_kind!(
                kind,
                "insert into unseen_row (kind, id) select $1, t.id from ",
                " as t where not exists
                  (select 1 from shadow where shadow.kind = $1 and shadow.id = t.id and shadow.body is null)"
            );
            self.db.execute(statement, args![kind.name()]).await?;
        }
        self.run(Sql::same(
            "insert into unseen_row (kind, id) select kind, id from foreign_row",
        ))
        .await
    }

    /// Keeps more of the file in memory than usually while a first copy is laid, because its rows belong
    /// everywhere in the indexes; afterwards, no more than usually again.
    pub fn keep_much(&mut self, much: bool) -> Result<(), RecordsError> {
        self.db.keep_much(much)
    }

    /// Whether some record has not been seen since [`Tx::expect_all`].
    pub async fn any_unseen(&mut self) -> Result<bool, RecordsError> {
        let statement = Sql::same("select exists (select 1 from unseen_row)");
        self.db.one(statement, args![]).await?.flag(0)
    }

    /// Whether something is left that the next rebase would settle even without a row: changes that no longer
    /// stand on top of the server's rows as of `cursor`, and records that have not been seen since
    /// [`Tx::expect_all`] and hold no unconfirmed write.
    pub async fn any_left(&mut self, cursor: u64) -> Result<bool, RecordsError> {
        // The plus sign keeps the planner off the index by state, which holds the whole archive.
        let statement = Sql::same(
            "select exists (select 1 from outbox where footprint is not null and +state in ('archived', 'refused'))
                 or exists (select 1 from outbox where state = 'acknowledged' and commit_no <= $1)
                 or exists (select 1 from unseen_row as u where not exists
                            (select 1 from shadow as s where s.kind = u.kind and s.id = u.id))",
        );
        let row = self.db.one(statement, args![cursor.cast_signed()]).await?;
        row.flag(0)
    }

    /// Notes that the rows of these records have come.
    pub async fn saw(&mut self, rows: &[RowText]) -> Result<(), RecordsError> {
        let keys: Vec<_> = rows.iter().map(RowText::key).collect();
        let keys = serde_json::to_string(&keys).map_err(crate::chain::shape)?;
        let statement = Sql::same(
            "delete from unseen_row where (kind, id) in (select value ->> 0, value ->> 1 from json_each($1))",
        );
        self.db.execute(statement, args![keys]).await.map(drop)
    }

    /// The records that hold unconfirmed writes.
    pub async fn shadowed(&mut self) -> Result<BTreeSet<RecordKey>, RecordsError> {
        let keys = self.keys(Sql::same("select kind, id from shadow")).await?;
        Ok(keys.into_iter().collect())
    }

    /// Removes the records that never came, but for the spared ones, which are looked at again the next
    /// time. Only while rows are being laid.
    pub async fn sweep(&mut self, spared: &BTreeSet<RecordKey>) -> Result<u64, RecordsError> {
        let unseen = self
            .keys(Sql::same("select kind, id from unseen_row"))
            .await?;
        let mut swept = 0;
        for key in unseen.iter().filter(|key| !spared.contains(key)) {
            self.sweep_one(key).await?;
            swept += 1;
        }
        Ok(swept)
    }

    async fn sweep_one(&mut self, (kind, id): &RecordKey) -> Result<(), RecordsError> {
        if let Some(kind) = Kind::from_name(kind) {
            self.remove(kind, parse_id(id)?).await?;
        }
        for statement in [
            Sql::same("delete from foreign_row where kind = $1 and id = $2"),
            Sql::same("delete from unseen_row where kind = $1 and id = $2"),
        ] {
            self.db.execute(statement, args![kind, id]).await?;
        }
        Ok(())
    }

    async fn keys(&mut self, statement: Sql) -> Result<Vec<RecordKey>, RecordsError> {
        self.db
            .rows(statement, args![], |row| {
                Ok((row.text(0)?.to_owned(), row.text(1)?.to_owned()))
            })
            .await
    }

    /// Removes a record of this cache, and its words from the search index.
    pub(crate) async fn take_away(&mut self, kind: Kind, id: &str) -> Result<(), RecordsError> {
        self.index_all_words().await?;
        let statement = per_kind!(kind, "delete from ", " where id = $1 returning n");
        let gone = self.db.row(statement, args![id]).await?;
        if let (Kind::Patient, Some(row)) = (kind, gone) {
            let statement = Sql::same("delete from patient_search where rowid = $1");
            self.db.execute(statement, args![row.integer(0)?]).await?;
        }
        Ok(())
    }

    /// Keeps a row of a kind that this version does not know.
    pub async fn keep_foreign(&mut self, row: &RowVersion) -> Result<(), RecordsError> {
        let statement = Sql::same(
            "insert into foreign_row (kind, id, version, commit_no, body) values ($1, $2, $3, $4, $5)
             on conflict (kind, id) do update
             set version = excluded.version, commit_no = excluded.commit_no, body = excluded.body",
        );
        let args = args![
            &row.kind,
            row.id.to_string(),
            row.version.cast_signed(),
            row.commit.cast_signed(),
            row.body.to_string(),
        ];
        self.db.execute(statement, args).await.map(drop)
    }

    /// Takes out the kept rows whose kind this version knows, to be laid.
    pub async fn take_known_foreign(&mut self) -> Result<Vec<RowVersion>, RecordsError> {
        let names = Kind::ALL.map(Kind::name);
        let names = serde_json::to_string(&names).map_err(crate::chain::shape)?;
        let statement = Sql::same(
            "delete from foreign_row where kind in (select value from json_each($1))
             returning kind, id, version, commit_no, body",
        );
        self.db
            .rows(statement, args![names], |row| foreign(&row))
            .await
    }
}

fn foreign(row: &Row) -> Result<RowVersion, RecordsError> {
    Ok(RowVersion {
        kind: row.text(0)?.to_owned(),
        id: parse_id(row.text(1)?)?,
        version: row.integer(2)?.unsigned_abs(),
        commit: row.integer(3)?.unsigned_abs(),
        body: parse_body(row.text(4)?)?,
    })
}
