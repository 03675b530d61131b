//! Joining again: a workstation that was copied, or that its server does not know any more, goes on under a
//! new identity, with everything that was made under the old one.

use std::collections::BTreeSet;

use store::{Mode, Store, Tx};
use wire::sync::{KnownChange, PUSH_CHANGES_MAX, PushOutcome};
use workflows::RecordsError;

use crate::{Client, Identity, SyncError, trail::handed};

/// Takes on a new identity that the server has given. Changes that the server has judged are settled; all
/// others are chained anew behind it and wait. Nothing is dropped. When it fails, nothing has changed, and it
/// can be done again with another identity.
pub async fn take_on(store: &Store, identity: &Identity) -> Result<(), SyncError> {
    let client = Client::enrolled(identity)?;
    let ids = store.read().await?.change_ids().await?;
    let mut known = Vec::new();
    for some in ids.chunks(PUSH_CHANGES_MAX) {
        known.extend(client.known(some.to_vec()).await?.known);
    }
    let mut tx = store.write(Mode::Optimistic).await?;
    settle(&mut tx, &known).await?;
    let trail = tx.trail_writer().await?;
    let handed = handed(&mut tx, &trail).await?;
    identity.keep(&mut tx).await?;
    tx.begin_trail(&identity.device.to_string(), (&trail, handed))
        .await?;
    tx.restart_series().await?;
    let known: BTreeSet<_> = known.iter().map(|known| known.id).collect();
    tx.rechain(identity.device, &known).await?;
    Ok(tx.commit().await?)
}

async fn settle(tx: &mut Tx, known: &[KnownChange]) -> Result<(), RecordsError> {
    for KnownChange { id, outcome } in known {
        match outcome {
            PushOutcome::Applied { commit }
            | PushOutcome::Merged { commit, .. }
            | PushOutcome::Conflict { commit, .. } => tx.acknowledge(&[(*id, *commit)]).await?,
            PushOutcome::Refused { commit, failure } => tx.refuse(*id, *commit, failure).await?,
            PushOutcome::Retry { .. } => {}
        }
    }
    Ok(())
}
