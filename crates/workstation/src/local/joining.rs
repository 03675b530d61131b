//! Joining a server, and joining it again.

use std::{net::SocketAddr, sync::Arc};

use sync::SyncError;
use wire::{
    Code, Failure,
    local::{JoinServer, RejoinServer, SessionStateRequest, SessionView, SyncStatusView},
    sync::{Invitation, NotAFingerprint},
};

use super::{session::session_state, sharing::sync_status};
use crate::{
    Core, join,
    stage::{self, Stage},
};

/// Joins the server that a person named. Nothing is kept when it refuses or does not answer.
pub(super) async fn join_server(
    core: &Arc<Core>,
    request: JoinServer,
) -> Result<SessionView, Failure> {
    let server = request.server.trim().trim_end_matches('/');
    if !sync::keeps_secrets(server) {
        return Err(Failure::field("server", "invalid"));
    }
    let invitation = invitation(&request.code)?;
    let mqtt = request.mqtt.filter(|mqtt| !mqtt.trim().is_empty());
    if mqtt
        .as_ref()
        .is_some_and(|mqtt| mqtt.parse::<SocketAddr>().is_err())
    {
        return Err(Failure::field("mqtt", "invalid"));
    }
    let waiting = match &*core.stage.read().await {
        Stage::NeedsServer { opened, .. } => Some(opened.clone()),
        _ => None,
    };
    if let Some(opened) = waiting {
        let identity = join::enrol(&opened.store, server, &invitation, mqtt, request.facility)
            .await
            .map_err(|error| refusal(core, "join_server", error))?;
        tokio::spawn(stage::joined(core.clone(), opened, identity));
    }
    session_state(core, SessionStateRequest {}).await
}

/// Takes on a new identity at the same server, with everything that waits.
pub(super) async fn rejoin_server(
    core: &Arc<Core>,
    request: RejoinServer,
) -> Result<SyncStatusView, Failure> {
    let (store, old) = {
        let ready = core.ready().await?;
        (ready.opened.store.clone(), ready.identity.clone())
    };
    let failed = |error| refusal(core, "rejoin_server", error);
    let mut invitation = invitation(&request.code)?;
    // A code without a fingerprint is of the server that is known.
    invitation.fingerprint = invitation.fingerprint.or(old.fingerprint);
    let at = Some(old.facility);
    let identity = join::enrol(&store, &old.server, &invitation, old.mqtt, at)
        .await
        .map_err(failed)?;
    sync::take_on(&store, &identity).await.map_err(failed)?;
    core.did("rejoin_server", None).await;
    stage::share_again(core, identity).await;
    sync_status(core).await
}

/// The code and what the server is known by, as a person typed them.
fn invitation(code: &str) -> Result<Invitation, Failure> {
    code.parse()
        .map_err(|NotAFingerprint| Failure::field("code", "invalid"))
}

pub(super) fn refusal(core: &Core, command: &str, error: SyncError) -> Failure {
    match error {
        SyncError::Refused(failure) => failure,
        SyncError::Records(error) => core.records_failure(command, &error),
        SyncError::NotProven(error) => {
            tracing::warn!(error = &*error as &dyn std::error::Error, "not the server");
            Failure::new(Code::ServerNotProven)
        }
        SyncError::Busy(_) => Failure::new(Code::ServerBusy),
        SyncError::Unreachable(_) | SyncError::NotUnderstood(_) | SyncError::OutOfStep => {
            Failure::new(Code::ServerUnreachable)
        }
    }
}
