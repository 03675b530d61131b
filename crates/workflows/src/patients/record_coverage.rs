//! `record_coverage`.

use std::collections::BTreeMap;

use clinic::{
    patients::coverage_problems,
    records::{Coverage, Extra, Kind, Patient},
};
use wire::patients::{Done, RecordCoverage};

use super::refused::refuse_wrong_fields;
use crate::context::{Context, Kept, Outcome};

/// Records an insurance of a patient.
pub async fn record_coverage(context: &mut Context<'_>, request: RecordCoverage) -> Outcome<Done> {
    context.about(request.patient);
    if context.exists(Kind::Coverage, request.id.uuid()).await? {
        return Ok(Done {});
    }
    let _: Kept<Patient> = context.load(request.patient.uuid()).await?;
    let coverage = Coverage {
        id: request.id,
        patient: request.patient,
        payer: request.payer.trim().to_owned(),
        member_number: request.member_number.trim().to_owned(),
        plan: request.plan.trim().to_owned(),
        from: request.from,
        to: request.to,
        edited: BTreeMap::new(),
        extra: Extra::new(),
    };
    refuse_wrong_fields(&coverage_problems(&coverage))?;
    context.save(&coverage).await?;
    Ok(Done {})
}
