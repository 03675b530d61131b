//! The facility's workstations, asked of the server in an administrator's name.

use std::sync::Arc;

use wire::{
    Failure,
    people::Done,
    workstations::{
        AskToInvite, AskToRevoke, WithdrawInvitation, WorkstationInvited, WorkstationListRequest,
        WorkstationListView,
    },
};

use super::at_server::{asking, asking_anew, refused};
use crate::Core;

/// The workstations, and the invitations that are open.
pub(super) async fn workstation_list(
    core: &Arc<Core>,
    _request: WorkstationListRequest,
) -> Result<WorkstationListView, Failure> {
    let me = core.signed_in()?.person.id;
    let client = asking(core, me, "workstation_list").await?;
    let list = client.workstations().await;
    let list = list.map_err(|error| refused(core, "workstation_list", error))?;
    core.looked("workstation_list", Vec::new()).await;
    Ok(list)
}

/// Lets one in.
pub(super) async fn invite_workstation(
    core: &Arc<Core>,
    request: AskToInvite,
) -> Result<WorkstationInvited, Failure> {
    let client = asking_anew(core, "invite_workstation", request.proof).await?;
    let invited = client.invite_workstation(request.invite).await;
    let invited = invited.map_err(|error| refused(core, "invite_workstation", error))?;
    core.did("invite_workstation", None).await;
    let address = core.ready().await?.identity.server.clone();
    Ok(WorkstationInvited { address, ..invited })
}

/// Has an invitation admit nobody any more.
pub(super) async fn withdraw_invitation(
    core: &Arc<Core>,
    request: WithdrawInvitation,
) -> Result<Done, Failure> {
    let me = core.signed_in()?.person.id;
    let client = asking(core, me, "withdraw_invitation").await?;
    let done = client.withdraw_invitation(request).await;
    let done = done.map_err(|error| refused(core, "withdraw_invitation", error))?;
    core.did("withdraw_invitation", None).await;
    Ok(done)
}

/// Takes one out. The one at which the administrator sits hears of it at once.
pub(super) async fn revoke_workstation(
    core: &Arc<Core>,
    request: AskToRevoke,
) -> Result<Done, Failure> {
    let client = asking_anew(core, "revoke_workstation", request.proof).await?;
    let done = client.revoke_workstation(request.revoke).await;
    let done = done.map_err(|error| refused(core, "revoke_workstation", error))?;
    core.did("revoke_workstation", None).await;
    core.ready().await?.engine.wake();
    Ok(done)
}
