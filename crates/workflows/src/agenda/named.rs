//! What a request names must exist, and be there to be chosen.

use std::collections::BTreeSet;

use clinic::records::{Kind, Practitioner, Room, Service};
use values::ids::{PractitionerId, RoomId, ServiceId};
use wire::Failure;

use crate::{
    context::{Context, Outcome},
    records::Query,
};

/// A practitioner who takes appointments.
pub(super) async fn practitioner(
    context: &mut Context<'_>,
    id: PractitionerId,
) -> Outcome<Practitioner> {
    let practitioner = context.load::<Practitioner>(id.uuid()).await?.record;
    if !practitioner.active {
        return Err(Failure::field("practitioner", "invalid").into());
    }
    Ok(practitioner)
}

/// Refuses a room that does not exist.
pub(super) async fn room(context: &mut Context<'_>, id: Option<RoomId>) -> Outcome<()> {
    match id {
        Some(id) => context.load::<Room>(id.uuid()).await.map(drop),
        None => Ok(()),
    }
}

/// Refuses services of which one does not exist. One that is no longer offered is taken: it may have
/// been when the change was made.
pub(super) async fn services(context: &mut Context<'_>, ids: &[ServiceId]) -> Outcome<()> {
    let wanted: BTreeSet<_> = ids.iter().map(|id| id.uuid()).collect();
    if wanted.is_empty() {
        return Ok(());
    }
    let query = Query::Many(Kind::Service, wanted.iter().copied().collect());
    let known = context.find::<Service>(query).await?;
    if known.len() < wanted.len() {
        return Err(Failure::field("services", "invalid").into());
    }
    Ok(())
}
