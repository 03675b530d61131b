//! The last word of a workstation that has destroyed what it held.

use std::sync::Arc;

use axum::{Json, extract::State};
use values::ids::PersonId;
use wire::sync::{WipedAnswer, WipedRequest};
use workflows::{AuditLine, DONE, Records, RecordsError};

use super::{body::Body, caller::Enrolled, turn::Turns};
use crate::{ApiError, Shared};

/// What the audit trail calls it.
const COMMAND: &str = "workstation_wiped";

/// Notes it, of a workstation that was told to.
pub(crate) async fn wiped(
    State(shared): State<Arc<Shared>>,
    Enrolled(device): Enrolled,
    Body(WipedRequest {}): Body<WipedRequest>,
) -> Result<Json<WipedAnswer>, ApiError> {
    let now = shared.clock.now();
    let mut turns = Turns::of(&shared.store);
    loop {
        let mut tx = turns.next().await?;
        let noted = async {
            if tx.note_wiped(device.id, now).await? {
                tx.audit(AuditLine {
                    at: now,
                    // Nobody need sit there.
                    person: PersonId::from_uuid(uuid::Uuid::nil()),
                    role: None,
                    device: device.id,
                    command: COMMAND.to_owned(),
                    patient: None,
                    outcome: DONE.to_owned(),
                    reason: None,
                })
                .await?;
            }
            tx.commit().await
        };
        match noted.await {
            Err(RecordsError::Contended) if turns.are_left() => {}
            other => {
                other?;
                return Ok(Json(WipedAnswer {}));
            }
        }
    }
}
