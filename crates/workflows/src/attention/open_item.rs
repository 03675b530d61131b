//! Who may see and settle an item, and whether it still waits.

use clinic::{
    access::{Permission, to_write},
    agenda::LONGEST_REASON,
    records::{Attention, AttentionState, Kind, Settlement, Subject},
};
use serde_json::json;
use values::ids::AttentionId;
use wire::{Code, Failure};

use super::concerned::patients_of;
use crate::{
    actor::Actor,
    context::{Context, Kept, Outcome},
    dispatch::permit,
};

/// Whether the actor may know of an item. A refused change holds its request, word for word, so it is for
/// those who may make such a request; one that this version does not know may hold anything, so it is for
/// those who may see everything of a patient. Two values of a field are for those who may write the field.
pub(super) fn may_see(actor: &Actor, item: &Attention) -> bool {
    match &item.subject {
        // It tells a value and not of which field.
        Subject::Refused(refused) if refused.command == "settle_conflict" => {
            refused.person == actor.person || actor.may(Permission::SeeClinicalRecord)
        }
        Subject::Refused(refused) => match permit(&refused.command, actor) {
            Ok(_) => true,
            Err(failure) if failure.code == Code::UnknownCommand => {
                actor.may(Permission::SeeClinicalRecord)
            }
            Err(_) => false,
        },
        Subject::Conflict(conflict) => actor.may(to_write(conflict.kind, &conflict.field)),
        Subject::Duplicate(_) => actor.may(Permission::EditPatients),
    }
}

/// Those of these items that the actor may know of: by their role, and because no patient's record that an item
/// leads to is closed to them.
pub(super) async fn open_to(
    context: &mut Context<'_>,
    mut items: Vec<Kept<Attention>>,
) -> Outcome<Vec<Kept<Attention>>> {
    let actor = context.actor();
    items.retain(|item| may_see(&actor, item));
    if context.gate().await?.closed().len() == 0 {
        return Ok(items);
    }
    let records: Vec<&Attention> = items.iter().map(|item| &item.record).collect();
    let concerned = patients_of(context, &records).await?;
    let gate = context.gate().await?;
    items.retain(|item| {
        let patient = concerned.get(&item.id);
        patient.is_none_or(|patient| !gate.closes(*patient))
    });
    Ok(items)
}

/// Whether the actor may settle an item.
pub(crate) fn may_settle(actor: &Actor, item: &Attention) -> bool {
    actor.may(Permission::SettleAttention) && may_see(actor, item)
}

/// The item under `id`, if the actor may know of it: one about another facility's patient, or refused to another
/// facility, is not there.
pub(super) async fn item(context: &mut Context<'_>, id: AttentionId) -> Outcome<Kept<Attention>> {
    let item = context.load::<Attention>(id.uuid()).await?;
    let here = context.actor().facility;
    if item.refused().is_none() {
        let concerned = patients_of(context, &[&item.record]).await?;
        if let Some(patient) = concerned.get(&item.id) {
            context.is_here(Kind::Attention, *patient).await?;
        }
    } else if item.facility.is_some_and(|facility| facility != here) {
        return Err(unknown().into());
    }
    let shown = open_to(context, vec![item]).await?;
    let item = shown.into_iter().next();
    Ok(item.ok_or_else(unknown)?)
}

fn unknown() -> Failure {
    Failure::with(Code::NotFound, json!({ "kind": "attention" }))
}

/// Says how an item was settled.
pub(super) async fn settle(
    context: &mut Context<'_>,
    item: &Attention,
    settlement: Settlement,
) -> Outcome<()> {
    let settled = Attention {
        state: AttentionState::Settled,
        settlement: Some(settlement),
        settled_at: Some(context.now()),
        settled_by: Some(context.actor().person),
        ..item.clone()
    };
    context.save(&settled).await
}

/// Why something is done: it must be said.
pub(crate) fn reason(told: &str) -> Result<String, Failure> {
    let reason = told.trim();
    if reason.is_empty() {
        return Err(Failure::field("reason", "required"));
    }
    if reason.chars().count() > LONGEST_REASON {
        return Err(Failure::field("reason", "too_long"));
    }
    Ok(reason.to_owned())
}

/// The answer when somebody was faster.
pub(super) fn already_settled(item: &Attention) -> Failure {
    Failure::with(
        Code::AlreadySettled,
        json!({ "settled_by": item.settled_by }),
    )
}
