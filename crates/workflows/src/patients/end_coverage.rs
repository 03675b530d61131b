//! `end_coverage`.

use clinic::{
    patients::{Problem, coverage_problems},
    records::Coverage,
};
use wire::patients::{Done, EndCoverage};

use super::refused::refuse_wrong_field;
use crate::{
    context::{Context, Kept, Outcome},
    merge::{edit, lay},
};

/// Says on which day an insurance ends, past or to come. Ending it again on the same day changes nothing.
pub async fn end_coverage(context: &mut Context<'_>, request: EndCoverage) -> Outcome<Done> {
    let coverage: Kept<Coverage> = context.load(request.coverage.uuid()).await?;
    let patient = coverage.patient;
    context.about(patient);
    let asked = Coverage {
        to: Some(request.on),
        ..coverage.record.clone()
    };
    let edits = edit(&asked, &["to"], &request.was)?;
    let ended = lay(context, patient, &coverage.record, &edits).await?;
    if !ended.changed {
        return Ok(Done {});
    }
    let ends_before_it_starts = coverage_problems(&ended.record)
        .iter()
        .any(|problem| problem.field == "to");
    refuse_wrong_field("on", ends_before_it_starts.then_some(Problem::Invalid))?;
    context.save(&ended.record).await?;
    Ok(Done {})
}
