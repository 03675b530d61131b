//! `people_list`.

use clinic::{
    people::Staff,
    records::{CustomRole, Kind, Person},
};
use values::Instant;
use wire::people::{AccountLine, AccountState, PeopleListRequest, PeopleListView};

use super::staff::Everybody;
use crate::{
    context::{Context, Kept, Outcome},
    records::Query,
};

/// Everybody who has an account, those who may sign in first, then by name.
pub async fn people_list(
    context: &mut Context<'_>,
    _request: PeopleListRequest,
) -> Outcome<PeopleListView> {
    let people: Vec<Kept<Person>> = context.find(Query::All(Kind::Person)).await?;
    let everybody = Everybody::of(context).await?;
    let mut people: Vec<AccountLine> = people
        .iter()
        .map(|kept| line(context, kept, everybody.staff()))
        .collect();
    people.sort_by_cached_key(|person| {
        (
            person.state == AccountState::Disabled,
            values::names::fold(&person.name.banner()),
            person.id,
        )
    });
    Ok(PeopleListView { people })
}

fn line(context: &Context<'_>, kept: &Kept<Person>, staff: Staff<'_>) -> AccountLine {
    let called = |custom: &CustomRole| custom.name.clone();
    AccountLine {
        id: kept.id,
        name: kept.name.clone(),
        display_name: kept.name.letter(),
        role: kept.role,
        custom_role: kept.custom_role,
        role_name: kept.custom_role.and_then(|id| staff.custom(id).map(called)),
        memberships: kept.memberships.clone(),
        practitioner: kept.practitioner,
        state: state(kept, context.now()),
        activation_until: kept.activation_until.filter(|_| kept.active),
        second_factor: kept.second_factor.is_some(),
        linked: !kept.identities.is_empty(),
        lets_people_in: staff.lets_people_in(kept),
        own: kept.id == context.actor().person,
        pending: kept.pending,
    }
}

fn state(person: &Person, now: Instant) -> AccountState {
    match person.activation_until {
        _ if !person.active => AccountState::Disabled,
        Some(until) if until < now => AccountState::InvitationExpired,
        Some(_) => AccountState::Invited,
        None => AccountState::Active,
    }
}
