//! Changes come in and are judged, one after another, in the workstation's order.

use std::sync::Arc;

use axum::{Json, extract::State};
use store::Mode;
use values::simulation::{self, Bug};
use wire::{
    Code,
    sync::{PROTOCOL, PUSH_CHANGES_MAX, PushAnswer, PushOutcome, PushRequest},
};

use super::{caller::Caller, judge::judge};
use crate::{ApiError, Shared};

/// Judges each change in a savepoint of its own, all of them under one durable commit: a refused change
/// never stops the others, and a repeated one gets the answer it got before.
pub(crate) async fn push(
    State(shared): State<Arc<Shared>>,
    Caller(device): Caller,
    Json(request): Json<PushRequest>,
) -> Result<Json<PushAnswer>, ApiError> {
    if request.protocol != PROTOCOL {
        return Err(Code::UnknownCommand.into());
    }
    if request.changes.len() > PUSH_CHANGES_MAX
        || request
            .changes
            .iter()
            .any(|change| change.device != device.id)
    {
        return Err(Code::BadRequest.into());
    }
    let now = shared.clock.now();
    let mut tx = shared
        .store
        .write(Mode::Shared {
            commit: 0,
            change: None,
        })
        .await?;
    let mut outcomes = Vec::with_capacity(request.changes.len());
    for change in &request.changes {
        let outcome = judge(&mut tx, change, now).await?;
        let stop = matches!(outcome, PushOutcome::Retry { .. });
        let refused = matches!(outcome, PushOutcome::Refused { .. });
        outcomes.push(outcome);
        if refused && simulation::has(Bug::RefusalTakesRest) {
            outcomes.resize(request.changes.len(), PushOutcome::Applied { commit: tx.head().await? });
            break;
        }
        if stop {
            break;
        }
    }
    let head = tx.head().await?;
    match tx.commit().await {
        Err(_) if simulation::has(Bug::AnsweredBeforeCommit) => {}
        committed => committed?,
    }
    shared.head.send_if_modified(|known| {
        let newer = head > *known;
        *known = head.max(*known);
        newer
    });
    Ok(Json(PushAnswer { outcomes, head }))
}
