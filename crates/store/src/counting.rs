//! Whose digests a server counts a record in: everybody's, or those of the facilities whose workstations hold it.
//!
//! On SQLite whoever writes counts, in the same transaction. On PostgreSQL a version says what is to be counted of
//! it, and whoever gives commits their numbers counts (`count_numbered` in the migrations): so nobody who writes
//! waits for whoever writes into the same bucket, and digests are those of the head.

mod anew;
mod versions;

use std::collections::{BTreeMap, BTreeSet};

use clinic::records::{Kind, Scope};
use serde_json::Value;
use uuid::Uuid;
use values::ids::PatientId;
use wire::sync::{bucket_of, row_hash};
use workflows::RecordsError;

use crate::{
    db::{Db, Row, args},
    digest::{Deltas, EVERYBODY},
    query::id_list,
    row_text::RowText,
    scope::of_patient,
    sql::{Sql, per_kind},
    tx::{Tx, parse_body, parse_id},
};

pub use anew::FacilitySums;
pub(crate) use versions::columns;

/// So many records are read at once.
const PAGE: i64 = 2_000;
/// Ids in one question.
const IDS_AT_ONCE: usize = 500;

/// Whose digests count a record.
type Holders = BTreeSet<String>;

/// A record as it is counted.
#[derive(Debug)]
pub(crate) struct Counted {
    hash: u64,
    scope: Scope,
}

impl Counted {
    /// Of a version with its body, as it is kept and as it is read.
    pub(crate) fn of(kind: Kind, id: Uuid, version: i64, (text, body): (&str, &Value)) -> Self {
        Self {
            hash: row_hash(kind.name(), id, version.unsigned_abs(), text),
            scope: Scope::of(kind, body),
        }
    }

    /// Of a row of version and body.
    fn read(kind: Kind, id: Uuid, row: &Row) -> Result<Self, RecordsError> {
        let text = row.text(1)?;
        let body = parse_body(text)?;
        Ok(Self::of(kind, id, row.integer(0)?, (text, &body)))
    }
}

/// How a record counts before it is written again.
pub(crate) async fn before(
    db: &mut Db,
    kind: Kind,
    id: Uuid,
) -> Result<Option<Counted>, RecordsError> {
    let statement = per_kind!(kind, "select version, body from ", " where id = $1");
    let row = db.row(statement, args![id.to_string()]).await?;
    row.map(|row| Counted::read(kind, id, &row)).transpose()
}

/// Counts a record that was written in place of how it was.
pub(crate) async fn recount(
    db: &mut Db,
    (kind, id): (Kind, Uuid),
    before: Option<Counted>,
    after: &Counted,
) -> Result<(), RecordsError> {
    let bucket = bucket_of(id);
    let mut deltas = Deltas::default();
    let holders = holders(db, &after.scope).await?;
    for holder in &holders {
        deltas.add_for(holder, kind, bucket, after.hash);
    }
    let held = match &before {
        Some(before) if before.scope == after.scope => holders.clone(),
        Some(before) => self::holders(db, &before.scope).await?,
        None => Holders::new(),
    };
    if let Some(before) = before {
        for holder in &held {
            deltas.take_from(holder, kind, bucket, before.hash);
        }
    }
    if kind == Kind::Patient && held != holders {
        move_along(db, &id.to_string(), (&held, &holders), &mut deltas).await?;
    }
    deltas.keep(db).await
}

/// Takes what hangs on a patient from those who held the patient, and adds it for those who do now.
async fn move_along(
    db: &mut Db,
    patient: &str,
    (from, to): (&Holders, &Holders),
    deltas: &mut Deltas,
) -> Result<(), RecordsError> {
    for kind in of_patient() {
        let statement = per_kind!(
            kind,
            "select id, version, body from ",
            " where patient = $1"
        );
        go_along(db, (kind, statement), patient, (from, to), deltas).await?;
    }
    let items = Sql::same("select id, version, body from attention where about = $1");
    go_along(db, (Kind::Attention, items), patient, (from, to), deltas).await
}

async fn go_along(
    db: &mut Db,
    (kind, statement): (Kind, Sql),
    patient: &str,
    (from, to): (&Holders, &Holders),
    deltas: &mut Deltas,
) -> Result<(), RecordsError> {
    db.rows(statement, args![patient], |row| {
        let (id, version) = (parse_id(row.text(0)?)?, row.integer(1)?.unsigned_abs());
        let (bucket, hash) = (
            bucket_of(id),
            row_hash(kind.name(), id, version, row.text(2)?),
        );
        for holder in from.difference(to) {
            deltas.take_from(holder, kind, bucket, hash);
        }
        for holder in to.difference(from) {
            deltas.add_for(holder, kind, bucket, hash);
        }
        Ok(())
    })
    .await
    .map(drop)
}

/// Whose digests count a record of that scope; nobody's, when it hangs on a patient whom there is not.
async fn holders(db: &mut Db, scope: &Scope) -> Result<Holders, RecordsError> {
    let Scope::OfPatient(patient) = scope else {
        return Ok(own_holders(scope));
    };
    let held = held_by(db, &[*patient]).await?;
    Ok(held.into_values().next().unwrap_or_default())
}

/// Who holds these patients now.
async fn held_by(
    db: &mut Db,
    patients: &[PatientId],
) -> Result<BTreeMap<PatientId, Holders>, RecordsError> {
    let statement =
        Sql::same("select id, body from patient where id in (select value from json_each($1))");
    let mut held = BTreeMap::new();
    for some in patients.chunks(IDS_AT_ONCE) {
        db.rows(statement, args![id_list(some)], |row| {
            let scope = Scope::of(Kind::Patient, &parse_body(row.text(1)?)?);
            let id = PatientId::from_uuid(parse_id(row.text(0)?)?);
            held.insert(id, own_holders(&scope));
            Ok(())
        })
        .await?;
    }
    Ok(held)
}

/// Whose digests count a record of that scope, as far as that does not depend on a patient.
fn own_holders(scope: &Scope) -> Holders {
    match scope {
        Scope::Everywhere => [EVERYBODY.to_owned()].into(),
        Scope::At(facilities) => facilities.iter().map(ToString::to_string).collect(),
        Scope::OfPatient(_) => Holders::new(),
    }
}

impl Tx {
    /// Counts rows, which were laid as if everybody held them, for those who do.
    pub(crate) async fn count_for_holders(
        &mut self,
        records: &[(Kind, Uuid, Value)],
        rows: &[RowText],
    ) -> Result<(), RecordsError> {
        let scopes: Vec<Scope> = records
            .iter()
            .map(|(kind, _, body)| Scope::of(*kind, body))
            .collect();
        let patients: BTreeSet<PatientId> = scopes
            .iter()
            .filter_map(|scope| match scope {
                Scope::OfPatient(patient) => Some(*patient),
                Scope::Everywhere | Scope::At(_) => None,
            })
            .collect();
        let patients: Vec<PatientId> = patients.into_iter().collect();
        let held = held_by(&mut self.db, &patients).await?;
        let mut deltas = Deltas::default();
        for (((kind, ..), scope), row) in records.iter().zip(&scopes).zip(rows) {
            deltas.take(*kind, row.bucket, row.hash);
            for holder in &holders_among(&held, scope) {
                deltas.add_for(holder, *kind, row.bucket, row.hash);
            }
        }
        deltas.keep(&mut self.db).await
    }
}

fn holders_among(held: &BTreeMap<PatientId, Holders>, scope: &Scope) -> Holders {
    match scope {
        Scope::OfPatient(patient) => held.get(patient).cloned().unwrap_or_default(),
        Scope::Everywhere | Scope::At(_) => own_holders(scope),
    }
}
