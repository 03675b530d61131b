//! `break_glass`: opens a restricted record in an emergency.

use clinic::{
    records::{EmergencyAccess, Extra, Kind},
    restriction::{EMERGENCY_MINUTES, words_problem},
};
use wire::{
    Failure,
    restriction::{BreakGlass, Done},
};

use super::refused::patient;
use crate::context::{Context, Outcome};

/// Writes down that somebody opens a record in an emergency; it is open to them from now on, for an hour. It is
/// written down also where nothing stood in the way: whoever said so at a workstation that knew no better did
/// open the record so.
pub async fn break_glass(context: &mut Context<'_>, request: BreakGlass) -> Outcome<Done> {
    context.about(request.patient);
    let words = request.words.trim();
    if let Some(problem) = words_problem(words) {
        return Err(Failure::field("words", problem).into());
    }
    context.because(format!("{}: {words}", request.reason.name()));
    if context
        .exists(Kind::EmergencyAccess, request.id.uuid())
        .await?
    {
        return Ok(Done {});
    }
    patient(context, request.patient).await?;
    let access = EmergencyAccess {
        id: request.id,
        person: context.actor().person,
        patient: request.patient,
        reason: request.reason,
        words: words.to_owned(),
        from: context.now(),
        until: context.now().plus_millis(EMERGENCY_MINUTES * 60_000),
        ended_at: None,
        review: None,
        extra: Extra::new(),
    };
    context.save(&access).await?;
    Ok(Done {})
}
