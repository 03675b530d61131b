//! `link_identity`.

use clinic::{
    people::{LinkRefused, link},
    records::{Kind, Person},
};
use wire::{
    Code, Failure,
    people::{Done, LinkIdentity},
};

use crate::{
    context::{Context, Kept, Outcome},
    records::Query,
};

/// Links an account of another provider with the account of whoever asks. It signs in nobody else.
pub async fn link_identity(context: &mut Context<'_>, request: LinkIdentity) -> Outcome<Done> {
    let me = context.actor().person;
    let kept: Kept<Person> = context.load(me.uuid()).await?;
    let before = kept.record;
    let everybody: Vec<Kept<Person>> = context.find(Query::All(Kind::Person)).await?;
    let everybody: Vec<Person> = everybody.into_iter().map(|kept| kept.record).collect();
    let identities = link(&before, &request.identity, &everybody).map_err(refusal)?;
    if identities != before.identities {
        let after = Person {
            identities,
            ..before
        };
        context.save(&after).await?;
    }
    Ok(Done {})
}

fn refusal(refused: LinkRefused) -> Failure {
    match refused {
        LinkRefused::Unfit => Failure::field("identity", "invalid"),
        LinkRefused::Taken => Failure::new(Code::IdentityTaken),
    }
}
