//! Axes: which values and times get a line, and what it is called.

use values::Instant;

use super::{
    ChartError, TrendChart,
    brush::{Anchor, Brush},
    panel::Frame,
};

/// Steps between times on the axis, in minutes.
const TIME_STEPS: [u16; 10] = [1, 2, 5, 10, 15, 30, 60, 120, 240, 720];
/// A time needs this much room, in pixels.
const TIME_ROOM: i64 = 84;

/// A range of values with round ends.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct ValueAxis {
    pub(super) low: f64,
    pub(super) high: f64,
    pub(super) step: f64,
}

impl ValueAxis {
    /// The usual range, widened in whole steps until it holds what was measured.
    pub(super) fn holding(usual: Self, values: impl Iterator<Item = f64>) -> Self {
        values.fold(usual, |axis, value| Self {
            low: axis.low.min((value / axis.step).floor() * axis.step),
            high: axis.high.max((value / axis.step).ceil() * axis.step),
            step: axis.step,
        })
    }

    /// The values that get a line: few enough to be read.
    pub(super) fn ticks(self, most: i32) -> Vec<f64> {
        let mut every = 1.0;
        while (self.high - self.low) / (self.step * every) > f64::from(most) {
            every += 1.0;
        }
        let step = self.step * every;
        let first = (self.low / step).ceil() * step;
        std::iter::successors(Some(first), |value| Some(value + step))
            .take_while(|value| *value <= self.high + step * 1e-6)
            .collect()
    }
}

/// Draws the times below the last panel, and their lines through all panels.
pub(super) fn draw_time(
    chart: &TrendChart<'_>,
    first: &Frame,
    last: &Frame,
    brush: &Brush<'_, '_>,
) -> Result<(), ChartError> {
    let ticks = time_ticks(chart, i64::from(last.width()));
    let mut needs_date = true;
    for tick in ticks {
        let x = last.x(tick.as_millis(), chart.from, chart.to);
        let (date, time) = chart.zone.local(tick);
        brush.line(
            (x, last.bottom),
            (x, last.bottom + 4),
            brush.palette.quiet,
            1,
        )?;
        let below = (x, last.bottom + 7);
        brush.text(
            &time.to_string(),
            below,
            12,
            Anchor::TopCentre,
            brush.palette.ink,
        )?;
        if needs_date || time.minutes() == 0 {
            let month = usize::try_from(date.month() - 1)
                .ok()
                .and_then(|month| chart.labels.months.get(month));
            let text = format!(
                "{:02}-{}-{:04}",
                date.day(),
                month.map_or("", String::as_str),
                date.year()
            );
            let below = (x, last.bottom + 22);
            brush.text(&text, below, 12, Anchor::TopCentre, brush.palette.quiet)?;
        }
        needs_date = false;
        if x > last.left && x < last.right {
            brush.faint_line((x, first.top), (x, last.bottom))?;
        }
    }
    Ok(())
}

/// Round times on the wall, as many as there is room for.
fn time_ticks(chart: &TrendChart<'_>, width: i64) -> Vec<Instant> {
    let range = chart.to.millis_since(chart.from).max(1);
    let room = range * TIME_ROOM / width.max(1);
    let step = TIME_STEPS
        .into_iter()
        .find(|step| i64::from(*step) * 60_000 >= room)
        .unwrap_or(1_440);
    let first = chart.from.as_millis().div_euclid(60_000) + 1;
    let last = chart.to.as_millis().div_euclid(60_000);
    (first..=last)
        .map(|minute| Instant::from_millis(minute * 60_000))
        .filter(|at| chart.zone.local(*at).1.minutes().is_multiple_of(step))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const USUAL: ValueAxis = ValueAxis {
        low: 40.0,
        high: 140.0,
        step: 20.0,
    };

    #[test]
    fn an_axis_widens_in_whole_steps_only_where_it_must() {
        assert_eq!(ValueAxis::holding(USUAL, [60.0, 120.0].into_iter()), USUAL);
        let wide = ValueAxis::holding(USUAL, [31.0, 187.0].into_iter());
        assert!((wide.low - 20.0).abs() < 1e-9 && (wide.high - 200.0).abs() < 1e-9);
    }

    #[test]
    fn an_axis_has_no_more_lines_than_can_be_read() {
        assert_eq!(USUAL.ticks(5), [40.0, 60.0, 80.0, 100.0, 120.0, 140.0]);
        assert_eq!(USUAL.ticks(3), [40.0, 80.0, 120.0]);
    }
}
