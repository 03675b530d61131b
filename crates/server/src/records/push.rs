//! Changes come in and are judged, one after another, in the workstation's order.

use std::{collections::BTreeMap, sync::Arc};

use axum::{Json, extract::State};
use store::{Device, Tx};
use values::{
    Instant,
    simulation::{self, Bug},
};
use wire::{
    Code, Failure,
    sync::{ChainHash, Change, PUSH_CHANGES_MAX, PushAnswer, PushOutcome, PushRequest},
};
use workflows::RecordsError;

use super::{
    body::Body,
    caller::Caller,
    chain::{Linked, follow, gap},
    held,
    judge::{RETRY, judge},
    turn::Turns,
};
use crate::{ApiError, Shared};

/// The incident of a workstation that pushes what another one with its identity has not made.
const COPIED: &str = "workstation_copied";

/// Judges each change in a savepoint of its own, all of them under one durable commit: a refused change
/// never stops the others, and a repeated one gets the answer it got before.
pub(crate) async fn push(
    State(shared): State<Arc<Shared>>,
    Caller(device): Caller,
    Body(request): Body<PushRequest>,
) -> Result<Json<PushAnswer>, ApiError> {
    if request.changes.len() > PUSH_CHANGES_MAX {
        return Err(ApiError(Failure::with(
            Code::TooLarge,
            serde_json::json!({ "limit_changes": PUSH_CHANGES_MAX }),
        )));
    }
    if request
        .changes
        .iter()
        .any(|change| change.device != device.id)
    {
        return Err(Code::BadRequest.into());
    }
    let mut turns = Turns::of(&shared.store);
    loop {
        let tx = turns.next().await?;
        match judged(&shared, tx, &device, &request).await {
            Err(RecordsError::Contended) if turns.are_left() => {
                tracing::debug!(device = %device.id, "crossed another push");
            }
            answered => return answered?.map(Json),
        }
    }
}

/// Judges a push in one transaction.
async fn judged(
    shared: &Shared,
    mut tx: Tx,
    device: &Device,
    request: &PushRequest,
) -> Result<Result<PushAnswer, ApiError>, RecordsError> {
    let now = shared.clock.now();
    let hashes = match follow(&mut tx, device.id, &request.changes).await? {
        Linked::Goes(hashes) => hashes,
        Linked::Gap { have_through } => return Ok(Err(ApiError(gap(have_through)))),
        Linked::Forked(change) => return copied(tx, device, change, now).await.map(Err),
    };
    let mut outcomes = judge_all(&mut tx, request, &hashes, now).await?;
    let head = tx.share(&mut outcomes).await?;
    shared.heard_of(head);
    Ok(Ok(PushAnswer { outcomes, head }))
}

async fn judge_all(
    tx: &mut Tx,
    request: &PushRequest,
    hashes: &[ChainHash],
    now: Instant,
) -> Result<Vec<PushOutcome>, RecordsError> {
    let mut waiting: BTreeMap<u64, Change> = match request.changes.first() {
        Some(change) => tx.held(change.device).await?,
        None => BTreeMap::new(),
    };
    let refilling = !request.again.is_empty() && held::refilling(tx, now).await?;
    let mut outcomes = Vec::with_capacity(request.changes.len());
    for (change, hash) in request.changes.iter().zip(hashes) {
        tx.add_link(change, *hash).await?;
        let known = tx.outcome_of(change.id).await?;
        let outcome = match known {
            Some(outcome) => outcome,
            None if held::waits(&waiting, change) => RETRY,
            None => {
                let may_wait = refilling && request.again.contains(&change.id);
                judge(tx, change, now, may_wait).await?
            }
        };
        if outcome == RETRY {
            tx.hold(change, now).await?;
            waiting.insert(change.sequence, change.clone());
        } else if waiting.remove(&change.sequence).is_some() {
            tx.release_held(change.id).await?;
        }
        let refused = matches!(outcome, PushOutcome::Refused { .. });
        outcomes.push(outcome);
        if refused && simulation::has(Bug::RefusalTakesRest) {
            let commit = tx.covering_commit().await?;
            outcomes.resize(request.changes.len(), PushOutcome::Applied { commit });
            break;
        }
    }
    Ok(outcomes)
}

/// Keeps the incident; nothing of the push is judged, because it would be judged twice once its sender has
/// joined again.
async fn copied(
    mut tx: Tx,
    device: &Device,
    change: &Change,
    now: Instant,
) -> Result<ApiError, RecordsError> {
    tracing::error!(device = %device.id, code = device.code, change = %change.id, "a workstation was copied");
    tx.report_incident(COPIED, change, now).await?;
    tx.commit().await?;
    Ok(Code::WorkstationCopied.into())
}
