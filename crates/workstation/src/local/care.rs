//! Looking after this workstation's key: how a start opens the cache, the recovery key, the passphrase.

use std::sync::Arc;

use wire::{
    Code, Failure,
    local::{
        AskAtStart, ChangePassphrase, KeyCareRequest, KeyCareView, MakeRecoveryKey, RecoveryKey,
    },
};
use zeroize::Zeroizing;

use super::{
    account::{again, own},
    opening::too_short,
};
use crate::{
    Core,
    vault::{Holder, Vault, VaultError},
};

/// Symbols of a recovery key: 160 bits, because whoever has the disk can try as often as they like.
const RECOVERY_KEY_LENGTH: usize = 32;

/// How the key is kept.
pub(super) async fn key_care(
    core: &Arc<Core>,
    _request: KeyCareRequest,
) -> Result<KeyCareView, Failure> {
    let standing = core.with_vault(Vault::standing).await;
    let standing = standing.map_err(|error| refusal(&error))?;
    Ok(KeyCareView {
        opening: standing.opening,
        recovery: standing.recovery,
        people: u32::try_from(standing.people).unwrap_or(u32::MAX),
    })
}

/// Makes a recovery key.
pub(super) async fn make_recovery_key(
    core: &Arc<Core>,
    request: MakeRecoveryKey,
) -> Result<RecoveryKey, Failure> {
    let me = own(core, "make_recovery_key").await?;
    again(core, &me, request.password).await?;
    let key = core.ready().await?.opened.key();
    let made = passwords::code::<RECOVERY_KEY_LENGTH>();
    let made = made.map_err(|_| Failure::new(Code::Internal))?;
    let kept = made.clone();
    let sealed = core.with_vault(move |vault| vault.make_recovery(&key, &kept));
    sealed.await.map_err(|error| refusal(&error))?;
    Ok(RecoveryKey {
        code: made.to_string(),
    })
}

/// Chooses another passphrase. The one until now need not be known: the cache is open, and whoever asks has proved who
/// they are.
pub(super) async fn change_passphrase(
    core: &Arc<Core>,
    request: ChangePassphrase,
) -> Result<KeyCareView, Failure> {
    let me = own(core, "change_passphrase").await?;
    again(core, &me, request.password).await?;
    let key = core.ready().await?.opened.key();
    let next = Zeroizing::new(request.passphrase);
    let changed = core.with_vault(move |vault| vault.change_passphrase(&key, &next));
    changed.await.map_err(|error| refusal(&error))?;
    key_care(core, KeyCareRequest {}).await
}

/// Has a start wait for somebody, or has the keyring open the cache by itself.
pub(super) async fn ask_at_start(
    core: &Arc<Core>,
    request: AskAtStart,
) -> Result<KeyCareView, Failure> {
    let me = own(core, "ask_at_start").await?;
    again(core, &me, request.password.clone()).await?;
    let key = core.ready().await?.opened.key();
    let holder = Holder::new(&me, Zeroizing::new(request.password));
    let ask = request.ask;
    let changed = core.with_vault(move |vault| {
        if ask {
            vault.ask_somebody(&key, &holder)
        } else {
            vault.ask_nobody(&key)
        }
    });
    changed.await.map_err(|error| refusal(&error))?;
    key_care(core, KeyCareRequest {}).await
}

/// Why the key stays as it was.
pub(super) fn refusal(error: &VaultError) -> Failure {
    match error {
        VaultError::WrongPassphrase => Failure::field("passphrase", "invalid"),
        VaultError::TooShort => too_short(),
        VaultError::NoKeyring => Failure::new(Code::KeyringSilent),
        VaultError::NoRecovery => Failure::new(Code::RecoveryKeyNeeded),
        other => {
            tracing::error!(
                error = other as &dyn std::error::Error,
                "the key stays as it was"
            );
            Failure::new(Code::Internal)
        }
    }
}
