//! `restrict_record`.

use clinic::{
    records::{Kind, Patient, Person},
    restriction::{Wanted, restrict},
};
use uuid::Uuid;
use values::ids::PersonId;
use wire::{
    Failure,
    restriction::{Done, RestrictRecord},
};

use super::refused::{patient, refusal};
use crate::{
    context::{Context, Outcome},
    records::Query,
};

/// Restricts a record to named people, or changes why and to whom. Asked for again it changes nothing.
pub async fn restrict_record(context: &mut Context<'_>, request: RestrictRecord) -> Outcome<Done> {
    let id = request.patient;
    context.about(id);
    let kept = patient(context, id).await?;
    let before = kept.restriction.as_ref();
    let actor = context.actor();
    let wanted = Wanted {
        label: request.label,
        entitled: request.entitled,
    };
    let after = restrict(before, (actor.person, actor.rights), wanted, context.now())
        .map_err(|refused| refusal(context, id, before, refused))?;
    are_known(context, &after.entitled).await?;
    let is_same = before
        .is_some_and(|before| before.label == after.label && before.entitled == after.entitled);
    if !is_same {
        let restricted = Patient {
            restriction: Some(after),
            ..kept.record
        };
        context.save(&restricted).await?;
    }
    Ok(Done {})
}

/// Refuses people whom nobody knows: a record must not be left to nobody.
async fn are_known(context: &mut Context<'_>, people: &[PersonId]) -> Outcome<()> {
    let ids: Vec<Uuid> = people.iter().map(|person| person.uuid()).collect();
    let known = context
        .find::<Person>(Query::Many(Kind::Person, ids))
        .await?;
    if known.len() == people.len() {
        Ok(())
    } else {
        Err(Failure::field("entitled", "invalid").into())
    }
}
