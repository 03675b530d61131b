//! Writing a record, each side in its own way.

use clinic::records::Kind;
use serde_json::Value;
use uuid::Uuid;
use values::{
    ids::ChangeId,
    simulation::{self, Bug},
};
use workflows::RecordsError;

use crate::{
    counting::{self, Counted},
    db::{Db, args},
    sql::{Sql, per_kind},
    tx::{Mode, Tx},
};

/// Writes a new version of a record, or its first.
pub(crate) async fn put(
    tx: &mut Tx,
    kind: Kind,
    id: Uuid,
    body: &Value,
) -> Result<(), RecordsError> {
    let mut before = None;
    let commit = match tx.mode {
        Mode::Read => return Err(RecordsError::ReadOnly),
        Mode::Optimistic => {
            tx.footprint.wrote(kind, id, body);
            keep_shadow(&mut tx.db, kind, id).await?;
            None
        }
        Mode::Shared { commit, .. } => {
            if tx.db.stamped_later().is_none() {
                before = counting::before(&mut tx.db, kind, id).await?;
            }
            Some(commit)
        }
    };
    let text = body.to_string();
    let statement = per_kind!(
        kind,
        "insert into ",
        " (id, version, commit_no, body) values ($1, 1, $2, $3)
          on conflict (id) do update set version = version + 1, commit_no = excluded.commit_no, body = excluded.body
          returning n, version";
        "insert into ",
        " as t (id, version, body) values ($1, 1, $3)
          on conflict (id) do update set version = t.version + 1, body = excluded.body
          returning n, version"
    );
    let row = tx
        .db
        .attempt(
            statement,
            args![id.to_string(), commit.map(u64::cast_signed), &text],
        )
        .await?;
    let (n, version) = (row.integer(0)?, row.integer(1)?);
    if let Mode::Shared { commit, change } = tx.mode {
        let counted = Counted::of(kind, id, version, (&text, body));
        let written = Written {
            kind,
            id,
            version,
            commit,
            change,
            body: &text,
            counted: &counted,
        };
        if !(simulation::has(Bug::HistoryForgotten) && version > 1) {
            keep_history(&mut tx.db, written).await?;
        }
        if tx.db.stamped_later().is_some() {
            tx.used.insert(commit);
        } else {
            counting::recount(&mut tx.db, (kind, id), before, &counted).await?;
        }
    }
    tx.touched.insert(kind);
    tx.index(kind, n, body).await
}

/// Keeps the server's version of a record beside the first unconfirmed write to it.
async fn keep_shadow(db: &mut Db, kind: Kind, id: Uuid) -> Result<(), RecordsError> {
    let statement = per_kind!(
        kind,
        "insert or ignore into shadow (kind, id, version, commit_no, body)
         select $1, $2, t.version, t.commit_no, t.body from (select 1) left join ",
        " as t on t.id = $2"
    );
    db.execute(statement, args![kind.name(), id.to_string()])
        .await
        .map(drop)
}

/// A version, for the history.
struct Written<'a> {
    kind: Kind,
    id: Uuid,
    version: i64,
    commit: u64,
    change: Option<ChangeId>,
    body: &'a str,
    counted: &'a Counted,
}

async fn keep_history(db: &mut Db, written: Written<'_>) -> Result<(), RecordsError> {
    let (kind, id, commit) = (
        written.kind.name(),
        written.id.to_string(),
        written.commit.cast_signed(),
    );
    let version = Sql::each(
        "insert into record_version (kind, id, version, commit_no, change_id, body) values ($1, $2, $3, $4, $5, $6)",
        "insert into record_version (kind, id, version, local, change_id, body, hash, scope, patient)
         values ($1, $2, $3, $4, $5, $6, $7, cast($8 as text[]), $9)",
    );
    let (hash, scope, patient) = counting::columns(written.counted);
    let args = args![
        kind,
        &id,
        written.version,
        commit,
        written.change.map(|change| change.to_string()),
        written.body,
        hash,
        scope,
        patient,
    ];
    db.execute(version, args).await?;
    if db.stamped_later().is_some() {
        // There the versions are the feed.
        return Ok(());
    }
    let feed = Sql::same("insert or ignore into feed (commit_no, kind, id) values ($1, $2, $3)");
    db.execute(feed, args![commit, kind, id]).await.map(drop)
}

/// Writes the words under which a patient is found into the search index.
pub(crate) async fn index(db: &mut Db, n: i64, words: &str) -> Result<(), RecordsError> {
    let statement = Sql::each(
        "insert or replace into patient_search (rowid, words) values ($1, $2)",
        // What is longer than an index takes is found by its beginning.
        "insert into patient_search (n, words) values ($1, array_to_tsvector(array(
             select distinct left(word, 500) from string_to_table($2, ' ') as word where word <> '')))
         on conflict (n) do update set words = excluded.words",
    );
    db.execute(statement, args![n, words]).await.map(drop)
}
