//! Patients and what hangs on them.

use clinic::{patients::search::SearchTerm, records::Kind};
use values::ids::PatientId;
use workflows::{RecordsError, Stored};

use super::{index::Index, rows};
use crate::{
    db::{Db, args},
    sql::select_records,
};

pub(super) async fn children(
    db: &mut Db,
    kind: Kind,
    patient: PatientId,
    limit: u32,
) -> Result<Vec<Stored>, RecordsError> {
    let statement = match kind {
        Kind::Allergy => select_records!(
            "allergy",
            "where t.patient = $1 order by t.id desc limit $2"
        ),
        Kind::Condition => select_records!(
            "condition",
            "where t.patient = $1 order by t.id desc limit $2"
        ),
        Kind::Observation => select_records!(
            "observation",
            "where t.patient = $1 order by t.taken_at desc, t.id desc limit $2"
        ),
        Kind::Coverage => select_records!(
            "coverage",
            "where t.patient = $1 order by t.id desc limit $2"
        ),
        Kind::Appointment => select_records!(
            "appointment",
            "where t.patient = $1 order by t.date desc, t.starts_at desc limit $2"
        ),
        Kind::Invoice => select_records!(
            "invoice",
            "where t.patient = $1 order by t.drafted_at desc limit $2"
        ),
        Kind::Payment => select_records!(
            "payment",
            "where t.patient = $1 order by t.id desc limit $2"
        ),
        Kind::MonitorAssignment => select_records!(
            "monitor_assignment",
            "where t.patient = $1 order by t.id desc limit $2"
        ),
        Kind::EmergencyAccess => select_records!(
            "emergency_access",
            "where t.patient = $1 order by t.from_at desc, t.id desc limit $2"
        ),
        Kind::Facility
        | Kind::CustomRole
        | Kind::Person
        | Kind::Practitioner
        | Kind::Room
        | Kind::Service
        | Kind::Patient
        | Kind::AlarmAcknowledgement
        | Kind::Attention
        | Kind::VoidedNumber
        | Kind::SlotLease => return Ok(Vec::new()),
    };
    rows(db, statement, args![patient.to_string(), i64::from(limit)]).await
}

/// By row, latest first, which the index gives for nothing: the caller ranks the short list.
pub(super) async fn matching(
    db: &mut Db,
    terms: &[SearchTerm],
    limit: u32,
) -> Result<Vec<Stored>, RecordsError> {
    let Some(expression) = Index::of(db).terms(terms) else {
        return Ok(Vec::new());
    };
    let statement = select_records!(
        "patient",
        "where t.n in (select rowid from patient_search where patient_search match $1 order by rowid desc limit $2)
         order by t.n desc";
        "where t.n in (select n from patient_search where words @@ cast($1 as tsquery) order by n desc limit $2)
         order by t.n desc"
    );
    rows(db, statement, args![expression, i64::from(limit)]).await
}
