//! Six bedside monitors that play recordings of real patients, for the demo clinic and for tests.
//!
//! Waves, heart rates and rhythms are recorded. What a recording lacks is absent, except that some
//! beds send constant numbers for quantities that were not recorded, so that a whole ward can be
//! shown. Everything they send carries `"sim":true`, and every picture of it says so.
//!
//! The recordings, their sources and licences are described in `assets/signals/README.md`.

mod bedside;
mod history;
mod publish;
mod recording;

pub use bedside::{Bedside, Outgoing};
pub use history::history;
pub use publish::{Broker, publish};
pub use recording::{RecordedChannel, Recording, RecordingError, Second};

use std::ops::Range;

use values::Instant;
use wire::vitals::{BloodPressure, MonitorId};

/// What is known of one simulated bed before it plays.
#[derive(Debug, Clone, PartialEq)]
pub struct Scenario {
    /// The name of its monitor.
    pub monitor: &'static str,
    /// The recording that it plays, over and over.
    pub recording: &'static str,
    /// Seconds of the recording during which it sends nothing, as if the network were cut.
    pub silent: Range<u32>,
    /// Constant numbers for what was not recorded.
    pub constants: Constants,
}

/// Numbers that a simulated bed sends where its recording has none.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Constants {
    /// %
    pub oxygen_saturation: Option<f64>,
    /// /min
    pub respiration_rate: Option<f64>,
    /// °C
    pub temperature: Option<f64>,
    /// mmHg, as if measured every quarter of an hour.
    pub blood_pressure: Option<BloodPressure>,
}

const fn cuff(systolic: f64, diastolic: f64, mean: f64) -> BloodPressure {
    BloodPressure {
        systolic,
        diastolic,
        mean: Some(mean),
    }
}

/// The six beds of the demo ward.
pub const SCENARIOS: [Scenario; 6] = [
    // Sinus rhythm; no alarm is due.
    Scenario {
        monitor: "mon-0001",
        recording: "mitdb_100",
        silent: 0..0,
        constants: Constants {
            oxygen_saturation: Some(98.0),
            respiration_rate: Some(14.0),
            temperature: Some(36.7),
            blood_pressure: Some(cuff(124.0, 78.0, 93.0)),
        },
    },
    // True tachycardia just above 120 all along, with a true low arterial pressure.
    Scenario {
        monitor: "mon-0002",
        recording: "mimicdb_037",
        silent: 0..0,
        constants: Constants {
            oxygen_saturation: Some(95.0),
            respiration_rate: None,
            temperature: Some(38.4),
            blood_pressure: None,
        },
    },
    // 76 -> 128 -> 36 -> 70 /min, a pause of 12 s and 20 s of electrodes off.
    Scenario {
        monitor: "mon-0003",
        recording: "s_scenario",
        silent: 0..0,
        constants: Constants {
            oxygen_saturation: Some(97.0),
            respiration_rate: Some(16.0),
            temperature: Some(36.9),
            blood_pressure: Some(cuff(131.0, 82.0, 98.0)),
        },
    },
    // A noisy ECG; no alarm is due.
    Scenario {
        monitor: "mon-0004",
        recording: "mitdb_105",
        silent: 0..0,
        constants: Constants {
            oxygen_saturation: Some(96.0),
            respiration_rate: Some(17.0),
            temperature: Some(37.1),
            blood_pressure: Some(cuff(142.0, 86.0, 105.0)),
        },
    },
    // Four waves at three odd rates, ectopic beats.
    Scenario {
        monitor: "mon-0005",
        recording: "mimic_mixed",
        silent: 0..0,
        constants: Constants {
            oxygen_saturation: Some(94.0),
            respiration_rate: Some(20.0),
            temperature: Some(37.6),
            blood_pressure: Some(cuff(112.0, 64.0, 80.0)),
        },
    },
    // Gaps in the wave, a minute without a heart rate, and 30 s of silence.
    Scenario {
        monitor: "mon-0006",
        recording: "mimic2_s25047",
        silent: 600..630,
        constants: Constants {
            oxygen_saturation: None,
            respiration_rate: None,
            temperature: None,
            blood_pressure: None,
        },
    },
];

/// The six beds, starting at `start` a little apart from each other, as real ones do.
pub fn bedsides(start: Instant) -> Result<Vec<Bedside>, RecordingError> {
    SCENARIOS
        .iter()
        .zip((0_i64..).map(|index| start.plus_millis(index * 37)))
        .map(|(scenario, start)| Bedside::new(scenario, start))
        .collect()
}

/// The names of the six monitors.
pub fn monitor_ids() -> Vec<MonitorId> {
    SCENARIOS
        .iter()
        .filter_map(|scenario| scenario.monitor.parse().ok())
        .collect()
}

#[cfg(test)]
mod tests;
