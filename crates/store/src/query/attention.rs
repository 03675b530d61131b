//! The worklist.

use values::{Instant, ids::PatientId};
use workflows::{RecordsError, Stored};

use super::rows;
use crate::{
    db::{Db, args},
    sql::select_records,
};

pub(super) async fn list(
    db: &mut Db,
    settled_since: Option<Instant>,
) -> Result<Vec<Stored>, RecordsError> {
    let statement = select_records!(
        "attention",
        "where t.state = 'open' or (t.state = 'settled' and t.settled_at >= $1) order by t.state, t.id limit 500"
    );
    let since = settled_since.map(|since| since.to_string());
    rows(db, statement, args![since]).await
}

/// Few items are open at a time, so those about two values are looked for among them.
pub(super) async fn conflicts(
    db: &mut Db,
    patient: Option<PatientId>,
) -> Result<Vec<Stored>, RecordsError> {
    let statement = select_records!(
        "attention",
        "where t.state = 'open' and t.body ->> '$.conflict.patient' = coalesce($1, t.body ->> '$.conflict.patient') order by t.id";
        "where t.state = 'open' and t.conflict_patient = coalesce($1, t.conflict_patient) order by t.id"
    );
    let patient = patient.map(|patient| patient.to_string());
    rows(db, statement, args![patient]).await
}
