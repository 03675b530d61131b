//! How sharing stands.

use std::sync::Arc;

use sync::Progress;
use wire::{
    Failure,
    local::{
        CopyProgress, SharingIncident, SharingIncidentsRequest, SharingIncidentsView,
        SyncStatusView,
    },
};
use workflows::{attention::waiting_for, context::Stop};

use crate::{Core, stage::Stage};

/// A clock that is off by more is shown.
const CLOCK_TOLERANCE_MS: i64 = 120_000;
const INCIDENTS_SHOWN: u32 = 20;

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
            copying: None,
            clock_ahead_ms: None,
        });
    };
    let counted = async {
        let mut tx = ready.opened.store.read().await?;
        let counts = tx.outbox_counts().await?;
        let session = core.session().clone();
        let attention = match session {
            Some(session) => waiting_for(&mut tx, ready.actor(&session), core.clock.now()).await?,
            None => 0,
        };
        Ok::<_, Stop>((counts, attention))
    };
    let (counts, attention) = counted
        .await
        .map_err(|stop| core.failure("sync_status", stop))?;
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
        copying: (!status.progress.complete).then(|| progress(status.progress)),
        clock_ahead_ms: off.then_some(status.clock_ahead_ms),
    })
}

fn progress(progress: Progress) -> CopyProgress {
    CopyProgress {
        received: u32::try_from(progress.received).unwrap_or(u32::MAX),
        total: progress.total.and_then(|total| u32::try_from(total).ok()),
    }
}

/// Where the copy was found to differ, for whoever looks after the workstations.
pub(super) async fn sharing_incidents(
    core: &Arc<Core>,
    _request: SharingIncidentsRequest,
) -> Result<SharingIncidentsView, Failure> {
    let store = core.ready().await?.opened.store.clone();
    let found = async { store.read().await?.divergences(INCIDENTS_SHOWN).await };
    let found = found
        .await
        .map_err(|error| core.records_failure("sharing_incidents", &error))?;
    core.looked("sharing_incidents", Vec::new()).await;
    let incidents = found.iter().filter_map(SharingIncident::of).collect();
    Ok(SharingIncidentsView { incidents })
}
