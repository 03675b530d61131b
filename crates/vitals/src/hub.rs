//! Listens to a broker and keeps what is heard: one task polls the connection, one looks at silence
//! and alarms every 250 ms whether or not anything comes, one hands waves on every 33 ms.
//!
//! The hub knows monitors, not patients; who is watched by which monitor is joined elsewhere.

mod link;
mod monitors;

pub use monitors::Monitors;

use std::{
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use tokio::{
    sync::{broadcast, watch},
    task::JoinHandle,
    time::{Instant as Ticks, MissedTickBehavior},
};
use values::{Clock, Sensitive};
use wire::vitals::{
    AlarmLimits, LinkState, MonitorEvent, MonitorId, MonitorView, NumericSample, VitalsView,
    WaveChunk,
};

use crate::{Moment, alarm::Acknowledgement};

/// How often silence and alarms are looked at.
const ALARM_TICK: Duration = Duration::from_millis(250);
/// How often waves are handed on: about 30 times a second.
const WAVE_TICK: Duration = Duration::from_millis(33);
/// Samples go to the sink once in so many alarm ticks: once a second.
const TICKS_PER_BATCH: u32 = 4;
/// Events that a slow listener may fall behind before it is told that it missed some.
const EVENTS_KEPT: usize = 1_024;

/// Keeps samples for trends. Called about once a second with what came since, in order of arrival;
/// must only hand over and return, because alarms wait for it.
pub trait SampleSink: Send {
    /// Takes a batch.
    fn store(&mut self, batch: Vec<NumericSample>);
}

/// Which broker to listen to, and as whom.
#[derive(Debug, Clone)]
pub struct HubSettings {
    /// Host name or address of the broker.
    pub host: String,
    /// Port of the broker.
    pub port: u16,
    /// Name of this client; the broker disconnects an older client of the same name.
    pub client_id: String,
    /// User name and password, where the broker asks for them.
    pub credentials: Option<(String, Sensitive<String>)>,
}

/// What the tasks share.
struct Shared {
    monitors: Mutex<Monitors>,
    events: broadcast::Sender<MonitorEvent>,
    clock: Arc<dyn Clock>,
    started: Ticks,
}

impl Shared {
    fn now(&self) -> Moment {
        Moment {
            at: self.clock.now(),
            mono_ms: u64::try_from(self.started.elapsed().as_millis()).unwrap_or(u64::MAX),
        }
    }

    /// A panic elsewhere must not end monitoring: each change leaves the state whole.
    fn monitors(&self) -> MutexGuard<'_, Monitors> {
        self.monitors.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Sends events on; that nobody listens is no fault.
    fn announce(&self, events: impl IntoIterator<Item = MonitorEvent>) {
        for event in events {
            self.events.send(event).ok();
        }
    }

    fn receive(&self, topic: &str, payload: &[u8], retained: bool) {
        let now = self.now();
        let events = self.monitors().receive(topic, payload, retained, now);
        self.announce(events);
    }

    fn set_link(&self, state: LinkState) {
        let now = self.now();
        let event = self.monitors().set_link(state, now);
        self.announce(event);
    }
}

/// A running hub. Dropping it ends its tasks; [`Hub::stop`] also waits for the last batch.
pub struct Hub {
    shared: Arc<Shared>,
    stop: watch::Sender<bool>,
    tasks: Vec<JoinHandle<()>>,
}

impl Hub {
    /// Starts listening. Must be called within a tokio runtime.
    pub fn start(settings: HubSettings, clock: Arc<dyn Clock>, sink: Box<dyn SampleSink>) -> Self {
        let now = clock.now();
        let shared = Arc::new(Shared {
            monitors: Mutex::new(Monitors::new(now)),
            events: broadcast::Sender::new(EVENTS_KEPT),
            clock,
            started: Ticks::now(),
        });
        let stop = watch::Sender::new(false);
        let tasks = vec![
            tokio::spawn(link::run(settings, Arc::clone(&shared), stop.subscribe())),
            tokio::spawn(watch_time(Arc::clone(&shared), sink, stop.subscribe())),
            tokio::spawn(hand_on_waves(Arc::clone(&shared), stop.subscribe())),
        ];
        Self {
            shared,
            stop,
            tasks,
        }
    }

    /// Everything as it stands.
    pub fn snapshot(&self) -> VitalsView {
        let now = self.shared.now();
        self.shared.monitors().snapshot(now)
    }

    /// One monitor as it stands; none where it is neither heard nor expected.
    pub fn monitor(&self, monitor: &MonitorId) -> Option<MonitorView> {
        let now = self.shared.now();
        self.shared.monitors().monitor(monitor, now)
    }

    /// The last `seconds` of every waveform of a monitor, at most two minutes.
    pub fn waves(&self, monitor: &MonitorId, seconds: u32) -> Vec<WaveChunk> {
        self.shared.monitors().waves(monitor, seconds)
    }

    /// What changes from now on. A listener that falls too far behind is told so and should take a
    /// new [`Hub::snapshot`].
    pub fn events(&self) -> broadcast::Receiver<MonitorEvent> {
        self.shared.events.subscribe()
    }

    /// These monitors watch patients: their silence raises an alarm even if they were never heard.
    pub fn expect(&self, monitors: &[MonitorId]) {
        let now = self.shared.now();
        self.shared.monitors().expect(monitors, now);
    }

    /// The monitor no longer watches its patient.
    pub fn release(&self, monitor: &MonitorId) {
        let now = self.shared.now();
        let events = self.shared.monitors().release(monitor, now);
        self.shared.announce(events);
    }

    /// Sets the alarm limits of the patient whom a monitor watches.
    pub fn set_limits(&self, monitor: &MonitorId, limits: AlarmLimits) {
        self.shared.monitors().set_limits(monitor, limits);
    }

    /// Applies an acknowledgement made here or on another workstation; applying it again is harmless.
    pub fn acknowledge(&self, acknowledgement: &Acknowledgement) {
        let now = self.shared.now();
        let events = self.shared.monitors().acknowledge(acknowledgement, now);
        self.shared.announce(events);
    }

    /// Leaves the broker, stores what is left and ends.
    pub async fn stop(mut self) {
        self.stop.send_replace(true);
        for task in std::mem::take(&mut self.tasks) {
            task.await.ok();
        }
    }
}

async fn watch_time(
    shared: Arc<Shared>,
    mut sink: Box<dyn SampleSink>,
    mut stop: watch::Receiver<bool>,
) {
    let mut tick = tokio::time::interval(ALARM_TICK);
    tick.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let mut until_batch = TICKS_PER_BATCH;
    loop {
        let stopping = tokio::select! {
            _ = tick.tick() => false,
            _ = stop.changed() => true,
        };
        let now = shared.now();
        let events = shared.monitors().tick(now);
        shared.announce(events);
        until_batch -= 1;
        if until_batch == 0 || stopping {
            until_batch = TICKS_PER_BATCH;
            let batch = shared.monitors().take_samples();
            if !batch.is_empty() {
                sink.store(batch);
            }
        }
        if stopping {
            return;
        }
    }
}

async fn hand_on_waves(shared: Arc<Shared>, mut stop: watch::Receiver<bool>) {
    let mut tick = tokio::time::interval(WAVE_TICK);
    tick.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        tokio::select! {
            _ = tick.tick() => {}
            _ = stop.changed() => return,
        }
        let event = shared.monitors().take_waves();
        shared.announce(event);
    }
}
