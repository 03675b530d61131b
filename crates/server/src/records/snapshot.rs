//! Whole copies of a facility's records, for workstations that begin.

mod build;
mod chunks;
mod shelf;

use std::{sync::Arc, time::Duration};

use axum::{
    Json,
    extract::{Path, State, rejection::PathRejection},
    http::{HeaderValue, header::CONTENT_TYPE},
    response::{IntoResponse, Response},
};
use serde::Deserialize;
use store::Share;
use uuid::Uuid;
use wire::{
    Code,
    sync::{SnapshotHeader, SnapshotRequest},
};

use super::{
    body::{Asked, Body},
    caller::Caller,
    scope::share_of,
};
use crate::{ApiError, Shared};

pub(crate) use shelf::Shelf;

/// How long an answer waits for the next chunk of a snapshot that grows.
const GROWS_WITHIN: Duration = Duration::from_secs(5);
/// What a chunk is; such an answer is not packed a second time.
pub(super) const PACKED: HeaderValue = HeaderValue::from_static("application/zstd");

#[derive(Debug, Deserialize)]
pub(crate) struct GrowthQuery {
    #[serde(default)]
    after: usize,
}

/// The header of a snapshot that is young enough, or of one that begins to grow now; there is none of no records.
pub(crate) async fn begin(
    State(shared): State<Arc<Shared>>,
    caller: Caller,
    Body(SnapshotRequest {}): Body<SnapshotRequest>,
) -> Result<Json<SnapshotHeader>, ApiError> {
    let share = share(&shared, &caller).await?;
    Ok(Json(shelf::young(&shared, share).await?))
}

/// The header again, as soon as there is more than the first `after` chunks. Whether there is more by then or not:
/// the answer shows it.
pub(crate) async fn header(
    State(shared): State<Arc<Shared>>,
    caller: Caller,
    path: Result<Path<String>, PathRejection>,
    Asked(query): Asked<GrowthQuery>,
) -> Result<Json<SnapshotHeader>, ApiError> {
    let Ok(Path(id)) = path else {
        return Err(Code::NotFound.into());
    };
    let facility = share(&shared, &caller).await?.facility;
    let named = (named(&id)?, facility);
    let header = shared.shelf.grown(named, query.after, GROWS_WITHIN).await?;
    Ok(Json(header))
}

/// One chunk. Another facility's snapshot is nobody's here: its name opens nothing.
pub(crate) async fn chunk(
    State(shared): State<Arc<Shared>>,
    caller: Caller,
    path: Result<Path<(String, u32)>, PathRejection>,
) -> Result<Response, ApiError> {
    let Ok(Path((id, n))) = path else {
        return Err(Code::NotFound.into());
    };
    let facility = share(&shared, &caller).await?.facility;
    let bytes = shared.shelf.chunk((named(&id)?, facility), n).await?;
    let mut response = bytes.into_response();
    response.headers_mut().insert(CONTENT_TYPE, PACKED);
    Ok(response)
}

async fn share(shared: &Shared, caller: &Caller) -> Result<Share, ApiError> {
    share_of(&mut shared.store.read().await?, caller).await
}

fn named(id: &str) -> Result<Uuid, Code> {
    Uuid::parse_str(id).map_err(|_| Code::NotFound)
}
