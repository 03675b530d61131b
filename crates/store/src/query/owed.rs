//! What patients owe, by the day it is due.

use values::{LocalDate, ids::PatientId};
use workflows::{RecordsError, Stored, Tally};

use super::{hidden_list, rows};
use crate::{
    db::{Db, args},
    sql::{Sql, select_records},
};

/// The invoices, the earliest due first. A missing bound is open.
pub(super) async fn between(
    db: &mut Db,
    first: Option<LocalDate>,
    last: Option<LocalDate>,
    hidden: &[PatientId],
) -> Result<Vec<Stored>, RecordsError> {
    let statement = select_records!(
        "invoice",
        "where t.n in (select invoice from open_balance where kind = 'invoice')
             and ($1 is null or t.due_on >= $1) and ($2 is null or t.due_on <= $2)
             and ($3 is null or t.n not in (
                 select n from invoice where patient in (select value from json_each($3))))
         order by t.due_on, t.id"
    );
    let [first, last] = [first, last].map(|day| day.map(|day| day.to_string()));
    rows(db, statement, args![first, last, hidden_list(hidden)]).await
}

/// How many they are, and what is owed on them.
pub(super) async fn tally(
    db: &mut Db,
    first: Option<LocalDate>,
    last: Option<LocalDate>,
    hidden: &[PatientId],
) -> Result<Tally, RecordsError> {
    let statement = Sql::each(
        "select count(*), coalesce(sum(owed.due), 0)
         from open_balance as owed cross join invoice as t on t.n = owed.invoice
         where owed.kind = 'invoice'
             and ($1 is null or t.due_on >= $1) and ($2 is null or t.due_on <= $2)
             and ($3 is null or t.n not in (
                 select n from invoice where patient in (select value from json_each($3))))",
        "select count(*), cast(coalesce(sum(owed.due), 0) as bigint)
         from open_balance as owed join invoice as t on t.n = owed.invoice
         where owed.kind = 'invoice'
             and ($1 is null or t.due_on >= $1) and ($2 is null or t.due_on <= $2)
             and ($3 is null or t.n not in (
                 select n from invoice where patient in (select value from json_each($3))))",
    );
    let [first, last] = [first, last].map(|day| day.map(|day| day.to_string()));
    let row = db
        .one(statement, args![first, last, hidden_list(hidden)])
        .await?;
    Ok(Tally {
        count: u32::try_from(row.integer(0)?).unwrap_or(u32::MAX),
        due_minor: row.integer(1)?,
        refunds_minor: 0,
    })
}
