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
        "where t.invoice in (select value from json_each($1)) order by t.body ->> '$.taken_at', t.id"
    );
    rows(db, sqlx::query(statement).bind(id_list(invoices))).await
}

pub(super) async fn payments_on(db: &mut Db, day: LocalDate) -> Result<Vec<Stored>, RecordsError> {
    rows(
        db,
        sqlx::query(select_records!(
            "payment",
            "where t.taken_on = $1 order by t.body ->> '$.taken_at', t.id"
        ))
        .bind(day.to_string()),
    )
    .await
}

/// What is left to pay on invoice `t`; on a credit note, what is left to give back: what was paid on the
/// invoice that it takes back, less what was given back already. The rule stands in `clinic::billing`.
macro_rules! due {
    () => {
        "(case when t.status <> 'issued' then 0
               when t.kind = 'invoice' then t.gross - (select coalesce(sum(amount), 0) from payment where invoice = t.id)
               else (select coalesce(sum(amount), 0) from payment where invoice = t.credits)
                  - (select coalesce(sum(amount), 0) from payment where invoice = t.id)
          end)"
    };
}

/// The condition of a list: `$1` filter, `$2` today, `$3` search expression or null, `$4` pattern of a number.
macro_rules! listed {
    ($head:expr, $tail:literal) => {
        concat!(
            $head,
            " where case $1
                    when 'all' then t.status <> 'discarded'
                    when 'drafts' then t.status = 'draft'
                    when 'open' then t.status = 'issued' and ",
            due!(),
            " > 0
                    when 'overdue' then t.status = 'issued' and t.kind = 'invoice' and t.due_on < $2 and ",
            due!(),
            " > 0
                    else t.status = 'credited' or (t.status = 'issued' and ",
            due!(),
            " <= 0)
                  end
              and ($3 is null
                   or t.number like $4
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
        concat!(
            "select count(*),
                coalesce(sum(case when t.kind = 'invoice' then ",
            due!(),
            " else 0 end), 0),
                coalesce(sum(case when t.kind = 'credit_note' then ",
            due!(),
            " else 0 end), 0)
             from invoice as t"
        ),
        ""
    );
    let (expression, number) = search(words);
    let (count, due_minor, refunds_minor): (i64, i64, i64) = sqlx::query_as(statement)
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
        refunds_minor,
    })
}

/// Words as a search expression, and as a pattern of a number: digits alone are its end (`17` finds
/// `A-000017`), anything else is its start (folding made `A-000017` into `a 000017`).
fn search(words: &[String]) -> (Option<String>, String) {
    match words {
        [] => (None, String::new()),
        [digits] if digits.bytes().all(|byte| byte.is_ascii_digit()) => {
            (Some(prefix_match(words)), format!("%{digits}"))
        }
        _ => (Some(prefix_match(words)), format!("{}%", words.join("-"))),
    }
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
