//! The answers to the closed list of questions, one hand-written query each.

mod agenda;
mod attention;
mod billing;
mod index;
mod monitoring;
mod owed;
mod patients;
mod reference;
pub(crate) mod series;

use workflows::{Query, RecordsError, Stored, Tally};

use crate::{
    db::{Arg, Db},
    sql::Sql,
    tx::stored,
};

/// The records that answer `query`.
pub(crate) async fn find(db: &mut Db, query: &Query) -> Result<Vec<Stored>, RecordsError> {
    match query {
        Query::All(kind) => reference::all(db, *kind).await,
        Query::Many(kind, ids) => reference::many(db, *kind, ids).await,
        Query::OfPatient(kind, patient, limit) => {
            patients::children(db, *kind, *patient, *limit).await
        }
        Query::PatientsMatching { terms, limit } => patients::matching(db, terms, *limit).await,
        Query::AppointmentsBetween {
            from,
            to,
            practitioner,
        } => agenda::between(db, *from, *to, *practitioner).await,
        Query::InvoicesOfAppointments(appointments) => {
            billing::of_appointments(db, appointments).await
        }
        Query::CreditNotesOf(invoice) => billing::credit_notes_of(db, *invoice).await,
        Query::PaymentsOf(invoices) => billing::payments_of(db, invoices).await,
        Query::PaymentsOn(day) => billing::payments_on(db, *day).await,
        Query::OwedBetween { first, last } => owed::between(db, *first, *last).await,
        Query::Invoices {
            filter,
            words,
            today,
            offset,
            limit,
        } => billing::page(db, *filter, words, *today, *offset, *limit).await,
        Query::MonitorAssignments { monitor, patient } => {
            monitoring::assignments(db, monitor.as_deref(), *patient).await
        }
        Query::AcknowledgementsSince(since) => monitoring::acknowledgements_since(db, *since).await,
        Query::SlotLeases {
            from,
            to,
            practitioner,
        } => agenda::leases(db, *from, *to, *practitioner).await,
        Query::VoidedNumbers => series::voided(db).await,
        Query::Attention { settled_since } => attention::list(db, *settled_since).await,
        Query::OpenConflicts { patient } => attention::conflicts(db, *patient).await,
    }
}

/// Counts and sums.
pub(crate) async fn tally(db: &mut Db, query: &Query) -> Result<Tally, RecordsError> {
    match query {
        Query::Invoices {
            filter,
            words,
            today,
            ..
        } => billing::tally(db, *filter, words, *today).await,
        Query::OwedBetween { first, last } => owed::tally(db, *first, *last).await,
        _ => Ok(Tally::default()),
    }
}

/// Runs a statement made by `select_records!`.
pub(crate) async fn rows<const N: usize>(
    db: &mut Db,
    statement: Sql,
    args: [Arg<'_>; N],
) -> Result<Vec<Stored>, RecordsError> {
    db.rows(statement, args, |row| stored(&row)).await
}

/// Ids as one JSON array, for `in (select value from json_each($1))`.
pub(crate) fn id_list<Id: std::fmt::Display>(ids: &[Id]) -> String {
    serde_json::Value::from(ids.iter().map(ToString::to_string).collect::<Vec<_>>()).to_string()
}
