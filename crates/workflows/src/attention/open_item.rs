//! Who may see and settle an item, and whether it still waits.

use clinic::{
    access::{Permission, may, to_write},
    agenda::LONGEST_REASON,
    records::{Attention, AttentionState, Settlement, Subject},
};
use serde_json::json;
use values::ids::AttentionId;
use wire::{Code, Failure};

use super::concerned::patients_of;
use crate::{
    context::{Actor, Context, Kept, Outcome},
    dispatch::permit,
};

/// Whether the actor may know of an item. A refused change holds its request, word for word, so it is for
/// those who may make such a request; one that this version does not know may hold anything, so it is for
/// those who may see everything of a patient. Two values of a field are for those who may write the field.
pub(super) fn may_see(actor: &Actor, item: &Attention) -> bool {
    match &item.subject {
        // It tells a value and not of which field.
        Subject::Refused(refused) if refused.command == "settle_conflict" => {
            refused.person == actor.person || may(actor.role, Permission::SeeClinicalRecord)
        }
        Subject::Refused(refused) => match permit(&refused.command, actor) {
            Ok(_) => true,
            Err(failure) if failure.code == Code::UnknownCommand => {
                may(actor.role, Permission::SeeClinicalRecord)
            }
            Err(_) => false,
        },
        Subject::Conflict(conflict) => may(actor.role, to_write(conflict.kind, &conflict.field)),
        Subject::Duplicate(_) => may(actor.role, Permission::EditPatients),
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
    may(actor.role, Permission::SettleAttention) && may_see(actor, item)
}

/// The item under `id`, if the actor may know of it.
pub(super) async fn item(context: &mut Context<'_>, id: AttentionId) -> Outcome<Kept<Attention>> {
    let item = context.load::<Attention>(id.uuid()).await?;
    let shown = open_to(context, vec![item]).await?;
    let item = shown.into_iter().next();
    Ok(item.ok_or_else(|| Failure::with(Code::NotFound, json!({ "kind": "attention" })))?)
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
