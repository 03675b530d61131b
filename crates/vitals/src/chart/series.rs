//! From samples to what can be drawn of one quantity: runs of points, and the gaps between them.

use wire::vitals::{NumericSample, SampleFlags};

/// Why there is no value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reason {
    /// Nothing came.
    NoData,
    /// Something came, without this value.
    NoReading,
    /// The ECG electrodes were off.
    LeadOff,
    /// The oxygen sensor was off.
    SensorOff,
}

/// A stretch of time without a value, ms since 1970.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Gap {
    pub(super) from: i64,
    pub(super) to: i64,
    pub(super) reason: Reason,
}

/// All values that fall on one column of the picture.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Bucket {
    /// Mean time, ms since 1970.
    pub(super) at: i64,
    pub(super) low: f64,
    pub(super) high: f64,
    pub(super) median: f64,
    pub(super) count: usize,
}

/// One value with its time, ms since 1970.
pub(super) type Point = (i64, f64);

/// One quantity over the range of the picture.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Series {
    /// Buckets that a line may join, run by run.
    pub(super) runs: Vec<Vec<Bucket>>,
    pub(super) gaps: Vec<Gap>,
    pub(super) last: Option<Point>,
    pub(super) before_last: Option<Point>,
}

/// Left edge, right edge and the width of a column, all in ms.
#[derive(Debug, Clone, Copy)]
pub(super) struct Columns {
    pub(super) from: i64,
    pub(super) to: i64,
    pub(super) width: i64,
}

/// A stretch shorter than this is no gap, in ms: it is where the alarm of silence begins.
const SHORTEST_GAP_MS: i64 = 10_000;
/// A value is missing when it stays away for this many times the usual interval, in tenths.
const PATIENCE_TENTHS: i64 = 25;
/// How many intervals on each side tell what is usual.
const NEIGHBOURS: usize = 3;

/// Takes one quantity out of `samples`, which are in order of time.
pub(super) fn series(
    samples: &[&NumericSample],
    value: impl Fn(&NumericSample) -> Option<f64>,
    columns: Columns,
) -> Series {
    let times: Vec<i64> = samples.iter().map(|sample| time(sample)).collect();
    let mut series = Series::default();
    let mut run: Vec<Point> = Vec::new();
    // Index into the samples, and time, of the last value; the left edge stands for one.
    let mut last: Option<usize> = None;
    for (index, sample) in samples.iter().enumerate() {
        let Some(number) = value(sample) else {
            continue;
        };
        let at = time(sample);
        let from = last.and_then(|last| times.get(last).copied());
        if let Some(reason) = missing(samples, &times, (last, Some(index)), columns) {
            series.runs.extend(bucketed(&mut run, columns));
            series.gaps.push(Gap {
                from: from.unwrap_or(columns.from),
                to: at,
                reason,
            });
        }
        series.before_last = series.last;
        series.last = Some((at, number));
        run.push((at, number));
        last = Some(index);
    }
    series.runs.extend(bucketed(&mut run, columns));
    if let Some(reason) = missing(samples, &times, (last, None), columns) {
        series.gaps.push(Gap {
            from: last
                .and_then(|last| times.get(last).copied())
                .unwrap_or(columns.from),
            to: columns.to,
            reason,
        });
    }
    series
}

/// Stretches in which nothing came at all.
pub(super) fn silences(samples: &[&NumericSample], columns: Columns) -> Vec<Gap> {
    series(samples, |_| Some(0.0), columns).gaps
}

/// Why there is no value between two that there are, each given by its index or by the edge of the
/// picture; none where the interval is a usual one.
fn missing(
    samples: &[&NumericSample],
    times: &[i64],
    (last, next): (Option<usize>, Option<usize>),
    columns: Columns,
) -> Option<Reason> {
    let at = |index: Option<usize>| index.and_then(|index| times.get(index).copied());
    let from = at(last).unwrap_or(columns.from);
    let to = at(next).unwrap_or(columns.to);
    let first_inside = last.map_or(0, |last| last + 1);
    let inside = samples
        .get(first_inside..next.unwrap_or(samples.len()))
        .unwrap_or_default();
    let usual = usual_interval(times, last, next);
    let patience = (usual * PATIENCE_TENTHS / 10).max(SHORTEST_GAP_MS);
    if to - from <= patience {
        return None;
    }
    let with = |flag: SampleFlags| {
        inside
            .iter()
            .filter(|sample| sample.flags.has(flag))
            .count()
    };
    let leads = with(SampleFlags::LEAD_OFF);
    let sensor = with(SampleFlags::SENSOR_OFF);
    Some(if inside.is_empty() {
        Reason::NoData
    } else if leads * 2 > inside.len() && leads >= sensor {
        Reason::LeadOff
    } else if sensor * 2 > inside.len() {
        Reason::SensorOff
    } else {
        Reason::NoReading
    })
}

/// How far apart samples usually are around the interval in question: recorded minutes and live
/// seconds may stand side by side, and the joint between them is no gap.
fn usual_interval(times: &[i64], last: Option<usize>, next: Option<usize>) -> i64 {
    let median = |mut intervals: Vec<i64>| {
        intervals.sort_unstable();
        intervals.get(intervals.len() / 2).copied().unwrap_or(0)
    };
    let differences = |slice: &[i64]| -> Vec<i64> {
        slice
            .iter()
            .zip(slice.iter().skip(1))
            .map(|(a, b)| b - a)
            .collect()
    };
    let before = last.map_or(Vec::new(), |last| {
        let first = last.saturating_sub(NEIGHBOURS);
        differences(times.get(first..=last).unwrap_or_default())
    });
    let after = next.map_or(Vec::new(), |next| {
        let end = (next + NEIGHBOURS + 1).min(times.len());
        differences(times.get(next..end).unwrap_or_default())
    });
    median(before).max(median(after))
}

/// Gathers a run into columns and empties it.
fn bucketed(run: &mut Vec<Point>, columns: Columns) -> Option<Vec<Bucket>> {
    let points = std::mem::take(run);
    let column = |point: &Point| (point.0 - columns.from) / columns.width.max(1);
    let buckets: Vec<Bucket> = points
        .chunk_by(|a, b| column(a) == column(b))
        .filter_map(bucket)
        .collect();
    (!buckets.is_empty()).then_some(buckets)
}

fn bucket(points: &[Point]) -> Option<Bucket> {
    let mut values: Vec<f64> = points.iter().map(|(_, value)| *value).collect();
    values.sort_by(f64::total_cmp);
    let count = i64::try_from(points.len()).ok()?;
    let sum: i64 = points
        .iter()
        .map(|(at, _)| at - points.first().map_or(0, |first| first.0))
        .sum();
    Some(Bucket {
        at: points.first()?.0 + sum / count,
        low: *values.first()?,
        high: *values.last()?,
        median: *values.get(values.len() / 2)?,
        count: points.len(),
    })
}

fn time(sample: &NumericSample) -> i64 {
    sample.measured_at.as_millis()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use values::Instant;

    use super::*;

    const COLUMNS: Columns = Columns {
        from: 0,
        to: 3_600_000,
        width: 3_000,
    };

    fn sample(at: i64, heart_rate: Option<f64>, flags: SampleFlags) -> NumericSample {
        NumericSample {
            monitor: "m".parse().unwrap(),
            received_at: Instant::from_millis(at),
            measured_at: Instant::from_millis(at),
            heart_rate,
            oxygen_saturation: None,
            respiration_rate: None,
            blood_pressure: None,
            temperature: None,
            flags,
            simulated: false,
        }
    }

    fn taken(samples: &[NumericSample]) -> Series {
        let samples: Vec<&NumericSample> = samples.iter().collect();
        series(&samples, |sample| sample.heart_rate, COLUMNS)
    }

    fn every(step: i64, range: std::ops::Range<i64>) -> Vec<NumericSample> {
        let count = (range.end - range.start) / step;
        (0..count)
            .map(|index| {
                sample(
                    range.start + index * step,
                    Some(80.0),
                    SampleFlags::default(),
                )
            })
            .collect()
    }

    #[test]
    fn an_unbroken_hour_is_one_run_without_gaps() {
        let series = taken(&every(1_000, 0..3_600_000));
        assert_eq!((series.runs.len(), series.gaps.len()), (1, 0));
        assert_eq!(series.runs[0].len(), 1_200);
        assert_eq!(series.runs[0][0].count, 3);
    }

    #[test]
    fn twenty_seconds_with_the_leads_off_break_the_line_and_say_so() {
        let mut samples = every(1_000, 0..3_600_000);
        for sample in &mut samples[600..620] {
            sample.heart_rate = None;
            sample.flags = SampleFlags::LEAD_OFF;
        }
        let series = taken(&samples);
        let expected = Gap {
            from: 599_000,
            to: 620_000,
            reason: Reason::LeadOff,
        };
        assert_eq!((series.runs.len(), series.gaps), (2, vec![expected]));
    }

    #[test]
    fn silence_and_missing_readings_are_told_apart() {
        let mut samples = every(1_000, 0..3_600_000);
        for sample in &mut samples[100..200] {
            sample.heart_rate = None;
        }
        samples.drain(1_000..1_060);
        let reasons: Vec<Reason> = taken(&samples).gaps.iter().map(|gap| gap.reason).collect();
        assert_eq!(reasons, [Reason::NoReading, Reason::NoData]);
    }

    #[test]
    fn minutes_of_history_join_seconds_of_now() {
        let mut samples = every(60_000, 0..3_000_000);
        samples.extend(every(1_000, 3_000_000..3_600_000));
        let series = taken(&samples);
        assert_eq!((series.runs.len(), series.gaps.len()), (1, 0));
    }

    #[test]
    fn the_edges_of_the_picture_count_as_ends_of_gaps() {
        let series = taken(&every(1_000, 600_000..1_200_000));
        let spans: Vec<(i64, i64)> = series.gaps.iter().map(|gap| (gap.from, gap.to)).collect();
        assert_eq!(spans, [(0, 600_000), (1_199_000, 3_600_000)]);
        let nothing = taken(&[]);
        assert_eq!(nothing.gaps.len(), 1);
        assert_eq!(nothing.gaps[0].reason, Reason::NoData);
    }

    proptest! {
        #[test]
        fn every_value_lies_in_the_band_of_its_column_and_in_no_gap(
            values in prop::collection::vec(prop::option::weighted(0.8, 20.0..200.0_f64), 1..400),
            step in 500_i64..9_000,
        ) {
            let samples: Vec<NumericSample> = (0_i64..)
                .zip(&values)
                .map(|(index, value)| sample(index * step, *value, SampleFlags::default()))
                .collect();
            let series = taken(&samples);
            let counted: usize = series.runs.iter().flatten().map(|bucket| bucket.count).sum();
            prop_assert_eq!(counted, values.iter().flatten().count());
            for bucket in series.runs.iter().flatten() {
                prop_assert!(bucket.low <= bucket.median && bucket.median <= bucket.high);
                prop_assert!(series.gaps.iter().all(|gap| bucket.at <= gap.from || bucket.at >= gap.to));
            }
        }
    }
}
