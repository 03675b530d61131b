//! `review_emergency_access`.

use clinic::{
    records::{EmergencyAccess, EmergencyVerdict},
    restriction::{ReviewRefused, WORDS_LENGTH_MAX, review},
};
use wire::{
    Code, Failure,
    restriction::{Done, ReviewEmergencyAccess},
};

use crate::context::{Context, Kept, Outcome};

/// Says whether it was right to open a record in an emergency. What was not right is said in words.
pub async fn review_emergency_access(
    context: &mut Context<'_>,
    request: ReviewEmergencyAccess,
) -> Outcome<Done> {
    let words = request.words.trim().to_owned();
    if words.is_empty() && request.verdict == EmergencyVerdict::NotJustified {
        return Err(Failure::field("words", "required").into());
    }
    if words.chars().count() > WORDS_LENGTH_MAX {
        return Err(Failure::field("words", "too_long").into());
    }
    let access: Kept<EmergencyAccess> = context.load(request.access.uuid()).await?;
    context.about(access.patient);
    let (person, now) = (context.actor().person, context.now());
    let reviewed =
        review(&access, person, (request.verdict, words), now).map_err(
            |refused| match refused {
                ReviewRefused::Own => Failure::new(Code::OwnAccess),
                ReviewRefused::Reviewed { by } => Failure::with(
                    Code::AlreadySettled,
                    serde_json::json!({ "settled_by": by }),
                ),
            },
        )?;
    if reviewed != access.record {
        context.save(&reviewed).await?;
    }
    Ok(Done {})
}
