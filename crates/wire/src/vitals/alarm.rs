//! Alarms: what can be wrong, how urgent it is, and how far it has been dealt with.

use serde::{Deserialize, Serialize};
use ts_rs::TS;
use values::{Instant, ids::PersonId};

use super::MonitorId;

/// What an alarm is about. Declared most urgent first: within one priority the order decides.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum AlarmCondition {
    /// The monitor reports no heart beat.
    Asystole,
    /// The monitor reports ventricular fibrillation.
    VentricularFibrillation,
    /// The monitor reports ventricular tachycardia.
    VentricularTachycardia,
    /// Heart rate above its limit.
    HeartRateHigh,
    /// Heart rate below its limit.
    HeartRateLow,
    /// Oxygen saturation below the second, lower limit.
    OxygenDesaturation,
    /// Oxygen saturation below its limit.
    OxygenSaturationLow,
    /// Respiration rate above its limit.
    RespirationRateHigh,
    /// Respiration rate below its limit.
    RespirationRateLow,
    /// The monitor itself raised an alarm that has no name of its own here.
    MonitorAlarm,
    /// Nothing was heard from the monitor.
    NoData,
    /// The ECG electrodes are off: heart rate and rhythm are unknown.
    LeadOff,
    /// The oxygen sensor is off.
    SensorOff,
    /// More than 5 % of the monitor's messages in a minute could not be used.
    MalformedMessages,
}

impl AlarmCondition {
    /// All conditions, most urgent first.
    pub const ALL: [Self; 14] = [
        Self::Asystole,
        Self::VentricularFibrillation,
        Self::VentricularTachycardia,
        Self::HeartRateHigh,
        Self::HeartRateLow,
        Self::OxygenDesaturation,
        Self::OxygenSaturationLow,
        Self::RespirationRateHigh,
        Self::RespirationRateLow,
        Self::MonitorAlarm,
        Self::NoData,
        Self::LeadOff,
        Self::SensorOff,
        Self::MalformedMessages,
    ];

    /// Urgency by harm and speed of onset (IEC 60601-1-8, table 1); silence and electrodes that are
    /// off are medium because they hide the patient rather than harm them.
    pub const fn priority(self) -> AlarmPriority {
        match self {
            Self::Asystole
            | Self::VentricularFibrillation
            | Self::VentricularTachycardia
            | Self::HeartRateHigh
            | Self::HeartRateLow
            | Self::OxygenDesaturation => AlarmPriority::High,
            Self::OxygenSaturationLow
            | Self::RespirationRateHigh
            | Self::RespirationRateLow
            | Self::MonitorAlarm
            | Self::NoData
            | Self::LeadOff => AlarmPriority::Medium,
            Self::SensorOff | Self::MalformedMessages => AlarmPriority::Low,
        }
    }

    /// Whether the equipment is at fault rather than the patient.
    pub const fn is_technical(self) -> bool {
        matches!(
            self,
            Self::NoData | Self::LeadOff | Self::SensorOff | Self::MalformedMessages
        )
    }

    /// Whether the alarm stays, after its condition ended, until a person has seen it.
    pub const fn latches(self) -> bool {
        matches!(self.priority(), AlarmPriority::High)
    }
}

/// How urgent an alarm is; the greatest is the most urgent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum AlarmPriority {
    /// Look when there is time.
    Low,
    /// Respond promptly.
    Medium,
    /// Respond at once.
    High,
}

/// How far an alarm has been dealt with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum AlarmPhase {
    /// The condition holds and nobody has acknowledged it.
    Active,
    /// The condition holds; a person knows.
    Acknowledged,
    /// The condition ended before anybody acknowledged it; it stays until somebody does.
    Latched,
    /// Over.
    Cleared,
}

/// Names one alarm, the same on every workstation that hears the same messages.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
pub struct AlarmKey {
    /// The monitor that sent the deciding value.
    pub monitor: MonitorId,
    /// What is wrong.
    pub condition: AlarmCondition,
    /// When the deciding value was measured, by the monitor's clock where that can be trusted.
    pub onset: Instant,
}

/// Who acknowledged an alarm and when.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct AcknowledgedView {
    /// The person.
    pub by: PersonId,
    /// When, by the clock of the workstation where it was done.
    pub at: Instant,
}

/// One alarm as it stands.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct AlarmView {
    /// Which alarm.
    pub key: AlarmKey,
    /// How urgent.
    pub priority: AlarmPriority,
    /// Whether the equipment is at fault rather than the patient.
    pub technical: bool,
    /// How far it has been dealt with.
    pub phase: AlarmPhase,
    /// The deciding value in the unit of its vital sign; per cent for malformed messages.
    pub value: Option<f64>,
    /// The value furthest beyond the limit so far.
    pub worst: Option<f64>,
    /// The limit that was passed.
    pub limit: Option<f64>,
    /// The monitor's own name for its alarm, where the condition is [`AlarmCondition::MonitorAlarm`].
    pub code: Option<String>,
    /// When this workstation raised it.
    pub raised_at: Instant,
    /// When the condition ended, once it has.
    pub ended_at: Option<Instant>,
    /// Who acknowledged it, once somebody has.
    pub acknowledged: Option<AcknowledgedView>,
    /// Whether the values come from a simulated monitor.
    pub simulated: bool,
}

/// A closed range of values that raise no alarm.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, TS)]
pub struct AlarmRange {
    /// Below this the low alarm is raised.
    pub low: f64,
    /// Above this the high alarm is raised.
    pub high: f64,
}

/// The limits of one patient's alarms.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, TS)]
pub struct AlarmLimits {
    /// Heart rate, /min.
    pub heart_rate: AlarmRange,
    /// Oxygen saturation, %: below it a medium alarm.
    pub oxygen_low: f64,
    /// Oxygen saturation, %: below it a high alarm.
    pub oxygen_desaturation: f64,
    /// Respiration rate, /min.
    pub respiration_rate: AlarmRange,
}

impl AlarmLimits {
    /// The preset for adults: heart rate critical below 40 and above 120 (the clinic's own rule);
    /// saturation 90 and 80 % and respiration 8 to 30 are the usual defaults of bedside monitors.
    pub const ADULT: Self = Self {
        heart_rate: AlarmRange {
            low: 40.0,
            high: 120.0,
        },
        oxygen_low: 90.0,
        oxygen_desaturation: 80.0,
        respiration_rate: AlarmRange {
            low: 8.0,
            high: 30.0,
        },
    };
}
