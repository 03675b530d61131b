//! A person signs in.

use std::sync::Arc;

use axum::{
    Json,
    extract::{Request, State},
};
use store::Device;
use tokio::time::Instant;
use values::ids::PersonId;
use wire::{
    Code, Failure,
    sign_in::{SignInAtServer, SignedInAtServer},
};
use workflows::{AuditLine, Records, RecordsError, context::Stop};
use zeroize::Zeroizing;

use super::{
    REQUEST_BYTES_MAX, answer,
    begin::{Proof, begin},
    find::{Found, find},
    refusal,
};
use crate::{
    ApiError, Shared,
    records::{Attempt, Caller, body, turn::Turns},
    serving::Peer,
};

/// What the audit trail calls it.
pub(super) const COMMAND: &str = "sign_in_at_server";

/// Signs a person in who gives the right password, and the second factor if they have one. Whoever is not known is
/// answered as a wrong password is, after the same time and the same work.
pub(crate) async fn login(
    State(shared): State<Arc<Shared>>,
    Caller(device): Caller,
    request: Request,
) -> Result<Json<SignedInAtServer>, ApiError> {
    let from = request.extensions().get().map(|Peer(address)| *address);
    let SignInAtServer {
        person: named,
        password,
        code,
    } = body::within(request, REQUEST_BYTES_MAX).await?;
    let password = Zeroizing::new(password.into_inner());
    let code = code.map(|code| Zeroizing::new(code.into_inner()));
    let found = find(&mut shared.store.read().await?, &named).await?;
    let who = found.person.as_ref().map(|person| person.id);
    let attempt = Attempt::of(device.id, who, &named, from);
    shared.pace.sign_in(attempt, Instant::now())?;
    let outcome = proved(&shared, &device, found, (password, code)).await;
    match outcome {
        Err(Stop::Refused(failure)) if is_wrong(&failure) => {
            note_refused(&shared, &device, who, (COMMAND, &failure)).await?;
            Err(ApiError(failure))
        }
        outcome => {
            shared.pace.was_right(attempt, Instant::now());
            outcome.map(Json).map_err(refusal)
        }
    }
}

fn is_wrong(failure: &Failure) -> bool {
    matches!(failure.code, Code::WrongPassword | Code::WrongCode)
}

async fn proved(
    shared: &Shared,
    device: &Device,
    found: Found,
    (password, code): (Zeroizing<String>, Option<Zeroizing<String>>),
) -> Result<SignedInAtServer, Stop> {
    let Found { person, verifier } = found;
    let looked = compared(shared, verifier.clone(), password).await;
    let (Some(person), Some(renewed)) = (person, looked) else {
        return Err(Code::WrongPassword.into());
    };
    let proof = Proof {
        person: person.id,
        verifier,
        renewed,
        code,
    };
    let mut turns = Turns::alone(&shared.store);
    let (session, refresh, person) = loop {
        let tx = turns.next().await?;
        match begin(shared, tx, device, &proof).await {
            Err(Stop::Records(RecordsError::Contended)) if turns.are_left() => {}
            begun => break begun?,
        }
    };
    let now = session.begun_at;
    Ok(answer(shared, (&session, &person), refresh, now).await?)
}

/// Whether the password is right, and its verifier in our own form if it has another. So many at once as there are
/// processors: each takes all of one, and a good piece of memory.
async fn compared(
    shared: &Shared,
    verifier: String,
    password: Zeroizing<String>,
) -> Option<Option<String>> {
    let _turn = shared.proving.acquire().await.ok()?;
    let looked = tokio::task::spawn_blocking(move || {
        passwords::verify(&verifier, &password).then(|| {
            let renews = passwords::is_outdated(&verifier);
            renews
                .then(|| passwords::verifier(&password).ok())
                .flatten()
        })
    });
    looked.await.ok().flatten()
}

/// Writes down that somebody tried, whether there is such a person or not: what it costs would tell.
pub(super) async fn note_refused(
    shared: &Shared,
    device: &Device,
    who: Option<PersonId>,
    (command, failure): (&str, &Failure),
) -> Result<(), RecordsError> {
    tracing::warn!(device = %device.id, code = failure.code.name(), "not signed in");
    let mut turns = Turns::of(&shared.store);
    loop {
        let mut tx = turns.next().await?;
        let written = async {
            tx.audit(AuditLine {
                at: shared.clock.now(),
                person: who.unwrap_or(PersonId::from_uuid(uuid::Uuid::nil())),
                role: None,
                device: device.id,
                command: command.to_owned(),
                patient: None,
                outcome: failure.code.name().to_owned(),
                reason: None,
            })
            .await?;
            tx.commit().await
        };
        match written.await {
            Err(RecordsError::Contended) if turns.are_left() => {}
            written => return written,
        }
    }
}
