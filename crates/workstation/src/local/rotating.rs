//! Encrypting the records of this workstation under another key.

use std::{mem, sync::Arc};

use wire::{
    Code, Failure,
    local::{RotateKey, SessionStateRequest, SessionView},
};
use zeroize::Zeroizing;

use super::{
    account::{again, own},
    care::refusal,
    session::session_state,
};
use crate::{
    Core,
    stage::{self, FILE, Stage},
    vault::{Holder, Secret},
};

/// Closes the cache, has it encrypted under another key, and opens it again. Nothing in it changes: what waits goes
/// on waiting, and whoever is signed in stays so.
pub(super) async fn rotate_key(
    core: &Arc<Core>,
    request: RotateKey,
) -> Result<SessionView, Failure> {
    let me = own(core, "rotate_key").await?;
    again(core, &me, request.password.clone()).await?;
    let holder = Holder::new(&me, Zeroizing::new(request.password));
    let passphrase = request
        .passphrase
        .map(Zeroizing::new)
        .map(Secret::Passphrase);
    let from = core.ready().await?.opened.key();
    let begun =
        core.with_vault(move |vault| vault.begin_rotation(&from, passphrase.as_ref(), &holder));
    let rotation = begun.await.map_err(|error| refusal(&error))?;
    let Some((opened, engine)) = close(core).await else {
        return Err(Failure::new(Code::CacheUnavailable));
    };
    drop(engine);
    opened.store.close().await;
    let path = core.options.data.join(FILE);
    let done = core.with_vault(move |vault| {
        let rekeyed = store::rekey(&path, &rotation.from, &rotation.to);
        let ended = vault.end_rotation(&rotation);
        let key = if rekeyed.is_ok() {
            rotation.to
        } else {
            rotation.from
        };
        Ok((key, rekeyed, ended))
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
