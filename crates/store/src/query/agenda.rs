//! Appointments by time.

use values::{Instant, ids::PractitionerId};
use workflows::{RecordsError, Stored};

use super::rows;
use crate::{
    db::{Db, args},
    sql::select_records,
};

/// A visit is shorter than a day, so the dates around the stretch bound the search; instants decide.
pub(super) async fn between(
    db: &mut Db,
    from: Instant,
    to: Instant,
    practitioner: Option<PractitionerId>,
) -> Result<Vec<Stored>, RecordsError> {
    let statement = select_records!(
        "appointment",
        "where t.date between date($1, '-2 day') and date($2, '+2 day')
           and t.starts_at < $2 and t.ends_at > $1
           and ($3 is null or t.practitioner = $3)
         order by t.starts_at, t.id";
        "where t.date between to_char(cast(left($1, 10) as date) - 2, 'YYYY-MM-DD')
               and to_char(cast(left($2, 10) as date) + 2, 'YYYY-MM-DD')
           and t.starts_at < $2 and t.ends_at > $1
           and ($3 is null or t.practitioner = $3)
         order by t.starts_at, t.id"
    );
    let practitioner = practitioner.map(|practitioner| practitioner.to_string());
    let args = args![from.to_string(), to.to_string(), practitioner];
    rows(db, statement, args).await
}

/// Leases that were not ended.
pub(super) async fn leases(
    db: &mut Db,
    from: Instant,
    to: Instant,
    practitioner: Option<PractitionerId>,
) -> Result<Vec<Stored>, RecordsError> {
    let statement = select_records!(
        "slot_lease",
        "where t.ended_at is null and t.starts_at < $2 and t.ends_at > $1
           and ($3 is null or t.practitioner = $3)
         order by t.starts_at, t.id"
    );
    let practitioner = practitioner.map(|practitioner| practitioner.to_string());
    let args = args![from.to_string(), to.to_string(), practitioner];
    rows(db, statement, args).await
}
