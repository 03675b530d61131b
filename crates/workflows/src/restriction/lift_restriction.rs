//! `lift_restriction`.

use clinic::{
    records::Patient,
    restriction::{RestrictionRefused, may_lift},
};
use wire::restriction::{Done, LiftRestriction};

use super::refused::{patient, refusal};
use crate::context::{Context, Outcome};

/// Lets everybody open a record again whose role does. One that is not restricted stays so.
pub async fn lift_restriction(
    context: &mut Context<'_>,
    request: LiftRestriction,
) -> Outcome<Done> {
    let id = request.patient;
    context.about(id);
    let kept = patient(context, id).await?;
    let Some(restriction) = &kept.restriction else {
        return Ok(Done {});
    };
    let actor = context.actor();
    if !may_lift(restriction, (actor.person, actor.rights), context.now()) {
        let refused = RestrictionRefused::NotEntitled;
        return Err(refusal(context, id, Some(restriction), refused).into());
    }
    let open = Patient {
        restriction: None,
        ..kept.record
    };
    context.save(&open).await?;
    Ok(Done {})
}
