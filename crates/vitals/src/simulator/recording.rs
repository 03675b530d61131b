//! Recordings as they lie in `assets/signals`, unpacked.

use std::io::Read;

use flate2::read::GzDecoder;
use serde::Deserialize;
use wire::vitals::{BloodPressure, WaveChannel};

use crate::message::MISSING;

/// A recording that is not there or cannot be unpacked.
#[derive(Debug, thiserror::Error)]
pub enum RecordingError {
    /// No recording or file of that name.
    #[error("no recorded file {name}")]
    Unknown {
        /// The name.
        name: String,
    },
    /// The compressed data are damaged.
    #[error("damaged recording {name}")]
    Damaged {
        /// The name of the file.
        name: String,
    },
    /// The list of recordings is damaged.
    #[error("damaged list of recordings")]
    Index(#[from] serde_json::Error),
}

macro_rules! files {
    ($($name:literal),* $(,)?) => {
        [$(($name, include_bytes!(concat!(
            env!("CARGO_MANIFEST_DIR"), "/../../assets/signals/", $name
        )).as_slice())),*]
    };
}

const INDEX: &str = include_str!(concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/../../assets/signals/index.json"
));

static FILES: [(&str, &[u8]); 18] = files![
    "history.minutes.csv.gz",
    "mimic2_s25047.ecg_ii.gz",
    "mimic2_s25047.seconds.csv.gz",
    "mimic_mixed.abp.gz",
    "mimic_mixed.ecg_ii.gz",
    "mimic_mixed.pleth.gz",
    "mimic_mixed.resp.gz",
    "mimic_mixed.seconds.csv.gz",
    "mimicdb_037.abp.gz",
    "mimicdb_037.ecg_mcl1.gz",
    "mimicdb_037.resp.gz",
    "mimicdb_037.seconds.csv.gz",
    "mitdb_100.ecg_ii.gz",
    "mitdb_100.seconds.csv.gz",
    "mitdb_105.ecg_ii.gz",
    "mitdb_105.seconds.csv.gz",
    "s_scenario.ecg_ii.gz",
    "s_scenario.seconds.csv.gz",
];

#[derive(Deserialize)]
struct Entry {
    record: String,
    seconds: u32,
    numerics: String,
    channels: Vec<ChannelEntry>,
}

#[derive(Deserialize)]
struct ChannelEntry {
    file: String,
    channel: WaveChannel,
    samples: usize,
    rate_mhz: u32,
    gain: f64,
    baseline: i32,
    unit: String,
}

/// One waveform of a recording.
#[derive(Debug, Clone, PartialEq)]
pub struct RecordedChannel {
    /// What was recorded.
    pub channel: WaveChannel,
    /// Samples a second, in thousandths.
    pub rate_mhz: u32,
    /// Counts per unit.
    pub gain: f64,
    /// The count that means zero.
    pub baseline: i32,
    /// The physical unit.
    pub unit: String,
    /// The counts; [`MISSING`] where the recording has a hole.
    pub samples: Vec<i16>,
}

/// What the bedside monitor showed during one second.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Second {
    /// /min
    pub heart_rate: Option<f64>,
    /// /min
    pub respiration_rate: Option<f64>,
    /// %
    pub oxygen_saturation: Option<f64>,
    /// The last cuff pressure and the second in which it was measured.
    pub blood_pressure: Option<(BloodPressure, u32)>,
    /// The rhythm by its name on the wire; empty where unknown.
    pub rhythm: String,
    /// The ECG electrodes were off.
    pub lead_off: bool,
}

/// A recording, ready to play.
#[derive(Debug, Clone, PartialEq)]
pub struct Recording {
    /// Its waveforms.
    pub channels: Vec<RecordedChannel>,
    /// Its numbers, one entry a second; never empty.
    pub seconds: Vec<Second>,
}

impl Recording {
    /// Unpacks the recording of that name.
    pub fn load(name: &str) -> Result<Self, RecordingError> {
        let index: Vec<Entry> = serde_json::from_str(INDEX)?;
        let entry = index
            .into_iter()
            .find(|entry| entry.record == name)
            .ok_or_else(|| RecordingError::Unknown {
                name: name.to_owned(),
            })?;
        let channels = entry
            .channels
            .into_iter()
            .map(load_channel)
            .collect::<Result<_, _>>()?;
        let seconds = load_seconds(&entry.numerics)?;
        if seconds.is_empty() || seconds.len() != entry.seconds as usize {
            return Err(RecordingError::Damaged {
                name: entry.numerics,
            });
        }
        Ok(Self { channels, seconds })
    }
}

fn load_channel(entry: ChannelEntry) -> Result<RecordedChannel, RecordingError> {
    let packed = unpack(&entry.file)?;
    let samples = decode(&packed)
        .filter(|samples| samples.len() == entry.samples)
        .ok_or(RecordingError::Damaged { name: entry.file })?;
    Ok(RecordedChannel {
        channel: entry.channel,
        rate_mhz: entry.rate_mhz,
        gain: entry.gain,
        baseline: entry.baseline,
        unit: entry.unit,
        samples,
    })
}

fn load_seconds(name: &str) -> Result<Vec<Second>, RecordingError> {
    let mut last_cuff = None;
    let rows = table(name)?;
    let seconds = (0_u32..).zip(rows).map(|(index, row)| {
        let cell = |column: usize| row.get(column).map_or("", String::as_str);
        let number = |column: usize| cell(column).parse::<f64>().ok();
        if let (Some(systolic), Some(diastolic)) = (number(4), number(5)) {
            let pressure = BloodPressure {
                systolic,
                diastolic,
                mean: number(6),
            };
            if last_cuff.is_none_or(|(before, _)| before != pressure) {
                last_cuff = Some((pressure, index));
            }
        }
        Second {
            heart_rate: number(1),
            respiration_rate: number(2),
            oxygen_saturation: number(3),
            blood_pressure: last_cuff,
            rhythm: cell(7).to_owned(),
            lead_off: cell(8) == "lead_off",
        }
    });
    Ok(seconds.collect())
}

/// The rows of a packed table, without its header.
pub(super) fn table(name: &str) -> Result<Vec<Vec<String>>, RecordingError> {
    let damaged = || RecordingError::Damaged {
        name: name.to_owned(),
    };
    let text = String::from_utf8(unpack(name)?).map_err(|_| damaged())?;
    let rows = text.lines().skip(1);
    Ok(rows
        .map(|row| row.split(',').map(str::to_owned).collect())
        .collect())
}

fn unpack(name: &str) -> Result<Vec<u8>, RecordingError> {
    let (_, packed) = FILES
        .iter()
        .find(|(file, _)| *file == name)
        .ok_or_else(|| RecordingError::Unknown {
            name: name.to_owned(),
        })?;
    let mut bytes = Vec::new();
    GzDecoder::new(*packed)
        .read_to_end(&mut bytes)
        .map_err(|_| RecordingError::Damaged {
            name: name.to_owned(),
        })?;
    Ok(bytes)
}

/// Variable-length numbers: 0 is a missing sample, any other one more than the zigzag form of the step
/// from the last sample that was there. None where the bytes end within a number or leave 16 bits.
fn decode(bytes: &[u8]) -> Option<Vec<i16>> {
    let mut samples = Vec::new();
    let mut last = 0_i64;
    let mut number = 0_u64;
    let mut shift = 0_u32;
    for byte in bytes {
        number |= u64::from(byte & 0x7f).checked_shl(shift)?;
        shift += 7;
        if byte & 0x80 != 0 {
            continue;
        }
        if number == 0 {
            samples.push(MISSING);
        } else {
            let zigzag = i64::try_from(number - 1).ok()?;
            last += (zigzag >> 1) ^ -(zigzag & 1);
            samples.push(i16::try_from(last).ok()?);
        }
        number = 0;
        shift = 0;
    }
    (shift == 0).then_some(samples)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn encode(samples: &[Option<i16>]) -> Vec<u8> {
        let mut bytes = Vec::new();
        let mut last = 0_i64;
        for sample in samples {
            let mut number = match sample {
                None => 0,
                Some(count) => {
                    let step = i64::from(*count) - last;
                    last = i64::from(*count);
                    u64::try_from((step << 1) ^ (step >> 63)).unwrap() + 1
                }
            };
            while number > 127 {
                bytes.push(u8::try_from(number & 127).unwrap() | 128);
                number >>= 7;
            }
            bytes.push(u8::try_from(number).unwrap());
        }
        bytes
    }

    proptest! {
        #[test]
        fn samples_survive_packing(samples in prop::collection::vec(
            prop::option::of(-32_767_i16..=32_767), 0..200
        )) {
            let expected: Vec<i16> = samples.iter().map(|sample| sample.unwrap_or(MISSING)).collect();
            prop_assert_eq!(decode(&encode(&samples)), Some(expected));
        }

        #[test]
        fn no_bytes_make_unpacking_panic(bytes in prop::collection::vec(any::<u8>(), 0..64)) {
            decode(&bytes);
        }
    }
}
