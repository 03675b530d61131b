//! `end_emergency_access`.

use clinic::{
    records::{EmergencyAccess, Kind},
    restriction::end,
};
use wire::restriction::{Done, EndEmergencyAccess};

use super::refused::not_found;
use crate::context::{Context, Kept, Outcome};

/// Ends one's own emergency access before its time. One that is over stays as it is.
pub async fn end_emergency_access(
    context: &mut Context<'_>,
    request: EndEmergencyAccess,
) -> Outcome<Done> {
    let access: Kept<EmergencyAccess> = context.load(request.access.uuid()).await?;
    if access.person != context.actor().person {
        return Err(not_found(Kind::EmergencyAccess).into());
    }
    context.about(access.patient);
    context.because(access.reason.name().to_owned());
    let ended = end(&access, context.now());
    if ended != access.record {
        context.save(&ended).await?;
    }
    Ok(Done {})
}
