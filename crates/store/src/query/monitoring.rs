//! Who is watched, and which alarms were seen.

use values::{Instant, ids::PatientId};
use workflows::{RecordsError, Stored};

use super::rows;
use crate::{
    db::{Db, args},
    sql::select_records,
};

pub(super) async fn assignments(
    db: &mut Db,
    monitor: Option<&str>,
    patient: Option<PatientId>,
) -> Result<Vec<Stored>, RecordsError> {
    let statement = select_records!(
        "monitor_assignment",
        "where t.released_at is null and ($1 is null or t.monitor = $1) and ($2 is null or t.patient = $2) order by t.id"
    );
    let patient = patient.map(|patient| patient.to_string());
    rows(db, statement, args![monitor, patient]).await
}

pub(super) async fn acknowledgements_since(
    db: &mut Db,
    since: Instant,
) -> Result<Vec<Stored>, RecordsError> {
    let statement = select_records!(
        "alarm_acknowledgement",
        "where t.acknowledged_at >= $1 order by t.id"
    );
    rows(db, statement, args![since.to_string()]).await
}
