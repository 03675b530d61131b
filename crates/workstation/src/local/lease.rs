//! How long people may sign in here without the server having been heard.

use clinic::people::{Lease, lease};
use store::Tx;
use values::Instant;
use wire::{Code, Failure};
use workflows::RecordsError;

use crate::{Core, stage::Ready};

/// The latest that this workstation has seen of the clock.
const SEEN: &str = "clock_seen";

/// Notes what the clock says.
pub(super) async fn see(tx: &mut Tx, now: Instant) -> Result<(), RecordsError> {
    let seen = instant(tx, SEEN).await?;
    if seen.is_none_or(|seen| seen < now) {
        tx.set_setting(SEEN, &now.to_string()).await?;
    }
    Ok(())
}

/// How the lease stands; it holds while the server answers.
pub(super) async fn of(core: &Core) -> Result<Lease, RecordsError> {
    match core.ready().await {
        Ok(ready) => within(core, &ready).await,
        // Then nobody can sign in anyway, and the screen says why.
        Err(Failure {
            code: Code::CacheUnavailable,
            ..
        }) => Ok(Lease::Holds(None)),
        Err(failure) => Err(RecordsError::Other(failure.code.name().into())),
    }
}

/// The same, for whoever has the stage in hand.
pub(super) async fn within(core: &Core, ready: &Ready) -> Result<Lease, RecordsError> {
    if ready.engine.status().online {
        return Ok(Lease::Holds(None));
    }
    let now = core.clock.now();
    let mut tx = ready.opened.store.read().await?;
    let seen = instant(&mut tx, SEEN).await?.unwrap_or(now);
    // One from before contacts were kept begins to count when it is next heard.
    let contact = instant(&mut tx, sync::CONTACT).await?.unwrap_or(now);
    Ok(lease(contact, seen, now))
}

async fn instant(tx: &mut Tx, key: &str) -> Result<Option<Instant>, RecordsError> {
    let text = tx.setting(key).await?;
    Ok(text.and_then(|text| text.parse().ok()))
}
