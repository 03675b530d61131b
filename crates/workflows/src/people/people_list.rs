//! `people_list`.

use clinic::records::{Kind, Person};
use values::Instant;
use wire::people::{AccountLine, AccountState, PeopleListRequest, PeopleListView};

use crate::{
    context::{Context, Kept, Outcome},
    records::Query,
};

/// Everybody who has an account, those who may sign in first, then by name.
pub async fn people_list(
    context: &mut Context<'_>,
    _request: PeopleListRequest,
) -> Outcome<PeopleListView> {
    let me = context.actor().person;
    let now = context.now();
    let people: Vec<Kept<Person>> = context.find(Query::All(Kind::Person)).await?;
    let mut people: Vec<AccountLine> = people
        .iter()
        .map(|kept| AccountLine {
            id: kept.id,
            name: kept.name.clone(),
            display_name: kept.name.letter(),
            role: kept.role,
            practitioner: kept.practitioner,
            state: state(kept, now),
            activation_until: kept.activation_until.filter(|_| kept.active),
            second_factor: kept.second_factor.is_some(),
            linked: !kept.identities.is_empty(),
            own: kept.id == me,
            pending: kept.pending,
        })
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

fn state(person: &Person, now: Instant) -> AccountState {
    match person.activation_until {
        _ if !person.active => AccountState::Disabled,
        Some(until) if until < now => AccountState::InvitationExpired,
        Some(_) => AccountState::Invited,
        None => AccountState::Active,
    }
}
