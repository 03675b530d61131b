//! `reset_sign_in`.

use clinic::records::Person;
use wire::people::{Done, ResetSignIn};

use super::refused::{is_verifier, permitted};
use crate::context::{Context, Kept, Outcome};

/// Takes somebody's password away and lets a code in its place admit once.
pub async fn reset_sign_in(context: &mut Context<'_>, request: ResetSignIn) -> Outcome<Done> {
    is_verifier(&request.verifier)?;
    let kept: Kept<Person> = context.load(request.person.uuid()).await?;
    let mut person = kept.record;
    permitted(context, &person).await?;
    if person.verifier == request.verifier {
        return Ok(Done {});
    }
    person.verifier = request.verifier;
    person.activation_until = Some(request.activation_until);
    if request.without_second_factor {
        person.second_factor = None;
    }
    context.save(&person).await?;
    Ok(Done {})
}
