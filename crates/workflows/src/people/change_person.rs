//! `change_person`.

use clinic::records::Person;
use wire::people::{ChangePerson, Done};

use super::refused::{at_facilities, named, permitted};
use crate::context::{Context, Kept, Outcome};

/// Changes somebody's name or role, where they work, or whether they may sign in. It holds at once where it is made,
/// and elsewhere with the next rows; whatever they do meanwhile the server judges by what they are there.
pub async fn change_person(context: &mut Context<'_>, request: ChangePerson) -> Outcome<Done> {
    let kept: Kept<Person> = context.load(request.person.uuid()).await?;
    let before = kept.record;
    let (role, custom_role) = match request.role {
        Some(role) => (role, request.custom_role),
        None => (before.role, before.custom_role),
    };
    let memberships = match request.memberships {
        Some(memberships) => at_facilities(context, memberships).await?,
        None => before.memberships.clone(),
    };
    let name = match request.name {
        Some(name) => named(name)?,
        None => before.name.clone(),
    };
    let active = request.active.unwrap_or(before.active);
    let is_same = (role, custom_role, active) == (before.role, before.custom_role, before.active)
        && memberships == before.memberships
        && name == before.name;
    let after = Person {
        name,
        role,
        custom_role,
        memberships,
        active,
        ..before
    };
    permitted(context, &after).await?;
    if !is_same {
        context.save(&after).await?;
    }
    Ok(Done {})
}
