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
use crate::context::{Context, Kept, Outcome};

/// Marks an allergy as entered in error, with the reason. It stays in the record.
pub async fn retract_allergy(context: &mut Context<'_>, request: RetractAllergy) -> Outcome<Done> {
    let allergy: Kept<Allergy> = context.load(request.allergy.uuid()).await?;
    context.about(allergy.patient);
    if allergy.status == ClinicalStatus::EnteredInError {
        return Err(Code::AlreadyInError.into());
    }
    let reason = request.reason.trim();
    refuse_wrong_field("reason", reason_problem(reason))?;
    let retracted = Allergy {
        status: ClinicalStatus::EnteredInError,
        error_reason: Some(reason.to_owned()),
        ..allergy.record
    };
    context.save(&retracted).await?;
    Ok(Done {})
}
