//! `emergency_access_list`: who opened restricted records in an emergency, for review.

use std::collections::BTreeMap;

use clinic::{
    records::{EmergencyAccess, Kind, Patient, Person},
    restriction::is_in_force,
};
use values::ids::{PatientId, PersonId};
use wire::restriction::{EmergencyAccessLine, EmergencyAccessListRequest, EmergencyAccessListView};

use crate::{
    context::{Context, Outcome},
    records::Query,
};

const SHOWN_MAX: u32 = 500;

/// The accesses, those that wait for a review first. Of the patient it tells the record number, by which the
/// reviewer can ask whoever is entitled.
pub async fn emergency_access_list(
    context: &mut Context<'_>,
    _request: EmergencyAccessListRequest,
) -> Outcome<EmergencyAccessListView> {
    let accesses = context
        .find::<EmergencyAccess>(Query::EmergencyAccesses(SHOWN_MAX))
        .await?;
    let people = context.find::<Person>(Query::All(Kind::Person)).await?;
    let people: BTreeMap<PersonId, String> = people
        .into_iter()
        .map(|person| (person.id, person.name.letter()))
        .collect();
    let ids = accesses
        .iter()
        .map(|access| access.patient.uuid())
        .collect();
    let patients = context
        .find_behind::<Patient>(Query::Many(Kind::Patient, ids))
        .await?;
    let numbers: BTreeMap<PatientId, String> = patients
        .into_iter()
        .map(|patient| (patient.id, patient.record.record_number))
        .collect();
    let (me, now) = (context.actor().person, context.now());
    let waiting = accesses.iter().filter(|access| access.review.is_none());
    let waiting = u32::try_from(waiting.count()).unwrap_or(u32::MAX);
    let line = |kept: crate::Kept<EmergencyAccess>| {
        let access = kept.record;
        EmergencyAccessLine {
            record_number: numbers.get(&access.patient).cloned().unwrap_or_default(),
            person_name: people.get(&access.person).cloned().unwrap_or_default(),
            reviewed_by: access
                .review
                .as_ref()
                .and_then(|review| people.get(&review.by).cloned()),
            in_force: is_in_force(&access, now),
            own: access.person == me,
            not_yet_shared: kept.pending,
            access,
        }
    };
    Ok(EmergencyAccessListView {
        accesses: accesses.into_iter().map(line).collect(),
        waiting,
    })
}
