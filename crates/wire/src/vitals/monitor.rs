//! What one bedside monitor shows, and what a view is told when that changes.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};
use ts_rs::TS;
use values::Instant;

use super::{AlarmView, sample::BloodPressure, wave::ChannelView};

/// A text that cannot name a monitor.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not the name of a monitor")]
pub struct NotAMonitorId;

/// The name of a bedside monitor: the `device_id` part of its MQTT topics. 1 to 64 characters out of
/// letters, digits, `-`, `_` and `.`, so that it can stand in a topic, a file name or a log line.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(try_from = "String", into = "String")]
#[ts(type = "string & { readonly __id: \"MonitorId\" }")]
pub struct MonitorId(String);

impl MonitorId {
    /// The name as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for MonitorId {
    type Err = NotAMonitorId;
    fn from_str(text: &str) -> Result<Self, NotAMonitorId> {
        let plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.');
        if (1..=64).contains(&text.len()) && text.bytes().all(plain) {
            Ok(Self(text.to_owned()))
        } else {
            Err(NotAMonitorId)
        }
    }
}

impl TryFrom<String> for MonitorId {
    type Error = NotAMonitorId;
    fn try_from(text: String) -> Result<Self, NotAMonitorId> {
        text.parse()
    }
}

impl From<MonitorId> for String {
    fn from(id: MonitorId) -> Self {
        id.0
    }
}

impl fmt::Display for MonitorId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

/// A continuously measured value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Vital {
    /// Heart rate from the ECG (LOINC 8867-4).
    HeartRate,
    /// Oxygen saturation by pulse oximetry (LOINC 59408-5).
    OxygenSaturation,
    /// Respiration rate (LOINC 9279-1).
    RespirationRate,
    /// Body temperature (LOINC 8310-5).
    Temperature,
}

impl Vital {
    /// The unit in which this value is always given.
    pub const fn unit(self) -> Unit {
        match self {
            Self::HeartRate | Self::RespirationRate => Unit::PerMinute,
            Self::OxygenSaturation => Unit::Percent,
            Self::Temperature => Unit::Celsius,
        }
    }
}

/// A unit by its UCUM code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
pub enum Unit {
    /// Beats or breaths a minute.
    #[serde(rename = "/min")]
    PerMinute,
    /// Per cent.
    #[serde(rename = "%")]
    Percent,
    /// Degrees Celsius.
    #[serde(rename = "Cel")]
    Celsius,
    /// Millimetres of mercury.
    #[serde(rename = "mm[Hg]")]
    MillimetresOfMercury,
}

/// How old a value may be taken for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Freshness {
    /// Heard within the last 3 s (a cuff pressure: within the hour).
    Live,
    /// Older than that: show it as old, with its age.
    Stale,
    /// Older than 10 s, or never heard: show dashes.
    Absent,
}

/// Whether a monitor is being heard.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum LiveState {
    /// Numerics within the last 3 s.
    Live,
    /// No numerics for more than 3 s.
    Stale,
    /// No numerics for more than 10 s, never any, or the broker says that the monitor has gone.
    Disconnected,
}

/// The rhythm that a monitor reports; this software does not judge rhythms.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Rhythm {
    /// Normal sinus rhythm.
    Normal,
    /// Sinus or other slow rhythm.
    Bradycardia,
    /// Sinus or other fast rhythm.
    Tachycardia,
    /// Atrial fibrillation.
    AtrialFibrillation,
    /// Ventricular tachycardia.
    VentricularTachycardia,
    /// Ventricular fibrillation.
    VentricularFibrillation,
    /// No beat.
    Asystole,
    /// A paced rhythm.
    Paced,
    /// A word that is not in this list.
    Other,
}

/// What became of a message. Each message counts once, under the first class that fits it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum MessageClass {
    /// Used whole.
    Valid,
    /// Dropped: its topic is none that is understood here.
    UnknownTopic,
    /// Dropped: larger than its kind may be.
    Oversize,
    /// Dropped: not UTF-8.
    NotUtf8,
    /// Dropped: not JSON, or not of the shape that its topic demands.
    MalformedJson,
    /// Dropped: names another monitor than its topic does.
    WrongMonitor,
    /// Dropped: kept back by the broker, so it says nothing about now.
    Retained,
    /// Dropped: seen before.
    Duplicate,
    /// Kept for the record, not shown as live: it came after a later one.
    OutOfOrder,
    /// Used by the time of its arrival: it carries no time.
    MissingTimestamp,
    /// Used by the time of its arrival: the monitor's clock is ahead or far behind.
    ImplausibleClock,
    /// A field of the wrong type was left out; the rest was used.
    WrongType,
    /// A field outside its possible range was left out; the rest was used.
    OutOfRange,
    /// A field came with a unit of its own, which was converted or, where unknown, left out.
    UnknownUnit,
}

/// How many messages of one class a monitor has sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct MessageCount {
    /// The class.
    pub class: MessageClass,
    /// How many since the start.
    #[ts(type = "number")]
    pub count: u64,
}

/// One value as a view shows it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct NumericView {
    /// What is measured.
    pub vital: Vital,
    /// The unit of `value` and of the limits.
    pub unit: Unit,
    /// The value; none where it is [`Freshness::Absent`].
    pub value: Option<f64>,
    /// How old it may be taken for.
    pub freshness: Freshness,
    /// When the last value was measured.
    pub measured_at: Option<Instant>,
    /// When the last value arrived here.
    pub received_at: Option<Instant>,
    /// How long ago it arrived, in ms; counted on a clock that never steps.
    pub age_ms: Option<u32>,
    /// The lower alarm limit, where there is one.
    pub low_limit: Option<f64>,
    /// The upper alarm limit, where there is one.
    pub high_limit: Option<f64>,
}

/// The last cuff pressure.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct BloodPressureView {
    /// The pressures, mmHg.
    pub pressure: BloodPressure,
    /// Always mmHg.
    pub unit: Unit,
    /// Live for an hour, then stale.
    pub freshness: Freshness,
    /// When it was measured.
    pub measured_at: Instant,
}

/// One monitor as it stands.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a fact of its own that the view shows by itself"
)]
pub struct MonitorView {
    /// The monitor.
    pub monitor: MonitorId,
    /// Whether it is being heard.
    pub state: LiveState,
    /// When numerics were last heard.
    pub heard_at: Option<Instant>,
    /// How long ago that was, in ms.
    pub silent_ms: Option<u32>,
    /// What the monitor or its broker says of its connection; none before it said anything.
    pub online: Option<bool>,
    /// Whether it is simulated: then every picture of it says so.
    pub simulated: bool,
    /// Whether the ECG electrodes are off.
    pub lead_off: bool,
    /// Whether the oxygen sensor is off.
    pub sensor_off: bool,
    /// Whether its clock is too wrong to use: times are then those of arrival.
    pub clock_suspect: bool,
    /// How far its clock is behind this workstation's, in ms (negative: ahead), once known.
    #[ts(type = "number | null")]
    pub clock_behind_ms: Option<i64>,
    /// The rhythm that it last reported.
    pub rhythm: Option<Rhythm>,
    /// Its values, in the order of [`Vital`].
    pub numerics: Vec<NumericView>,
    /// Its last cuff pressure.
    pub blood_pressure: Option<BloodPressureView>,
    /// Its waveforms.
    pub channels: Vec<ChannelView>,
    /// Its alarms that are not over, most urgent first.
    pub alarms: Vec<AlarmView>,
    /// What became of its messages.
    pub counters: Vec<MessageCount>,
    /// Sequence numbers that nothing ever arrived for.
    #[ts(type = "number")]
    pub missing: u64,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_monitor_is_named_by_plain_characters_only() {
        for text in ["mon-0001", "ICU.bed_7", "a"] {
            assert_eq!(text.parse::<MonitorId>().unwrap().as_str(), text);
        }
        for text in ["", "a/b", "+", "#", "bed 1", "é", &"x".repeat(65)] {
            assert_eq!(text.parse::<MonitorId>(), Err(NotAMonitorId), "{text}");
        }
    }
}
