//! Writing many rows at once.

use std::collections::BTreeMap;

use clinic::records::Kind;
use serde_json::Value;
use uuid::Uuid;
use wire::sync::RowVersion;
use workflows::RecordsError;

use crate::{
    db::{Arg, args},
    digest::Deltas,
    row_text::RowText,
    sql::{Sql, per_kind},
    tx::{Mode, Tx},
};

/// So many rows are worth preparing everything again for.
const MANY: usize = 50;
/// Ids in one question.
const IDS_AT_ONCE: usize = 500;

/// Whether rows of these records may be in the cache already.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Before {
    /// They may.
    Unknown,
    /// None is: this is a first copy, in which every record comes once.
    Nothing,
}

impl Tx {
    /// From here to [`Tx::end_laying`] constraints stand back, because rows come by commit, not by their order
    /// of need. Unconfirmed writes stay: rows of such records are laid beneath them.
    pub async fn stand_back(&mut self) -> Result<(), RecordsError> {
        self.index_all_words().await?;
        self.stands_back = true;
        self.run(Sql::same("insert into laying (flag) values (1)"))
            .await
    }

    /// Writes rows as the server holds them. Where a record holds unconfirmed writes the row becomes what they
    /// give way to; one of a kind that this version does not know is put aside, and one without a body is of a
    /// patient who left this workstation's scope. Only while rows are laid.
    pub async fn lay_all(&mut self, rows: &[RowText], before: Before) -> Result<(), RecordsError> {
        self.index_all_words().await?;
        let mut by_kind: BTreeMap<Kind, Vec<&RowText>> = BTreeMap::new();
        let mut leaving = Vec::new();
        for row in rows {
            match row.kind {
                Some(Kind::Patient) if row.leaves() => leaving.push(&row.id),
                Some(kind) => by_kind.entry(kind).or_default().push(row),
                None => self.keep_foreign(&row.row()?).await?,
            }
        }
        let shadowed = self.shadowed().await?;
        let mut deltas = Deltas::default();
        for (kind, mut rows) in by_kind {
            rows.sort_unstable_by(|a, b| a.id.cmp(&b.id));
            let hashes = if before == Before::Unknown {
                let ids: Vec<&str> = rows.iter().map(|row| row.id.as_str()).collect();
                self.kept_hashes(kind, &ids).await?
            } else {
                BTreeMap::new()
            };
            for row in &rows {
                if let Some(hash) = hashes.get(&row.id) {
                    deltas.take(kind, row.bucket, *hash);
                }
                deltas.add(kind, row.bucket, row.hash);
            }
            let is_beneath = |row: &&RowText| {
                !shadowed.is_empty() && shadowed.contains(&(row.name.clone(), row.id.clone()))
            };
            let (beneath, plain): (Vec<&RowText>, Vec<&RowText>) =
                rows.into_iter().partition(is_beneath);
            for row in beneath {
                self.lay_beneath(row).await?;
            }
            self.insert(kind, &plain).await?;
            self.touched.insert(kind);
        }
        deltas.keep(&mut self.db).await?;
        // Rows of several pages may hold what hung on the patient until then.
        for patient in leaving {
            self.leave(patient).await?;
        }
        Ok(())
    }

    /// The hashes of what the server last gave of these records, by their ids.
    pub(crate) async fn kept_hashes(
        &mut self,
        kind: Kind,
        ids: &[&str],
    ) -> Result<BTreeMap<String, u64>, RecordsError> {
        let statement = per_kind!(
            kind,
            "select t.id, coalesce(s.version, t.version), case when s.id is null then t.body else s.body end from ",
            " as t left join shadow as s on s.kind = $2 and s.id = t.id
              where t.id in (select value from json_each($1))"
        );
        let mut hashes = BTreeMap::new();
        for ids in ids.chunks(IDS_AT_ONCE) {
            let args = args![crate::query::id_list(ids), kind.name()];
            self.db
                .rows(statement, args, |row| {
                    if let Some(body) = row.optional_text(2)? {
                        let id = row.text(0)?;
                        let version = row.integer(1)?.unsigned_abs();
                        let uuid = crate::tx::parse_id(id)?;
                        let hash = wire::sync::row_hash(kind.name(), uuid, version, body);
                        hashes.insert(id.to_owned(), hash);
                    }
                    Ok(())
                })
                .await?;
        }
        Ok(hashes)
    }

    async fn lay_beneath(&mut self, row: &RowText) -> Result<(), RecordsError> {
        let statement = Sql::same(
            "update shadow set version = $3, commit_no = $4, body = $5 where kind = $1 and id = $2",
        );
        let args = args![
            &row.name,
            &row.id,
            row.version.cast_signed(),
            row.commit.cast_signed(),
            &row.body,
        ];
        self.db.execute(statement, args).await.map(drop)
    }

    /// Writes rows of one kind. While constraints stand back, many rows are laid without the triggers that are
    /// the constraints: for each row of a table that has any, SQLite keeps aside what it would need to undo it.
    async fn insert(&mut self, kind: Kind, rows: &[&RowText]) -> Result<(), RecordsError> {
        let one = per_kind!(
            kind,
            "insert into ",
            " (id, version, commit_no, body) values ($1, $2, $3, $4)
              on conflict (id) do update
              set version = excluded.version, commit_no = excluded.commit_no, body = excluded.body"
        );
        let values = rows.iter().map(|row| values_of(row));
        if self.stands_back && rows.len() >= MANY && !keeps_sums(kind) {
            self.db.triggers(false)?;
            let laid = self.db.execute_each(one, values).await;
            self.db.triggers(true)?;
            laid?;
        } else {
            self.db.execute_each(one, values).await?;
        }
        self.index_all(kind, rows).await
    }

    /// Brings the search index in line with these records.
    async fn index_all(&mut self, kind: Kind, rows: &[&RowText]) -> Result<(), RecordsError> {
        let words: BTreeMap<&str, &str> = rows
            .iter()
            .filter_map(|row| Some((row.id.as_str(), row.words.as_deref()?)))
            .collect();
        let ids: Vec<&str> = words.keys().copied().collect();
        let places = per_kind!(
            kind,
            "select n, id from ",
            " where id in (select value from json_each($1)) order by n"
        );
        let mut indexed: Vec<(i64, &str)> = Vec::with_capacity(ids.len());
        for ids in ids.chunks(IDS_AT_ONCE) {
            let args = args![crate::query::id_list(ids)];
            let found = self
                .db
                .rows(places, args, |row| {
                    Ok((
                        row.integer(0)?,
                        words.get(row.text(1)?).copied().unwrap_or(""),
                    ))
                })
                .await?;
            indexed.extend(found);
        }
        let one = Sql::same("insert or replace into patient_search (rowid, words) values ($1, $2)");
        let values = indexed.iter().map(|(n, words)| args![*n, *words]);
        self.db.execute_each(one, values).await
    }
}

impl Tx {
    /// Writes many records that are new, as the server: constraints judge them, and history, feed and digests
    /// have them. For what fills a server, not for what changes one.
    pub async fn put_many(&mut self, records: &[(Kind, Uuid, Value)]) -> Result<(), RecordsError> {
        let Mode::Shared { commit, .. } = self.mode else {
            return Err(RecordsError::ReadOnly);
        };
        let mut rows = Vec::with_capacity(records.len());
        for (kind, id, body) in records {
            rows.push(RowText::of(&RowVersion {
                kind: kind.name().to_owned(),
                id: *id,
                version: 1,
                commit,
                body: body.clone(),
            })?);
        }
        self.lay_all(&rows, Before::Nothing).await?;
        self.count_for_holders(records, &rows).await?;
        let history = Sql::same(
            "insert into record_version (kind, id, version, commit_no, body) values ($1, $2, 1, $3, $4)",
        );
        self.db
            .execute_each(history, rows.iter().map(history_of))
            .await?;
        let feed = Sql::same("insert into feed (commit_no, kind, id) values ($1, $2, $3)");
        self.db.execute_each(feed, rows.iter().map(feed_of)).await
    }
}

/// Whether triggers of the kind's table do more than judge: they keep what is still owed.
const fn keeps_sums(kind: Kind) -> bool {
    matches!(kind, Kind::Invoice | Kind::Payment)
}

fn history_of(row: &RowText) -> [Arg<'_>; 4] {
    args![&row.name, &row.id, row.commit.cast_signed(), &row.body]
}

fn feed_of(row: &RowText) -> [Arg<'_>; 3] {
    args![row.commit.cast_signed(), &row.name, &row.id]
}

fn values_of(row: &RowText) -> [Arg<'_>; 4] {
    args![
        &row.id,
        row.version.cast_signed(),
        row.commit.cast_signed(),
        &row.body,
    ]
}
