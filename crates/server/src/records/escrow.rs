//! What a workstation hands over before it destroys what it holds.

use std::sync::Arc;

use axum::{Json, extract::State};
use wire::{
    Code,
    sync::{EscrowAnswer, EscrowRequest, PUSH_CHANGES_MAX},
};
use workflows::RecordsError;

use super::{body::Body, caller::Enrolled, turn::Turns};
use crate::{ApiError, Shared};

/// Keeps changes as they come, of any workstation whose own they are, in whatever state it is: nothing typed is
/// dropped because a machine was taken out.
pub(crate) async fn escrow(
    State(shared): State<Arc<Shared>>,
    Enrolled(device): Enrolled,
    Body(request): Body<EscrowRequest>,
) -> Result<Json<EscrowAnswer>, ApiError> {
    if request.changes.len() > PUSH_CHANGES_MAX {
        return Err(Code::TooLarge.into());
    }
    let mut others = request.changes.iter();
    if others.any(|change| change.device != device.id) {
        return Err(Code::BadRequest.into());
    }
    let now = shared.clock.now();
    let mut turns = Turns::alone(&shared.store);
    loop {
        let mut tx = turns.next().await?;
        let kept = async {
            for change in &request.changes {
                tx.put_in_escrow(change, now).await?;
            }
            tx.commit().await
        };
        match kept.await {
            Err(RecordsError::Contended) if turns.are_left() => {}
            other => {
                other?;
                return Ok(Json(EscrowAnswer {}));
            }
        }
    }
}
