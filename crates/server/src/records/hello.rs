//! How the server stands, and what it holds of the workstation that asks.

use std::sync::Arc;

use axum::{Json, extract::State};
use wire::{
    Code,
    sync::{
        HelloAnswer, HelloRequest, KnownAnswer, KnownRequest, PROTOCOL, PROTOCOL_OLDEST,
        PUSH_CHANGES_MAX,
    },
};

use super::{
    body::Body,
    caller::{Caller, Enrolled},
    pull::floor,
};
use crate::{ApiError, Shared};

/// Answers a workstation of any version and in any state, so that it can find out.
pub(crate) async fn hello(
    State(shared): State<Arc<Shared>>,
    Enrolled(device): Enrolled,
    Body(HelloRequest {}): Body<HelloRequest>,
) -> Result<Json<HelloAnswer>, ApiError> {
    let now = shared.clock.now();
    // Whoever begins comes by here, so nothing stays much longer than it is needed.
    shared.shelf.tidy(now).await?;
    let mut tx = shared.store.read().await?;
    let end = tx.device_end(device.id).await?;
    Ok(Json(HelloAnswer {
        protocol: PROTOCOL,
        protocol_oldest: PROTOCOL_OLDEST,
        epoch: shared.epoch,
        head: tx.head().await?,
        floor: floor(&mut tx).await?,
        now,
        have_through: end.sequence,
        have_hash: end.hash,
        device: device.state,
        wipe: device.wipe,
    }))
}

/// Which changes were judged here, whoever handed them in.
pub(crate) async fn known(
    State(shared): State<Arc<Shared>>,
    Caller(_): Caller,
    Body(request): Body<KnownRequest>,
) -> Result<Json<KnownAnswer>, ApiError> {
    if request.ids.len() > PUSH_CHANGES_MAX {
        return Err(Code::TooLarge.into());
    }
    let mut known = shared.store.read().await?.known_of(&request.ids).await?;
    shared.store.number(&mut known).await?;
    Ok(Json(KnownAnswer { known }))
}
