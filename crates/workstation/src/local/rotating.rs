//! Encrypting the records of this workstation under another key.

use std::{mem, sync::Arc};

use wire::{
    Code, Failure,
    local::{RotateKey, SessionStateRequest, SessionView},
};
use zeroize::Zeroizing;

use super::{
    account::{again, own},
    session::session_state,
};
use crate::{
    Core,
    stage::{self, FILE, Stage},
    vault::{Vault, VaultError},
};

/// Closes the cache, has it encrypted under another key, and opens it again. Nothing in it changes: what waits goes
/// on waiting, and whoever is signed in stays so.
pub(super) async fn rotate_key(
    core: &Arc<Core>,
    request: RotateKey,
) -> Result<SessionView, Failure> {
    let me = own(core, "rotate_key").await?;
    again(core, &me, request.password).await?;
    let (folder, place) = (core.options.data.clone(), core.options.key_place);
    let path = folder.join(FILE);
    let vault = Vault::new(&folder, &path, place);
    let passphrase = request.passphrase.map(Zeroizing::new);
    let begun = tokio::task::spawn_blocking(move || {
        let passphrase = passphrase.as_ref().map(|passphrase| passphrase.as_str());
        vault
            .begin_rotation(passphrase)
            .map(|rotation| (vault, rotation))
    });
    let (vault, rotation) = begun
        .await
        .unwrap_or(Err(VaultError::Crypto))
        .map_err(|error| refusal(&error))?;
    let Some((opened, engine)) = close(core).await else {
        return Err(Failure::new(Code::CacheUnavailable));
    };
    drop(engine);
    opened.store.close().await;
    let done = tokio::task::spawn_blocking(move || {
        let rekeyed = store::rekey(&path, &rotation.from, &rotation.to);
        let ended = vault.end_rotation(&rotation);
        let key = if rekeyed.is_ok() {
            rotation.to
        } else {
            rotation.from
        };
        (key, rekeyed, ended)
    });
    let Ok((key, rekeyed, ended)) = done.await else {
        return Err(Failure::new(Code::Internal));
    };
    stage::open_cache(core.clone(), opened.lock(), key).await;
    if let Err(error) = rekeyed {
        tracing::error!(
            error = &error as &dyn std::error::Error,
            "the key stays as it was"
        );
        return Err(Failure::new(Code::Internal));
    }
    if let Err(error) = ended {
        // The next start ends it.
        tracing::warn!(
            error = &error as &dyn std::error::Error,
            "two keys are kept"
        );
    }
    session_state(core, SessionStateRequest {}).await
}

async fn close(core: &Arc<Core>) -> Option<(stage::Opened, sync::Engine)> {
    let mut stage = core.stage.write().await;
    match mem::replace(&mut *stage, Stage::Starting) {
        Stage::Ready(ready) => Some((ready.opened, ready.engine)),
        other => {
            *stage = other;
            None
        }
    }
}

fn refusal(error: &VaultError) -> Failure {
    match error {
        VaultError::WrongPassphrase => Failure::field("passphrase", "invalid"),
        other => {
            tracing::error!(
                error = other as &dyn std::error::Error,
                "the key stays as it was"
            );
            Failure::new(Code::Internal)
        }
    }
}
