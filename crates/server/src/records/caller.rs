//! Which workstation calls.

use std::sync::Arc;

use axum::{
    extract::FromRequestParts,
    http::{header::AUTHORIZATION, request::Parts},
};
use sha2::{Digest, Sha256};
use store::Device;
use tokio::time::Instant;
use values::ids::DeviceId;
use wire::{Code, sync::DeviceState};

use super::envelope;
use crate::{ApiError, Shared, heard, tokens::Purpose};

/// The enrolled workstation whose token came with the request. It speaks a protocol that is spoken here,
/// may share, and knows this epoch.
pub(crate) struct Caller(pub(crate) Device);

impl FromRequestParts<Arc<Shared>> for Caller {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, shared: &Arc<Shared>) -> Result<Self, ApiError> {
        envelope::spoken(&parts.headers)?;
        let Enrolled(device) = Enrolled::from_request_parts(parts, shared).await?;
        if device.state == DeviceState::Revoked {
            return Err(Code::DeviceRevoked.into());
        }
        envelope::same_epoch(&parts.headers, shared)?;
        Ok(Self(device))
    }
}

/// The protocol that the caller speaks.
pub(crate) struct Spoken(pub(crate) u16);

impl FromRequestParts<Arc<Shared>> for Spoken {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, _: &Arc<Shared>) -> Result<Self, ApiError> {
        envelope::spoken(&parts.headers).map(Self)
    }
}

/// The enrolled workstation whose token came with the request, however it stands.
pub(crate) struct Enrolled(pub(crate) Device);

impl FromRequestParts<Arc<Shared>> for Enrolled {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, shared: &Arc<Shared>) -> Result<Self, ApiError> {
        let token = parts
            .headers
            .get(AUTHORIZATION)
            .and_then(|value| value.to_str().ok())
            .and_then(|value| value.strip_prefix("Bearer "))
            .ok_or(Code::NotSignedIn)?;
        let device = known(shared, token).await?.ok_or(Code::NotSignedIn)?;
        shared.pace.device(device.id, Instant::now())?;
        heard::note(shared, device.id, envelope::spoken(&parts.headers).ok()).await;
        Ok(Self(device))
    }
}

/// The workstation that a token speaks of. One that joined before there were keys may still bear a token without
/// an end, until it has handed a key in; such a token has no full stops.
async fn known(shared: &Shared, token: &str) -> Result<Option<Device>, ApiError> {
    if !token.contains('.') {
        let mut tx = shared.store.read().await?;
        return Ok(tx.device_by_token(&digest(token)).await?);
    }
    let read = (token, shared.clock.now());
    let device = shared
        .tokens
        .read(&shared.store, Purpose::Workstation, read)
        .await?;
    let Some(device) = device.map(|subject| DeviceId::from_uuid(subject.who)) else {
        return Ok(None);
    };
    // Whoever lost the key lost what was signed for it, too.
    let device = shared.store.read().await?.device(device).await?;
    Ok(device.filter(|device| device.public_key.is_some()))
}

/// What is kept of a token.
pub(crate) fn digest(token: &str) -> String {
    use base64::Engine;
    base64::engine::general_purpose::STANDARD_NO_PAD.encode(Sha256::digest(token.as_bytes()))
}
