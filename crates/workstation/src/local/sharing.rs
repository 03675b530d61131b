//! How sharing stands.

use std::sync::Arc;

use wire::{Failure, local::SyncStatusView};
use workflows::attention::waiting_for;

use crate::{Core, stage::Stage};

/// A clock that is off by more is shown.
const CLOCK_TOLERANCE_MS: i64 = 120_000;

/// How sharing stands: what waits is asked of the outbox, which cannot be wrong.
pub(crate) async fn sync_status(core: &Arc<Core>) -> Result<SyncStatusView, Failure> {
    let stage = core.stage.read().await;
    let Stage::Ready(ready) = &*stage else {
        return Ok(SyncStatusView {
            online: false,
            waiting: 0,
            waiting_since: None,
            shared_at: None,
            contact_at: None,
            attention: 0,
            stopped: None,
            refilling: false,
            clock_ahead_ms: None,
        });
    };
    let counted = async {
        let mut tx = ready.opened.store.read().await?;
        let counts = tx.outbox_counts().await?;
        let session = core.session().clone();
        let attention = match session {
            Some(session) => waiting_for(&mut tx, &ready.actor(&session)).await?,
            None => 0,
        };
        Ok((counts, attention))
    };
    let (counts, attention) = counted
        .await
        .map_err(|error| core.records_failure("sync_status", &error))?;
    let status = ready.engine.status();
    let off = status.online && status.clock_ahead_ms.abs() > CLOCK_TOLERANCE_MS;
    Ok(SyncStatusView {
        online: status.online,
        waiting: counts.waiting,
        waiting_since: counts.waiting_since,
        shared_at: status.shared_at,
        contact_at: status.contact_at,
        attention,
        stopped: status.stopped,
        refilling: status.refilling,
        clock_ahead_ms: off.then_some(status.clock_ahead_ms),
    })
}
