//! Workstations prove which one they are. Nothing of it is kept between two requests.

use std::sync::Arc;

use axum::{
    Json,
    extract::{Request, State},
};
use ed25519_dalek::{Signature, VerifyingKey};
use tokio::time::Instant;
use wire::{
    Code,
    sync::{
        ChallengeAnswer, ChallengeRequest, KeyAnswer, KeyRequest, TokenAnswer, TokenRequest,
        signed_text,
    },
};
use workflows::RecordsError;

use super::{
    body::{self, Body},
    caller::{Enrolled, Spoken},
    turn::Turns,
};
use crate::{ApiError, Shared, signing::bytes, tokens::Purpose};

/// Whoever asks has shown nothing yet.
const REQUEST_BYTES_MAX: usize = 4 * 1024;

/// Something to sign, for whoever asks. Here and for a token nobody looks at the protocol: one that is too old must find
/// that out, and get its update.
pub(crate) async fn challenge(
    State(shared): State<Arc<Shared>>,
    request: Request,
) -> Result<Json<ChallengeAnswer>, ApiError> {
    let ChallengeRequest {} = body::within(request, REQUEST_BYTES_MAX).await?;
    let asked = (values::ids::random().into(), shared.clock.now());
    let challenge = shared
        .tokens
        .sign(&shared.store, Purpose::Challenge, asked)
        .await?;
    Ok(Json(ChallengeAnswer { challenge }))
}

/// A token for the workstation that signed a challenge, however it stands: it must be able to find out.
pub(crate) async fn token(
    State(shared): State<Arc<Shared>>,
    request: Request,
) -> Result<Json<TokenAnswer>, ApiError> {
    let request: TokenRequest = body::within(request, REQUEST_BYTES_MAX).await?;
    let now = shared.clock.now();
    let challenge = (request.challenge.as_str(), now);
    let given = shared
        .tokens
        .read(&shared.store, Purpose::Challenge, challenge)
        .await?;
    given.ok_or(Code::NotSignedIn)?;
    let device = shared.store.read().await?.device(request.device).await?;
    let key = device.and_then(|device| device.public_key);
    if !key.is_some_and(|key| has_signed(&key, &request)) {
        return Err(Code::NotSignedIn.into());
    }
    shared.pace.device(request.device, Instant::now())?;
    let who = (request.device.uuid().into(), now);
    let token = shared
        .tokens
        .sign(&shared.store, Purpose::Workstation, who)
        .await?;
    Ok(Json(TokenAnswer {
        token,
        seconds: Purpose::Workstation.seconds().into(),
    }))
}

/// Takes the key of a workstation that goes by a token until now.
pub(crate) async fn key(
    State(shared): State<Arc<Shared>>,
    Spoken(_): Spoken,
    Enrolled(device): Enrolled,
    Body(request): Body<KeyRequest>,
) -> Result<Json<KeyAnswer>, ApiError> {
    let key = public_key(&request.public_key).ok_or(Code::BadRequest)?;
    let mut turns = Turns::alone(&shared.store);
    loop {
        let mut tx = turns.next().await?;
        let handed_in = async {
            // Whoever goes by a key already changes it by joining again, and in no other way.
            let taken = tx.device_by_key(&key).await?.is_some();
            let handed_in = !taken && tx.hand_in_key(device.id, &key).await?;
            tx.commit().await?;
            Ok(handed_in)
        };
        match handed_in.await {
            Err(RecordsError::Contended) if turns.are_left() => {}
            Ok(false) => return Err(Code::BadRequest.into()),
            Ok(true) => {
                tracing::info!(device = %device.id, "a workstation goes by its key from now on");
                return Ok(Json(KeyAnswer {}));
            }
            Err(error) => return Err(error.into()),
        }
    }
}

/// A public key as it is kept, if it is one that only its holder can sign under.
pub(super) fn public_key(text: &str) -> Option<String> {
    let key = VerifyingKey::from_bytes(&bytes(text)?).ok()?;
    (!key.is_weak()).then(|| hex::encode(key.as_bytes()))
}

fn has_signed(key: &str, request: &TokenRequest) -> bool {
    let key = bytes(key).and_then(|key| VerifyingKey::from_bytes(&key).ok());
    let signature = bytes(&request.signature).map(|bytes| Signature::from_bytes(&bytes));
    let (Some(key), Some(signature)) = (key, signature) else {
        return false;
    };
    let text = signed_text(request.device, &request.challenge);
    key.verify_strict(text.as_bytes(), &signature).is_ok()
}
