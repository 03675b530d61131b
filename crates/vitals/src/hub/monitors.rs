//! All monitors and their alarms: messages and time in, events out. Nothing here waits or reads a
//! clock, so a recorded stream can be played again with the same result.

use std::collections::BTreeMap;

use values::Instant;
use wire::vitals::{
    AlarmLimits, AlarmView, Freshness, LinkState, LinkView, LiveState, MessageClass, MonitorEvent,
    MonitorId, MonitorView, NumericSample, VitalsView, WaveChunk,
};

use crate::{
    Moment,
    alarm::{Acknowledgement, Engine},
    message::{address, decode},
    monitor::{Counters, Effect, Monitor},
};

/// How many monitors are kept: topics come from the network, and memory must not.
const MOST_MONITORS: usize = 512;
/// Waves that wait to be handed on; beyond it the oldest are dropped, never numbers.
const MOST_WAVES: usize = 1_024;
/// Samples that wait to be stored: far more than a second brings.
const MOST_SAMPLES: usize = 65_536;

/// The state behind the hub.
pub struct Monitors {
    known: BTreeMap<MonitorId, Monitor>,
    engine: Engine,
    link: LinkView,
    /// Messages that belong to no monitor.
    stray: Counters,
    /// What was last announced of each monitor's state.
    announced: BTreeMap<MonitorId, (LiveState, Vec<Freshness>, u64)>,
    waves: Vec<WaveChunk>,
    samples: Vec<NumericSample>,
    checked_at: Instant,
}

impl Monitors {
    /// No monitors yet, and no connection.
    pub fn new(now: Instant) -> Self {
        Self {
            known: BTreeMap::new(),
            engine: Engine::default(),
            link: LinkView {
                state: LinkState::Connecting,
                since: now,
            },
            stray: Counters::default(),
            announced: BTreeMap::new(),
            waves: Vec::new(),
            samples: Vec::new(),
            checked_at: now,
        }
    }

    /// Takes in one message from the broker; `retained` where the broker had kept it back.
    pub fn receive(
        &mut self,
        topic: &str,
        payload: &[u8],
        retained: bool,
        now: Moment,
    ) -> Vec<MonitorEvent> {
        let Some(address) = address(topic) else {
            self.stray.count(MessageClass::UnknownTopic, now.mono_ms);
            return Vec::new();
        };
        let Some(monitor) = monitor_of(&mut self.known, &address.monitor) else {
            self.stray.count(MessageClass::UnknownTopic, now.mono_ms);
            return Vec::new();
        };
        match decode(&address, payload) {
            Ok(message) => {
                let (effect, _) = monitor.accept(message, retained, now);
                self.apply(&address.monitor, effect, now)
            }
            Err(class) => {
                if monitor.reject(class, now) {
                    tracing::warn!(monitor = %address.monitor, ?class, "first unusable message of its class");
                }
                Vec::new()
            }
        }
    }

    fn apply(&mut self, id: &MonitorId, effect: Effect, now: Moment) -> Vec<MonitorEvent> {
        match effect {
            Effect::Numerics { sample, reading } => {
                if self.samples.len() < MOST_SAMPLES {
                    self.samples.push(*sample);
                }
                let alarms = reading
                    .map(|reading| self.engine.observe(&reading, now))
                    .unwrap_or_default();
                self.announce_state(id, now);
                with_numerics(id, alarms)
            }
            Effect::Wave(chunk) => {
                if self.waves.len() >= MOST_WAVES {
                    self.waves.remove(0);
                }
                self.waves.push(*chunk);
                Vec::new()
            }
            Effect::Status { status, restarted } => {
                if status.signed_off {
                    self.engine.sign_off(id);
                }
                let alarms = if restarted {
                    self.engine.restarted(id, now)
                } else {
                    Vec::new()
                };
                with_numerics(id, alarms)
            }
            Effect::Alert(alert, measured) => {
                let alarms = self.engine.observe_alert(id, alert, measured.at, now);
                with_numerics(id, alarms)
            }
            Effect::Nothing => Vec::new(),
        }
    }

    /// Looks at what only time can show.
    pub fn tick(&mut self, now: Moment) -> Vec<MonitorEvent> {
        self.checked_at = now.at;
        let quality: Vec<(MonitorId, u32, u32)> = self
            .known
            .iter_mut()
            .map(|(id, monitor)| {
                let (malformed, all) = monitor.last_minute(now);
                (id.clone(), malformed, all)
            })
            .collect();
        let mut events: Vec<MonitorEvent> = self
            .engine
            .tick(&quality, now)
            .into_iter()
            .map(|alarm| MonitorEvent::AlarmChanged { alarm })
            .collect();
        let changed: Vec<MonitorId> = quality
            .into_iter()
            .map(|(id, ..)| id)
            .filter(|id| self.announce_state(id, now))
            .collect();
        events.extend(
            changed
                .into_iter()
                .map(|monitor| MonitorEvent::NumericsChanged { monitor }),
        );
        events
    }

    /// Notes what a view now knows of a monitor's state; true when that is news. While numbers are
    /// stale their age is news every second.
    fn announce_state(&mut self, id: &MonitorId, now: Moment) -> bool {
        let Some(monitor) = self.known.get(id) else {
            return false;
        };
        let state = monitor.state(now);
        let age_s = match state {
            LiveState::Stale => monitor.silent_ms(now) / 1_000,
            LiveState::Live | LiveState::Disconnected => 0,
        };
        let news = (state, monitor.freshness(now), age_s);
        let before = self.announced.insert(id.clone(), news.clone());
        before != Some(news)
    }

    /// The waves since the last call, as one event.
    pub fn take_waves(&mut self) -> Option<MonitorEvent> {
        let chunks = std::mem::take(&mut self.waves);
        (!chunks.is_empty()).then_some(MonitorEvent::Waves { chunks })
    }

    /// The samples since the last call.
    pub fn take_samples(&mut self) -> Vec<NumericSample> {
        std::mem::take(&mut self.samples)
    }

    /// Notes how the connection stands; an event where that changed.
    pub fn set_link(&mut self, state: LinkState, now: Moment) -> Option<MonitorEvent> {
        if self.link.state == state {
            return None;
        }
        self.link = LinkView {
            state,
            since: now.at,
        };
        Some(MonitorEvent::LinkChanged { link: self.link })
    }

    /// Whether there is, as far as is known, a connection.
    pub fn was_connected(&self) -> bool {
        self.link.state == LinkState::Connected
    }

    /// See [`crate::Hub::expect`].
    pub fn expect(&mut self, monitors: &[MonitorId], now: Moment) {
        for id in monitors {
            if monitor_of(&mut self.known, id).is_some() {
                self.engine.expect(id, now);
            }
        }
    }

    /// See [`crate::Hub::release`].
    pub fn release(&mut self, monitor: &MonitorId, now: Moment) -> Vec<MonitorEvent> {
        let alarms = self.engine.release(monitor, now);
        with_numerics(monitor, alarms)
    }

    /// See [`crate::Hub::set_limits`].
    pub fn set_limits(&mut self, monitor: &MonitorId, limits: AlarmLimits) {
        self.engine.set_limits(monitor, limits);
    }

    /// See [`crate::Hub::acknowledge`].
    pub fn acknowledge(
        &mut self,
        acknowledgement: &Acknowledgement,
        now: Moment,
    ) -> Vec<MonitorEvent> {
        self.engine
            .acknowledge(acknowledgement, now)
            .into_iter()
            .map(|alarm| MonitorEvent::AlarmChanged { alarm })
            .collect()
    }

    /// See [`crate::Hub::waves`].
    pub fn waves(&self, monitor: &MonitorId, seconds: u32) -> Vec<WaveChunk> {
        self.known
            .get(monitor)
            .map(|monitor| monitor.waves(seconds))
            .unwrap_or_default()
    }

    /// See [`crate::Hub::monitor`].
    pub fn monitor(&self, id: &MonitorId, now: Moment) -> Option<MonitorView> {
        let limits = self.engine.limits(id);
        let alarms = self.engine.alarms_of(id);
        Some(self.known.get(id)?.view(now, &limits, alarms))
    }

    /// See [`crate::Hub::snapshot`].
    pub fn snapshot(&self, now: Moment) -> VitalsView {
        VitalsView {
            link: self.link,
            monitors: self
                .known
                .keys()
                .filter_map(|id| self.monitor(id, now))
                .collect(),
            alarms: self.engine.alarms(),
            checked_at: self.checked_at,
            counters: self.stray.view(),
        }
    }
}

/// The monitor of that name, new where there is room for one.
fn monitor_of<'a>(
    monitors: &'a mut BTreeMap<MonitorId, Monitor>,
    id: &MonitorId,
) -> Option<&'a mut Monitor> {
    if monitors.len() >= MOST_MONITORS && !monitors.contains_key(id) {
        return None;
    }
    Some(
        monitors
            .entry(id.clone())
            .or_insert_with(|| Monitor::new(id.clone())),
    )
}

/// Alarms come before the numbers that raised them.
fn with_numerics(monitor: &MonitorId, alarms: Vec<AlarmView>) -> Vec<MonitorEvent> {
    alarms
        .into_iter()
        .map(|alarm| MonitorEvent::AlarmChanged { alarm })
        .chain(std::iter::once(MonitorEvent::NumericsChanged {
            monitor: monitor.clone(),
        }))
        .collect()
}
