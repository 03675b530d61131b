//! Trend charts: the last hours of one patient as SVG, for the screen and for paper.
//!
//! Drawn by the graph rules of the NHS Common User Interface: points rather than bars, a symbol and a
//! colour for each series, blood pressure as a double-ended T, the last value large and the one before
//! it beside it, one unit to an axis. Where nothing was measured the line breaks and a hatched band
//! says why. A picture of simulated values says so across every panel.
//!
//! plotters draws on whole pixels, so everything is drawn four times as large and scaled by the view
//! box. Text is left to the viewer's fonts.

mod axis;
mod brush;
mod labels;
mod palette;
mod panel;
mod series;

pub use labels::ChartLabels;
pub use palette::Palette;

use plotters::coord::Shift;
use plotters::prelude::{DrawingArea, IntoDrawingArea, SVGBackend};
use values::{Instant, Zone};
use wire::vitals::{AlarmLimits, NumericSample};

use brush::Brush;
use panel::{Frame, PANELS};

/// How many drawn pixels make one pixel of the picture.
pub(crate) const SCALE: i32 = 4;

/// Smallest picture in which the texts have room, in pixels.
const SMALLEST: (u32, u32) = (480, 360);
/// Largest picture, in pixels.
const LARGEST: (u32, u32) = (8_000, 8_000);

/// What to draw.
#[derive(Debug, Clone)]
pub struct TrendChart<'a> {
    /// The samples in any order; those outside the range are left out.
    pub samples: &'a [NumericSample],
    /// Left edge.
    pub from: Instant,
    /// Right edge, usually now.
    pub to: Instant,
    /// Where the clock on the wall hangs.
    pub zone: &'a Zone,
    /// Width and height, in pixels.
    pub size: (u32, u32),
    /// Colours.
    pub palette: &'a Palette,
    /// Words, in the reader's language.
    pub labels: &'a ChartLabels,
    /// Drawn as lines, where given.
    pub limits: Option<&'a AlarmLimits>,
}

/// A picture that cannot be drawn.
#[derive(Debug, thiserror::Error)]
pub enum ChartError {
    /// The right edge is not later than the left one.
    #[error("the time range is empty")]
    EmptyRange,
    /// Too small for its texts, or too large.
    #[error("the size {width} x {height} is not drawn")]
    Size {
        /// Pixels.
        width: u32,
        /// Pixels.
        height: u32,
    },
    /// The drawing library failed.
    #[error("drawing failed: {reason}")]
    Drawing {
        /// What it said.
        reason: String,
    },
}

/// The area that everything is drawn on.
pub(crate) type Canvas<'a> = DrawingArea<SVGBackend<'a>, Shift>;

impl TrendChart<'_> {
    /// Draws the chart as an SVG document.
    pub fn svg(&self) -> Result<String, ChartError> {
        let (width, height) = self.size;
        let fits =
            (SMALLEST.0..=LARGEST.0).contains(&width) && (SMALLEST.1..=LARGEST.1).contains(&height);
        if !fits {
            return Err(ChartError::Size { width, height });
        }
        if self.to <= self.from {
            return Err(ChartError::EmptyRange);
        }
        let scale = SCALE.unsigned_abs();
        let mut drawn = String::new();
        {
            let canvas = SVGBackend::with_string(&mut drawn, (width * scale, height * scale))
                .into_drawing_area();
            self.draw(&canvas)?;
            canvas.present().map_err(failed)?;
        }
        Ok(self.framed(&drawn))
    }

    fn draw(&self, canvas: &Canvas<'_>) -> Result<(), ChartError> {
        canvas.fill(&self.palette.paper).map_err(failed)?;
        let mut samples: Vec<&NumericSample> = self
            .samples
            .iter()
            .filter(|sample| sample.measured_at >= self.from && sample.measured_at <= self.to)
            .collect();
        samples.sort_by_key(|sample| sample.measured_at);
        let brush = Brush::new(canvas, self.palette);
        let frames = Frame::stack(self.size, PANELS.len());
        for (panel, frame) in PANELS.iter().zip(&frames) {
            panel.draw(self, &samples, frame, &brush)?;
        }
        if let (Some(first), Some(last)) = (frames.first(), frames.last()) {
            axis::draw_time(self, first, last, &brush)?;
        }
        Ok(())
    }

    /// Whether any value in the picture comes from a simulated monitor.
    pub(crate) fn is_simulated(&self) -> bool {
        self.samples.iter().any(|sample| {
            sample.simulated && sample.measured_at >= self.from && sample.measured_at <= self.to
        })
    }

    /// Puts the drawing into a frame of the size asked for, with a name for those who cannot see it.
    fn framed(&self, drawn: &str) -> String {
        let (width, height) = self.size;
        let scale = SCALE.unsigned_abs();
        let body = drawn
            .split_once('>')
            .map_or(drawn, |(_, body)| body)
            .trim_start();
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" \
             viewBox=\"0 0 {} {}\" role=\"img\">\n<title>{}</title>\n{body}",
            width * scale,
            height * scale,
            escaped(&self.labels.title),
        )
    }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}

pub(crate) fn failed(error: impl std::fmt::Display) -> ChartError {
    ChartError::Drawing {
        reason: error.to_string(),
    }
}

#[cfg(test)]
mod tests;
