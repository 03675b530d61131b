//! Writes two trend charts, light and dark, of a recorded patient into the folder given as argument.

use std::{env, error::Error, fs, path::PathBuf};

use values::{Instant, Zone};
use vitals::{
    chart::{ChartLabels, Palette, TrendChart},
    simulator::history,
};
use wire::vitals::{AlarmLimits, NumericSample, SampleFlags};

fn main() -> Result<(), Box<dyn Error>> {
    let folder = PathBuf::from(env::args().nth(1).ok_or("where to?")?);
    let zone: Zone = "Europe/Dublin".parse()?;
    let now: Instant = "2026-09-21T14:13:20Z".parse()?;
    let samples = samples(now)?;
    for (name, palette) in [("light", Palette::LIGHT), ("dark", Palette::DARK)] {
        let chart = TrendChart {
            samples: &samples,
            from: now.plus_millis(-6 * 3_600_000),
            to: now,
            zone: &zone,
            size: (1_100, 720),
            palette: &palette,
            labels: &ChartLabels::default(),
            limits: Some(&AlarmLimits::ADULT),
        };
        fs::write(folder.join(format!("trend-{name}.svg")), chart.svg()?)?;
    }
    Ok(())
}

/// Recorded minutes with silence in the third hour, then half an hour of seconds with the leads off.
fn samples(now: Instant) -> Result<Vec<NumericSample>, Box<dyn Error>> {
    let joint = now.plus_millis(-1_800_000);
    let mut samples = history(&"mon-0001".parse()?, joint, 6, 3)?;
    samples.drain(130..165);
    let last = samples.last().ok_or("no history")?.clone();
    samples.extend((0_i32..1_790).map(|second| {
        let at = joint.plus_millis(i64::from(second) * 1_000);
        let off = (600..900).contains(&second);
        NumericSample {
            measured_at: at,
            received_at: at,
            heart_rate: (!off).then(|| 112.0 + f64::from(second * 7_919 % 100) / 12.0),
            flags: SampleFlags::default().with(SampleFlags::LEAD_OFF, off),
            ..last.clone()
        }
    }));
    Ok(samples)
}
