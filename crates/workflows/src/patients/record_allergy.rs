//! `record_allergy`.

use std::collections::BTreeMap;

use clinic::{
    patients::allergy_problems,
    records::{Allergy, ClinicalStatus, Extra, Kind, Patient},
};
use wire::patients::{Done, RecordAllergy};

use super::refused::refuse_wrong_fields;
use crate::context::{Context, Kept, Outcome};

/// Records an allergy or intolerance. A statement that there are none no longer holds then, and does not
/// come back when the allergy is retracted: the patient must be asked again.
pub async fn record_allergy(context: &mut Context<'_>, request: RecordAllergy) -> Outcome<Done> {
    context.about(request.patient);
    if context.exists(Kind::Allergy, request.id.uuid()).await? {
        return Ok(Done {});
    }
    let patient: Kept<Patient> = context.load(request.patient.uuid()).await?;
    let allergy = Allergy {
        id: request.id,
        patient: request.patient,
        substance: request.substance.trim().to_owned(),
        reaction: request.reaction.trim().to_owned(),
        criticality: request.criticality,
        status: ClinicalStatus::Active,
        recorded_at: context.now(),
        recorded_by: context.actor().person,
        error_reason: None,
        edited: BTreeMap::new(),
        extra: Extra::new(),
    };
    refuse_wrong_fields(&allergy_problems(&allergy.substance, &allergy.reaction))?;
    context.save(&allergy).await?;
    if patient.no_known_allergies.is_some() {
        let contradicted = Patient {
            no_known_allergies: None,
            ..patient.record
        };
        context.save(&contradicted).await?;
    }
    Ok(Done {})
}
