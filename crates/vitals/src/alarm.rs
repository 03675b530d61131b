//! The alarm engine: readings, silence and acknowledgements in; alarms out.
//!
//! Pure and replayable: it reads no clock and holds no surprise, so the same calls in the same order
//! give the same alarms. Delays run on the monotonic half of [`Moment`] alone; the times in an
//! alarm's key come from the deciding message, so every workstation that hears the same messages
//! names the same alarm.
//!
//! A limit alarm is raised by the sample that passes the limit, without further averaging: the
//! bedside monitor has averaged already. It ends 2 units inside the limit and lasts 5 s at least.
//! Silence never ends an alarm. High alarms latch until a person has seen them.

mod acknowledgement;
mod rules;
mod track;

pub use acknowledgement::{Acknowledgement, NotAnAcknowledgement};
pub use rules::{Finding, judge};

use std::collections::BTreeMap;

use values::Instant;
use wire::vitals::{
    AlarmCondition, AlarmKey, AlarmLimits, AlarmPhase, AlarmPriority, AlarmView, MonitorId, Rhythm,
};

use crate::{Moment, message::Alert};
use acknowledgement::Seen;
use track::Track;

/// A monitor that is silent for longer than this raises an alarm, in ms.
pub const SILENCE_MS: u64 = 10_000;
/// Below this many messages a minute no share of malformed ones is reckoned.
const FEWEST_MESSAGES: u32 = 20;
/// How many acknowledgements of one condition are kept for alarms that are yet to be raised here.
const KEPT_ACKNOWLEDGEMENTS: usize = 16;

/// The numbers of one message, as far as they matter to alarms.
#[derive(Debug, Clone, PartialEq)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a fact of its own that the monitor states by itself"
)]
pub struct Reading {
    /// Who sent it.
    pub monitor: MonitorId,
    /// When it was measured.
    pub measured_at: Instant,
    /// /min
    pub heart_rate: Option<f64>,
    /// %
    pub oxygen_saturation: Option<f64>,
    /// /min
    pub respiration_rate: Option<f64>,
    /// The monitor's own judgement.
    pub rhythm: Option<Rhythm>,
    /// The ECG electrodes are off: heart rate and rhythm mean nothing.
    pub lead_off: bool,
    /// The oxygen sensor is off: the saturation means nothing.
    pub sensor_off: bool,
    /// A later one came before it: it may raise an alarm but never end one.
    pub late: bool,
    /// A simulated monitor sent it.
    pub simulated: bool,
}

/// What is known about one monitor and its patient's alarms.
#[derive(Debug, Clone)]
struct Bed {
    limits: AlarmLimits,
    tracks: BTreeMap<AlarmCondition, Track>,
    seen: BTreeMap<AlarmCondition, Vec<Seen>>,
    /// Alarms that the monitor itself holds, by the name that it gives them.
    alerts: BTreeMap<String, Alert>,
    heard_ms: Option<(u64, Instant)>,
    expected: Option<Moment>,
    signed_off: bool,
    simulated: bool,
}

impl Default for Bed {
    fn default() -> Self {
        Self {
            limits: AlarmLimits::ADULT,
            tracks: BTreeMap::new(),
            seen: BTreeMap::new(),
            alerts: BTreeMap::new(),
            heard_ms: None,
            expected: None,
            signed_off: false,
            simulated: false,
        }
    }
}

/// All alarms of all monitors.
#[derive(Debug, Clone, Default)]
pub struct Engine {
    beds: BTreeMap<MonitorId, Bed>,
}

impl Engine {
    /// Judges a reading. Returns the alarms that changed, as they now stand.
    pub fn observe(&mut self, reading: &Reading, now: Moment) -> Vec<AlarmView> {
        let bed = self.beds.entry(reading.monitor.clone()).or_default();
        bed.simulated = reading.simulated;
        if !reading.late {
            bed.heard_ms = Some((now.mono_ms, reading.measured_at));
            bed.signed_off = false;
        }
        let mut changed = Vec::new();
        for condition in AlarmCondition::ALL {
            let mut finding = judge(condition, reading, &bed.limits);
            if bed.alerts.values().any(|alert| means(alert) == condition) {
                finding = Finding::Unknown;
            }
            if reading.late && finding == Finding::Absent {
                continue;
            }
            changed.extend(bed.step(
                &reading.monitor,
                condition,
                finding,
                reading.measured_at,
                now,
            ));
        }
        changed
    }

    /// Takes note of an alarm that the monitor itself raised or ended.
    pub fn observe_alert(
        &mut self,
        monitor: &MonitorId,
        alert: Alert,
        measured_at: Instant,
        now: Moment,
    ) -> Vec<AlarmView> {
        let bed = self.beds.entry(monitor.clone()).or_default();
        let condition = means(&alert);
        if alert.active {
            bed.alerts.insert(alert.code.clone(), alert);
        } else {
            bed.alerts.remove(&alert.code);
        }
        let holds = bed.alerts.values().any(|other| means(other) == condition);
        let finding = if holds {
            Finding::PRESENT
        } else {
            Finding::Absent
        };
        bed.step(monitor, condition, finding, measured_at, now)
            .into_iter()
            .collect()
    }

    /// The monitor started anew: alarms that it held before are over.
    pub fn restarted(&mut self, monitor: &MonitorId, now: Moment) -> Vec<AlarmView> {
        let Some(bed) = self.beds.get_mut(monitor) else {
            return Vec::new();
        };
        let over = std::mem::take(&mut bed.alerts);
        over.values()
            .filter_map(|alert| bed.step(monitor, means(alert), Finding::Absent, now.at, now))
            .collect()
    }

    /// Looks at what only time can show: silence, alarms whose shortest duration is over, and the
    /// share of malformed messages, given as (monitor, malformed, all) for the last minute.
    pub fn tick(&mut self, quality: &[(MonitorId, u32, u32)], now: Moment) -> Vec<AlarmView> {
        let mut changed = Vec::new();
        for (monitor, bed) in &mut self.beds {
            let (finding, onset) = bed.silence(now);
            changed.extend(bed.step(monitor, AlarmCondition::NoData, finding, onset, now));
            changed.extend(
                bed.tracks
                    .iter_mut()
                    .filter_map(|(_, track)| track.settle(now)),
            );
            bed.forget_cleared();
        }
        for (monitor, malformed, all) in quality {
            let bed = self.beds.entry(monitor.clone()).or_default();
            let finding = share_of_malformed(*malformed, *all);
            let condition = AlarmCondition::MalformedMessages;
            changed.extend(bed.step(monitor, condition, finding, now.at, now));
        }
        changed
    }

    /// A monitor is expected to be heard from now on, because it watches a patient.
    pub fn expect(&mut self, monitor: &MonitorId, now: Moment) {
        let bed = self.beds.entry(monitor.clone()).or_default();
        bed.expected.get_or_insert(now);
    }

    /// Somebody switched the monitor off: unless a patient depends on it, its silence is meant.
    pub fn sign_off(&mut self, monitor: &MonitorId) {
        if let Some(bed) = self.beds.get_mut(monitor) {
            bed.signed_off = true;
        }
    }

    /// The monitor no longer watches its patient: ends its alarms and restores the preset limits, so
    /// that nothing is carried over to the next patient.
    pub fn release(&mut self, monitor: &MonitorId, now: Moment) -> Vec<AlarmView> {
        let Some(mut bed) = self.beds.remove(monitor) else {
            return Vec::new();
        };
        let changed = bed
            .tracks
            .values_mut()
            .map(|track| track.end(now))
            .collect();
        let kept = Bed {
            heard_ms: bed.heard_ms,
            signed_off: bed.signed_off,
            simulated: bed.simulated,
            ..Bed::default()
        };
        self.beds.insert(monitor.clone(), kept);
        changed
    }

    /// Sets the limits of the patient; they hold from the next reading on.
    pub fn set_limits(&mut self, monitor: &MonitorId, limits: AlarmLimits) {
        self.beds.entry(monitor.clone()).or_default().limits = limits;
    }

    /// The limits of the patient.
    pub fn limits(&self, monitor: &MonitorId) -> AlarmLimits {
        self.beds
            .get(monitor)
            .map_or(AlarmLimits::ADULT, |bed| bed.limits)
    }

    /// Applies an acknowledgement that arrived at `now`, from here or from another workstation. It is
    /// also kept, in case it arrives before the alarm that it is about.
    pub fn acknowledge(
        &mut self,
        acknowledgement: &Acknowledgement,
        now: Moment,
    ) -> Vec<AlarmView> {
        let bed = self
            .beds
            .entry(acknowledgement.monitor.clone())
            .or_default();
        let condition = acknowledgement.condition;
        let seen = bed.remember(condition, Seen::new(acknowledgement, now));
        let changed = bed
            .tracks
            .get_mut(&condition)
            .filter(|track| seen.covers(track.alarm()))
            .and_then(|track| track.acknowledge(seen.view()));
        bed.forget_cleared();
        changed.into_iter().collect()
    }

    /// The alarms of one monitor that are not over, most urgent first.
    pub fn alarms_of(&self, monitor: &MonitorId) -> Vec<AlarmView> {
        let tracks = self
            .beds
            .get(monitor)
            .into_iter()
            .flat_map(|bed| bed.tracks.values());
        sorted(tracks.map(|track| track.alarm().clone()).collect())
    }

    /// All alarms that are not over, most urgent first: by priority, those that nobody acknowledged
    /// before the others, then the newest.
    pub fn alarms(&self) -> Vec<AlarmView> {
        let tracks = self.beds.values().flat_map(|bed| bed.tracks.values());
        sorted(tracks.map(|track| track.alarm().clone()).collect())
    }
}

impl Bed {
    fn step(
        &mut self,
        monitor: &MonitorId,
        condition: AlarmCondition,
        finding: Finding,
        onset: Instant,
        now: Moment,
    ) -> Option<AlarmView> {
        if let Some(track) = self.tracks.get_mut(&condition) {
            let changed = track.step(finding, now);
            self.forget_cleared();
            return changed;
        }
        let Finding::Present { value, limit } = finding else {
            return None;
        };
        let alert = self.alerts.values().find(|alert| means(alert) == condition);
        let alarm = AlarmView {
            key: AlarmKey {
                monitor: monitor.clone(),
                condition,
                onset,
            },
            priority: priority(condition, alert),
            technical: condition.is_technical(),
            phase: AlarmPhase::Active,
            value,
            worst: value,
            limit,
            code: alert
                .filter(|_| condition == AlarmCondition::MonitorAlarm)
                .map(|alert| alert.code.clone()),
            raised_at: now.at,
            ended_at: None,
            acknowledged: None,
            simulated: self.simulated,
        };
        let mut track = Track::raise(alarm, now);
        let seen = self.seen.get(&condition).into_iter().flatten();
        if let Some(seen) = seen.rev().find(|seen| seen.covers(track.alarm())) {
            track.acknowledge(seen.view());
        }
        let raised = track.alarm().clone();
        self.tracks.insert(condition, track);
        Some(raised)
    }

    /// Whether the monitor is silent, and since when it should have been heard.
    fn silence(&self, now: Moment) -> (Finding, Instant) {
        let wait = i64::try_from(SILENCE_MS).unwrap_or(i64::MAX);
        let expected = self.expected.map(|moment| (moment.mono_ms, moment.at));
        let Some((last_ms, last_at)) = self.heard_ms.max(expected) else {
            return (Finding::Unknown, now.at);
        };
        let onset = last_at.plus_millis(wait);
        if now.mono_ms.saturating_sub(last_ms) <= SILENCE_MS {
            (Finding::Absent, onset)
        } else if self.signed_off && self.expected.is_none() {
            (Finding::Unknown, onset)
        } else {
            (Finding::PRESENT, onset)
        }
    }

    /// Keeps an acknowledgement. Where it is known already the known one stays: applied again, it
    /// reaches no further than it did the first time.
    fn remember(&mut self, condition: AlarmCondition, arrived: Seen) -> Seen {
        let kept = self.seen.entry(condition).or_default();
        if let Some(known) = kept.iter().find(|seen| seen.is_same(&arrived)) {
            return *known;
        }
        kept.push(arrived);
        kept.sort_by_key(|seen| seen.view().at);
        let surplus = kept.len().saturating_sub(KEPT_ACKNOWLEDGEMENTS);
        kept.drain(..surplus);
        arrived
    }

    fn forget_cleared(&mut self) {
        self.tracks
            .retain(|_, track| track.alarm().phase != AlarmPhase::Cleared);
    }
}

/// The condition that a monitor's own alarm stands for.
fn means(alert: &Alert) -> AlarmCondition {
    match alert.code.as_str() {
        "asystole" => AlarmCondition::Asystole,
        "ventricular_fibrillation" => AlarmCondition::VentricularFibrillation,
        "ventricular_tachycardia" => AlarmCondition::VentricularTachycardia,
        "lead_off" => AlarmCondition::LeadOff,
        "sensor_off" => AlarmCondition::SensorOff,
        _ => AlarmCondition::MonitorAlarm,
    }
}

fn priority(condition: AlarmCondition, alert: Option<&Alert>) -> AlarmPriority {
    match alert {
        Some(alert) if condition == AlarmCondition::MonitorAlarm => alert.priority,
        _ => condition.priority(),
    }
}

fn share_of_malformed(malformed: u32, all: u32) -> Finding {
    let share = f64::from(malformed) * 100.0 / f64::from(all.max(1));
    if all >= FEWEST_MESSAGES && share > 5.0 {
        Finding::Present {
            value: Some(share),
            limit: Some(5.0),
        }
    } else if share <= 3.0 {
        Finding::Absent
    } else {
        Finding::Unknown
    }
}

fn sorted(mut alarms: Vec<AlarmView>) -> Vec<AlarmView> {
    let urgency = |alarm: &AlarmView| {
        let unseen = alarm.acknowledged.is_none();
        (alarm.priority, unseen, alarm.raised_at)
    };
    alarms.sort_by(|a, b| {
        urgency(b)
            .cmp(&urgency(a))
            .then_with(|| a.key.condition.cmp(&b.key.condition))
            .then_with(|| a.key.monitor.cmp(&b.key.monitor))
    });
    alarms
}

#[cfg(test)]
mod tests;
