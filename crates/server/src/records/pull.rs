//! Rows go out, in the order of commits.

use std::sync::Arc;

use axum::{Json, extract::State};
use serde::Deserialize;
use store::Tx;
use wire::{
    Code, Failure,
    sync::{PROTOCOL_WITH_SCOPES, PullAnswer},
};
use workflows::RecordsError;

use super::{
    body::{Asked, unreadable},
    caller::{Caller, Spoken},
    scope::{share_of, tailored},
};
use crate::{ApiError, Shared};

const ROWS_DEFAULT: u32 = 2_000;
const ROWS_MAX: u32 = 20_000;
/// The setting that holds the oldest cursor which is still served; absent while every one is.
const FLOOR: &str = "floor";

#[derive(Debug, Deserialize)]
pub(crate) struct PullQuery {
    since: u64,
    limit: Option<u32>,
    /// Whether digests are wanted with the last page.
    #[serde(default)]
    digest: bool,
}

/// Every record changed after `since`, in its present version, a page at a time.
pub(crate) async fn pull(
    State(shared): State<Arc<Shared>>,
    caller: Caller,
    Spoken(spoken): Spoken,
    Asked(query): Asked<PullQuery>,
) -> Result<Json<PullAnswer>, ApiError> {
    // The store counts with a sign.
    if i64::try_from(query.since).is_err() {
        return Err(unreadable("query"));
    }
    let limit = query.limit.unwrap_or(ROWS_DEFAULT).clamp(1, ROWS_MAX);
    let known = *shared.head.borrow();
    let mut tx = shared.store.read_up_to(known).await?;
    let floor = floor(&mut tx).await?;
    if query.since > 0 && query.since < floor {
        return Err(ApiError(Failure::with(
            Code::CursorExpired,
            serde_json::json!({ "floor": floor }),
        )));
    }
    let head = tx.head().await?;
    let (rows, next) = tx.rows_since(query.since, limit).await?;
    let share = share_of(&mut tx, &caller).await?;
    let mut rows = tailored(&mut tx, share, (query.since, next), rows).await?;
    if spoken < PROTOCOL_WITH_SCOPES {
        // It would lay them as records. Once it is newer it fetches everything again, and sweeps.
        rows.retain(|row| !row.body.is_null());
    }
    let remaining = if next < head {
        tx.remaining(next).await?
    } else {
        0
    };
    // Whoever is not told of patients who leave holds more than their part.
    let comparable = !share.is_divided || spoken >= PROTOCOL_WITH_SCOPES;
    let digest = if query.digest && next == head && comparable {
        Some(tx.kind_sums_of(share).await?)
    } else {
        None
    };
    Ok(Json(PullAnswer {
        digest,
        rows,
        next,
        head,
        remaining,
        now: shared.clock.now(),
    }))
}

/// The oldest cursor that is still served, besides 0.
pub(super) async fn floor(tx: &mut Tx) -> Result<u64, RecordsError> {
    let floor = tx.setting(FLOOR).await?;
    Ok(floor.and_then(|floor| floor.parse().ok()).unwrap_or(0))
}
