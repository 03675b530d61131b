//! Workstations hand their audit lines in. Each keeps a chain of its own; here it is looked whether what comes
//! goes on where it ended.

use std::sync::Arc;

use axum::{Json, extract::State};
use store::{Device, Tx};
use values::ids::DeviceId;
use wire::{
    Code,
    sync::{ChainedLine, TRAIL_LINES_MAX, TrailAnswer, TrailEnd, TrailOutcome, TrailRequest},
};
use workflows::RecordsError;

use super::{body::Body, caller::Enrolled, turn::Turns};
use crate::{ApiError, Shared};

/// Takes lines of the caller's chain, all of them or none, and says how far the chain goes. Also of one that may
/// not share any more: what was done there is known all the same.
pub(crate) async fn hand_in(
    State(shared): State<Arc<Shared>>,
    Enrolled(device): Enrolled,
    Body(request): Body<TrailRequest>,
) -> Result<Json<TrailAnswer>, ApiError> {
    if request.lines.len() > TRAIL_LINES_MAX {
        return Err(Code::TooLarge.into());
    }
    let own = |line: &ChainedLine| line.writer == request.writer && line.is_short();
    if !is_of(&request.writer, device.id) || !request.lines.iter().all(own) {
        return Err(Code::BadRequest.into());
    }
    let mut turns = Turns::of(&shared.store);
    loop {
        let tx = turns.next().await?;
        match taken(&shared, tx, &device, &request).await {
            Err(RecordsError::Contended) if turns.are_left() => {}
            answered => return Ok(Json(answered?)),
        }
    }
}

/// Whether a chain is this workstation's: named after it, or begun by it after a rescue.
fn is_of(writer: &str, device: DeviceId) -> bool {
    let device = device.to_string();
    writer
        .strip_prefix(device.as_str())
        .is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
}

async fn taken(
    shared: &Shared,
    mut tx: Tx,
    device: &Device,
    request: &TrailRequest,
) -> Result<TrailAnswer, RecordsError> {
    let now = shared.clock.now();
    let end = tx.trail_end(&request.writer).await?;
    let outcome = follow(&mut tx, end, &request.lines).await?;
    let mut reached = end;
    match outcome {
        TrailOutcome::Taken => {
            let new = |line: &&ChainedLine| line.sequence > end.sequence;
            for line in request.lines.iter().filter(new) {
                tx.take_line(line).await?;
                reached = line.end();
            }
        }
        TrailOutcome::Gap { have_through } => {
            tracing::warn!(device = %device.id, have_through, "audit lines are missing");
            tx.report_trail_incident("audit_gap", device.id, now)
                .await?;
        }
        TrailOutcome::Forked { sequence } => {
            tracing::error!(device = %device.id, sequence, "a chain of audit lines forks");
            tx.report_trail_incident("audit_forked", device.id, now)
                .await?;
        }
        TrailOutcome::Changed { sequence } => {
            tracing::error!(device = %device.id, sequence, "an audit line was changed");
            tx.report_trail_incident("audit_changed", device.id, now)
                .await?;
        }
    }
    tx.commit().await?;
    let checkpoint =
        (reached.sequence > 0).then(|| shared.signer.sign(&request.writer, reached, now));
    Ok(TrailAnswer {
        outcome,
        checkpoint,
    })
}

/// Whether the lines go on at `end`; those that are there already must be the same.
async fn follow(
    tx: &mut Tx,
    mut end: TrailEnd,
    lines: &[ChainedLine],
) -> Result<TrailOutcome, RecordsError> {
    let held = end.sequence;
    let mut before: Option<&ChainedLine> = None;
    for line in lines {
        let sequence = line.sequence;
        // A batch is one piece: what is missing in its middle is missing.
        if sequence == 0
            || sequence > end.sequence + 1
            || before.is_some_and(|before| sequence != before.sequence + 1)
        {
            return Ok(TrailOutcome::Gap { have_through: held });
        }
        before = Some(line);
        if line.hash != line.computed() {
            return Ok(TrailOutcome::Changed { sequence });
        }
        if sequence <= held {
            if tx.trail_hash_at(&line.writer, sequence).await? != Some(line.hash) {
                return Ok(TrailOutcome::Forked { sequence });
            }
            continue;
        }
        if line.previous != end.hash {
            return Ok(TrailOutcome::Forked { sequence });
        }
        end = line.end();
    }
    Ok(TrailOutcome::Taken)
}
