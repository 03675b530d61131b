//! Unlocking, signing in, locking.

use std::sync::Arc;

use clinic::{
    access::{Permission, may},
    records::{Facility, Kind, Person, Role},
};
use store::{Mode, Store};
use values::ids::PersonId;
use wire::{
    Code, Failure,
    directory::PersonView,
    local::{
        GivePassphrase, HostEvent, Lock, RescueCache, RetryUnlock, SessionStateRequest,
        SessionView, SignIn, Trouble,
    },
    tags::Tag,
};
use workflows::{
    AuditLine, DONE, Query, Records, RecordsError, context::decode_body, directory::person_view,
    dispatch::audit_line,
};
use zeroize::Zeroizing;

use crate::{
    Core, rescue,
    session::{Session, may_try, note, verify},
    stage::{self, Ready, Stage},
    trail::{tell, write_lines},
    vault::{PASSPHRASE_LENGTH_MIN, VaultError},
};

const LAST_PERSON: &str = "last_person";

/// How the session stands.
pub(super) async fn session_state(
    core: &Arc<Core>,
    _request: SessionStateRequest,
) -> Result<SessionView, Failure> {
    let stage = core.stage.read().await;
    match &*stage {
        Stage::Starting => Ok(SessionView::Preparing {
            received: 0,
            total: None,
            reachable: true,
        }),
        Stage::Trouble(trouble) => Ok(trouble_view(core, *trouble)),
        Stage::Damaged { .. } => Ok(trouble_view(core, Trouble::Damaged)),
        Stage::ChoosePassphrase(keyring) => Ok(SessionView::ChoosePassphrase { keyring: *keyring }),
        Stage::NeedsPassphrase(keyring) => Ok(SessionView::NeedsPassphrase { keyring: *keyring }),
        Stage::NeedsServer { failed, .. } => Ok(SessionView::NeedsServer { failed: *failed }),
        Stage::Joining { reachable, .. } => Ok(SessionView::Preparing {
            received: 0,
            total: None,
            reachable: *reachable,
        }),
        Stage::Ready(ready) => ready_state(core, ready)
            .await
            .map_err(|error| core.records_failure("session_state", &error)),
    }
}

fn trouble_view(core: &Core, trouble: Trouble) -> SessionView {
    SessionView::Trouble {
        trouble,
        folder: core.options.data.display().to_string(),
    }
}

async fn ready_state(core: &Core, ready: &Ready) -> Result<SessionView, RecordsError> {
    let status = ready.engine.status();
    if !status.progress.usable {
        return Ok(SessionView::Preparing {
            received: u32::try_from(status.progress.received).unwrap_or(u32::MAX),
            total: status
                .progress
                .total
                .and_then(|total| u32::try_from(total).ok()),
            reachable: status.online,
        });
    }
    let mut tx = ready.opened.store.read().await?;
    let facility = tx
        .get(Kind::Facility, ready.identity.facility.uuid())
        .await?;
    let facility: Option<Facility> = facility
        .map(|stored| decode_body(stored.body))
        .transpose()?;
    let signed_in = core.session().clone();
    match (signed_in, facility) {
        (Some(session), Some(facility)) => Ok(SessionView::SignedIn {
            person: person_view(&session.person),
            permissions: Permission::ALL
                .iter()
                .copied()
                .filter(|permission| may(session.person.role, *permission))
                .collect(),
            facility: Box::new(facility),
            device: ready.identity.device,
            device_code: ready.identity.code.clone(),
            demo: ready.identity.demo,
        }),
        (_, facility) => {
            let last = tx
                .setting(LAST_PERSON)
                .await?
                .and_then(|id| id.parse().ok());
            drop(tx);
            Ok(SessionView::Locked {
                people: people(&ready.opened.store).await?,
                facility: facility.map(|facility| facility.name).unwrap_or_default(),
                last,
                demo: ready.identity.demo,
            })
        }
    }
}

async fn people(store: &Store) -> Result<Vec<PersonView>, RecordsError> {
    let found = store.read().await?.find(&Query::All(Kind::Person)).await?;
    let people: Vec<Person> = found
        .into_iter()
        .map(|stored| decode_body(stored.body))
        .collect::<Result<_, _>>()?;
    Ok(people
        .iter()
        .filter(|person| person.active)
        .map(person_view)
        .collect())
}

/// Opens the cache with a passphrase, or chooses it on the first start.
pub(super) async fn give_passphrase(
    core: &Arc<Core>,
    request: GivePassphrase,
) -> Result<SessionView, Failure> {
    let waiting = matches!(
        &*core.stage.read().await,
        Stage::ChoosePassphrase(_) | Stage::NeedsPassphrase(_)
    );
    if waiting {
        match stage::open(core.clone(), Some(Zeroizing::new(request.passphrase))).await {
            None => {}
            Some(VaultError::TooShort) => {
                return Err(Failure::with(
                    Code::InvalidFields,
                    serde_json::json!({ "fields": { "passphrase": "too_short" }, "length_min": PASSPHRASE_LENGTH_MIN }),
                ));
            }
            Some(_) => return Err(Failure::new(Code::WrongPassword)),
        }
    }
    session_state(core, SessionStateRequest {}).await
}

/// Looks again, after a person has unlocked the keyring, made room, or closed the other window.
pub(super) async fn retry_unlock(
    core: &Arc<Core>,
    _request: RetryUnlock,
) -> Result<SessionView, Failure> {
    let stuck = matches!(
        &*core.stage.read().await,
        Stage::Trouble(_)
            | Stage::Damaged { .. }
            | Stage::ChoosePassphrase(_)
            | Stage::NeedsPassphrase(_)
    );
    if stuck {
        // A damaged cache holds the folder's lock, which is looked at again.
        *core.stage.write().await = Stage::Starting;
        stage::open(core.clone(), None).await;
    }
    session_state(core, SessionStateRequest {}).await
}

/// Puts a damaged cache aside and goes on with a new one.
pub(super) async fn rescue_cache(
    core: &Arc<Core>,
    _request: RescueCache,
) -> Result<SessionView, Failure> {
    rescue::rescue(core).await;
    session_state(core, SessionStateRequest {}).await
}

/// Signs a person in by their password. Works without the server.
pub(super) async fn sign_in(core: &Arc<Core>, request: SignIn) -> Result<SessionView, Failure> {
    let (store, device) = {
        let ready = core.ready().await?;
        (ready.opened.store.clone(), ready.identity.device)
    };
    let line = |role: Option<Role>, outcome: &str| AuditLine {
        at: core.clock.now(),
        person: request.person,
        role,
        device,
        command: "sign_in".to_owned(),
        patient: None,
        outcome: outcome.to_owned(),
        reason: None,
    };
    let password = Zeroizing::new(request.password);
    let tried = may_try(&core.attempts(), request.person, core.clock.now());
    if let Err(failure) = tried {
        tell(write_lines(&store, vec![line(None, failure.code.name())]).await);
        return Err(failure);
    }
    let person = find_person(&store, request.person)
        .await
        .map_err(|error| core.records_failure("sign_in", &error))?;
    let Some(person) = person else {
        tell(write_lines(&store, vec![line(None, Code::WrongPassword.name())]).await);
        return Err(Failure::new(Code::WrongPassword));
    };
    let verifier = person.verifier.clone();
    let right = tokio::task::spawn_blocking(move || verify(&verifier, &password))
        .await
        .unwrap_or(false);
    note(
        &mut core.attempts(),
        request.person,
        right,
        core.clock.now(),
    );
    if !right {
        let line = line(Some(person.role), Code::WrongPassword.name());
        tell(write_lines(&store, vec![line]).await);
        return Err(Failure::new(Code::WrongPassword));
    }
    let line = line(Some(person.role), DONE);
    *core.session() = Some(Session { person });
    core.forget_looks();
    core.live.watch(Vec::new());
    let remembered = async {
        let mut tx = store.write(Mode::Optimistic).await?;
        tx.audit(line).await?;
        tx.set_setting(LAST_PERSON, &request.person.to_string())
            .await?;
        tx.commit().await
    };
    if let Err(error) = remembered.await {
        tracing::warn!(
            error = &error as &dyn std::error::Error,
            "a sign-in was not noted"
        );
    }
    core.tell(HostEvent::Changed {
        tags: vec![Tag::Session],
    });
    session_state(core, SessionStateRequest {}).await
}

async fn find_person(store: &Store, person: PersonId) -> Result<Option<Person>, RecordsError> {
    let stored = store.read().await?.get(Kind::Person, person.uuid()).await?;
    let person: Option<Person> = stored.map(|stored| decode_body(stored.body)).transpose()?;
    Ok(person.filter(|person| person.active))
}

/// Hides everything. Sync, alarms and drafts go on.
pub(super) async fn lock(core: &Arc<Core>, _request: Lock) -> Result<SessionView, Failure> {
    let session = core.session().take();
    core.live.watch(Vec::new());
    core.tell(HostEvent::Changed {
        tags: vec![Tag::Session],
    });
    core.forget_looks();
    if let Some(session) = session
        && let Ok((store, actor)) = core.store_for(&session).await
    {
        let line = audit_line(&actor, core.clock.now(), "lock", None, DONE);
        tell(write_lines(&store, vec![line]).await);
    }
    session_state(core, SessionStateRequest {}).await
}
