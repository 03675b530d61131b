//! The live board.

use std::sync::Arc;

use wire::{
    Code, Failure,
    local::{HostEvent, WardBoardRequest, WatchWaves},
    patients::Done,
    ward::{WardBed, WardBoardView},
};

use crate::Core;

const WATCHED_MAX: usize = 64;

/// Every monitor, who is on it, how it stands. Silence is shown as silence.
pub(super) async fn ward_board(
    core: &Arc<Core>,
    _request: WardBoardRequest,
) -> Result<WardBoardView, Failure> {
    let (person, now) = (core.signed_in()?.person.id, core.clock.now());
    let snapshot = core.live.snapshot().ok_or(Failure::new(Code::NotFound))?;
    let mut beds: Vec<WardBed> = snapshot
        .monitors
        .into_iter()
        .map(|monitor| {
            let bed = core.live.bed(monitor.monitor.as_str());
            let patient = bed
                .as_ref()
                .and_then(|bed| bed.patient_for(person, now))
                .cloned();
            let assignment = bed.map(|bed| bed.assignment);
            WardBed {
                monitor,
                assignment,
                patient,
            }
        })
        .collect();
    beds.sort_by(|one, other| {
        let key = |bed: &WardBed| {
            let place = bed
                .assignment
                .as_ref()
                .map(|assignment| assignment.bed.clone());
            (place.is_none(), place, bed.monitor.monitor.clone())
        };
        key(one).cmp(&key(other))
    });
    let watched = |bed: &WardBed| bed.assignment.as_ref().map(|assignment| assignment.patient);
    let shown = beds.iter().filter_map(watched).collect();
    core.looked("ward_board", shown).await;
    Ok(WardBoardView {
        beds,
        link: snapshot.link,
        checked_at: snapshot.checked_at,
        strays: snapshot.counters,
    })
}

/// From now on the waves of these monitors are sent, and no others; the last seconds come at once.
pub(super) async fn watch_waves(core: &Arc<Core>, request: WatchWaves) -> Result<Done, Failure> {
    let monitors: Vec<String> = request.monitors.into_iter().take(WATCHED_MAX).collect();
    let batch = core.live.last_waves(&monitors);
    if !monitors.is_empty() {
        let shown = monitors.iter().filter_map(|monitor| core.live.bed(monitor));
        let shown = shown.map(|bed| bed.assignment.patient).collect();
        core.looked("watch_waves", shown).await;
    }
    core.live.watch(monitors);
    if !batch.chunks.is_empty() {
        core.tell(HostEvent::Waves { batch });
    }
    Ok(Done {})
}
