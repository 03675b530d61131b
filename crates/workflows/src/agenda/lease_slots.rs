//! `lease_slots`: reserves a practitioner's times for one workstation.

use clinic::{
    agenda::{LeaseDraft, LeaseRefused, day_bounds, lease},
    records::SlotLease,
};
use values::ids::SlotLeaseId;
use wire::{
    Code, Failure,
    agenda::{LeaseSlots, LeaseView, SlotTaken, TakenBy},
};

use super::{leases::lease_view, named};
use crate::{
    context::{Context, Kept, Outcome, Stop},
    records::{Clash, Query, RecordsError},
};

/// Reserves times. It is firm once the server has confirmed it.
pub async fn lease_slots(context: &mut Context<'_>, request: LeaseSlots) -> Outcome<LeaseView> {
    let id = request.id;
    if !context
        .exists(clinic::records::Kind::SlotLease, id.uuid())
        .await?
    {
        grant(context, request).await?;
    }
    let zone = context.facility().await?.zone;
    let kept: Kept<SlotLease> = context.load(id.uuid()).await?;
    Ok(lease_view(context, &zone, kept))
}

async fn grant(context: &mut Context<'_>, request: LeaseSlots) -> Outcome<()> {
    let practitioner = named::practitioner(context, request.practitioner).await?;
    let zone = context.facility().await?.zone;
    let (from, to) = day_bounds(&zone, request.date);
    let query = Query::SlotLeases {
        from,
        to,
        practitioner: Some(practitioner.id),
    };
    let kept = context.find::<SlotLease>(query).await?;
    let kept: Vec<SlotLease> = kept.into_iter().map(|kept| kept.record).collect();
    let draft = LeaseDraft {
        id: request.id,
        practitioner: request.practitioner,
        date: request.date,
        from: request.from,
        to: request.to,
        device: context.actor().device,
        workstation: context.letters().await?,
        granted_by: context.actor().person,
    };
    let granted = match lease(&zone, context.now(), draft, &kept) {
        Ok(granted) => granted,
        Err(refused) => return Err(refusal(refused, &kept).into()),
    };
    match context.save(&granted).await {
        Err(Stop::Records(RecordsError::Clash(Clash::LeasesOverlap))) => {
            Err(held(None, &kept).into())
        }
        written => written,
    }
}

fn refusal(refused: LeaseRefused, kept: &[SlotLease]) -> Failure {
    match refused {
        LeaseRefused::Empty => Failure::field("to", "invalid"),
        LeaseRefused::TimeDoesNotExist => Failure::new(Code::TimeDoesNotExist),
        LeaseRefused::InThePast => Failure::new(Code::InThePast),
        LeaseRefused::Held { by } => held(Some(by), kept),
    }
}

/// Another workstation holds part of it.
fn held(by: Option<SlotLeaseId>, kept: &[SlotLease]) -> Failure {
    let holder = kept.iter().find(|lease| Some(lease.id) == by);
    let taken = SlotTaken {
        what: TakenBy::Lease,
        by: None,
        workstation: holder.map(|lease| lease.workstation.clone()),
        offers: Vec::new(),
    };
    Failure::with(Code::SlotLeased, taken)
}
