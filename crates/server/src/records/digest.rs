//! How a workstation finds out which of its records differ from the shared ones, and gets those alone.

use std::sync::Arc;

use axum::{Json, extract::State};
use clinic::records::Kind;
use store::Mode;
use wire::{
    Code,
    sync::{
        BucketAnswer, BucketRequest, BucketsAnswer, BucketsRequest, DIVERGENCE_ENTRIES_MAX,
        Divergence, Noted, RECORDS_MAX, RecordsAnswer, RecordsRequest,
    },
};

use super::{body::Body, caller::Caller, scope::share_of};
use crate::{ApiError, Shared};

/// The digests of a kind's buckets.
pub(crate) async fn buckets(
    State(shared): State<Arc<Shared>>,
    caller: Caller,
    Body(request): Body<BucketsRequest>,
) -> Result<Json<BucketsAnswer>, ApiError> {
    let kind = known(&request.kind)?;
    let mut tx = shared.store.read().await?;
    let share = share_of(&mut tx, &caller).await?;
    Ok(Json(BucketsAnswer {
        commit: tx.head().await?,
        buckets: tx.bucket_sums_of(share, kind).await?,
    }))
}

/// What is in one of them.
pub(crate) async fn bucket(
    State(shared): State<Arc<Shared>>,
    caller: Caller,
    Body(request): Body<BucketRequest>,
) -> Result<Json<BucketAnswer>, ApiError> {
    let kind = known(&request.kind)?;
    let mut tx = shared.store.read().await?;
    let share = share_of(&mut tx, &caller).await?;
    // The store counts with a sign.
    let cursor = request
        .cursor
        .filter(|cursor| i64::try_from(*cursor).is_ok());
    let rows = tx
        .bucket_rows_of(share, kind, request.bucket, cursor)
        .await?;
    Ok(Json(BucketAnswer { rows }))
}

/// Records by their ids, as far as the caller's facility holds them.
pub(crate) async fn records(
    State(shared): State<Arc<Shared>>,
    caller: Caller,
    Body(request): Body<RecordsRequest>,
) -> Result<Json<RecordsAnswer>, ApiError> {
    if request.ids.len() > RECORDS_MAX {
        return Err(Code::TooLarge.into());
    }
    let kind = known(&request.kind)?;
    let mut tx = shared.store.read().await?;
    let share = share_of(&mut tx, &caller).await?;
    let rows = tx.records_of(share, kind, &request.ids).await?;
    Ok(Json(RecordsAnswer { rows }))
}

/// A workstation's copy was found to differ, and was mended there: an incident for the administrator.
pub(crate) async fn divergence(
    State(shared): State<Arc<Shared>>,
    Caller(device): Caller,
    Body(mut found): Body<Divergence>,
) -> Result<Json<Noted>, ApiError> {
    known(&found.kind)?;
    found.here.truncate(DIVERGENCE_ENTRIES_MAX);
    found.there.truncate(DIVERGENCE_ENTRIES_MAX);
    let mut tx = shared
        .store
        .write(Mode::Shared {
            commit: 0,
            change: None,
        })
        .await?;
    tx.note_divergence(device.id, &found).await?;
    tx.commit().await?;
    tracing::error!(
        device = %device.id, code = device.code, kind = found.kind, bucket = found.bucket,
        here = found.here.len(), there = found.there.len(), "a workstation's copy differed"
    );
    Ok(Json(Noted {}))
}

fn known(kind: &str) -> Result<Kind, ApiError> {
    Kind::from_name(kind).ok_or(Code::BadRequest.into())
}
