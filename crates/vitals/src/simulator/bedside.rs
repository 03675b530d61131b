//! One simulated monitor: given the time, says what is due to be sent.

use rumqttc::QoS;
use serde_json::{Map, Value, json};
use values::Instant;
use wire::vitals::MonitorId;

use super::{Constants, Recording, RecordingError, Scenario, Second, recording::RecordedChannel};
use crate::message::MISSING;

/// Waves are sent in pieces of this length, in ms.
const PIECE_MS: u64 = 250;
/// Numbers are sent with every so many pieces: once a second.
const PIECES_PER_SECOND: u64 = 4;
/// When more than this much is overdue the rest is left out, as a monitor does: what is old must not
/// arrive in a burst as if it were now.
const LONGEST_DELAY_MS: u64 = 1_000;
/// The cuff of a bed with a constant pressure is inflated this often, in ms.
const CUFF_EVERY_MS: i64 = 900_000;

/// A message to publish.
#[derive(Debug, Clone, PartialEq)]
pub struct Outgoing {
    /// Where to.
    pub topic: String,
    /// JSON.
    pub payload: Vec<u8>,
    /// How surely.
    pub qos: QoS,
    /// Whether the broker keeps it back for later subscribers.
    pub retain: bool,
}

/// A simulated monitor. The same start and the same calls give the same messages.
#[derive(Debug, Clone)]
pub struct Bedside {
    monitor: MonitorId,
    recording: Recording,
    silent_ms: std::ops::Range<u64>,
    constants: Constants,
    start: Instant,
    /// Pieces that were sent or left out.
    sent: u64,
}

impl Bedside {
    /// A monitor that begins to play its recording at `start`.
    pub fn new(scenario: &Scenario, start: Instant) -> Result<Self, RecordingError> {
        let monitor = scenario
            .monitor
            .parse()
            .map_err(|_| RecordingError::Unknown {
                name: scenario.monitor.to_owned(),
            })?;
        Ok(Self {
            monitor,
            recording: Recording::load(scenario.recording)?,
            silent_ms: u64::from(scenario.silent.start) * 1_000
                ..u64::from(scenario.silent.end) * 1_000,
            constants: scenario.constants,
            start,
            sent: 0,
        })
    }

    /// Its name.
    pub const fn monitor(&self) -> &MonitorId {
        &self.monitor
    }

    /// What to say on connecting.
    pub fn birth(&self) -> Outgoing {
        self.status(&json!({ "online": true }))
    }

    /// What the broker is to say when the connection breaks.
    pub fn last_will(&self) -> Outgoing {
        self.status(&json!({ "online": false, "reason": "will" }))
    }

    /// What to say before leaving.
    pub fn sign_off(&self) -> Outgoing {
        self.status(&json!({ "online": false, "reason": "off" }))
    }

    /// Everything that is due by `now` and was not sent yet.
    pub fn due(&mut self, now: Instant) -> Vec<Outgoing> {
        let elapsed = u64::try_from(now.millis_since(self.start)).unwrap_or(0);
        let complete = elapsed / PIECE_MS;
        let oldest = complete.saturating_sub(LONGEST_DELAY_MS / PIECE_MS);
        self.sent = self.sent.max(oldest);
        let mut outgoing = Vec::new();
        while self.sent < complete {
            self.sent += 1;
            if !self
                .silent_ms
                .contains(&self.position(self.sent * PIECE_MS))
            {
                self.play(self.sent, &mut outgoing);
            }
        }
        outgoing
    }

    /// The messages of one piece, counted from 1; it ends where the next begins.
    fn play(&self, piece: u64, outgoing: &mut Vec<Outgoing>) {
        let end_ms = piece * PIECE_MS;
        for channel in &self.recording.channels {
            outgoing.push(self.wave(channel, piece, end_ms));
        }
        if piece.is_multiple_of(PIECES_PER_SECOND) {
            let index = usize::try_from(self.position(end_ms - 1) / 1_000).unwrap_or(0);
            if let Some(second) = self.recording.seconds.get(index) {
                outgoing.push(self.numerics(second, piece / PIECES_PER_SECOND, end_ms));
            }
        }
    }

    fn wave(&self, channel: &RecordedChannel, piece: u64, end_ms: u64) -> Outgoing {
        let from_ms = end_ms - PIECE_MS;
        let per_round = self.length_ms() * u64::from(channel.rate_mhz) / 1_000_000;
        let number = |ms: u64| {
            let rounds = ms / self.length_ms();
            rounds * per_round + self.position(ms) * u64::from(channel.rate_mhz) / 1_000_000
        };
        let samples: Vec<Option<i16>> = (number(from_ms)..number(end_ms))
            .map(|index| {
                let index = usize::try_from(index % per_round.max(1)).unwrap_or(0);
                let count = channel.samples.get(index).copied();
                count.filter(|count| *count != MISSING)
            })
            .collect();
        self.send(
            "waveform",
            &json!({
                "seq": piece,
                "timestamp": self.at(from_ms).as_millis(),
                "channel": channel.channel,
                "rate_mhz": channel.rate_mhz,
                "gain": channel.gain,
                "baseline": channel.baseline,
                "unit": channel.unit,
                "samples": samples,
            }),
        )
    }

    fn numerics(&self, second: &Second, seq: u64, end_ms: u64) -> Outgoing {
        let at = self.at(end_ms);
        let mut fields = Map::new();
        fields.insert("seq".to_owned(), seq.into());
        fields.insert("timestamp".to_owned(), at.as_millis().into());
        let numbers = [
            ("hr", second.heart_rate),
            (
                "spo2",
                second
                    .oxygen_saturation
                    .or(self.constants.oxygen_saturation),
            ),
            (
                "rr",
                second.respiration_rate.or(self.constants.respiration_rate),
            ),
            ("temp", self.constants.temperature),
        ];
        for (name, number) in numbers {
            if let Some(number) = number {
                fields.insert(name.to_owned(), number.into());
            }
        }
        if let Some((pressure, taken)) = self.cuff(second, at, end_ms) {
            let nibp = json!({
                "sys": pressure.systolic, "dia": pressure.diastolic, "map": pressure.mean,
                "timestamp": taken.as_millis(),
            });
            fields.insert("nibp".to_owned(), nibp);
        }
        if !second.rhythm.is_empty() {
            fields.insert("rhythm".to_owned(), second.rhythm.as_str().into());
        }
        if second.lead_off {
            fields.insert("flags".to_owned(), json!(["lead_off"]));
        }
        self.send("vitals", &Value::Object(fields))
    }

    fn cuff(
        &self,
        second: &Second,
        at: Instant,
        end_ms: u64,
    ) -> Option<(wire::vitals::BloodPressure, Instant)> {
        if let Some((pressure, measured_s)) = second.blood_pressure {
            let round = end_ms.saturating_sub(1) / self.length_ms() * self.length_ms();
            return Some((pressure, self.at(round + u64::from(measured_s) * 1_000)));
        }
        let since = at.as_millis().rem_euclid(CUFF_EVERY_MS);
        Some((self.constants.blood_pressure?, at.plus_millis(-since)))
    }

    fn status(&self, fields: &Value) -> Outgoing {
        Outgoing {
            qos: QoS::AtLeastOnce,
            retain: true,
            ..self.send("status", fields)
        }
    }

    fn send(&self, subject: &str, fields: &Value) -> Outgoing {
        let mut all = Map::new();
        all.insert("v".to_owned(), 1.into());
        all.insert("device_id".to_owned(), self.monitor.as_str().into());
        all.insert("boot".to_owned(), self.boot().into());
        all.insert("sim".to_owned(), true.into());
        if let Value::Object(fields) = fields {
            all.extend(fields.clone());
        }
        Outgoing {
            topic: format!("devices/{}/{subject}", self.monitor),
            payload: Value::Object(all).to_string().into_bytes(),
            qos: QoS::AtMostOnce,
            retain: false,
        }
    }

    /// A later start has a greater number.
    fn boot(&self) -> u32 {
        u32::try_from(self.start.as_millis() / 1_000).unwrap_or(0)
    }

    fn length_ms(&self) -> u64 {
        (self.recording.seconds.len() as u64).max(1) * 1_000
    }

    fn position(&self, ms: u64) -> u64 {
        ms % self.length_ms()
    }

    fn at(&self, ms: u64) -> Instant {
        self.start
            .plus_millis(i64::try_from(ms).unwrap_or(i64::MAX))
    }
}
