//! `invite_workstation`.

use std::sync::Arc;

use axum::{Json, extract::State};
use store::Tx;
use values::Instant;
use wire::{
    sync::Invitation,
    workstations::{InviteWorkstation, WorkstationInvited},
};
use workflows::{Actor, context::Stop};

use super::unknown;
use crate::{
    ApiError, Shared,
    auth::{Act, Present, perform},
    invitations::{HOURS, keep_code, until},
    records::body::Body,
};

/// Makes a line with which one workstation joins the asker's facility. It is answered this one time.
pub(super) async fn invite(
    State(shared): State<Arc<Shared>>,
    asker: Present,
    Body(wanted): Body<InviteWorkstation>,
) -> Result<Json<WorkstationInvited>, ApiError> {
    perform(&shared, &asker, &wanted).await.map(Json)
}

impl Act for InviteWorkstation {
    const PERMITTED_AS: &'static str = "invite_workstation";
    const FRESH: bool = true;
    type Answer = WorkstationInvited;

    async fn run(
        &self,
        shared: &Shared,
        tx: &mut Tx,
        asker: &Actor,
        now: Instant,
    ) -> Result<WorkstationInvited, Stop> {
        if self.facility != asker.facility {
            return Err(unknown("facility").into());
        }
        let until = until(now, HOURS);
        let code = keep_code(tx, Some(self.facility), Some(asker.person), (now, until)).await?;
        let line = Invitation {
            code,
            fingerprint: shared.fingerprint,
        };
        Ok(WorkstationInvited {
            line: line.to_string(),
            address: String::new(),
            until,
        })
    }
}
