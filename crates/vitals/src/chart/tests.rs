use wire::vitals::SampleFlags;

use super::*;
use crate::simulator::history;

const NOW: i64 = 1_790_000_000_000;

fn dublin() -> Zone {
    "Europe/Dublin".parse().unwrap()
}

/// Five and a half hours of recorded minutes, then half an hour of seconds with the leads off for five
/// minutes, and silence in the third hour.
pub(crate) fn samples() -> Vec<NumericSample> {
    let now = Instant::from_millis(NOW);
    let monitor = "mon-0001".parse().unwrap();
    let mut samples = history(&monitor, now.plus_millis(-1_800_000), 6, 3).unwrap();
    samples.drain(130..165);
    let model = samples[200].clone();
    for second in 0_i64..1_790 {
        let off = (600..900).contains(&second);
        let at = now.plus_millis(-1_800_000 + second * 1_000);
        let wobble = f64::from(u32::try_from(second * 7_919 % 100).unwrap()) / 12.0;
        samples.push(NumericSample {
            measured_at: at,
            received_at: at,
            heart_rate: (!off).then_some(112.0 + wobble),
            flags: SampleFlags::default().with(SampleFlags::LEAD_OFF, off),
            blood_pressure: model.blood_pressure.filter(|_| second % 300 == 0),
            ..model.clone()
        });
    }
    samples
}

fn draw(samples: &[NumericSample], palette: &Palette) -> String {
    let now = Instant::from_millis(NOW);
    TrendChart {
        samples,
        from: now.plus_millis(-6 * 3_600_000),
        to: now,
        zone: &dublin(),
        size: (1_200, 720),
        palette,
        labels: &ChartLabels::default(),
        limits: Some(&AlarmLimits::ADULT),
    }
    .svg()
    .unwrap()
}

#[test]
fn names_every_series_its_unit_its_gaps_and_the_simulation() {
    let svg = draw(&samples(), &Palette::LIGHT);
    for text in [
        "Heart rate  /min",
        "Blood pressure  mmHg",
        "SpO₂  %",
        "Respiration rate  /min",
        "No data",
        "Leads off",
        "DEMO - SIMULATED",
        "before ",
    ] {
        assert!(svg.contains(text), "{text}");
    }
    assert!(
        svg.starts_with("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"1200\" height=\"720\"")
    );
    assert!(svg.trim_end().ends_with("</svg>"));
    assert_eq!(svg.matches("<svg").count(), 1);
}

#[test]
fn real_values_carry_no_watermark() {
    let mut samples = samples();
    for sample in &mut samples {
        sample.simulated = false;
    }
    assert!(!draw(&samples, &Palette::LIGHT).contains("SIMULATED"));
}

#[test]
fn times_are_those_of_the_wall_clock_with_the_date_in_words() {
    // 2026-09-21T14:13:20Z is 15:13 in Dublin.
    let svg = draw(&samples(), &Palette::DARK);
    assert!(svg.contains("15:00") && svg.contains("21-Sep-2026"));
    assert!(!svg.contains("08:13"));
}

#[test]
fn without_any_sample_every_panel_is_a_gap_and_no_value_is_shown() {
    let svg = draw(&[], &Palette::LIGHT);
    assert_eq!(svg.matches("No data").count(), 4);
    assert_eq!(svg.matches("--").count(), 4);
}

#[test]
fn labels_cannot_break_out_of_the_picture() {
    let now = Instant::from_millis(NOW);
    let labels = ChartLabels {
        title: "</title><script>".to_owned(),
        heart_rate: "<b>&".to_owned(),
        ..ChartLabels::default()
    };
    let svg = TrendChart {
        samples: &[],
        from: now.plus_millis(-60_000),
        to: now,
        zone: &dublin(),
        size: (480, 360),
        palette: &Palette::LIGHT,
        labels: &labels,
        limits: None,
    }
    .svg()
    .unwrap();
    assert!(!svg.contains("<script>") && !svg.contains("<b>"));
}

#[test]
fn refuses_sizes_and_ranges_that_cannot_be_drawn() {
    let now = Instant::from_millis(NOW);
    let chart = |size, from| {
        TrendChart {
            samples: &[],
            from,
            to: now,
            zone: &dublin(),
            size,
            palette: &Palette::LIGHT,
            labels: &ChartLabels::default(),
            limits: None,
        }
        .svg()
    };
    assert!(matches!(
        chart((10, 10), now.plus_millis(-1)),
        Err(ChartError::Size { .. })
    ));
    assert!(matches!(
        chart((800, 99_999), now.plus_millis(-1)),
        Err(ChartError::Size { .. })
    ));
    assert!(matches!(
        chart((800, 600), now),
        Err(ChartError::EmptyRange)
    ));
}
