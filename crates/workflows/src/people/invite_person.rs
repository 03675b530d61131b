//! `invite_person`.

use clinic::records::{Extra, Kind, Person};
use wire::people::{Done, InvitePerson};

use super::refused::{at_facilities, is_verifier, named, permitted};
use crate::context::{Context, Outcome};

/// Opens an account for somebody, who chooses a password with the code that they were given.
pub async fn invite_person(context: &mut Context<'_>, request: InvitePerson) -> Outcome<Done> {
    if context.exists(Kind::Person, request.id.uuid()).await? {
        return Ok(Done {});
    }
    is_verifier(&request.verifier)?;
    let person = Person {
        id: request.id,
        name: named(request.name)?,
        role: request.role,
        custom_role: request.custom_role,
        memberships: at_facilities(context, request.memberships).await?,
        practitioner: request.practitioner,
        verifier: request.verifier,
        activation_until: Some(request.activation_until),
        second_factor: None,
        identities: Vec::new(),
        active: true,
        extra: Extra::default(),
    };
    permitted(context, &person).await?;
    context.save(&person).await?;
    Ok(Done {})
}
