//! What is kept of the stream: one sample a second.

use serde::{Deserialize, Serialize};
use ts_rs::TS;
use values::Instant;

use super::MonitorId;

/// A cuff pressure, mmHg.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, TS)]
pub struct BloodPressure {
    /// Systolic.
    pub systolic: f64,
    /// Diastolic.
    pub diastolic: f64,
    /// Mean, where the monitor gives it.
    pub mean: Option<f64>,
}

/// What is known about a sample besides its values, one bit each, so that it fits one column.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[serde(transparent)]
pub struct SampleFlags(pub u8);

impl SampleFlags {
    /// The ECG electrodes were off.
    pub const LEAD_OFF: Self = Self(1);
    /// The oxygen sensor was off.
    pub const SENSOR_OFF: Self = Self(2);
    /// The monitor's clock was not believed: `measured_at` is the time of arrival.
    pub const CLOCK_SUSPECT: Self = Self(4);
    /// It came after a later one and was never shown as live.
    pub const LATE: Self = Self(8);

    /// Whether all bits of `other` are set.
    pub const fn has(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }

    /// With the bits of `other` where `on`.
    #[must_use]
    pub const fn with(self, other: Self, on: bool) -> Self {
        if on { Self(self.0 | other.0) } else { self }
    }
}

/// The numbers of one message, as they are kept for trends. A value that could not be used is absent.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct NumericSample {
    /// The monitor that sent it.
    pub monitor: MonitorId,
    /// When it arrived.
    pub received_at: Instant,
    /// When it was measured.
    pub measured_at: Instant,
    /// Heart rate, /min.
    pub heart_rate: Option<f64>,
    /// Oxygen saturation, %.
    pub oxygen_saturation: Option<f64>,
    /// Respiration rate, /min.
    pub respiration_rate: Option<f64>,
    /// A cuff pressure, only in the sample in which it was first reported.
    pub blood_pressure: Option<BloodPressure>,
    /// Body temperature, °C.
    pub temperature: Option<f64>,
    /// What else is known.
    pub flags: SampleFlags,
    /// Whether a simulated monitor sent it.
    pub simulated: bool,
}
