//! People sign in at the server: tokens of minutes for whoever proves who they are, in sessions that go on for
//! days, are listed, and can be ended from elsewhere.
//!
//! Every request comes from a workstation, which proves itself first; what it says of a person is not enough.

mod act;
mod begin;
mod find;
mod login;
mod oidc;
mod person;
mod refresh;
mod sessions;

pub(crate) use act::{Act, looking, perform};
pub(crate) use person::Present;

use std::sync::Arc;

use axum::{
    Router,
    routing::{delete, get, post},
};
use clinic::{
    access::standing_at,
    records::{Kind, LinkedAccount, Person, Role},
};
use store::{Device, Session, Tx};
use values::{
    Instant, Sensitive,
    ids::{FacilityId, PersonId},
};
use wire::{Code, sign_in::SignedInAtServer};
use workflows::{
    AuditLine, Records, RecordsError,
    context::{Stop, decode_body},
};

use crate::{
    ApiError, Shared,
    records::digest,
    tokens::{Purpose, SignedIn, Subject},
};

/// Whoever asks may have shown nothing yet but which workstation it is.
const REQUEST_BYTES_MAX: usize = 4 * 1024;
/// A session that is not gone on with ends.
const IDLE_MS: i64 = 14 * DAY_MS;
/// One that is ends all the same.
const AGE_MS: i64 = 30 * DAY_MS;
const DAY_MS: i64 = 24 * 60 * 60 * 1_000;

pub(crate) fn routes() -> Router<Arc<Shared>> {
    Router::new()
        .route("/auth/login", post(login::login))
        .route("/auth/oidc", get(oidc::provider).post(oidc::sign_in))
        .route("/auth/oidc/identity", post(oidc::identity))
        .route("/auth/validate", post(sessions::validate))
        .route("/auth/refresh", post(refresh::refresh))
        .route("/auth/logout", post(sessions::logout))
        .route("/auth/sessions", get(sessions::list))
        .route("/auth/sessions/all", post(sessions::all))
        .route("/auth/sessions/{id}", delete(sessions::send_away))
}

/// Somebody who may sign in at a facility: whoever still has to choose a password may not, and nobody where they do
/// not work.
async fn eligible(
    tx: &mut Tx,
    id: PersonId,
    facility: FacilityId,
) -> Result<Option<Person>, RecordsError> {
    let stored = tx.get(Kind::Person, id.uuid()).await?;
    let person: Option<Person> = stored.map(|stored| decode_body(stored.body)).transpose()?;
    let person = person.filter(may_sign_in);
    Ok(person.filter(|person| standing_at(person, facility).is_some()))
}

/// The role in which somebody is at a facility.
fn role_at(person: &Person, facility: FacilityId) -> Role {
    standing_at(person, facility).map_or(person.role, |standing| standing.role)
}

const fn may_sign_in(person: &Person) -> bool {
    person.active && person.activation_until.is_none() && !person.verifier.is_empty()
}

/// What a session keeps of what the person proved themselves against: the password.
fn proven(person: &Person) -> String {
    digest(&person.verifier)
}

/// The same of an account at a provider; and of the password beside it, because another password ends every session.
fn proven_by(person: &Person, account: &LinkedAccount) -> String {
    let LinkedAccount { issuer, subject } = account;
    digest(&[person.verifier.as_str(), issuer, subject].join("\n"))
}

/// Whether what a session keeps still proves the person.
fn is_proven(person: &Person, kept: &str) -> bool {
    let by_account = |account: &LinkedAccount| proven_by(person, account) == kept;
    proven(person) == kept || person.identities.iter().any(by_account)
}

/// The person of a session, if that is still on and the workstation is its own.
async fn holder(
    tx: &mut Tx,
    session: &Session,
    device: &Device,
    now: Instant,
) -> Result<Option<Person>, RecordsError> {
    let elsewhere = session.device != device.id || Some(session.facility) != device.facility;
    if elsewhere || is_over(session, now) {
        return Ok(None);
    }
    let person = eligible(tx, session.person, session.facility).await?;
    Ok(person.filter(|person| is_proven(person, &session.proven)))
}

fn is_over(session: &Session, now: Instant) -> bool {
    now >= session.ends_at || now.millis_since(session.used_at) >= IDLE_MS
}

/// What a person is answered who is signed in.
async fn answer(
    shared: &Shared,
    (session, person): (&Session, &Person),
    refresh: String,
    now: Instant,
) -> Result<SignedInAtServer, RecordsError> {
    let subject = Subject {
        who: session.person.uuid(),
        signed_in: Some(SignedIn {
            sid: session.id,
            dev: session.device,
            facility: session.facility,
        }),
    };
    let access = shared
        .tokens
        .sign(&shared.store, Purpose::Person, (subject, now))
        .await?;
    Ok(SignedInAtServer {
        access: Sensitive(access),
        seconds: Purpose::Person.seconds().into(),
        refresh: Sensitive(refresh),
        session: session.id,
        person: session.person,
        role: role_at(person, session.facility),
        facility: session.facility,
    })
}

/// What the trail says of a session.
fn line(
    session: &Session,
    person: Option<&Person>,
    (at, command, outcome): (Instant, &str, &str),
) -> AuditLine {
    AuditLine {
        at,
        person: session.person,
        role: person.map(|person| role_at(person, session.facility)),
        device: session.device,
        command: command.to_owned(),
        patient: None,
        outcome: outcome.to_owned(),
        reason: None,
    }
}

fn refusal(stop: Stop) -> ApiError {
    match stop {
        Stop::Refused(failure) => ApiError(failure),
        Stop::Records(error) => error.into(),
    }
}

fn nobody() -> ApiError {
    Code::NotSignedIn.into()
}
