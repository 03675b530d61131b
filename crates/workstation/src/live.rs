//! Live monitors, joined with the patients they watch.

mod sink;

use std::{
    collections::{BTreeMap, BTreeSet},
    net::SocketAddr,
    sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError},
};

use clinic::{
    records::{
        AlarmAcknowledgement, EmergencyAccess, Facility, Kind, MonitorAssignment, Patient, Person,
        Restriction,
    },
    restriction::{is_in_force, is_open},
};
use store::Store;
use tokio::sync::broadcast::error::RecvError;
use values::{
    Instant,
    ids::{MonitorAssignmentId, PersonId},
};
use vitals::{Hub, HubSettings, alarm::Acknowledgement};
use wire::{
    local::HostEvent,
    patients::PatientSummary,
    tags::Tag,
    vitals::{MonitorEvent, MonitorId, VitalsView},
    ward::WaveBatch,
};
use workflows::{Query, Records, RecordsError, context::decode_body, patients::patient_summary};

use crate::{Core, local::alarms_now};
use sink::CacheSink;

/// A monitor's place and patient.
#[derive(Debug, Clone)]
pub(crate) struct Bed {
    pub(crate) assignment: MonitorAssignment,
    patient: PatientSummary,
    restriction: Option<Restriction>,
    emergencies: Vec<EmergencyAccess>,
}

impl Bed {
    /// The patient, unless the record is closed to `person`.
    pub(crate) fn patient_for(&self, person: PersonId, now: Instant) -> Option<&PatientSummary> {
        let in_emergency =
            |access: &EmergencyAccess| access.person == person && is_in_force(access, now);
        let is_open = is_open(self.restriction.as_ref(), person, now)
            || self.emergencies.iter().any(in_emergency);
        is_open.then_some(&self.patient)
    }
}

/// What is known of monitors here.
#[derive(Default)]
pub(crate) struct Live {
    hub: OnceLock<Hub>,
    sink: CacheSink,
    joined: Mutex<Joined>,
}

#[derive(Default)]
struct Joined {
    beds: BTreeMap<String, Bed>,
    names: BTreeMap<PersonId, String>,
    watched: BTreeSet<String>,
}

/// Acknowledgements older than this cannot concern an alarm that is still on.
const ACKNOWLEDGEMENTS_MS: i64 = 48 * 3_600_000;
/// What a screen that begins to draw gets at once.
const WAVE_SECONDS: u32 = 10;

impl Live {
    /// The cache is open: samples go there.
    pub(crate) fn open(&self, store: Store) {
        self.sink.open(store);
    }

    /// The cache is closed or gone: nothing more is kept, and nobody is known by name.
    pub(crate) fn close(&self) {
        self.sink.close();
        *self.joined() = Joined::default();
    }

    /// Everything as it stands; `None` where there are no monitors.
    pub(crate) fn snapshot(&self) -> Option<VitalsView> {
        self.hub.get().map(Hub::snapshot)
    }

    /// The place and patient of a monitor.
    pub(crate) fn bed(&self, monitor: &str) -> Option<Bed> {
        self.joined().beds.get(monitor).cloned()
    }

    /// A person's name.
    pub(crate) fn name_of(&self, person: PersonId) -> Option<String> {
        self.joined().names.get(&person).cloned()
    }

    /// Sends the waves of these monitors from now on.
    pub(crate) fn watch(&self, monitors: Vec<String>) {
        self.joined().watched = monitors.into_iter().collect();
    }

    /// The last seconds of the watched monitors.
    pub(crate) fn last_waves(&self, monitors: &[String]) -> WaveBatch {
        let ids = monitors
            .iter()
            .filter_map(|monitor| monitor.parse::<MonitorId>().ok());
        let chunks = match self.hub.get() {
            Some(hub) => ids.flat_map(|id| hub.waves(&id, WAVE_SECONDS)).collect(),
            None => Vec::new(),
        };
        WaveBatch { chunks }
    }

    fn joined(&self) -> MutexGuard<'_, Joined> {
        self.joined.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Listens to a broker from now on, and passes what it hears on to the screen. The first one named stays.
pub(crate) fn listen(core: &Arc<Core>, broker: SocketAddr) {
    if core.live.hub.get().is_some() {
        return;
    }
    let settings = HubSettings {
        host: broker.ip().to_string(),
        port: broker.port(),
        client_id: format!("workstation-{}", uuid::Uuid::new_v4()),
        credentials: None,
    };
    let hub = Hub::start(
        settings,
        core.clock.clone(),
        Box::new(core.live.sink.clone()),
    );
    let mut events = hub.events();
    core.live.hub.set(hub).ok();
    let core = Arc::downgrade(core);
    tokio::spawn(async move {
        loop {
            let event = events.recv().await;
            let Some(core) = core.upgrade() else { return };
            match event {
                Ok(event) => pass_on(&core, event),
                // The screen missed something: it fetches everything again.
                Err(RecvError::Lagged(_)) => core.tell(HostEvent::Changed {
                    tags: vec![Tag::Monitors],
                }),
                Err(RecvError::Closed) => return,
            }
        }
    });
}

fn pass_on(core: &Core, event: MonitorEvent) {
    match event {
        MonitorEvent::NumericsChanged { monitor } => {
            let view = core.live.hub.get().and_then(|hub| hub.monitor(&monitor));
            if let Some(monitor) = view {
                core.tell(HostEvent::Monitor {
                    monitor: Box::new(monitor),
                });
            }
        }
        MonitorEvent::Waves { mut chunks } => {
            let watched = core.live.joined().watched.clone();
            chunks.retain(|chunk| watched.contains(chunk.monitor.as_str()));
            if !chunks.is_empty() {
                core.tell(HostEvent::Waves {
                    batch: WaveBatch { chunks },
                });
            }
        }
        MonitorEvent::AlarmChanged { .. } => core.tell(HostEvent::Alarms {
            alarms: alarms_now(core),
        }),
        MonitorEvent::LinkChanged { .. } => core.tell(HostEvent::Changed {
            tags: vec![Tag::Monitors],
        }),
    }
}

/// Reads assignments, patients' names and acknowledgements anew, and tells the hub.
pub(crate) async fn refresh(core: &Arc<Core>) {
    let Ok(ready) = core.ready().await else {
        return;
    };
    let (store, facility) = (ready.opened.store.clone(), ready.identity.facility);
    drop(ready);
    let read = async {
        let mut tx = store.read().await?;
        let mut joined = Joined::default();
        let Some(facility) = tx.get(Kind::Facility, facility.uuid()).await? else {
            return Ok(None);
        };
        let facility: Facility = decode_body(facility.body)?;
        let now = core.clock.now();
        let today = facility.zone.date(now);
        let emergencies = emergencies_at(&mut tx, now).await?;
        for stored in tx
            .find(&Query::MonitorAssignments {
                monitor: None,
                patient: None,
            })
            .await?
        {
            let assignment: MonitorAssignment = decode_body(stored.body)?;
            if let Some(stored) = tx.get(Kind::Patient, assignment.patient.uuid()).await? {
                let kept: Patient = decode_body(stored.body)?;
                let emergencies = emergencies
                    .iter()
                    .filter(|access| access.patient == kept.id)
                    .cloned()
                    .collect();
                let bed = Bed {
                    patient: patient_summary(&kept, today, stored.pending),
                    restriction: kept.restriction,
                    emergencies,
                    assignment,
                };
                joined.beds.insert(bed.assignment.monitor.clone(), bed);
            }
        }
        for stored in tx.find(&Query::All(Kind::Person)).await? {
            let person: Person = decode_body(stored.body)?;
            joined.names.insert(person.id, person.name.letter());
        }
        let since = now.plus_millis(-ACKNOWLEDGEMENTS_MS);
        let seen: Vec<AlarmAcknowledgement> = tx
            .find(&Query::AcknowledgementsSince(since))
            .await?
            .into_iter()
            .map(|stored| decode_body(stored.body))
            .collect::<Result<_, _>>()?;
        Ok::<_, RecordsError>(Some((joined, seen)))
    };
    match read.await {
        Ok(Some((joined, seen))) => apply(core, joined, &seen),
        Ok(None) => {}
        Err(error) => {
            tracing::error!(
                error = &error as &dyn std::error::Error,
                "assignments could not be read"
            );
        }
    }
}

/// The emergency accesses that hold at an instant.
async fn emergencies_at(
    records: &mut dyn Records,
    at: Instant,
) -> Result<Vec<EmergencyAccess>, RecordsError> {
    let query = Query::EmergencyAccessesInForce { person: None, at };
    let found = records.find(&query).await?;
    found
        .into_iter()
        .map(|stored| decode_body(stored.body))
        .collect()
}

fn apply(core: &Core, fresh: Joined, seen: &[AlarmAcknowledgement]) {
    let watched_by = |beds: &BTreeMap<String, Bed>| -> BTreeMap<String, MonitorAssignmentId> {
        beds.iter()
            .map(|(monitor, bed)| (monitor.clone(), bed.assignment.id))
            .collect()
    };
    let (before, now) = {
        let mut joined = core.live.joined();
        let before = watched_by(&joined.beds);
        joined.beds = fresh.beds;
        joined.names = fresh.names;
        (before, watched_by(&joined.beds))
    };
    let Some(hub) = core.live.hub.get() else {
        return;
    };
    // A monitor that went from one patient to the next takes no alarm and no limit along.
    let ended = before
        .iter()
        .filter(|(monitor, assignment)| now.get(*monitor) != Some(assignment));
    for monitor in ended.filter_map(|(monitor, _)| monitor.parse::<MonitorId>().ok()) {
        hub.release(&monitor);
    }
    let expected: Vec<MonitorId> = now
        .keys()
        .filter_map(|monitor| monitor.parse().ok())
        .collect();
    hub.expect(&expected);
    for acknowledgement in seen
        .iter()
        .filter_map(|record| Acknowledgement::try_from(record).ok())
    {
        hub.acknowledge(&acknowledgement);
    }
    core.tell(HostEvent::Alarms {
        alarms: alarms_now(core),
    });
}

#[cfg(test)]
mod tests;
