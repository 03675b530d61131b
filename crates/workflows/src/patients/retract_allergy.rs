//! `retract_allergy`.

use clinic::{
    patients::reason_problem,
    records::{Allergy, ClinicalStatus},
};
use wire::{
    Code,
    patients::{Done, RetractAllergy},
};

use super::refused::refuse_wrong_field;
use crate::{
    context::{Context, Kept, Outcome},
    merge::{edit, lay},
};

/// Marks an allergy as entered in error, with the reason. It stays in the record. Where somebody else made
/// something different of it meanwhile, that stands until a person has chosen.
pub async fn retract_allergy(context: &mut Context<'_>, request: RetractAllergy) -> Outcome<Done> {
    let allergy: Kept<Allergy> = context.load(request.allergy.uuid()).await?;
    let patient = allergy.patient;
    context.about(patient);
    if allergy.status == ClinicalStatus::EnteredInError {
        return Err(Code::AlreadyInError.into());
    }
    let reason = request.reason.trim();
    refuse_wrong_field("reason", reason_problem(reason))?;
    let asked = Allergy {
        status: ClinicalStatus::EnteredInError,
        error_reason: Some(reason.to_owned()),
        ..allergy.record.clone()
    };
    let edits = edit(&asked, &["status", "error_reason"], &request.was)?;
    let retracted = lay(context, patient, &allergy.record, &edits).await?;
    if retracted.changed {
        context.save(&retracted.record).await?;
    }
    Ok(Done {})
}
