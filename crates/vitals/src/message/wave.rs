//! Waveforms: `devices/{id}/waveform`.

use serde_json::Value;
use wire::vitals::{MessageClass, WaveChannel};

use super::field::Fields;

/// Stands in a row of samples for one that is not there.
pub const MISSING: i16 = i16::MIN;

/// A piece of one waveform.
#[derive(Debug, Clone, PartialEq)]
pub struct Wave {
    /// What was recorded.
    pub channel: WaveChannel,
    /// Samples a second, in thousandths: 1 to 2,000 Hz.
    pub rate_mhz: u32,
    /// Counts per unit.
    pub gain: f64,
    /// The count that means zero.
    pub baseline: i32,
    /// The physical unit as the monitor names it, at most 16 characters.
    pub unit: String,
    /// Counts, at least one; [`MISSING`] where there is none.
    pub samples: Vec<i16>,
}

/// Without channel, rate, gain or samples the piece means nothing and is dropped.
pub(super) fn read(fields: &mut Fields<'_>) -> Result<Wave, MessageClass> {
    let channel = fields
        .text("channel")
        .and_then(|name| serde_json::from_value(Value::from(name)).ok());
    let rate_mhz = fields
        .whole("rate_mhz", 1_000, 2_000_000)
        .and_then(|rate| u32::try_from(rate).ok());
    let gain = fields.real("gain", 1e-3, 1e6);
    let baseline = fields
        .whole("baseline", i64::from(i32::MIN), i64::from(i32::MAX))
        .and_then(|baseline| i32::try_from(baseline).ok());
    let unit: String = fields
        .text("unit")
        .unwrap_or_default()
        .chars()
        .filter(|character| !character.is_control())
        .take(16)
        .collect();
    let list = fields.list("samples").unwrap_or_default();
    let mut wrong = false;
    let samples: Vec<i16> = list
        .iter()
        .map(|item| {
            sample(item).unwrap_or_else(|| {
                wrong |= !item.is_null();
                MISSING
            })
        })
        .collect();
    if wrong {
        fields.wrong_item();
    }
    match (channel, rate_mhz, gain) {
        (Some(channel), Some(rate_mhz), Some(gain)) if !samples.is_empty() => Ok(Wave {
            channel,
            rate_mhz,
            gain,
            baseline: baseline.unwrap_or(0),
            unit,
            samples,
        }),
        _ => Err(fields.faults.class().unwrap_or(MessageClass::MalformedJson)),
    }
}

fn sample(item: &Value) -> Option<i16> {
    item.as_i64()
        .and_then(|count| i16::try_from(count).ok())
        .filter(|count| *count != MISSING)
}
