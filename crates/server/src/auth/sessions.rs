//! Whose token it is, which sign-ins are on, and ending them.

use std::{collections::BTreeMap, sync::Arc};

use axum::{
    Json,
    extract::{Path, Request, State, rejection::PathRejection},
};
use clinic::records::{CustomRole, Kind, Person};
use store::{Session, SessionEnd, Tx};
use uuid::Uuid;
use values::{Instant, ids::PersonId};
use wire::{
    Code, Failure,
    directory::PersonView,
    sign_in::{
        SessionEnded, SessionLine, SessionList, SignOutAtServer, ValidSession, ValidateSession,
    },
    workstations::AllSessionsRequest,
};
use workflows::{
    Actor, DONE, Query, Records, RecordsError,
    context::{Stop, decode_body},
    directory::person_view,
};

use super::{
    Act, REQUEST_BYTES_MAX, eligible,
    find::people,
    is_over, is_proven, line, looking, nobody, perform,
    person::{Present, present},
    role_at,
};
use crate::{
    ApiError, Shared,
    records::{Caller, body, digest, turn::Turns},
};

/// What the audit trail calls them.
const SIGNED_OUT: &str = "sign_out_at_server";
const SENT_AWAY: &str = "send_session_away";
/// The command that lists everybody's.
const ALL: &str = "all_sessions";

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
        role: role_at(&person, session.facility),
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
    let line = |session: &Session| session_line(session, &own, &workstations, None);
    Ok(Json(SessionList {
        sessions: sessions.iter().map(line).collect(),
    }))
}

/// Everybody's sign-ins at the facility of the administrator who asks.
pub(crate) async fn all(
    State(shared): State<Arc<Shared>>,
    asker: Present,
    request: Request,
) -> Result<Json<SessionList>, ApiError> {
    let AllSessionsRequest { person: wanted } = body::within(request, REQUEST_BYTES_MAX).await?;
    let now = shared.clock.now();
    let (mut tx, actor) = looking(&shared, &asker, ALL).await?;
    let workstations = tx.workstation_names().await?;
    let people = people(&mut tx).await?.into_iter();
    let people: BTreeMap<PersonId, Person> = people.map(|person| (person.id, person)).collect();
    let custom = custom_roles(&mut tx).await?;
    let mut sessions = Vec::new();
    for session in tx.sessions_at(actor.facility).await? {
        let person = people.get(&session.person);
        let person = person.filter(|person| is_proven(person, &session.proven));
        let is_wanted = wanted.is_none_or(|wanted| wanted == session.person);
        if let Some(person) = person.filter(|_| is_wanted && !is_over(&session, now)) {
            let whose = Some(person_view(person, session.facility, &custom));
            sessions.push(session_line(&session, &asker.session, &workstations, whose));
        }
    }
    Ok(Json(SessionList { sessions }))
}

async fn custom_roles(tx: &mut Tx) -> Result<Vec<CustomRole>, RecordsError> {
    let found = tx.find(&Query::All(Kind::CustomRole)).await?;
    let roles = found.into_iter().map(|stored| decode_body(stored.body));
    roles.collect()
}

fn session_line(
    session: &Session,
    own: &Session,
    workstations: &BTreeMap<String, String>,
    person: Option<PersonView>,
) -> SessionLine {
    let letters = workstations.get(&session.device.to_string());
    SessionLine {
        id: session.id,
        person,
        device: session.device,
        workstation: letters.cloned().unwrap_or_default(),
        facility: session.facility,
        begun_at: session.begun_at,
        used_at: session.used_at,
        ends_at: session.ends_at,
        own: session.id == own.id,
    }
}

/// Ends a sign-in of whoever asks, wherever it is, and for an administrator anybody's at their facility. To others
/// somebody else's is not found.
pub(crate) async fn send_away(
    State(shared): State<Arc<Shared>>,
    asker: Present,
    path: Result<Path<String>, PathRejection>,
) -> Result<Json<SessionEnded>, ApiError> {
    let id = path.ok().and_then(|Path(id)| id.parse::<Uuid>().ok());
    let id = id.ok_or_else(|| ApiError(unknown()))?;
    let session = shared.store.read().await?.session(id).await?;
    match session.filter(|session| session.person == asker.person.id) {
        Some(own) => end(&shared, &own, SessionEnd::SentAway, SENT_AWAY).await?,
        None => match perform(&shared, &asker, &SendAway(id)).await {
            Err(ApiError(failure)) if failure.code == Code::NotPermitted => {
                return Err(ApiError(unknown()));
            }
            sent => sent?,
        },
    }
    Ok(Json(SessionEnded {}))
}

/// An administrator ends somebody's sign-in.
struct SendAway(Uuid);

impl Act for SendAway {
    const PERMITTED_AS: &'static str = ALL;
    const FRESH: bool = false;
    type Answer = ();

    fn called(&self) -> &'static str {
        SENT_AWAY
    }

    async fn run(
        &self,
        _shared: &Shared,
        tx: &mut Tx,
        asker: &Actor,
        now: Instant,
    ) -> Result<(), Stop> {
        let session = tx.session(self.0).await?;
        let session = session.filter(|session| session.facility == asker.facility);
        let session = session.ok_or_else(unknown)?;
        tx.end_session(session.id, SessionEnd::SentAway, now)
            .await?;
        Ok(())
    }
}

fn unknown() -> Failure {
    Failure::with(Code::NotFound, serde_json::json!({ "kind": "session" }))
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
                let person = eligible(&mut tx, session.person, session.facility).await?;
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
