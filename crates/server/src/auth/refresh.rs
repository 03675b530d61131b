//! Going on with a session. A refresh token is good once: one that comes again was stolen, or its answer was lost.

use std::sync::Arc;

use axum::{
    Json,
    extract::{Request, State},
};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use clinic::records::Person;
use sha2::{Digest, Sha256};
use store::{Device, Session, SessionEnd, Tx};
use values::Instant;
use wire::sign_in::{RefreshSession, SignedInAtServer};
use workflows::{DONE, Records, RecordsError};
use zeroize::Zeroizing;

use super::{REQUEST_BYTES_MAX, answer, eligible, holder, is_over, line, nobody};
use crate::{
    ApiError, Shared,
    records::{Caller, body, digest, turn::Turns},
};

/// What the audit trail calls a token that came again.
const REUSED: &str = "refresh_token_reused";
/// How long the same token is handed back again to whoever did not hear the answer.
const AGAIN_MS: i64 = 60_000;
/// What stands before what the next token is made of.
const DOMAIN: &[u8] = b"mainstay/refresh/1\n";

/// A new token for a person who is signed in, and the refresh token after this one.
pub(crate) async fn refresh(
    State(shared): State<Arc<Shared>>,
    Caller(device): Caller,
    request: Request,
) -> Result<Json<SignedInAtServer>, ApiError> {
    let RefreshSession { refresh } = body::within(request, REQUEST_BYTES_MAX).await?;
    let token = Zeroizing::new(refresh.into_inner());
    let now = shared.clock.now();
    let mut turns = Turns::alone(&shared.store);
    let gone_on = loop {
        let tx = turns.next().await?;
        match go_on(tx, &device, &token, now).await {
            Err(RecordsError::Contended) if turns.are_left() => {}
            gone_on => break gone_on?,
        }
    };
    let (session, person, next) = gone_on.ok_or_else(nobody)?;
    let answer = answer(&shared, (&session, &person), next, now).await?;
    Ok(Json(answer))
}

/// The session of a token, its person and the token that follows; `None` when it does not go on.
async fn go_on(
    mut tx: Tx,
    device: &Device,
    token: &str,
    now: Instant,
) -> Result<Option<(Session, Person, String)>, RecordsError> {
    let digest_of_it = digest(token);
    let Some(kept) = tx.refresh_token(&digest_of_it).await? else {
        return Ok(None);
    };
    let Some(session) = tx.session(kept.session).await? else {
        return Ok(None);
    };
    let next = following(&session, token);
    let after = tx.refresh_token(&digest(&next)).await?;
    let unheard = |used_at: Instant| {
        let unused = after.is_some_and(|after| after.used_at.is_none());
        unused && (0..AGAIN_MS).contains(&now.millis_since(used_at))
    };
    if session.device != device.id || !kept.used_at.is_none_or(unheard) {
        end(tx, &session, SessionEnd::Reused, now).await?;
        return Ok(None);
    }
    let Some(person) = holder(&mut tx, &session, device, now).await? else {
        let why = if is_over(&session, now) {
            SessionEnd::Age
        } else {
            SessionEnd::Account
        };
        end(tx, &session, why, now).await?;
        return Ok(None);
    };
    if kept.used_at.is_none() {
        tx.rotate_refresh_token(session.id, (&digest_of_it, &digest(&next)), now)
            .await?;
        tx.commit().await?;
    }
    Ok(Some((session, person, next)))
}

/// The token after this one: always the same, and known to nobody who has not both the token and the session's
/// secret.
fn following(session: &Session, token: &str) -> String {
    let next = Sha256::new()
        .chain_update(DOMAIN)
        .chain_update(&session.secret)
        .chain_update(b"\n")
        .chain_update(token)
        .finalize();
    URL_SAFE_NO_PAD.encode(next)
}

/// Ends a session that cannot go on. That a token was used twice is written down: somebody else may have it.
async fn end(
    mut tx: Tx,
    session: &Session,
    why: SessionEnd,
    now: Instant,
) -> Result<(), RecordsError> {
    tx.end_session(session.id, why, now).await?;
    if why == SessionEnd::Reused {
        tracing::warn!(session = %session.id, "a refresh token came a second time");
        let person = eligible(&mut tx, session.person, session.facility).await?;
        tx.audit(line(session, person.as_ref(), (now, REUSED, DONE)))
            .await?;
    }
    tx.commit().await
}
