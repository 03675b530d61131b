//! One quantity: its frame, its line, its gaps and its last values.

use plotters::style::RGBColor;
use values::Instant;
use wire::vitals::{AlarmLimits, NumericSample};

use super::{
    ChartError, ChartLabels, Palette, SCALE, TrendChart,
    axis::ValueAxis,
    brush::{Anchor, Brush, Place, Symbol},
    series::{Columns, Gap, Reason, Series, series, silences},
};

/// Room for the values of the axis and for the last values, in pixels.
const LEFT: i32 = 52;
const RIGHT: i32 = 118;
/// Room for the times.
const BOTTOM: i32 = 44;
/// Room for the name above each panel.
const NAME: i32 = 24;
/// Marks are at least this far apart, in pixels.
const MARK_ROOM: i32 = 44;
/// A band needs this much width for its reason, in pixels; a narrower one has it upright.
const REASON_ROOM: i32 = 74;
/// A band needs this much width for any reason at all.
const UPRIGHT_ROOM: i32 = 12;
/// Values are gathered into columns of this many pixels.
const COLUMN: i64 = 2;

/// Where a panel lies, in pixels of the picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Frame {
    pub(super) left: i32,
    pub(super) top: i32,
    pub(super) right: i32,
    pub(super) bottom: i32,
}

impl Frame {
    /// Frames of equal height, one below the other.
    pub(super) fn stack((width, height): (u32, u32), count: usize) -> Vec<Self> {
        let (width, height) = (
            i32::try_from(width).unwrap_or(0),
            i32::try_from(height).unwrap_or(0),
        );
        let count = i32::try_from(count).unwrap_or(1).max(1);
        let each = (height - BOTTOM) / count;
        (0..count)
            .map(|index| Self {
                left: LEFT,
                top: index * each + NAME,
                right: width - RIGHT,
                bottom: (index + 1) * each - 4,
            })
            .collect()
    }

    pub(super) const fn width(&self) -> i32 {
        self.right - self.left
    }

    /// Where a time lies, in pixels of the picture.
    pub(super) fn x(&self, at: i64, from: Instant, to: Instant) -> i32 {
        self.fine_x(at, from, to) / SCALE
    }

    /// Where a time lies, in canvas pixels.
    fn fine_x(&self, at: i64, from: Instant, to: Instant) -> i32 {
        let range = to.millis_since(from).max(1);
        let along = (at - from.as_millis()) * i64::from(self.width() * SCALE) / range;
        self.left * SCALE + i32::try_from(along).unwrap_or(0)
    }

    /// Where a value lies, in canvas pixels.
    fn fine_y(&self, value: f64, axis: ValueAxis) -> i32 {
        let share = (value - axis.low) / (axis.high - axis.low);
        let height = f64::from((self.bottom - self.top) * SCALE);
        #[expect(
            clippy::cast_possible_truncation,
            reason = "the axis holds every value, so the share lies between 0 and 1"
        )]
        let down = (height * (1.0 - share)).round() as i32;
        self.top * SCALE + down
    }
}

/// What a panel shows.
pub(super) struct Panel {
    name: fn(&ChartLabels) -> &str,
    unit: &'static str,
    colour: fn(&Palette) -> RGBColor,
    symbol: Symbol,
    usual: ValueAxis,
    value: fn(&NumericSample) -> Option<f64>,
    limits: fn(&AlarmLimits) -> [Option<f64>; 2],
}

const fn usual(low: f64, high: f64, step: f64) -> ValueAxis {
    ValueAxis { low, high, step }
}

/// The panels from top to bottom. Units are written as the field does, not in UCUM.
pub(super) const PANELS: [Panel; 4] = [
    Panel {
        name: |labels| &labels.heart_rate,
        unit: "/min",
        colour: |palette| palette.heart_rate,
        symbol: Symbol::Disc,
        usual: usual(20.0, 140.0, 20.0),
        value: |sample| sample.heart_rate,
        limits: |limits| [Some(limits.heart_rate.low), Some(limits.heart_rate.high)],
    },
    Panel {
        name: |labels| &labels.blood_pressure,
        unit: "mmHg",
        colour: |palette| palette.blood_pressure,
        symbol: Symbol::DoubleT,
        usual: usual(40.0, 200.0, 20.0),
        value: |sample| sample.blood_pressure.map(|pressure| pressure.systolic),
        limits: |_| [None, None],
    },
    Panel {
        name: |labels| &labels.oxygen_saturation,
        unit: "%",
        colour: |palette| palette.oxygen_saturation,
        symbol: Symbol::Triangle,
        usual: usual(85.0, 100.0, 5.0),
        value: |sample| sample.oxygen_saturation,
        limits: |limits| [Some(limits.oxygen_low), None],
    },
    Panel {
        name: |labels| &labels.respiration_rate,
        unit: "/min",
        colour: |palette| palette.respiration_rate,
        symbol: Symbol::Diamond,
        usual: usual(0.0, 40.0, 10.0),
        value: |sample| sample.respiration_rate,
        limits: |limits| {
            [
                Some(limits.respiration_rate.low),
                Some(limits.respiration_rate.high),
            ]
        },
    },
];

impl Panel {
    pub(super) fn draw(
        &self,
        chart: &TrendChart<'_>,
        samples: &[&NumericSample],
        frame: &Frame,
        brush: &Brush<'_, '_>,
    ) -> Result<(), ChartError> {
        let columns = Columns {
            from: chart.from.as_millis(),
            to: chart.to.as_millis(),
            width: chart.to.millis_since(chart.from) * COLUMN / i64::from(frame.width().max(1)),
        };
        let mut series = series(samples, self.value, columns);
        if self.is_episodic() {
            // Between two inflations of a cuff nothing is missing.
            series.gaps = silences(samples, columns);
        }
        let axis = self.axis(samples, &series);
        self.draw_grid(chart, frame, axis, brush)?;
        for gap in &series.gaps {
            draw_gap(chart, gap, frame, brush)?;
        }
        self.draw_limits(chart, frame, axis, brush)?;
        if self.is_episodic() {
            self.draw_pressures(chart, samples, frame, axis, brush)?;
        } else {
            self.draw_runs(chart, &series, frame, axis, brush)?;
        }
        brush.outline(
            (frame.left, frame.top),
            (frame.right, frame.bottom),
            brush.palette.grid,
        )?;
        if chart.is_simulated() {
            let centre = (
                i32::midpoint(frame.left, frame.right),
                i32::midpoint(frame.top, frame.bottom),
            );
            brush.watermark(&chart.labels.simulated, centre)?;
        }
        self.draw_last(chart, samples, &series, frame, brush)
    }

    fn is_episodic(&self) -> bool {
        self.symbol == Symbol::DoubleT
    }

    fn axis(&self, samples: &[&NumericSample], series: &Series) -> ValueAxis {
        let buckets = series.runs.iter().flatten();
        let lines = buckets.flat_map(|bucket| [bucket.low, bucket.high]);
        let pressures = samples.iter().filter_map(|sample| sample.blood_pressure);
        let bars = pressures
            .filter(|_| self.is_episodic())
            .flat_map(|pressure| [pressure.systolic, pressure.diastolic]);
        ValueAxis::holding(self.usual, lines.chain(bars))
    }

    fn draw_grid(
        &self,
        chart: &TrendChart<'_>,
        frame: &Frame,
        axis: ValueAxis,
        brush: &Brush<'_, '_>,
    ) -> Result<(), ChartError> {
        let palette = brush.palette;
        let colour = (self.colour)(palette);
        let y = frame.top - NAME / 2;
        brush.mark(self.symbol, ((frame.left + 6) * SCALE, y * SCALE), colour)?;
        let name = format!("{}  {}", (self.name)(chart.labels), self.unit);
        brush.bold(
            &name,
            (frame.left + 18, y - 7),
            13,
            Anchor::TopLeft,
            palette.ink,
        )?;
        let most = ((frame.bottom - frame.top) / 26).max(1);
        for tick in axis.ticks(most) {
            let y = frame.fine_y(tick, axis) / SCALE;
            brush.line((frame.left, y), (frame.right, y), palette.grid, 1)?;
            brush.text(
                &written(tick),
                (frame.left - 6, y),
                11,
                Anchor::CentreRight,
                palette.quiet,
            )?;
        }
        Ok(())
    }

    fn draw_limits(
        &self,
        chart: &TrendChart<'_>,
        frame: &Frame,
        axis: ValueAxis,
        brush: &Brush<'_, '_>,
    ) -> Result<(), ChartError> {
        let limits = chart.limits.map_or([None, None], self.limits);
        for limit in limits.into_iter().flatten() {
            if limit >= axis.low && limit <= axis.high {
                let y = frame.fine_y(limit, axis) / SCALE;
                brush.dashes((frame.left, y), frame.right, brush.palette.limit)?;
            }
        }
        Ok(())
    }

    fn draw_runs(
        &self,
        chart: &TrendChart<'_>,
        series: &Series,
        frame: &Frame,
        axis: ValueAxis,
        brush: &Brush<'_, '_>,
    ) -> Result<(), ChartError> {
        let colour = (self.colour)(brush.palette);
        let x = |at: i64| frame.fine_x(at, chart.from, chart.to);
        for run in &series.runs {
            let upper = run
                .iter()
                .map(|bucket| (x(bucket.at), frame.fine_y(bucket.high, axis)));
            let lower = run
                .iter()
                .rev()
                .map(|bucket| (x(bucket.at), frame.fine_y(bucket.low, axis)));
            if run.len() > 1 && run.iter().any(|bucket| bucket.count > 1) {
                brush.area(upper.chain(lower).collect(), colour)?;
            }
            let line: Vec<Place> = run
                .iter()
                .map(|bucket| (x(bucket.at), frame.fine_y(bucket.median, axis)))
                .collect();
            for place in spaced(&line) {
                brush.mark(self.symbol, place, colour)?;
            }
            if line.len() > 1 {
                brush.curve(line, colour)?;
            }
        }
        Ok(())
    }

    fn draw_pressures(
        &self,
        chart: &TrendChart<'_>,
        samples: &[&NumericSample],
        frame: &Frame,
        axis: ValueAxis,
        brush: &Brush<'_, '_>,
    ) -> Result<(), ChartError> {
        let colour = (self.colour)(brush.palette);
        for sample in samples {
            if let Some(pressure) = sample.blood_pressure {
                let x = frame.fine_x(sample.measured_at.as_millis(), chart.from, chart.to);
                let ends = (
                    frame.fine_y(pressure.systolic, axis),
                    frame.fine_y(pressure.diastolic, axis),
                );
                brush.double_t((x, ends.0), ends, colour)?;
            }
        }
        Ok(())
    }

    /// The last value large with its time, and the one before it.
    fn draw_last(
        &self,
        chart: &TrendChart<'_>,
        samples: &[&NumericSample],
        series: &Series,
        frame: &Frame,
        brush: &Brush<'_, '_>,
    ) -> Result<(), ChartError> {
        let palette = brush.palette;
        let text = |point: Option<(i64, f64)>| {
            let (at, value) = point?;
            let pressure = samples
                .iter()
                .rev()
                .find(|sample| sample.measured_at.as_millis() == at);
            let pressure = pressure.and_then(|sample| sample.blood_pressure);
            let written = match pressure.filter(|_| self.is_episodic()) {
                Some(pressure) => format!(
                    "{}/{}",
                    written(pressure.systolic),
                    written(pressure.diastolic)
                ),
                None => written(value),
            };
            let (_, time) = chart.zone.local(Instant::from_millis(at));
            Some((written, time))
        };
        let left = frame.right + 10;
        let Some((value, time)) = text(series.last) else {
            return brush.bold("--", (left, frame.top), 22, Anchor::TopLeft, palette.quiet);
        };
        let colour = (self.colour)(palette);
        brush.bold(&value, (left, frame.top), 22, Anchor::TopLeft, colour)?;
        let line = format!("{}  {time}", self.unit);
        brush.text(
            &line,
            (left, frame.top + 26),
            12,
            Anchor::TopLeft,
            palette.quiet,
        )?;
        if let Some((value, _)) = text(series.before_last) {
            let line = format!("{} {value}", chart.labels.before);
            brush.text(
                &line,
                (left, frame.top + 42),
                12,
                Anchor::TopLeft,
                palette.quiet,
            )?;
        }
        Ok(())
    }
}

/// A hatched band with its reason, at least one pixel wide so that it is seen.
fn draw_gap(
    chart: &TrendChart<'_>,
    gap: &Gap,
    frame: &Frame,
    brush: &Brush<'_, '_>,
) -> Result<(), ChartError> {
    let left = frame.x(gap.from, chart.from, chart.to);
    let right = frame.x(gap.to, chart.from, chart.to).max(left + 1);
    brush.hatch((left, frame.top), (right, frame.bottom))?;
    let reason = match gap.reason {
        Reason::NoData => &chart.labels.no_data,
        Reason::NoReading => &chart.labels.no_reading,
        Reason::LeadOff => &chart.labels.lead_off,
        Reason::SensorOff => &chart.labels.sensor_off,
    };
    let middle = i32::midpoint(left, right);
    let ink = brush.palette.ink;
    match right - left {
        REASON_ROOM.. => brush.text(reason, (middle, frame.top + 12), 12, Anchor::Centre, ink),
        UPRIGHT_ROOM.. => {
            let place = (middle, i32::midpoint(frame.top, frame.bottom));
            brush.upright(reason, place, 11, ink)
        }
        _ => Ok(()),
    }
}

/// Points of a line that are far enough apart to be marked; the ends of a line always are.
fn spaced(line: &[Place]) -> Vec<Place> {
    let mut marked: Vec<Place> = Vec::new();
    for place in line {
        let far = marked
            .last()
            .is_none_or(|last| place.0 - last.0 >= MARK_ROOM * SCALE);
        if far {
            marked.push(*place);
        }
    }
    if let (Some(end), Some(last)) = (line.last(), marked.last().copied())
        && last != *end
    {
        if end.0 - last.0 < MARK_ROOM * SCALE / 2 && marked.len() > 1 {
            marked.pop();
        }
        marked.push(*end);
    }
    marked
}

/// A value with the digits that it was recorded with.
fn written(value: f64) -> String {
    let rounded = (value * 10.0).round() / 10.0;
    if (rounded - rounded.round()).abs() < 1e-9 {
        format!("{rounded:.0}")
    } else {
        format!("{rounded:.1}")
    }
}
