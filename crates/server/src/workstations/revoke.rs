//! `revoke_workstation`, with or without having it destroy what it holds.

use std::sync::Arc;

use axum::{Json, extract::State};
use clinic::{
    agenda::end_lease,
    records::{Kind, Record, SlotLease},
};
use store::{Mode, Tx};
use values::{
    Instant,
    ids::{DeviceId, PersonId},
};
use wire::{Failure, people::Done, workstations::RevokeWorkstation};
use workflows::{Actor, Query, Records, RecordsError, context::Stop};

use super::unknown;
use crate::{
    ApiError, Shared,
    auth::{Act, Present, perform},
    records::body::Body,
};

/// Takes a workstation of the asker's facility out. The one at which they sit, only if they say that they mean it.
pub(super) async fn revoke(
    State(shared): State<Arc<Shared>>,
    asker: Present,
    Body(wanted): Body<RevokeWorkstation>,
) -> Result<Json<Done>, ApiError> {
    perform(&shared, &asker, &wanted).await.map(Json)
}

impl Act for RevokeWorkstation {
    const PERMITTED_AS: &'static str = "revoke_workstation";
    const FRESH: bool = true;
    type Answer = Done;

    fn called(&self) -> &'static str {
        if self.wipe {
            "wipe_workstation"
        } else {
            "revoke_workstation"
        }
    }

    async fn run(
        &self,
        _shared: &Shared,
        tx: &mut Tx,
        asker: &Actor,
        now: Instant,
    ) -> Result<Done, Stop> {
        let device = tx.device(self.workstation).await?;
        let device = device.filter(|device| device.facility == Some(asker.facility));
        let device = device.ok_or_else(|| unknown("workstation"))?;
        if device.id == asker.device && !self.this_one {
            return Err(Failure::field("this_one", "required").into());
        }
        take_out(tx, &device.code, self.wipe, (Some(asker.person), now)).await?;
        Ok(Done {})
    }
}

/// Takes a workstation's leave to share, by its letter code, ends the sign-ins there and what it has leased; with
/// `wipe` it is told to destroy what it holds. Says which it is, if there is one.
pub(crate) async fn take_out(
    tx: &mut Tx,
    code: &str,
    wipe: bool,
    (by, now): (Option<PersonId>, Instant),
) -> Result<Option<DeviceId>, RecordsError> {
    let revoked = tx.revoke_device(code, wipe, (by, now)).await?;
    if let Some(device) = revoked {
        end_leases(tx, device, now).await?;
    }
    Ok(revoked)
}

/// Ends what a workstation has leased, in a commit of its own.
async fn end_leases(tx: &mut Tx, device: DeviceId, now: Instant) -> Result<(), RecordsError> {
    let commit = tx.next_commit().await?;
    tx.set_mode(Mode::Shared {
        commit,
        change: None,
    });
    for stored in tx.find(&Query::All(Kind::SlotLease)).await? {
        let lease: SlotLease = workflows::context::decode_body(stored.body)?;
        if lease.device != device || lease.ended_at.is_some() || lease.ends_at <= now {
            continue;
        }
        let ended = workflows::context::body_of(Kind::SlotLease, &end_lease(&lease, now, None))?;
        tx.put(Kind::SlotLease, lease.uuid(), ended.into()).await?;
    }
    Ok(())
}
