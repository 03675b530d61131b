//! Numbers: `devices/{id}/vitals`.

use serde_json::Value;
use wire::vitals::{BloodPressure, Rhythm};

use super::field::{Conversion, Fields, NumberRule};

/// The numbers of one message. What is absent was not sent, was no reading or could not be used.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Numerics {
    /// /min
    pub heart_rate: Option<f64>,
    /// %
    pub oxygen_saturation: Option<f64>,
    /// /min
    pub respiration_rate: Option<f64>,
    /// °C
    pub temperature: Option<f64>,
    /// The last cuff pressure; monitors repeat it in every message.
    pub cuff: Option<CuffReading>,
    /// The monitor's own judgement.
    pub rhythm: Option<Rhythm>,
    /// The ECG electrodes are off.
    pub lead_off: bool,
    /// The oxygen sensor is off.
    pub sensor_off: bool,
}

/// A cuff pressure with the time at which the cuff was inflated, where the monitor says it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct CuffReading {
    /// mmHg
    pub pressure: BloodPressure,
    /// The monitor's clock, ms since 1970.
    pub timestamp: Option<i64>,
}

const fn same(unit: &'static str) -> Conversion {
    Conversion {
        unit,
        factor: 1.0,
        offset: 0.0,
    }
}

const RATE_UNITS: &[Conversion] = &[
    same("/min"),
    same("1/min"),
    same("bpm"),
    same("{beats}/min"),
    same("{breaths}/min"),
];
const HEART_RATE: NumberRule = NumberRule {
    low: 0.0,
    high: 350.0,
    units: RATE_UNITS,
};
const RESPIRATION_RATE: NumberRule = NumberRule {
    low: 0.0,
    high: 150.0,
    units: RATE_UNITS,
};
const OXYGEN_SATURATION: NumberRule = NumberRule {
    low: 0.0,
    high: 100.0,
    units: &[
        same("%"),
        Conversion {
            unit: "1",
            factor: 100.0,
            offset: 0.0,
        },
    ],
};
const TEMPERATURE: NumberRule = NumberRule {
    low: 10.0,
    high: 45.0,
    units: &[
        same("Cel"),
        Conversion {
            unit: "[degF]",
            factor: 5.0 / 9.0,
            offset: -160.0 / 9.0,
        },
        Conversion {
            unit: "K",
            factor: 1.0,
            offset: -273.15,
        },
    ],
};
const PRESSURE: NumberRule = NumberRule {
    low: -50.0,
    high: 400.0,
    units: &[
        same("mm[Hg]"),
        same("mmHg"),
        Conversion {
            unit: "kPa",
            factor: 7.500_617,
            offset: 0.0,
        },
    ],
};

pub(super) fn read(fields: &mut Fields<'_>) -> Numerics {
    let flags = fields.list("flags").unwrap_or_default();
    let has = |name: &str| flags.iter().any(|flag| flag.as_str() == Some(name));
    Numerics {
        heart_rate: fields.number("hr", &HEART_RATE),
        oxygen_saturation: fields.number("spo2", &OXYGEN_SATURATION),
        respiration_rate: fields.number("rr", &RESPIRATION_RATE),
        temperature: fields.number("temp", &TEMPERATURE),
        cuff: fields
            .inside("nibp")
            .and_then(|inside| cuff(fields, inside)),
        rhythm: fields.text("rhythm").map(rhythm),
        lead_off: has("lead_off"),
        sensor_off: has("sensor_off"),
    }
}

fn cuff(fields: &mut Fields<'_>, mut inside: Fields<'_>) -> Option<CuffReading> {
    let systolic = inside.number("sys", &PRESSURE);
    let diastolic = inside.number("dia", &PRESSURE);
    let mean = inside.number("map", &PRESSURE);
    let timestamp = inside.timestamp("timestamp");
    fields.absorb(inside.faults);
    let (systolic, diastolic) = (systolic?, diastolic?);
    if systolic < diastolic {
        fields.contradiction();
        return None;
    }
    Some(CuffReading {
        pressure: BloodPressure {
            systolic,
            diastolic,
            mean,
        },
        timestamp,
    })
}

fn rhythm(name: &str) -> Rhythm {
    serde_json::from_value(Value::from(name)).unwrap_or(Rhythm::Other)
}
