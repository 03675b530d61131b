//! `register_here`.

use clinic::records::Kind;
use wire::facilities::{Done, RegisterHere};

use crate::{
    attention::reason,
    context::{Context, Outcome},
};

/// Says that a patient of another facility receives care here too. A workstation of this facility does not hold
/// the record yet, so there it changes nothing: the record comes with the next rows, or the server, which holds
/// everybody, refuses somebody who exists nowhere. Saying it again changes nothing either.
pub async fn register_here(context: &mut Context<'_>, request: RegisterHere) -> Outcome<Done> {
    context.about(request.patient);
    reason(&request.reason)?;
    let facility = context.actor().facility;
    let id = request.patient.uuid();
    if !context.holds_everybody().await? && !context.exists(Kind::Patient, id).await? {
        return Ok(Done {});
    }
    let mut patient = context.load_from_anywhere(request.patient).await?.record;
    // A patient without facilities is held by all of them.
    if patient.facilities.is_empty() || patient.facilities.contains(&facility) {
        return Ok(Done {});
    }
    patient.facilities.push(facility);
    patient
        .former_facilities
        .retain(|former| *former != facility);
    context.save(&patient).await?;
    Ok(Done {})
}
