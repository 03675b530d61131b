//! Rows go out, in the order of commits.

use std::sync::Arc;

use axum::{
    Json,
    extract::{Query, State},
};
use serde::Deserialize;
use wire::sync::PullAnswer;

use super::caller::Caller;
use crate::{ApiError, Shared};

const ROWS_DEFAULT: u32 = 2_000;
const ROWS_MAX: u32 = 20_000;

#[derive(Debug, Deserialize)]
pub(crate) struct PullQuery {
    since: u64,
    limit: Option<u32>,
}

/// Every record changed after `since`, in its present version, a page at a time.
pub(crate) async fn pull(
    State(shared): State<Arc<Shared>>,
    Caller(_): Caller,
    Query(query): Query<PullQuery>,
) -> Result<Json<PullAnswer>, ApiError> {
    let limit = query.limit.unwrap_or(ROWS_DEFAULT).clamp(1, ROWS_MAX);
    let mut tx = shared.store.read().await?;
    let head = tx.head().await?;
    let (rows, next) = tx.rows_since(query.since, limit).await?;
    let remaining = if next < head {
        tx.remaining(next).await?
    } else {
        0
    };
    Ok(Json(PullAnswer {
        rows,
        next,
        head,
        remaining,
        now: shared.clock.now(),
    }))
}
