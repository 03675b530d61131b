//! `end_slot_lease`: gives leased times back.

use clinic::{agenda::end_lease, records::SlotLease};
use wire::agenda::{Done, EndSlotLease};

use crate::context::{Context, Kept, Outcome};

/// Ends a lease before its time, whichever workstation holds it. Ended twice, it ended the first time.
pub async fn end_slot_lease(context: &mut Context<'_>, request: EndSlotLease) -> Outcome<Done> {
    let kept: Kept<SlotLease> = context.load(request.lease.uuid()).await?;
    if kept.ended_at.is_none() {
        let by = Some(context.actor().person);
        context.save(&end_lease(&kept, context.now(), by)).await?;
    }
    Ok(Done {})
}
