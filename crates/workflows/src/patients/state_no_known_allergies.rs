//! `state_no_known_allergies`.

use clinic::{
    patients::allergy_status,
    records::{Allergy, AllergyStatement, AllergyStatus, Kind, Patient},
};
use wire::{
    Code,
    patients::{Done, StateNoKnownAllergies},
};

use crate::{
    context::{Context, Kept, Outcome},
    records::Query,
};

const ALLERGIES_MAX: u32 = 1_000;

/// States that the patient was asked and has no known allergies; stating it again renews it. Refused
/// while an allergy is recorded: that one is to be retracted first, with its reason.
pub async fn state_no_known_allergies(
    context: &mut Context<'_>,
    request: StateNoKnownAllergies,
) -> Outcome<Done> {
    context.about(request.patient);
    let patient: Kept<Patient> = context.load(request.patient.uuid()).await?;
    let recorded: Vec<Kept<Allergy>> = context
        .find(Query::OfPatient(
            Kind::Allergy,
            request.patient,
            ALLERGIES_MAX,
        ))
        .await?;
    if allergy_status(&patient, recorded.iter().map(|kept| &kept.record)) == AllergyStatus::Known {
        return Err(Code::AllergiesRecorded.into());
    }
    let stated = Patient {
        no_known_allergies: Some(AllergyStatement {
            at: context.now(),
            by: context.actor().person,
        }),
        ..patient.record
    };
    context.save(&stated).await?;
    Ok(Done {})
}
