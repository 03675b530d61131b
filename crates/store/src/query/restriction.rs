//! Restricted records, and who opened one in an emergency.

use values::{Instant, ids::PersonId};
use workflows::{RecordsError, Stored};

use super::rows;
use crate::{
    db::{Db, args},
    sql::select_records,
};

pub(super) async fn restricted(db: &mut Db) -> Result<Vec<Stored>, RecordsError> {
    let statement = select_records!(
        "patient",
        "where t.restricted is not null order by t.restricted, t.id"
    );
    rows(db, statement, []).await
}

pub(super) async fn in_force(
    db: &mut Db,
    person: Option<PersonId>,
    at: Instant,
) -> Result<Vec<Stored>, RecordsError> {
    let statement = select_records!(
        "emergency_access",
        "where ($1 is null or t.person = $1) and t.from_at <= $2 and t.until_at > $2
             and coalesce(t.ended_at > $2, true)
         order by t.id"
    );
    let person = person.map(|person| person.to_string());
    rows(db, statement, args![person, at.to_string()]).await
}

pub(super) async fn latest(db: &mut Db, limit: u32) -> Result<Vec<Stored>, RecordsError> {
    let statement = select_records!(
        "emergency_access",
        "order by t.reviewed, t.from_at desc, t.id limit $1"
    );
    rows(db, statement, args![i64::from(limit)]).await
}
