//! Which person asks, beside the workstation.

use std::sync::Arc;

use axum::{extract::FromRequestParts, http::request::Parts};
use clinic::records::Person;
use store::{Device, Session};
use values::{Instant, ids::PersonId};
use wire::{Code, sign_in::PERSON_HEADER, sync::PROTOCOL_WITH_KEYS};

use super::holder;
use crate::{
    ApiError, Shared,
    records::{Caller, spoken},
    tokens::Purpose,
};

/// How long ago a password was given that does for letting workstations in and taking them out.
const FRESH_MS: i64 = 5 * 60 * 1_000;

/// The person whose token came with the request, in a sign-in at the workstation that sends it.
pub(crate) struct Present {
    pub(crate) device: Device,
    pub(crate) session: Session,
    pub(crate) person: Person,
}

impl Present {
    /// At which workstation, if it is that person who asks.
    pub(crate) fn named(self, person: PersonId) -> Result<Device, ApiError> {
        if self.person.id == person {
            Ok(self.device)
        } else {
            Err(Code::PersonNotProven.into())
        }
    }

    /// Whether they gave their password just now. The clock may have been set right meanwhile, in either direction.
    pub(crate) fn is_fresh(&self, now: Instant) -> bool {
        now.millis_since(self.session.begun_at).abs() <= FRESH_MS
    }
}

impl FromRequestParts<Arc<Shared>> for Present {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, shared: &Arc<Shared>) -> Result<Self, ApiError> {
        let Caller(device) = Caller::from_request_parts(parts, shared).await?;
        if spoken(&parts.headers)? < PROTOCOL_WITH_KEYS {
            return Err(Code::WorkstationTooOld.into());
        }
        let token = parts.headers.get(PERSON_HEADER);
        let token = token.and_then(|token| token.to_str().ok());
        present(shared, device, token.ok_or(Code::PersonNotProven)?)
            .await?
            .ok_or(Code::PersonNotProven.into())
    }
}

/// Whom a token speaks of, if the sign-in is still on, at this workstation, and the account is as it was: looked at
/// anew with every request.
pub(super) async fn present(
    shared: &Shared,
    device: Device,
    token: &str,
) -> Result<Option<Present>, ApiError> {
    let now = shared.clock.now();
    let read = shared
        .tokens
        .read(&shared.store, Purpose::Person, (token, now))
        .await?;
    let Some((subject, at)) = read.and_then(|read| Some((read.who, read.signed_in?))) else {
        return Ok(None);
    };
    let mut tx = shared.store.read().await?;
    let session = tx.session(at.sid).await?;
    let Some(session) = session.filter(|session| session.person.uuid() == subject) else {
        return Ok(None);
    };
    let person = holder(&mut tx, &session, &device, now).await?;
    Ok(person.map(|person| Present {
        device,
        session,
        person,
    }))
}
