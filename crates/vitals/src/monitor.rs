//! What one bedside monitor last said, and how old that is. No clock is read here: every call says
//! when it happens.

mod clock;
mod counters;
mod ring;
mod sequence;
mod view;

pub use clock::{Measured, MonitorClock};
pub use counters::{Counters, is_malformed};
pub use ring::WaveRing;
pub use sequence::{Order, Place, Sequence};

use std::collections::BTreeMap;

use values::Instant;
use wire::vitals::{
    BloodPressure, Freshness, LiveState, MessageClass, MonitorId, NumericSample, Rhythm,
    SampleFlags, Vital, WaveChannel, WaveChunk,
};

use crate::{
    Moment,
    alarm::Reading,
    message::{Alert, Content, CuffReading, Envelope, Message, Numerics, Status, Wave},
};

/// Numbers older than this are shown as old, in ms.
pub const STALE_AFTER_MS: u64 = 3_000;
/// Numbers older than this are not shown, in ms.
pub const ABSENT_AFTER_MS: u64 = 10_000;
/// A late message older than this cannot raise an alarm any more, in ms.
const LATE_BUT_USED_MS: u64 = 2_000;

/// How old something of this age may be taken for.
pub const fn freshness(age_ms: u64) -> Freshness {
    if age_ms <= STALE_AFTER_MS {
        Freshness::Live
    } else if age_ms <= ABSENT_AFTER_MS {
        Freshness::Stale
    } else {
        Freshness::Absent
    }
}

#[derive(Debug, Clone, Copy)]
struct Held {
    value: f64,
    measured_at: Instant,
    received: Moment,
}

/// What a message did.
#[derive(Debug, Clone, PartialEq)]
pub enum Effect {
    /// New numbers, or late ones for the record alone.
    Numerics {
        /// For the record.
        sample: Box<NumericSample>,
        /// For the alarms; none where it came too late for them.
        reading: Option<Reading>,
    },
    /// New samples.
    Wave(Box<WaveChunk>),
    /// The monitor came or went.
    Status {
        /// Which of the two.
        status: Status,
        /// It started anew, so alarms that it held before are no longer its own.
        restarted: bool,
    },
    /// An alarm of the monitor's own.
    Alert(Alert, Measured),
    /// Nothing but a count.
    Nothing,
}

/// One monitor.
#[derive(Debug, Clone)]
pub struct Monitor {
    id: MonitorId,
    /// When numbers last came.
    heard: Option<Moment>,
    /// When it or its broker said that it went; none while it is there.
    gone: Option<Moment>,
    online: Option<bool>,
    simulated: bool,
    /// What the last numbers said of electrodes, sensor and clock.
    flags: SampleFlags,
    rhythm: Option<Rhythm>,
    values: BTreeMap<Vital, Held>,
    cuff: Option<(CuffReading, Instant)>,
    waves: BTreeMap<WaveChannel, WaveRing>,
    counters: Counters,
    sequence: Sequence,
    alerts: Sequence,
    clock: MonitorClock,
}

impl Monitor {
    /// A monitor that has not been heard.
    pub fn new(id: MonitorId) -> Self {
        Self {
            id,
            heard: None,
            gone: None,
            online: None,
            simulated: false,
            flags: SampleFlags::default(),
            rhythm: None,
            values: BTreeMap::new(),
            cuff: None,
            waves: BTreeMap::new(),
            counters: Counters::default(),
            sequence: Sequence::default(),
            alerts: Sequence::default(),
            clock: MonitorClock::default(),
        }
    }

    /// Counts a message that could not be read. True when it is the first of its class.
    pub fn reject(&mut self, class: MessageClass, received: Moment) -> bool {
        self.sequence.note_unreadable();
        self.counters.count(class, received.mono_ms)
    }

    /// Takes in a message. Also says under which class it was counted.
    pub fn accept(
        &mut self,
        message: Message,
        retained: bool,
        received: Moment,
    ) -> (Effect, MessageClass) {
        let Message {
            envelope,
            content,
            faults,
        } = message;
        let (effect, class) = match content {
            // A number that the broker kept back would look live after every reconnection.
            Content::Numerics(_) | Content::Wave(_) if retained => {
                (Effect::Nothing, Some(MessageClass::Retained))
            }
            Content::Numerics(numerics) => self.accept_numerics(&numerics, envelope, received),
            Content::Wave(wave) => self.accept_wave(&wave, envelope, received),
            Content::Status(status) => (self.accept_status(status, envelope, received), None),
            Content::Alert(alert) => self.accept_alert(alert, envelope, received),
        };
        let class = class
            .or_else(|| faults.class())
            .or_else(|| self.clock_class(&effect, envelope))
            .unwrap_or(MessageClass::Valid);
        self.counters.count(class, received.mono_ms);
        (effect, class)
    }

    fn clock_class(&self, effect: &Effect, envelope: Envelope) -> Option<MessageClass> {
        match effect {
            Effect::Numerics { .. } if envelope.timestamp.is_none() => {
                Some(MessageClass::MissingTimestamp)
            }
            Effect::Numerics { .. } if self.flags.has(SampleFlags::CLOCK_SUSPECT) => {
                Some(MessageClass::ImplausibleClock)
            }
            _ => None,
        }
    }

    fn accept_numerics(
        &mut self,
        numerics: &Numerics,
        envelope: Envelope,
        received: Moment,
    ) -> (Effect, Option<MessageClass>) {
        let measured = self.clock.judge(envelope.timestamp, received);
        let order = self.sequence.place(place(envelope), received.mono_ms);
        let (late, for_alarms) = match order {
            Order::Duplicate => return (Effect::Nothing, Some(MessageClass::Duplicate)),
            Order::Late { by_ms } => (true, by_ms <= LATE_BUT_USED_MS),
            Order::Next { .. } => (false, true),
        };
        let new_cuff = self.take_cuff(numerics.cuff, measured, late);
        if !late {
            self.show(numerics, envelope, measured, received);
        }
        let reading = for_alarms.then(|| Reading {
            monitor: self.id.clone(),
            measured_at: measured.at,
            heart_rate: numerics.heart_rate,
            oxygen_saturation: numerics.oxygen_saturation,
            respiration_rate: numerics.respiration_rate,
            rhythm: numerics.rhythm,
            lead_off: numerics.lead_off,
            sensor_off: numerics.sensor_off,
            late,
            simulated: envelope.simulated,
        });
        let sample = self.sample(numerics, (measured, received), envelope.simulated, new_cuff);
        let sample = NumericSample {
            flags: sample.flags.with(SampleFlags::LATE, late),
            ..sample
        };
        let effect = Effect::Numerics {
            sample: Box::new(sample),
            reading,
        };
        (effect, late.then_some(MessageClass::OutOfOrder))
    }

    /// Makes the newest numbers the ones that are shown.
    fn show(
        &mut self,
        numerics: &Numerics,
        envelope: Envelope,
        measured: Measured,
        received: Moment,
    ) {
        self.heard = Some(received);
        self.gone = None;
        self.online = Some(true);
        self.simulated = envelope.simulated;
        self.flags = flags(numerics, measured.suspect && envelope.timestamp.is_some());
        self.rhythm = numerics.rhythm.or(self.rhythm);
        let values = [
            (Vital::HeartRate, numerics.heart_rate),
            (Vital::OxygenSaturation, numerics.oxygen_saturation),
            (Vital::RespirationRate, numerics.respiration_rate),
            (Vital::Temperature, numerics.temperature),
        ];
        for (vital, value) in values {
            if let Some(value) = value {
                let held = Held {
                    value,
                    measured_at: measured.at,
                    received,
                };
                self.values.insert(vital, held);
            }
        }
    }

    /// Remembers a cuff pressure; true when it is one that was not reported before.
    fn take_cuff(&mut self, cuff: Option<CuffReading>, measured: Measured, late: bool) -> bool {
        let Some(cuff) = cuff else { return false };
        let new = self.cuff.is_none_or(|(before, _)| before != cuff);
        if new && !late {
            let at = cuff
                .timestamp
                .filter(|_| !measured.suspect)
                .map_or(measured.at, |millis| {
                    Instant::from_millis(millis).min(measured.at)
                });
            self.cuff = Some((cuff, at));
        }
        new && !late
    }

    fn sample(
        &self,
        numerics: &Numerics,
        (measured, received): (Measured, Moment),
        simulated: bool,
        new_cuff: bool,
    ) -> NumericSample {
        let pressure: Option<BloodPressure> = numerics.cuff.map(|cuff| cuff.pressure);
        NumericSample {
            monitor: self.id.clone(),
            received_at: received.at,
            measured_at: measured.at,
            heart_rate: numerics.heart_rate.filter(|_| !numerics.lead_off),
            oxygen_saturation: numerics.oxygen_saturation.filter(|_| !numerics.sensor_off),
            respiration_rate: numerics.respiration_rate,
            blood_pressure: pressure.filter(|_| new_cuff),
            temperature: numerics.temperature,
            flags: flags(numerics, measured.suspect),
            simulated,
        }
    }

    fn accept_wave(
        &mut self,
        wave: &Wave,
        envelope: Envelope,
        received: Moment,
    ) -> (Effect, Option<MessageClass>) {
        let measured_at = self.clock.judge(envelope.timestamp, received).at;
        let ring = self
            .waves
            .entry(wave.channel)
            .or_insert_with(|| WaveRing::new(self.id.clone(), wave, measured_at, received));
        match ring.place(&envelope, received) {
            Order::Next { lost } => {
                let chunk = ring.append(wave, (lost, envelope.simulated), measured_at, received);
                (Effect::Wave(Box::new(chunk)), None)
            }
            Order::Duplicate => (Effect::Nothing, Some(MessageClass::Duplicate)),
            Order::Late { .. } => (Effect::Nothing, Some(MessageClass::OutOfOrder)),
        }
    }

    fn accept_status(&mut self, status: Status, envelope: Envelope, received: Moment) -> Effect {
        // The will of an earlier start may be delivered after the next start's first words.
        let outdated =
            !status.online && envelope.boot.is_some() && envelope.boot < self.sequence.boot();
        if outdated {
            return Effect::Nothing;
        }
        let restarted =
            status.online && envelope.boot.is_some() && envelope.boot != self.sequence.boot();
        if restarted {
            self.sequence.restart(envelope.boot);
            self.alerts.restart(envelope.boot);
        }
        self.online = Some(status.online);
        self.simulated |= envelope.simulated;
        self.gone = (!status.online).then_some(received);
        Effect::Status { status, restarted }
    }

    fn accept_alert(
        &mut self,
        alert: Alert,
        envelope: Envelope,
        received: Moment,
    ) -> (Effect, Option<MessageClass>) {
        match self.alerts.place(place(envelope), received.mono_ms) {
            Order::Duplicate => (Effect::Nothing, Some(MessageClass::Duplicate)),
            Order::Late { .. } => (Effect::Nothing, Some(MessageClass::OutOfOrder)),
            Order::Next { .. } => {
                let measured = self.clock.judge(envelope.timestamp, received);
                (Effect::Alert(alert, measured), None)
            }
        }
    }

    /// Whether it is being heard at `now`.
    pub fn state(&self, now: Moment) -> LiveState {
        let Some(heard) = self.heard.filter(|_| self.gone.is_none()) else {
            return LiveState::Disconnected;
        };
        match freshness(now.millis_since(heard)) {
            Freshness::Live => LiveState::Live,
            Freshness::Stale => LiveState::Stale,
            Freshness::Absent => LiveState::Disconnected,
        }
    }

    /// How long no numbers came, in ms; 0 where none ever did.
    pub fn silent_ms(&self, now: Moment) -> u64 {
        self.heard.map_or(0, |heard| now.millis_since(heard))
    }

    /// How old each value that was ever measured may be taken for.
    pub fn freshness(&self, now: Moment) -> Vec<Freshness> {
        let held = self.values.values();
        held.map(|held| freshness(now.millis_since(held.received)))
            .collect()
    }

    /// Malformed messages and all messages of the last minute.
    pub fn last_minute(&mut self, now: Moment) -> (u32, u32) {
        self.counters.last_minute(now.mono_ms)
    }

    /// How many messages of one class came.
    pub fn count(&self, class: MessageClass) -> u64 {
        self.counters.of(class)
    }

    /// Sequence numbers of numerics that nothing stands for.
    pub const fn missing(&self) -> u64 {
        self.sequence.missing()
    }

    /// The last `seconds` of every waveform.
    pub fn waves(&self, seconds: u32) -> Vec<WaveChunk> {
        self.waves
            .values()
            .filter_map(|ring| ring.recent(seconds))
            .collect()
    }
}

const fn flags(numerics: &Numerics, clock_suspect: bool) -> SampleFlags {
    SampleFlags(0)
        .with(SampleFlags::LEAD_OFF, numerics.lead_off)
        .with(SampleFlags::SENSOR_OFF, numerics.sensor_off)
        .with(SampleFlags::CLOCK_SUSPECT, clock_suspect)
}

const fn place(envelope: Envelope) -> Place {
    Place {
        seq: envelope.seq,
        boot: envelope.boot,
        timestamp: envelope.timestamp,
    }
}

#[cfg(test)]
mod tests;
