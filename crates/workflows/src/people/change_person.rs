//! `change_person`.

use clinic::records::Person;
use wire::people::{ChangePerson, Done};

use super::refused::{named, permitted};
use crate::context::{Context, Kept, Outcome};

/// Changes somebody's name or role, or whether they may sign in. It holds at once where it is made, and elsewhere
/// with the next rows; whatever they do meanwhile the server judges by what they are there.
pub async fn change_person(context: &mut Context<'_>, request: ChangePerson) -> Outcome<Done> {
    let kept: Kept<Person> = context.load(request.person.uuid()).await?;
    let before = kept.record;
    let role = request.role.unwrap_or(before.role);
    let active = request.active.unwrap_or(before.active);
    permitted(context, &before, (role, active)).await?;
    let name = match request.name {
        Some(name) => named(name)?,
        None => before.name.clone(),
    };
    if (role, active, &name) == (before.role, before.active, &before.name) {
        return Ok(Done {});
    }
    let after = Person {
        name,
        role,
        active,
        ..before
    };
    context.save(&after).await?;
    Ok(Done {})
}
