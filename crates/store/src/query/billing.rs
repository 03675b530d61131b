//! Invoices and payments.

use values::{
    LocalDate,
    ids::{AppointmentId, InvoiceId},
};
use wire::billing::InvoiceFilter;
use workflows::{RecordsError, Stored, Tally};

use super::{Db, id_list, prefix_match, rows};
use crate::{error::records_error, sql::select_records};

pub(super) async fn of_appointments(
    db: &mut Db,
    appointments: &[AppointmentId],
) -> Result<Vec<Stored>, RecordsError> {
    let statement = select_records!(
        "invoice",
        "where t.appointment in (select value from json_each($1)) and t.status <> 'discarded' order by t.drafted_at desc"
    );
    rows(db, sqlx::query(statement).bind(id_list(appointments))).await
}

pub(super) async fn credit_notes_of(
    db: &mut Db,
    invoice: InvoiceId,
) -> Result<Vec<Stored>, RecordsError> {
    rows(
        db,
        sqlx::query(select_records!("invoice", "where t.credits = $1")).bind(invoice.to_string()),
    )
    .await
}

pub(super) async fn payments_of(
    db: &mut Db,
    invoices: &[InvoiceId],
) -> Result<Vec<Stored>, RecordsError> {
    let statement = select_records!(
        "payment",
        "where t.invoice in (select value from json_each($1)) order by t.id"
    );
    rows(db, sqlx::query(statement).bind(id_list(invoices))).await
}

pub(super) async fn payments_on(db: &mut Db, day: LocalDate) -> Result<Vec<Stored>, RecordsError> {
    rows(
        db,
        sqlx::query(select_records!(
            "payment",
            "where t.taken_on = $1 order by t.id"
        ))
        .bind(day.to_string()),
    )
    .await
}

/// The condition of a list: `$1` filter, `$2` today, `$3` search expression or null.
macro_rules! listed {
    ($head:literal, $tail:literal) => {
        concat!(
            $head,
            " where t.status <> 'discarded'
              and case $1
                    when 'all' then 1
                    when 'drafts' then t.status = 'draft'
                    when 'open' then t.status = 'issued' and t.gross > (select coalesce(sum(amount), 0) from payment where invoice = t.id)
                    when 'overdue' then t.status = 'issued' and t.kind = 'invoice' and t.due_on < $2
                        and t.gross > (select coalesce(sum(amount), 0) from payment where invoice = t.id)
                    else t.status = 'credited' or (t.status = 'issued'
                        and t.gross <= (select coalesce(sum(amount), 0) from payment where invoice = t.id))
                  end
              and ($3 is null
                   or t.number like $4 || '%'
                   or t.patient in (select id from patient where n in
                        (select rowid from patient_search where patient_search match $3)))",
            $tail
        )
    };
}

pub(super) async fn page(
    db: &mut Db,
    filter: InvoiceFilter,
    words: &[String],
    today: LocalDate,
    offset: u32,
    limit: u32,
) -> Result<Vec<Stored>, RecordsError> {
    let statement = listed!(
        "select t.id, t.version, t.body, exists (select 1 from shadow where kind = 'invoice' and shadow.id = t.id) from invoice as t",
        " order by t.drafted_at desc, t.id desc limit $5 offset $6"
    );
    let (expression, number) = search(words);
    rows(
        db,
        sqlx::query(statement)
            .bind(filter_name(filter))
            .bind(today.to_string())
            .bind(expression)
            .bind(number)
            .bind(i64::from(limit))
            .bind(i64::from(offset)),
    )
    .await
}

pub(super) async fn tally(
    db: &mut Db,
    filter: InvoiceFilter,
    words: &[String],
    today: LocalDate,
) -> Result<Tally, RecordsError> {
    let statement = listed!(
        "select count(*), coalesce(sum(case when t.status = 'issued' and t.kind = 'invoice'
            then t.gross - (select coalesce(sum(amount), 0) from payment where invoice = t.id) else 0 end), 0)
         from invoice as t",
        ""
    );
    let (expression, number) = search(words);
    let (count, due_minor): (i64, i64) = sqlx::query_as(statement)
        .bind(filter_name(filter))
        .bind(today.to_string())
        .bind(expression)
        .bind(number)
        .fetch_one(&mut **db)
        .await
        .map_err(records_error)?;
    Ok(Tally {
        count: u32::try_from(count).unwrap_or(u32::MAX),
        due_minor,
    })
}

/// Words as a search expression, and as the start of a number (folding made `A-000017` into `a 000017`).
fn search(words: &[String]) -> (Option<String>, String) {
    if words.is_empty() {
        return (None, String::new());
    }
    (Some(prefix_match(words)), words.join("-"))
}

const fn filter_name(filter: InvoiceFilter) -> &'static str {
    match filter {
        InvoiceFilter::All => "all",
        InvoiceFilter::Drafts => "drafts",
        InvoiceFilter::Open => "open",
        InvoiceFilter::Overdue => "overdue",
        InvoiceFilter::Settled => "settled",
    }
}
