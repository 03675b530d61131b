//! Unlocking, signing in, locking.

use std::sync::Arc;

use clinic::{
    access::{Rights, standing_at},
    people::{Lease, lock_after},
    records::{CustomRole, Facility, Kind, Person},
};
use store::{Mode, Store};
use values::{Instant, ids::PersonId};
use wire::{
    Code, Failure,
    local::{
        Activate, HostEvent, Lock, ReturnByPin, SessionStateRequest, SessionView, SignIn, Trouble,
    },
    tags::Tag,
};
use workflows::{
    DONE, Query, Records, RecordsError, context::decode_body, directory::person_view,
    dispatch::audit_line, rights_at,
};
use zeroize::Zeroizing;

use super::{
    account::{change_own, chosen, taken},
    at_server, lease, pin,
    proof::{Typed, find_person, prove, prove_pin},
    provider::Ended,
};
use crate::{
    Core, holders,
    session::Session,
    stage::{Ready, Stage},
    trail::{tell, write_lines},
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
        Stage::Trouble(trouble) => Ok(trouble_view(core, *trouble).await),
        Stage::Damaged { .. } => Ok(trouble_view(core, Trouble::Damaged).await),
        Stage::ChoosePassphrase(keyring) => Ok(SessionView::ChoosePassphrase { keyring: *keyring }),
        Stage::NeedsSecret(ways) => Ok(SessionView::NeedsPassphrase(ways.clone())),
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

async fn trouble_view(core: &Core, trouble: Trouble) -> SessionView {
    let of_key = matches!(trouble, Trouble::KeyMissing | Trouble::WrongKey);
    SessionView::Trouble {
        trouble,
        recovery: of_key
            && core
                .with_vault(|vault| Ok(vault.has_recovery()))
                .await
                .unwrap_or(false),
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
    let custom = tx.find(&Query::All(Kind::CustomRole)).await?;
    let custom = custom
        .into_iter()
        .map(|stored| decode_body(stored.body))
        .collect::<Result<Vec<CustomRole>, _>>()?;
    let here = ready.identity.facility;
    let signed_in = core.session().clone();
    match (signed_in, facility) {
        (Some(session), Some(facility)) => Ok(SessionView::SignedIn {
            person: person_view(&session.person, facility.id, &custom),
            permissions: session.rights.permissions().collect(),
            facility: Box::new(facility),
            device: ready.identity.device,
            device_code: ready.identity.code.clone(),
            lock_after_minutes: lock_after(session.rights.role()),
            demo: ready.identity.demo,
        }),
        (_, facility) => {
            let last = tx
                .setting(LAST_PERSON)
                .await?
                .and_then(|id| id.parse().ok());
            drop(tx);
            let everybody = holders::everybody(&ready.opened.store).await?;
            let everybody: Vec<Person> = everybody
                .into_iter()
                .filter(|person| person.active && standing_at(person, here).is_some())
                .collect();
            Ok(SessionView::Locked {
                by_pin: by_pin(core, &ready.opened.store, &everybody).await?,
                people: everybody
                    .iter()
                    .map(|person| person_view(person, here, &custom))
                    .collect(),
                facility: facility.map(|facility| facility.name).unwrap_or_default(),
                last,
                lease_days: match lease::within(core, ready).await? {
                    Lease::Holds(left) => left,
                    Lease::Ended | Lease::ClockSetBack => Some(0),
                },
                demo: ready.identity.demo,
            })
        }
    }
}

/// Who of them may come back by PIN.
async fn by_pin(
    core: &Core,
    store: &Store,
    people: &[Person],
) -> Result<Vec<PersonId>, RecordsError> {
    let now = core.clock.now();
    let mut may = Vec::new();
    for person in people {
        let on = core.shifts().proved_at(person, now).is_some();
        if on && pin::is_chosen(store, person.id).await? {
            may.push(person.id);
        }
    }
    Ok(may)
}

/// Signs a person in by their password, and the second factor of who has one. Works without the server, for as
/// long as the lease holds.
pub(super) async fn sign_in(core: &Arc<Core>, request: SignIn) -> Result<SessionView, Failure> {
    leased(core, "sign_in").await?;
    let password = Zeroizing::new(request.password);
    let typed = Typed {
        person: request.person,
        password: password.clone(),
        code: request.code.clone(),
        activation: false,
    };
    let proved = prove(core, "sign_in", typed).await?;
    begin(core, proved.person, core.clock.now()).await?;
    if let Some(verifier) = proved.renewed {
        let set = serde_json::json!({ "verifier": verifier });
        change_own(core, "set_password", set).await?;
        at_server::sign_in_once_shared(core, request.person, password.clone());
    } else {
        at_server::sign_in(core, request.person, password.clone(), request.code).await;
    }
    holders::remember(core, password).await;
    if let Some(digest) = proved.spent {
        let request = serde_json::json!({ "digest": digest });
        change_own(core, "spend_recovery_code", request).await?;
    }
    session_state(core, SessionStateRequest {}).await
}

/// Signs a person in with a code that admits once, in whose place a password is chosen.
pub(super) async fn activate(core: &Arc<Core>, request: Activate) -> Result<SessionView, Failure> {
    leased(core, "activate").await?;
    let typed = Typed {
        person: request.person,
        password: Zeroizing::new(request.activation),
        code: request.code,
        activation: true,
    };
    let password = Zeroizing::new(request.password);
    // First: a code of the second factor is good once, and should not be spent on a password that is not taken.
    taken(core, request.person, &password).await?;
    let proved = prove(core, "activate", typed).await?;
    let verifier = chosen(core, &proved.person, password.clone()).await?;
    begin(core, proved.person, core.clock.now()).await?;
    let set = serde_json::json!({ "verifier": verifier });
    if let Err(failure) = change_own(core, "set_password", set).await {
        *core.session() = None;
        return Err(failure);
    }
    at_server::sign_in_once_shared(core, request.person, password.clone());
    holders::remember(core, password).await;
    if let Some(digest) = proved.spent {
        let request = serde_json::json!({ "digest": digest });
        change_own(core, "spend_recovery_code", request).await?;
    }
    session_state(core, SessionStateRequest {}).await
}

/// Signs a person in by the PIN that they chose here, in a shift that began here with the password.
pub(super) async fn return_by_pin(
    core: &Arc<Core>,
    request: ReturnByPin,
) -> Result<SessionView, Failure> {
    let (person, proved_at) = prove_pin(core, "return_by_pin", request.person, request.pin).await?;
    open(core, person, proved_at).await?;
    session_state(core, SessionStateRequest {}).await
}

/// Begins a shift.
pub(super) async fn begin(core: &Arc<Core>, person: Person, now: Instant) -> Result<(), Failure> {
    open(core, person.clone(), now).await?;
    core.shifts().begin(&person, now);
    Ok(())
}

/// What somebody may do at this facility.
async fn rights_here(core: &Core, person: &Person) -> Result<Rights, Failure> {
    let (store, here) = {
        let ready = core.ready().await?;
        (ready.opened.store.clone(), ready.identity.facility)
    };
    let found = async { rights_at(&mut store.read().await?, person, here).await };
    found
        .await
        .map_err(|error| core.records_failure("session_state", &error))?
        .ok_or(Failure::new(Code::WorksElsewhere))
}

/// Shows everything that a person may see who has proved who they are.
async fn open(core: &Arc<Core>, person: Person, proved_at: Instant) -> Result<(), Failure> {
    let rights = rights_here(core, &person).await?;
    let session = Session {
        person,
        rights,
        proved_at,
    };
    let person = session.person.id;
    core.at_provider().end(Ended::Replaced);
    *core.session() = Some(session);
    core.forget_looks();
    core.live.watch(Vec::new());
    let remembered = async {
        let store = core.ready().await.ok()?.opened.store.clone();
        let mut tx = store.write(Mode::Optimistic).await.ok()?;
        tx.set_setting(LAST_PERSON, &person.to_string())
            .await
            .ok()?;
        lease::see(&mut tx, core.clock.now()).await.ok()?;
        tx.commit().await.ok()
    };
    if remembered.await.is_none() {
        tracing::warn!("the last person was not noted");
    }
    core.tell(HostEvent::Changed {
        tags: vec![Tag::Session],
    });
    Ok(())
}

/// Refuses to let anybody in while the lease has ended or the clock stands wrong.
pub(super) async fn leased(core: &Arc<Core>, command: &str) -> Result<(), Failure> {
    match lease::of(core)
        .await
        .map_err(|error| core.records_failure(command, &error))?
    {
        Lease::Holds(_) => Ok(()),
        Lease::Ended => {
            let data = serde_json::json!({ "days": clinic::people::LEASE_DAYS });
            Err(Failure::with(Code::LeaseExpired, data))
        }
        Lease::ClockSetBack => Err(Failure::new(Code::ClockSetBack)),
    }
}

/// Looks who the signed-in person is now, because somebody's account changed. Whoever may not sign in any more, or
/// not here, or whose password was changed elsewhere, is signed out at once; a new role holds at once.
pub(crate) async fn look_again(core: &Arc<Core>) {
    let Some(before) = core.session().clone() else {
        return;
    };
    let Ok(store) = core.ready().await.map(|ready| ready.opened.store.clone()) else {
        return;
    };
    let Ok(person) = find_person(&store, before.person.id).await else {
        return;
    };
    let stays = person.filter(|person| person.verifier == before.person.verifier);
    let stays = match stays {
        Some(person) => match rights_here(core, &person).await {
            Ok(rights) => Some((person, rights)),
            Err(failure) if failure.code == Code::WorksElsewhere => None,
            Err(_) => return,
        },
        None => None,
    };
    let signed_out = stays.is_none();
    *core.session() = stays.map(|(person, rights)| Session {
        person,
        rights,
        ..before
    });
    if signed_out {
        core.live.watch(Vec::new());
    }
    core.tell(HostEvent::Changed {
        tags: vec![Tag::Session],
    });
}

/// Hides everything. Sync, alarms and drafts go on.
pub(super) async fn lock(core: &Arc<Core>, _request: Lock) -> Result<SessionView, Failure> {
    let session = core.session().take();
    core.at_provider().end(Ended::Replaced);
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
