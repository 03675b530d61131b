//! `free_slots`: where there is room next.

use clinic::{
    agenda::{LONGEST_VISIT, Order, SHORTEST_VISIT, Search},
    records::{Kind, Practitioner},
};
use wire::{
    Failure,
    agenda::{FreeSlotsRequest, FreeSlotsView},
};

use super::offers::Days;
use crate::{
    context::{Context, Outcome},
    records::Query,
};

const MOST: u16 = 50;

/// The soonest free slots, with one practitioner or with any.
pub async fn free_slots(
    context: &mut Context<'_>,
    request: FreeSlotsRequest,
) -> Outcome<FreeSlotsView> {
    if !(SHORTEST_VISIT..=LONGEST_VISIT).contains(&request.minutes) {
        return Err(Failure::field("minutes", "invalid").into());
    }
    if !(1..=MOST).contains(&request.limit) {
        return Err(Failure::field("limit", "invalid").into());
    }
    let facility = context.facility().await?;
    let practitioners: Vec<Practitioner> = match request.practitioner {
        Some(one) => vec![context.load(one.uuid()).await?.record],
        None => context
            .find(Query::All(Kind::Practitioner))
            .await?
            .into_iter()
            .map(|kept| kept.record)
            .filter(|practitioner: &Practitioner| practitioner.works_at(facility.id))
            .collect(),
    };
    let zone = facility.zone;
    let search = Search {
        zone: &zone,
        now: context.now(),
        device: context.actor().device,
        practitioners: &practitioners,
        room: None,
        patient: request.patient,
        moving: None,
        minutes: request.minutes,
        from: request.from,
        order: Order::Soonest,
        limit: usize::from(request.limit),
    };
    let slots = Days::default().search(context, search).await?;
    Ok(FreeSlotsView { slots })
}
