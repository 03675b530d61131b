//! What rules about restricted records answer, on the wire.

use clinic::{
    records::{Kind, Patient, Restriction},
    restriction::RestrictionRefused,
};
use values::ids::PatientId;
use wire::{Code, Failure};

use crate::{
    context::{Context, Kept, Outcome},
    gate,
};

/// The patient, though the record be closed.
pub(super) async fn patient(context: &mut Context<'_>, id: PatientId) -> Outcome<Kept<Patient>> {
    context.is_here(Kind::Patient, id).await?;
    let found = context.look_behind::<Patient>(id.uuid()).await?;
    Ok(found.ok_or_else(|| not_found(Kind::Patient))?)
}

/// The answer to whoever may not change a restriction.
pub(super) fn refusal(
    context: &Context<'_>,
    patient: PatientId,
    before: Option<&Restriction>,
    refused: RestrictionRefused,
) -> Failure {
    match (refused, before) {
        (RestrictionRefused::NotEntitled, Some(before)) => {
            gate::refusal(&context.actor(), Kind::Patient, patient, before)
        }
        (RestrictionRefused::NotEntitled, None) => not_found(Kind::Patient),
        (RestrictionRefused::NobodyEntitled, _) => Failure::field("entitled", "required"),
        (RestrictionRefused::TooManyEntitled, _) => Failure::field("entitled", "too_long"),
        (RestrictionRefused::WidensOwn, _) => Failure::new(Code::WidensOwn),
    }
}

pub(super) fn not_found(kind: Kind) -> Failure {
    Failure::with(Code::NotFound, serde_json::json!({ "kind": kind.name() }))
}
