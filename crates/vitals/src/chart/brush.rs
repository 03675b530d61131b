//! Drawing in pixels of the picture; the fourfold scale of the canvas stays in here.

use plotters::{
    element::{Circle, PathElement, Polygon, Rectangle, Text},
    style::{
        Color, FontStyle, FontTransform, IntoFont, RGBColor, ShapeStyle, TextStyle,
        text_anchor::{HPos, Pos, VPos},
    },
};

use super::{Canvas, ChartError, Palette, SCALE, failed};

/// A place in pixels of the picture.
pub(super) type Place = (i32, i32);

/// Which point of a text stands at its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Anchor {
    TopLeft,
    TopCentre,
    Centre,
    CentreRight,
}

/// The mark of a series.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Symbol {
    Disc,
    Triangle,
    Diamond,
    /// Two bars joined by a line: the double-ended T of a blood pressure.
    DoubleT,
}

/// Fonts that a desktop has, one of which covers any script.
const FONTS: &str = "Noto Sans, Segoe UI, Helvetica, sans-serif";
/// plotters divides sizes by this.
const FONT_FACTOR: f64 = 1.24;
/// Distance of the lines of a hatch, in pixels.
const HATCH: i32 = 7;

/// Draws on one canvas in one palette.
pub(super) struct Brush<'a, 'b> {
    canvas: &'a Canvas<'b>,
    pub(super) palette: &'a Palette,
}

impl<'a, 'b> Brush<'a, 'b> {
    pub(super) const fn new(canvas: &'a Canvas<'b>, palette: &'a Palette) -> Self {
        Self { canvas, palette }
    }

    pub(super) fn line(
        &self,
        from: Place,
        to: Place,
        colour: RGBColor,
        width: u32,
    ) -> Result<(), ChartError> {
        self.path(vec![scaled(from), scaled(to)], stroke(&colour, width))
    }

    /// A line of the grid that lies over panels without hiding what is in them.
    pub(super) fn faint_line(&self, from: Place, to: Place) -> Result<(), ChartError> {
        let style = stroke(&self.palette.quiet.mix(0.18), 1);
        self.path(vec![scaled(from), scaled(to)], style)
    }

    /// A line of dashes from left to right.
    pub(super) fn dashes(&self, from: Place, to: i32, colour: RGBColor) -> Result<(), ChartError> {
        let (mut x, y) = from;
        while x < to {
            self.line((x, y), ((x + 6).min(to), y), colour, 1)?;
            x += 11;
        }
        Ok(())
    }

    /// A line through points that are already in canvas pixels.
    pub(super) fn curve(&self, points: Vec<Place>, colour: RGBColor) -> Result<(), ChartError> {
        let style = ShapeStyle {
            color: colour.to_rgba(),
            filled: false,
            stroke_width: 7,
        };
        self.path(points, style)
    }

    /// A filled area whose edge is in canvas pixels.
    pub(super) fn area(&self, edge: Vec<Place>, colour: RGBColor) -> Result<(), ChartError> {
        let polygon = Polygon::new(edge, colour.mix(0.28).filled());
        self.canvas.draw(&polygon).map_err(failed)
    }

    pub(super) fn outline(
        &self,
        from: Place,
        to: Place,
        colour: RGBColor,
    ) -> Result<(), ChartError> {
        let (left, top, right, bottom) = (from.0, from.1, to.0, to.1);
        let edge = [
            (left, top),
            (right, top),
            (right, bottom),
            (left, bottom),
            (left, top),
        ];
        self.path(edge.map(scaled).to_vec(), stroke(&colour, 1))
    }

    pub(super) fn text(
        &self,
        text: &str,
        at: Place,
        size: u32,
        anchor: Anchor,
        colour: RGBColor,
    ) -> Result<(), ChartError> {
        self.styled(text, at, (size, FontStyle::Normal, 1.0), anchor, colour)
    }

    pub(super) fn bold(
        &self,
        text: &str,
        at: Place,
        size: u32,
        anchor: Anchor,
        colour: RGBColor,
    ) -> Result<(), ChartError> {
        self.styled(text, at, (size, FontStyle::Bold, 1.0), anchor, colour)
    }

    /// A text that reads from bottom to top, around its centre.
    pub(super) fn upright(
        &self,
        text: &str,
        at: Place,
        size: u32,
        colour: RGBColor,
    ) -> Result<(), ChartError> {
        let size = f64::from(size) * f64::from(SCALE) * FONT_FACTOR;
        let font = (FONTS, size)
            .into_font()
            .transform(FontTransform::Rotate270);
        let style = TextStyle::from(font)
            .color(&colour)
            .pos(Pos::new(HPos::Center, VPos::Center));
        let element = Text::new(text.to_owned(), scaled(at), style);
        self.canvas.draw(&element).map_err(failed)
    }

    /// Large and pale, so that it is read without hiding the values.
    pub(super) fn watermark(&self, text: &str, at: Place) -> Result<(), ChartError> {
        let colour = self.palette.watermark;
        self.styled(
            text,
            at,
            (30, FontStyle::Bold, 0.22),
            Anchor::Centre,
            colour,
        )
    }

    fn styled(
        &self,
        text: &str,
        at: Place,
        (size, weight, opacity): (u32, FontStyle, f64),
        anchor: Anchor,
        colour: RGBColor,
    ) -> Result<(), ChartError> {
        let (horizontal, vertical) = match anchor {
            Anchor::TopLeft => (HPos::Left, VPos::Top),
            Anchor::TopCentre => (HPos::Center, VPos::Top),
            Anchor::Centre => (HPos::Center, VPos::Center),
            Anchor::CentreRight => (HPos::Right, VPos::Center),
        };
        let size = f64::from(size) * f64::from(SCALE) * FONT_FACTOR;
        let font = (FONTS, size).into_font().style(weight);
        let shade = colour.mix(opacity);
        let style = TextStyle::from(font)
            .color(&shade)
            .pos(Pos::new(horizontal, vertical));
        let element = Text::new(text.to_owned(), scaled(at), style);
        self.canvas.draw(&element).map_err(failed)
    }

    /// A mark at a place in canvas pixels.
    pub(super) fn mark(
        &self,
        symbol: Symbol,
        at: Place,
        colour: RGBColor,
    ) -> Result<(), ChartError> {
        let (x, y) = at;
        let half = 4 * SCALE;
        match symbol {
            Symbol::Disc => {
                let disc = Circle::new(at, 3 * SCALE + 2, colour.filled());
                self.canvas.draw(&disc).map_err(failed)
            }
            Symbol::Triangle => {
                let edge = vec![
                    (x, y - half),
                    (x + half, y + half - 4),
                    (x - half, y + half - 4),
                ];
                self.canvas
                    .draw(&Polygon::new(edge, colour.filled()))
                    .map_err(failed)
            }
            Symbol::Diamond => {
                let edge = vec![
                    (x, y - half - 2),
                    (x + half, y),
                    (x, y + half + 2),
                    (x - half, y),
                ];
                self.canvas
                    .draw(&Polygon::new(edge, colour.filled()))
                    .map_err(failed)
            }
            Symbol::DoubleT => self.double_t(at, (y - half - 4, y + half + 4), colour),
        }
    }

    /// A double-ended T in canvas pixels: bars at `top` and `bottom`, joined by a line.
    pub(super) fn double_t(
        &self,
        (x, _): Place,
        (top, bottom): (i32, i32),
        colour: RGBColor,
    ) -> Result<(), ChartError> {
        let bar = 4 * SCALE;
        let style = ShapeStyle {
            color: colour.to_rgba(),
            filled: false,
            stroke_width: 7,
        };
        self.path(vec![(x - bar, top), (x + bar, top)], style)?;
        self.path(vec![(x, top), (x, bottom)], style)?;
        self.path(vec![(x - bar, bottom), (x + bar, bottom)], style)
    }

    /// A hatched rectangle, without an edge.
    pub(super) fn hatch(&self, from: Place, to: Place) -> Result<(), ChartError> {
        let ground = Rectangle::new(
            [scaled(from), scaled(to)],
            self.palette.hatch.mix(0.14).filled(),
        );
        self.canvas.draw(&ground).map_err(failed)?;
        let style = stroke(&self.palette.hatch.mix(0.8), 1);
        let (left, top, right, bottom) = (from.0, from.1, to.0, to.1);
        // Lines rise to the right; each is named by where it would cross the bottom edge. They are
        // numbered from the canvas, not from the band, so that neighbouring bands match.
        let first = (left - (bottom - top)).div_euclid(HATCH) * HATCH;
        let mut foot = first;
        while foot < right {
            let start = (foot.max(left), bottom - (left - foot).max(0));
            let end_x = (foot + (bottom - top)).min(right);
            let end = (end_x, bottom - (end_x - foot));
            if start.0 < end.0 {
                self.path(vec![scaled(start), scaled(end)], style)?;
            }
            foot += HATCH;
        }
        Ok(())
    }

    fn path(&self, points: Vec<Place>, style: ShapeStyle) -> Result<(), ChartError> {
        self.canvas
            .draw(&PathElement::new(points, style))
            .map_err(failed)
    }
}

fn stroke(colour: &impl Color, width: u32) -> ShapeStyle {
    colour.stroke_width(width * SCALE.unsigned_abs())
}

const fn scaled((x, y): Place) -> Place {
    (x * SCALE, y * SCALE)
}
