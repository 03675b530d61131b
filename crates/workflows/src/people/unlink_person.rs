//! `unlink_person`.

use clinic::records::Person;
use wire::people::{Done, UnlinkPerson};

use super::refused::permitted;
use crate::context::{Context, Kept, Outcome};

/// Takes somebody's links away. Their password stays; nobody can link an account for another.
pub async fn unlink_person(context: &mut Context<'_>, request: UnlinkPerson) -> Outcome<Done> {
    let kept: Kept<Person> = context.load(request.person.uuid()).await?;
    let mut person = kept.record;
    permitted(context, &person).await?;
    if !person.identities.is_empty() {
        person.identities.clear();
        context.save(&person).await?;
    }
    Ok(Done {})
}
