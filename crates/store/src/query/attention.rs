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

/// Few items are open at a time, so the patient is looked for among them.
pub(super) async fn conflicts_of(
    db: &mut Db,
    patient: PatientId,
) -> Result<Vec<Stored>, RecordsError> {
    let statement = select_records!(
        "attention",
        "where t.state = 'open' and t.body ->> '$.conflict.patient' = $1 order by t.id";
        "where t.state = 'open' and t.conflict_patient = $1 order by t.id"
    );
    rows(db, statement, args![patient.to_string()]).await
}
