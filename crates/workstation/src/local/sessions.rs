//! Who is signed in at the server, and where: oneself, and for an administrator everybody.

use std::sync::Arc;

use sync::Client;
use wire::{
    Failure,
    people::Done,
    sign_in::{SessionEnded, SessionList},
    workstations::{AllSessionsRequest, OwnSessionsRequest, SendSessionAway},
};

use super::at_server::{asking, refused};
use crate::Core;

/// Where whoever is signed in here is signed in.
pub(super) async fn own_sessions(
    core: &Arc<Core>,
    _request: OwnSessionsRequest,
) -> Result<SessionList, Failure> {
    let sessions = client(core, "own_sessions").await?.own_sessions().await;
    sessions.map_err(|error| refused(core, "own_sessions", error))
}

/// Who is signed in at the facility's workstations.
pub(super) async fn all_sessions(
    core: &Arc<Core>,
    request: AllSessionsRequest,
) -> Result<SessionList, Failure> {
    let client = client(core, "all_sessions").await?;
    let sessions = client.all_sessions(&request).await;
    let sessions = sessions.map_err(|error| refused(core, "all_sessions", error))?;
    core.looked("all_sessions", Vec::new()).await;
    Ok(sessions)
}

/// Ends a sign-in from elsewhere.
pub(super) async fn send_session_away(
    core: &Arc<Core>,
    request: SendSessionAway,
) -> Result<Done, Failure> {
    let client = client(core, "send_session_away").await?;
    let SessionEnded {} = client
        .send_session_away(request.session)
        .await
        .map_err(|error| refused(core, "send_session_away", error))?;
    core.did("send_session_away", None).await;
    Ok(Done {})
}

async fn client(core: &Arc<Core>, command: &str) -> Result<Client, Failure> {
    asking(core, core.signed_in()?.person.id, command).await
}
