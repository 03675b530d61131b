//! `discard_attention`: decides that an item needs nothing.

use clinic::records::{AttentionState, Settlement};
use wire::attention::{DiscardAttention, Done};

use super::{
    concerned::patients_of,
    open_item::{already_settled, item, reason, settle},
};
use crate::context::{Context, Outcome};

/// Settles an item without doing anything about it, for a reason: what was asked is not wanted any more, the
/// value that stands is right, two patients are different people. What was asked stays in the item.
pub async fn discard_attention(
    context: &mut Context<'_>,
    request: DiscardAttention,
) -> Outcome<Done> {
    let reason = reason(&request.reason)?;
    let item = item(context, request.item).await?;
    for patient in patients_of(context, &[&item]).await?.into_values() {
        context.about(patient);
    }
    if item.state == AttentionState::Settled {
        let repeated = matches!(&item.settlement, Some(Settlement::Discarded { reason: told }) if *told == reason)
            && item.settled_by == Some(context.actor().person);
        return if repeated {
            Ok(Done {})
        } else {
            Err(already_settled(&item).into())
        };
    }
    settle(context, &item, Settlement::Discarded { reason }).await?;
    Ok(Done {})
}
