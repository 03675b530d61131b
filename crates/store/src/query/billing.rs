//! Invoices and payments.

use values::{
    LocalDate,
    ids::{AppointmentId, InvoiceId, PatientId},
};
use wire::billing::InvoiceFilter;
use workflows::{RecordsError, Stored, Tally};

use super::{hidden_list, id_list, index::Index, rows};
use crate::{
    db::{Db, args},
    sql::{Sql, select_records},
};

pub(super) async fn of_appointments(
    db: &mut Db,
    appointments: &[AppointmentId],
) -> Result<Vec<Stored>, RecordsError> {
    let statement = select_records!(
        "invoice",
        "where t.appointment in (select value from json_each($1)) and t.status <> 'discarded' order by t.drafted_at desc"
    );
    rows(db, statement, args![id_list(appointments)]).await
}

pub(super) async fn credit_notes_of(
    db: &mut Db,
    invoice: InvoiceId,
) -> Result<Vec<Stored>, RecordsError> {
    let statement = select_records!("invoice", "where t.credits = $1");
    rows(db, statement, args![invoice.to_string()]).await
}

pub(super) async fn payments_of(
    db: &mut Db,
    invoices: &[InvoiceId],
) -> Result<Vec<Stored>, RecordsError> {
    let statement = select_records!(
        "payment",
        "where t.invoice in (select value from json_each($1)) order by t.body ->> '$.taken_at', t.receipt_number";
        "where t.invoice in (select value from json_each($1)) order by t.taken_at, t.receipt_number"
    );
    rows(db, statement, args![id_list(invoices)]).await
}

pub(super) async fn payments_on(db: &mut Db, day: LocalDate) -> Result<Vec<Stored>, RecordsError> {
    let statement = select_records!(
        "payment",
        "where t.taken_on = $1 order by t.body ->> '$.taken_at', t.receipt_number";
        "where t.taken_on = $1 order by t.taken_at, t.receipt_number"
    );
    rows(db, statement, args![day.to_string()]).await
}

/// A statement over invoices `t` of one list: `$1` today, `$2` search expression or null, `$3` pattern of a
/// number, `$4` patients who are left out or null. What is open stands in `open_balance`, kept by the database itself. The second head is for PostgreSQL.
///
/// A `page` walks the index by time, so its conditions are such that no other index looks better; a
/// `count` reads the index by status alone.
macro_rules! listed {
    ($purpose:ident, $filter:expr, $head:literal, $postgres:literal, $tail:literal) => {
        match $filter {
            InvoiceFilter::All => listed!(@ $head, $postgres, listed!(@all $purpose), "", $tail),
            InvoiceFilter::Drafts => listed!(@ $head, $postgres, "t.status = 'draft'", "", $tail),
            InvoiceFilter::Open => {
                listed!(@ $head, $postgres, "t.n in (select invoice from open_balance)", "", $tail)
            }
            InvoiceFilter::Overdue => listed!(@ $head, $postgres,
                "t.n in (select invoice from open_balance where kind = 'invoice')", " and t.due_on < $1", $tail),
            InvoiceFilter::Settled => listed!(@ $head, $postgres,
                listed!(@final $purpose), " and t.n not in (select invoice from open_balance)", $tail),
        }
    };
    (@all page) => { "t.status <> 'discarded'" };
    (@all count) => { "t.status in ('draft', 'issued', 'credited')" };
    (@final page) => { "t.status <> 'draft' and t.status <> 'discarded'" };
    (@final count) => { "t.status in ('issued', 'credited')" };
    (@ $head:literal, $postgres:literal, $condition:expr, $more:literal, $tail:literal) => {
        Sql::each(
            listed!(@text $head, $condition, $more, $tail,
                "select rowid from patient_search where patient_search match $2"),
            listed!(@text $postgres, $condition, $more, $tail,
                "select n from patient_search where words @@ cast($2 as tsquery)"),
        )
    };
    (@text $head:literal, $condition:expr, $more:literal, $tail:literal, $search:literal) => {
        concat!(
            $head,
            " where ",
            $condition,
            $more,
            " and $1 is not null
              and ($4 is null or t.n not in (
                 select n from invoice where patient in (select value from json_each($4))))
              and ($2 is null or t.n in (
                  select n from invoice where number is not null and number like $3
                  union all
                  select n from invoice where patient in (select id from patient where n in
                      (", $search, "))))",
            $tail
        )
    };
}

/// Which invoices.
pub(super) struct Listed<'a> {
    pub(super) filter: InvoiceFilter,
    pub(super) words: &'a [String],
    pub(super) today: LocalDate,
    pub(super) hidden: &'a [PatientId],
}

pub(super) async fn page(
    db: &mut Db,
    listed: Listed<'_>,
    offset: u32,
    limit: u32,
) -> Result<Vec<Stored>, RecordsError> {
    let statement = listed!(
        page,
        listed.filter,
        "select t.id, t.version, t.body, exists (select 1 from shadow where kind = 'invoice' and shadow.id = t.id) from invoice as t",
        "select t.id, t.version, t.body, false from invoice as t",
        " order by t.drafted_at desc, t.id desc limit $5 offset $6"
    );
    let (expression, number) = search(Index::of(db), listed.words);
    let args = args![
        listed.today.to_string(),
        expression,
        number,
        hidden_list(listed.hidden),
        i64::from(limit),
        i64::from(offset),
    ];
    rows(db, statement, args).await
}

pub(super) async fn tally(db: &mut Db, listed: Listed<'_>) -> Result<Tally, RecordsError> {
    let counted = listed!(
        count,
        listed.filter,
        "select count(*) from invoice as t",
        "select count(*) from invoice as t",
        ""
    );
    // Few are open: they lead (a cross join keeps its order), and the rest is never read.
    let summed = listed!(
        page,
        listed.filter,
        "select coalesce(sum(case when owed.kind = 'invoice' then owed.due end), 0),
                coalesce(sum(case when owed.kind = 'credit_note' then owed.due end), 0)
         from open_balance as owed cross join invoice as t on t.n = owed.invoice",
        "select cast(coalesce(sum(case when owed.kind = 'invoice' then owed.due end), 0) as bigint),
                cast(coalesce(sum(case when owed.kind = 'credit_note' then owed.due end), 0) as bigint)
         from open_balance as owed join invoice as t on t.n = owed.invoice",
        ""
    );
    let (expression, number) = search(Index::of(db), listed.words);
    let (today, hidden) = (listed.today.to_string(), hidden_list(listed.hidden));
    let args = args![&today, expression.as_deref(), &number, hidden.as_deref()];
    let count = db.one(counted, args).await?.integer(0)?;
    let open = db
        .one(summed, args![today, expression, number, hidden])
        .await?;
    Ok(Tally {
        count: u32::try_from(count).unwrap_or(u32::MAX),
        due_minor: open.integer(0)?,
        refunds_minor: open.integer(1)?,
    })
}

/// Words as a search expression, and as a pattern of a number: digits alone are its end (`17` finds
/// `A-000017`), anything else is its start (folding made `A-000017` into `a 000017`).
fn search(index: Index, words: &[String]) -> (Option<String>, String) {
    match words {
        [] => (None, String::new()),
        [digits] if digits.bytes().all(|byte| byte.is_ascii_digit()) => {
            (Some(index.beginnings(words)), format!("%{digits}"))
        }
        _ => (
            Some(index.beginnings(words)),
            format!("{}%", words.join("-")),
        ),
    }
}
