//! Waveforms as they are listed and handed on.

use serde::{Deserialize, Serialize};
use ts_rs::TS;
use values::Instant;

use super::{Freshness, MonitorId};

/// A waveform that a monitor can send, by what was recorded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum WaveChannel {
    /// ECG lead I.
    EcgI,
    /// ECG lead II (or its modified form).
    EcgIi,
    /// ECG lead III.
    EcgIii,
    /// ECG chest lead.
    EcgV,
    /// ECG modified chest lead 1.
    #[serde(rename = "ecg_mcl1")]
    EcgMcl1,
    /// Plethysmogram of the pulse oximeter.
    Pleth,
    /// Respiration by impedance.
    Resp,
    /// Arterial blood pressure.
    Abp,
}

impl WaveChannel {
    /// The name on the wire.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::EcgI => "ecg_i",
            Self::EcgIi => "ecg_ii",
            Self::EcgIii => "ecg_iii",
            Self::EcgV => "ecg_v",
            Self::EcgMcl1 => "ecg_mcl1",
            Self::Pleth => "pleth",
            Self::Resp => "resp",
            Self::Abp => "abp",
        }
    }

    /// Whether the channel needs the ECG electrodes.
    pub const fn is_ecg(self) -> bool {
        matches!(
            self,
            Self::EcgI | Self::EcgIi | Self::EcgIii | Self::EcgV | Self::EcgMcl1
        )
    }
}

/// One waveform of a monitor.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct ChannelView {
    /// What is recorded.
    pub channel: WaveChannel,
    /// Samples a second, in thousandths: real monitors run at 249.89 Hz.
    pub rate_mhz: u32,
    /// Counts per unit: the physical value is `(count - baseline) / gain`.
    pub gain: f64,
    /// The count that means zero.
    pub baseline: i32,
    /// The physical unit as the monitor names it.
    pub unit: String,
    /// Whether samples are coming in.
    pub freshness: Freshness,
}

/// A run of samples.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct SampleRun {
    /// Index of the first.
    pub from: u32,
    /// How many.
    pub count: u32,
}

/// A piece of one waveform.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct WaveChunk {
    /// The monitor.
    pub monitor: MonitorId,
    /// The waveform.
    pub channel: WaveChannel,
    /// Number of the first sample in the channel's stream. Where it does not follow on from the
    /// chunk before, the samples between are missing.
    #[ts(type = "number")]
    pub start: u64,
    /// When the first sample was measured.
    pub t0: Instant,
    /// Samples a second, in thousandths.
    pub rate_mhz: u32,
    /// Counts per unit.
    pub gain: f64,
    /// The count that means zero.
    pub baseline: i32,
    /// The physical unit as the monitor names it.
    pub unit: String,
    /// The counts; a missing one stands as 0 and lies in no run of `valid`.
    pub samples: Vec<i16>,
    /// Where the samples are real, in order. A line must not join two runs.
    pub valid: Vec<SampleRun>,
    /// Whether a simulated monitor sent them.
    pub simulated: bool,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_of_a_channel_is_the_same_in_code_and_in_json() {
        for channel in [
            WaveChannel::EcgI,
            WaveChannel::EcgIi,
            WaveChannel::EcgIii,
            WaveChannel::EcgV,
            WaveChannel::EcgMcl1,
            WaveChannel::Pleth,
            WaveChannel::Resp,
            WaveChannel::Abp,
        ] {
            let json = serde_json::to_string(&channel).unwrap();
            assert_eq!(json, format!("\"{}\"", channel.as_str()));
        }
    }
}
