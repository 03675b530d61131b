//! What rules about accounts answer, on the wire.

use clinic::{
    people::{AccountRefused, may_administer},
    records::{Facility, Kind, Membership, Person},
};
use wire::{Code, Failure};

use super::staff::Everybody;
use crate::{
    context::{Context, Kept, Outcome},
    records::Query,
};

const NAME_LENGTH_MAX: usize = 100;
/// Longer than any verifier is (PHC string form).
const VERIFIER_LENGTH_MAX: usize = 300;

/// Refuses what may not be made of somebody's account.
pub(super) async fn permitted(context: &mut Context<'_>, after: &Person) -> Outcome<()> {
    let everybody = Everybody::of(context).await?;
    may_administer(context.actor().person, after, everybody.staff()).map_err(
        |refused| match refused {
            AccountRefused::OwnAccount => Code::OwnAccount.into(),
            AccountRefused::LastAdministrator => Code::LastAdministrator.into(),
            AccountRefused::NoSuchRole => Code::NoSuchRole.into(),
        },
    )
}

/// Memberships as they are kept: each of a facility that there is, and of each one.
pub(super) async fn at_facilities(
    context: &mut Context<'_>,
    mut memberships: Vec<Membership>,
) -> Outcome<Vec<Membership>> {
    let known: Vec<Kept<Facility>> = context.find(Query::All(Kind::Facility)).await?;
    memberships.sort_by_key(|membership| membership.facility);
    let twice = memberships
        .iter()
        .zip(memberships.iter().skip(1))
        .any(|(one, next)| one.facility == next.facility);
    let unknown = memberships.iter().any(|membership| {
        !known
            .iter()
            .any(|facility| facility.id == membership.facility)
    });
    if twice || unknown {
        return Err(Failure::field("memberships", "invalid").into());
    }
    Ok(memberships)
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
