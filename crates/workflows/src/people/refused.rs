//! What rules about accounts answer, on the wire.

use clinic::{
    people::{AccountRefused, may_administer},
    records::{Kind, Person, Role},
};
use wire::{Code, Failure};

use crate::{
    context::{Context, Kept, Outcome},
    records::Query,
};

const NAME_LENGTH_MAX: usize = 100;
/// Longer than any verifier is (PHC string form).
const VERIFIER_LENGTH_MAX: usize = 300;

/// Refuses what may not be made of somebody's account.
pub(super) async fn permitted(
    context: &mut Context<'_>,
    person: &Person,
    after: (Role, bool),
) -> Outcome<()> {
    let everybody: Vec<Kept<Person>> = context.find(Query::All(Kind::Person)).await?;
    let everybody: Vec<Person> = everybody.into_iter().map(|kept| kept.record).collect();
    may_administer(context.actor().person, person.id, after, &everybody).map_err(|refused| {
        match refused {
            AccountRefused::OwnAccount => Code::OwnAccount.into(),
            AccountRefused::LastAdministrator => Code::LastAdministrator.into(),
        }
    })
}

/// A name as it is kept: without what stands around it.
pub(super) fn named(mut name: values::HumanName) -> Result<values::HumanName, Failure> {
    name.family = name.family.trim().to_owned();
    name.given = name.given.trim().to_owned();
    name.prefix = name.prefix.filter(|prefix| !prefix.trim().is_empty());
    if name.family.is_empty() {
        return Err(Failure::field("family", "required"));
    }
    for (field, text) in [("family", &name.family), ("given", &name.given)] {
        if text.chars().count() > NAME_LENGTH_MAX {
            return Err(Failure::field(field, "too_long"));
        }
    }
    Ok(name)
}

/// Refuses what is no verifier of a password: nobody could ever sign in with it, or everybody.
pub(super) fn is_verifier(verifier: &str) -> Result<(), Failure> {
    let looks_like_one =
        verifier.starts_with("$argon2id$") && verifier.len() <= VERIFIER_LENGTH_MAX;
    if looks_like_one {
        Ok(())
    } else {
        Err(Failure::field("verifier", "invalid"))
    }
}
