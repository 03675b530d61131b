//! The answers to the closed list of questions, one hand-written query each.

mod agenda;
mod attention;
mod billing;
mod index;
mod monitoring;
mod owed;
mod patients;
mod reference;
mod restriction;
pub(crate) mod series;

use values::ids::PatientId;
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
        Query::OwedBetween {
            first,
            last,
            hidden,
        } => owed::between(db, *first, *last, hidden).await,
        Query::Invoices {
            filter,
            words,
            today,
            hidden,
            offset,
            limit,
        } => {
            let listed = billing::Listed {
                filter: *filter,
                words,
                today: *today,
                hidden,
            };
            billing::page(db, listed, *offset, *limit).await
        }
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
        Query::RestrictedPatients => restriction::restricted(db).await,
        Query::EmergencyAccessesInForce { person, at } => {
            restriction::in_force(db, *person, *at).await
        }
        Query::EmergencyAccesses(limit) => restriction::latest(db, *limit).await,
    }
}

/// Counts and sums.
pub(crate) async fn tally(db: &mut Db, query: &Query) -> Result<Tally, RecordsError> {
    match query {
        Query::Invoices {
            filter,
            words,
            today,
            hidden,
            ..
        } => {
            let listed = billing::Listed {
                filter: *filter,
                words,
                today: *today,
                hidden,
            };
            billing::tally(db, listed).await
        }
        Query::OwedBetween {
            first,
            last,
            hidden,
        } => owed::tally(db, *first, *last, hidden).await,
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

/// Patients of whom nothing is told, as a JSON array; null where there are none, so that nothing is compared.
pub(crate) fn hidden_list(patients: &[PatientId]) -> Option<String> {
    (!patients.is_empty()).then(|| id_list(patients))
}

/// Ids as one JSON array, for `in (select value from json_each($1))`.
pub(crate) fn id_list<Id: std::fmt::Display>(ids: &[Id]) -> String {
    serde_json::Value::from(ids.iter().map(ToString::to_string).collect::<Vec<_>>()).to_string()
}
