//! The alarms that are on, for the banner of every screen.

use std::sync::Arc;

use clinic::access::Permission;
use wire::{
    Failure,
    local::ActiveAlarmsRequest,
    ward::{ActiveAlarm, ActiveAlarmsView},
};

use crate::Core;

/// The alarms that are on. Everybody sees that and where; who is watched only those who may watch
/// monitors and open that patient's record.
pub(super) async fn active_alarms(
    core: &Arc<Core>,
    _request: ActiveAlarmsRequest,
) -> Result<ActiveAlarmsView, Failure> {
    Ok(alarms_now(core))
}

/// The same, without waiting.
pub(crate) fn alarms_now(core: &Core) -> ActiveAlarmsView {
    let watching = core
        .session()
        .as_ref()
        .filter(|session| session.rights.may(Permission::WatchMonitors))
        .map(|session| session.person.id);
    let now = core.clock.now();
    let Some(snapshot) = core.live.snapshot() else {
        return ActiveAlarmsView::default();
    };
    let alarms = snapshot
        .alarms
        .into_iter()
        .map(|alarm| {
            let bed = core.live.bed(alarm.key.monitor.as_str());
            let watched = bed.as_ref().zip(watching);
            let watched = watched.and_then(|(bed, person)| bed.patient_for(person, now));
            ActiveAlarm {
                bed: bed.as_ref().map_or_else(
                    || alarm.key.monitor.to_string(),
                    |bed| bed.assignment.bed.clone(),
                ),
                patient: watched.map(|patient| patient.id),
                patient_name: watched.map(|patient| patient.display_name.clone()),
                acknowledged_by: alarm
                    .acknowledged
                    .and_then(|seen| core.live.name_of(seen.by)),
                alarm,
            }
        })
        .collect();
    ActiveAlarmsView {
        alarms,
        link: Some(snapshot.link),
        checked_at: Some(snapshot.checked_at),
    }
}
