//! `restricted_records`: which records are restricted, for whoever looks after that.

use clinic::records::Patient;
use wire::restriction::{RestrictedRecordLine, RestrictedRecordsRequest, RestrictedRecordsView};

use crate::{
    context::{Context, Outcome},
    records::Query,
};

/// The restricted records, by number, without anything else of the patient: so that a record whose last entitled
/// person has left can be given to another.
pub async fn restricted_records(
    context: &mut Context<'_>,
    _request: RestrictedRecordsRequest,
) -> Outcome<RestrictedRecordsView> {
    let restricted = context
        .find_behind::<Patient>(Query::RestrictedPatients)
        .await?;
    let line = |kept: crate::Kept<Patient>| {
        let patient = kept.record;
        Some(RestrictedRecordLine {
            patient: patient.id,
            record_number: patient.record_number,
            restriction: patient.restriction?,
        })
    };
    let mut records: Vec<_> = restricted.into_iter().filter_map(line).collect();
    records.sort_by(|one, other| one.record_number.cmp(&other.record_number));
    Ok(RestrictedRecordsView { records })
}
