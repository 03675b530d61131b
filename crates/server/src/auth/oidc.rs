//! A person signs in through another provider: the workstation hands over what the browser brought back, and the
//! provider says whose account that is. What it proves is the account alone; what its person may do is known here.

use std::sync::Arc;

use axum::{
    Json,
    extract::{Request, State},
};
use clinic::records::{Kind, LinkedAccount, Person};
use store::{Device, Session, Tx};
use tokio::time::Instant;
use wire::{
    Code, Failure,
    sign_in::{BroughtBack, ProvenIdentity, ProviderAnswer, SignedInAtServer},
};
use workflows::{
    Query, Records, RecordsError,
    context::{Stop, decode_body},
};

use super::{
    answer,
    begin::{actor, open},
    login::note_refused,
    may_sign_in, proven_by, refusal,
};
use crate::{
    ApiError, Shared,
    provider::Provider,
    records::{Attempt, Caller, body, turn::Turns},
    serving::Peer,
};

/// What the audit trail calls it.
const COMMAND: &str = "sign_in_through_provider";
/// And the same in order to link the account.
const LINKING: &str = "link_provider";
/// Codes of some providers are as long as tokens.
const REQUEST_BYTES_MAX: usize = 8 * 1024;
/// Whom attempts are counted for: who it is, is known only afterwards.
const ANYBODY: &str = "provider";

/// Says how people sign in through another provider, if they may.
pub(crate) async fn provider(
    State(shared): State<Arc<Shared>>,
    Caller(_): Caller,
) -> Json<ProviderAnswer> {
    let provider = match &shared.provider {
        Some(provider) => Some(provider.described().await),
        None => None,
    };
    Json(ProviderAnswer { provider })
}

/// Signs in whoever has linked the account.
pub(crate) async fn sign_in(
    State(shared): State<Arc<Shared>>,
    Caller(device): Caller,
    request: Request,
) -> Result<Json<SignedInAtServer>, ApiError> {
    let Looked { account, attempt } = looked(&shared, &device, COMMAND, request).await?;
    let who = linked(&mut shared.store.read().await?, &account)
        .await?
        .map(|person| person.id);
    match begun(&shared, &device, &account).await {
        Err(Stop::Refused(failure)) if is_refused(&failure) => {
            note_refused(&shared, &device, who, (COMMAND, &failure)).await?;
            Err(ApiError(failure))
        }
        begun => {
            shared.pace.was_right(attempt, Instant::now());
            let (session, refresh, person) = begun.map_err(refusal)?;
            let now = session.begun_at;
            let answer = answer(&shared, (&session, &person), refresh, now).await?;
            Ok(Json(answer))
        }
    }
}

/// Says whose account it is, for a workstation whose person links it: by a command, which is judged as any other.
pub(crate) async fn identity(
    State(shared): State<Arc<Shared>>,
    Caller(device): Caller,
    request: Request,
) -> Result<Json<ProvenIdentity>, ApiError> {
    let Looked { account, attempt } = looked(&shared, &device, LINKING, request).await?;
    shared.pace.was_right(attempt, Instant::now());
    Ok(Json(ProvenIdentity { identity: account }))
}

/// An account that the provider has proven, and the attempt that it was proven by.
struct Looked {
    account: LinkedAccount,
    attempt: Attempt,
}

/// Looks at what was brought back. What proves nothing is written down and counts as a wrong password does.
async fn looked(
    shared: &Shared,
    device: &Device,
    command: &str,
    request: Request,
) -> Result<Looked, ApiError> {
    let from = request.extensions().get().map(|Peer(address)| *address);
    let brought: BroughtBack = body::within(request, REQUEST_BYTES_MAX).await?;
    let provider: &Provider = shared.provider.as_ref().ok_or(Code::NotFound)?;
    provider.fits(&brought).map_err(ApiError)?;
    let attempt = Attempt::of(device.id, None, ANYBODY, from);
    shared.pace.sign_in(attempt, Instant::now())?;
    let error = match provider.prove(&brought, shared.clock.now()).await {
        Ok(account) => return Ok(Looked { account, attempt }),
        Err(error) => error,
    };
    tracing::warn!(
        error = &error as &dyn std::error::Error,
        "nobody was proven by the provider"
    );
    let failure = Failure::new(error.code());
    if failure.code == Code::IdentityNotProven {
        note_refused(shared, device, None, (command, &failure)).await?;
    } else {
        shared.pace.was_right(attempt, Instant::now());
    }
    Err(ApiError(failure))
}

const fn is_refused(failure: &Failure) -> bool {
    matches!(
        failure.code,
        Code::IdentityNotLinked | Code::AccountDisabled | Code::AccountPending
    )
}

async fn begun(
    shared: &Shared,
    device: &Device,
    account: &LinkedAccount,
) -> Result<(Session, String, Person), Stop> {
    let mut turns = Turns::alone(&shared.store);
    loop {
        let tx = turns.next().await?;
        match begin(shared, tx, device, account).await {
            Err(Stop::Records(RecordsError::Contended)) if turns.are_left() => {}
            begun => return begun,
        }
    }
}

/// Begins a session. A second factor of ours is not asked for: the provider has looked at what it wants to look at.
async fn begin(
    shared: &Shared,
    mut tx: Tx,
    device: &Device,
    account: &LinkedAccount,
) -> Result<(Session, String, Person), Stop> {
    let now = shared.clock.now();
    let person = linked(&mut tx, account).await?;
    let person = person.ok_or(Code::IdentityNotLinked)?;
    if !person.active {
        return Err(Code::AccountDisabled.into());
    }
    if !may_sign_in(&person) {
        return Err(Code::AccountPending.into());
    }
    let proven = proven_by(&person, account);
    let actor = actor(&mut tx, &person, device).await?;
    let (session, refresh) = open(&mut tx, actor, now, (COMMAND, proven)).await?;
    tx.commit().await?;
    Ok((session, refresh, person))
}

/// Whose account it is, however theirs stands here. By provider and subject alone.
async fn linked(tx: &mut Tx, account: &LinkedAccount) -> Result<Option<Person>, RecordsError> {
    let mut whose = None;
    for stored in tx.find(&Query::All(Kind::Person)).await? {
        let person: Person = decode_body(stored.body)?;
        if !person.identities.contains(account) {
            continue;
        }
        if whose.is_some() {
            // No command makes it so; whom it would sign in, nobody can say.
            tracing::error!("an account of the provider is linked with two people");
            return Ok(None);
        }
        whose = Some(person);
    }
    Ok(whose)
}
