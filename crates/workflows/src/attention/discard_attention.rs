//! `discard_attention`: decides that a refused change is not wanted any more.

use clinic::{
    agenda::LONGEST_REASON,
    records::{AttentionState, Settlement},
};
use wire::{
    Failure,
    attention::{DiscardAttention, Done},
};

use super::{
    concerned::patients_of,
    open_item::{already_settled, item, settle},
};
use crate::context::{Context, Outcome};

/// Settles an item without doing what was asked, for a reason. The request stays in the record.
pub async fn discard_attention(
    context: &mut Context<'_>,
    request: DiscardAttention,
) -> Outcome<Done> {
    let reason = request.reason.trim();
    if reason.is_empty() {
        return Err(Failure::field("reason", "required").into());
    }
    if reason.chars().count() > LONGEST_REASON {
        return Err(Failure::field("reason", "too_long").into());
    }
    let item = item(context, request.item).await?;
    for patient in patients_of(context, &[&item]).await?.into_values() {
        context.about(patient);
    }
    if item.state == AttentionState::Settled {
        let repeated = matches!(&item.settlement, Some(Settlement::Discarded { reason: told }) if told == reason)
            && item.settled_by == Some(context.actor().person);
        return if repeated {
            Ok(Done {})
        } else {
            Err(already_settled(&item).into())
        };
    }
    let settlement = Settlement::Discarded {
        reason: reason.to_owned(),
    };
    settle(context, &item, settlement).await?;
    Ok(Done {})
}
