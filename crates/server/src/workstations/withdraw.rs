//! `withdraw_invitation`.

use std::sync::Arc;

use axum::{Json, extract::State};
use store::Tx;
use values::Instant;
use wire::{people::Done, workstations::WithdrawInvitation};
use workflows::{Actor, context::Stop};

use super::unknown;
use crate::{
    ApiError, Shared,
    auth::{Act, Present, perform},
    records::body::Body,
};

/// Has an invitation admit nobody any more.
pub(super) async fn withdraw(
    State(shared): State<Arc<Shared>>,
    asker: Present,
    Body(wanted): Body<WithdrawInvitation>,
) -> Result<Json<Done>, ApiError> {
    perform(&shared, &asker, &wanted).await.map(Json)
}

impl Act for WithdrawInvitation {
    const PERMITTED_AS: &'static str = "withdraw_invitation";
    const FRESH: bool = false;
    type Answer = Done;

    async fn run(
        &self,
        _shared: &Shared,
        tx: &mut Tx,
        asker: &Actor,
        now: Instant,
    ) -> Result<Done, Stop> {
        let withdrawn = tx
            .withdraw_code(self.invitation, asker.facility, now)
            .await?;
        if withdrawn {
            Ok(Done {})
        } else {
            Err(unknown("invitation").into())
        }
    }
}
