//! `end_care_here`.

use clinic::records::{Appointment, AppointmentStatus, Kind, Patient, Practitioner};
use values::{
    LocalDate,
    ids::{FacilityId, PatientId},
};
use wire::{
    Code, Failure,
    facilities::{Done, EndCareHere},
};

use crate::{
    attention::reason,
    context::{Context, Kept, Outcome},
    records::Query,
};

const VISITS_MAX: u32 = 1_000;

/// Says that a patient receives no more care at this facility. Refused for the last facility that gives care,
/// because nobody would hold the record, and while the patient is expected here.
pub async fn end_care_here(context: &mut Context<'_>, request: EndCareHere) -> Outcome<Done> {
    context.about(request.patient);
    reason(&request.reason)?;
    let facility = context.actor().facility;
    let kept: Kept<Patient> = context.load(request.patient.uuid()).await?;
    let mut patient = kept.record;
    if !patient.facilities.is_empty() && !patient.facilities.contains(&facility) {
        return Ok(Done {});
    }
    if patient.facilities.len() < 2 {
        return Err(Code::OnlyFacility.into());
    }
    if let Some(date) = expected_on(context, patient.id, facility).await? {
        let data = serde_json::json!({ "date": date });
        return Err(Failure::with(Code::StillExpected, data).into());
    }
    patient.facilities.retain(|other| *other != facility);
    patient.former_facilities.push(facility);
    context.save(&patient).await?;
    Ok(Done {})
}

/// The next day on which the patient has a visit at the facility that has not ended.
async fn expected_on(
    context: &mut Context<'_>,
    patient: PatientId,
    facility: FacilityId,
) -> Outcome<Option<LocalDate>> {
    let today = context.today().await?;
    let visits: Vec<Kept<Appointment>> = context
        .find(Query::OfPatient(Kind::Appointment, patient, VISITS_MAX))
        .await?;
    let mut expected = None;
    for visit in visits {
        let over = visit.date < today
            || !visit.status.occupies()
            || visit.status == AppointmentStatus::Done;
        if over {
            continue;
        }
        let practitioner: Kept<Practitioner> = context.load(visit.practitioner.uuid()).await?;
        if practitioner.works_at(facility) {
            expected = Some(expected.map_or(visit.date, |date: LocalDate| date.min(visit.date)));
        }
    }
    Ok(expected)
}
