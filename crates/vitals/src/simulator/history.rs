//! The hours before the demo began: recorded minute numbers of one patient.

use values::Instant;
use wire::vitals::{BloodPressure, MonitorId, NumericSample, SampleFlags};

use super::recording::{RecordingError, table};

/// Beds differ by starting in different hours of the recording, in which most quantities are present.
const FIRST_HOUR: usize = 12;
const HOURS_TO_CHOOSE: usize = 6;

/// One sample a minute for the `hours` before `until`, oldest first, played from an hour of the
/// recording that depends on `bed`. Where the recording has no reading the sample has none either.
pub fn history(
    monitor: &MonitorId,
    until: Instant,
    hours: u32,
    bed: usize,
) -> Result<Vec<NumericSample>, RecordingError> {
    let rows = table("history.minutes.csv.gz")?;
    let first = (FIRST_HOUR + bed % HOURS_TO_CHOOSE) * 60;
    let minutes = i64::from(hours) * 60;
    let played = rows.iter().cycle().skip(first).zip((1..=minutes).rev());
    let samples = played.map(|(row, before)| {
        let number = |column: usize| row.get(column).and_then(|cell| cell.parse::<f64>().ok());
        let at = until.plus_millis(-before * 60_000);
        NumericSample {
            monitor: monitor.clone(),
            received_at: at,
            measured_at: at,
            heart_rate: number(1),
            oxygen_saturation: number(3),
            respiration_rate: number(2),
            blood_pressure: number(4)
                .zip(number(5))
                .map(|(systolic, diastolic)| BloodPressure {
                    systolic,
                    diastolic,
                    mean: number(6),
                }),
            temperature: None,
            flags: SampleFlags::default(),
            simulated: true,
        }
    });
    Ok(if rows.is_empty() {
        Vec::new()
    } else {
        samples.collect()
    })
}
