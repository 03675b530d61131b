//! Opening the cache: by the passphrase, by one's own password, by the recovery key.

use std::sync::Arc;

use tokio::sync::broadcast::{Receiver, error::RecvError};
use wire::{
    Code, Failure,
    local::{
        GivePassphrase, HostEvent, OpenByPassword, OpenByRecovery, RescueCache, RetryUnlock,
        SessionStateRequest, SessionView, SignIn, Trouble,
    },
};
use zeroize::Zeroizing;

use super::session::{session_state, sign_in};
use crate::{
    Core, rescue,
    stage::{self, Stage},
    vault::{PASSPHRASE_LENGTH_MIN, Secret, VaultError},
};

/// Opens the cache with a passphrase, or chooses it on the first start.
pub(super) async fn give_passphrase(
    core: &Arc<Core>,
    request: GivePassphrase,
) -> Result<SessionView, Failure> {
    let waiting = matches!(
        &*core.stage.read().await,
        Stage::ChoosePassphrase(_) | Stage::NeedsSecret(_)
    );
    if waiting {
        let secret = Secret::Passphrase(Zeroizing::new(request.passphrase));
        open_unnamed(core, secret, "give_passphrase").await?;
    }
    session_state(core, SessionStateRequest {}).await
}

/// Opens the cache with one's own password, and signs in. Guessing is slowed as it is at sign-in; the tries before are
/// not known here as long as the cache is closed.
pub(super) async fn open_by_password(
    core: &Arc<Core>,
    request: OpenByPassword,
) -> Result<SessionView, Failure> {
    if !matches!(&*core.stage.read().await, Stage::NeedsSecret(_)) {
        return session_state(core, SessionStateRequest {}).await;
    }
    let person = request.person;
    core.opening().may_try(person, core.clock.now())?;
    let mut events = core.events.subscribe();
    let password = Zeroizing::new(request.password.clone());
    let opened = open(core, Secret::Password(person, password)).await;
    let right = opened.is_ok();
    core.opening().note(person, right, core.clock.now());
    opened?;
    until_it_stands(core, &mut events).await;
    if !matches!(&*core.stage.read().await, Stage::Ready(_)) {
        return session_state(core, SessionStateRequest {}).await;
    }
    let OpenByPassword { password, code, .. } = request;
    let request = SignIn {
        person,
        password,
        code,
    };
    sign_in(core, request).await
}

/// Opens the cache with the recovery key, also when the keyring lost what was in it.
pub(super) async fn open_by_recovery(
    core: &Arc<Core>,
    request: OpenByRecovery,
) -> Result<SessionView, Failure> {
    let waiting = matches!(
        &*core.stage.read().await,
        Stage::NeedsSecret(_) | Stage::Trouble(Trouble::KeyMissing | Trouble::WrongKey)
    );
    if waiting {
        let typed = Zeroizing::new(request.code);
        open_unnamed(core, Secret::recovery(&typed), "open_by_recovery").await?;
    }
    session_state(core, SessionStateRequest {}).await
}

/// Opens the cache by what names nobody, and writes that down once there is somewhere to write it.
async fn open_unnamed(
    core: &Arc<Core>,
    secret: Secret,
    command: &'static str,
) -> Result<(), Failure> {
    let mut events = core.events.subscribe();
    open(core, secret).await?;
    // It must not keep a workstation alive that is closed meanwhile.
    let core = Arc::downgrade(core);
    tokio::spawn(async move {
        while let Some(core) = core.upgrade() {
            if stands(&core).await {
                return core.was_opened(command).await;
            }
            drop(core);
            if matches!(events.recv().await, Err(RecvError::Closed)) {
                return;
            }
        }
    });
    Ok(())
}

async fn open(core: &Arc<Core>, secret: Secret) -> Result<(), Failure> {
    match stage::open(core.clone(), Some(secret)).await {
        None => Ok(()),
        Some(VaultError::TooShort) => Err(too_short()),
        Some(_) => Err(Failure::new(Code::WrongPassword)),
    }
}

/// That a passphrase is too short, with the least length.
pub(super) fn too_short() -> Failure {
    let data = serde_json::json!({
        "fields": { "passphrase": "too_short" },
        "length_min": PASSPHRASE_LENGTH_MIN,
    });
    Failure::with(Code::InvalidFields, data)
}

/// Waits until the open cache has led somewhere.
async fn until_it_stands(core: &Core, events: &mut Receiver<HostEvent>) {
    while !stands(core).await {
        if matches!(events.recv().await, Err(RecvError::Closed)) {
            return;
        }
    }
}

async fn stands(core: &Core) -> bool {
    !matches!(
        &*core.stage.read().await,
        Stage::Starting | Stage::NeedsSecret(_)
    )
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
            | Stage::NeedsSecret(_)
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
