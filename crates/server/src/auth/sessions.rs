//! Whose token it is, which sign-ins are on, and ending them.

use std::sync::Arc;

use axum::{
    Json,
    extract::{Path, Request, State},
};
use store::{Session, SessionEnd};
use uuid::Uuid;
use values::Instant;
use wire::{
    Code,
    sign_in::{
        SessionEnded, SessionLine, SessionList, SignOutAtServer, ValidSession, ValidateSession,
    },
};
use workflows::{DONE, Records, RecordsError};

use super::{
    REQUEST_BYTES_MAX, eligible, is_over, is_proven, line, nobody,
    person::{Present, present},
};
use crate::{
    ApiError, Shared,
    records::{Caller, body, digest, turn::Turns},
};

/// What the audit trail calls them.
const SIGNED_OUT: &str = "sign_out_at_server";
const SENT_AWAY: &str = "send_session_away";

/// Says whom a token speaks of, as they are now.
pub(crate) async fn validate(
    State(shared): State<Arc<Shared>>,
    Caller(device): Caller,
    request: Request,
) -> Result<Json<ValidSession>, ApiError> {
    let ValidateSession { access } = body::within(request, REQUEST_BYTES_MAX).await?;
    let Present {
        session, person, ..
    } = present(&shared, device, &access.0)
        .await?
        .ok_or_else(nobody)?;
    Ok(Json(ValidSession {
        session: session.id,
        person: session.person,
        role: person.role,
        device: session.device,
        facility: session.facility,
    }))
}

/// Ends the sign-in of a refresh token at the workstation where it was begun. One that has ended has ended.
pub(crate) async fn logout(
    State(shared): State<Arc<Shared>>,
    Caller(device): Caller,
    request: Request,
) -> Result<Json<SessionEnded>, ApiError> {
    let SignOutAtServer { refresh } = body::within(request, REQUEST_BYTES_MAX).await?;
    let mut tx = shared.store.read().await?;
    let session = match tx.refresh_token(&digest(&refresh.0)).await? {
        Some(token) => tx.session(token.session).await?,
        None => None,
    };
    drop(tx);
    if let Some(session) = session.filter(|session| session.device == device.id) {
        end(&shared, &session, SessionEnd::SignedOut, SIGNED_OUT).await?;
    }
    Ok(Json(SessionEnded {}))
}

/// The sign-ins of whoever asks.
pub(crate) async fn list(
    State(shared): State<Arc<Shared>>,
    Present {
        session: own,
        person,
        ..
    }: Present,
) -> Result<Json<SessionList>, ApiError> {
    let now = shared.clock.now();
    let mut tx = shared.store.read().await?;
    let workstations = tx.workstation_names().await?;
    let mut sessions = tx.sessions_of(own.person).await?;
    sessions.retain(|session| !is_over(session, now) && is_proven(&person, &session.proven));
    let line = |session: Session| SessionLine {
        id: session.id,
        device: session.device,
        workstation: workstations
            .get(&session.device.to_string())
            .cloned()
            .unwrap_or_default(),
        facility: session.facility,
        begun_at: session.begun_at,
        used_at: session.used_at,
        ends_at: session.ends_at,
        own: session.id == own.id,
    };
    Ok(Json(SessionList {
        sessions: sessions.into_iter().map(line).collect(),
    }))
}

/// Ends a sign-in of whoever asks, wherever it is. Somebody else's is not found.
pub(crate) async fn send_away(
    State(shared): State<Arc<Shared>>,
    Present { session: own, .. }: Present,
    Path(id): Path<String>,
) -> Result<Json<SessionEnded>, ApiError> {
    let id: Uuid = id.parse().map_err(|_| Code::NotFound)?;
    let session = shared.store.read().await?.session(id).await?;
    let session = session
        .filter(|session| session.person == own.person)
        .ok_or(Code::NotFound)?;
    end(&shared, &session, SessionEnd::SentAway, SENT_AWAY).await?;
    Ok(Json(SessionEnded {}))
}

async fn end(
    shared: &Shared,
    session: &Session,
    why: SessionEnd,
    command: &str,
) -> Result<(), RecordsError> {
    let now = shared.clock.now();
    let mut turns = Turns::of(&shared.store);
    loop {
        let mut tx = turns.next().await?;
        let ended = async {
            if tx.end_session(session.id, why, now).await? {
                let person = eligible(&mut tx, session.person).await?;
                let said: (Instant, &str, &str) = (now, command, DONE);
                tx.audit(line(session, person.as_ref(), said)).await?;
            }
            tx.commit().await
        };
        match ended.await {
            Err(RecordsError::Contended) if turns.are_left() => {}
            ended => return ended,
        }
    }
}
