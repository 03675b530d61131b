//! The page that is being filled. Across, places are measured from the edge where lines start, so
//! that a right-to-left page is the mirror image of a left-to-right one.

use super::style::{BOTTOM, MARGIN, WIDTH};
use crate::{
    error::DocumentError,
    pdf::{Canvas, Colour, PAGE_HEIGHT, PAGE_WIDTH},
    text::{FontLibrary, Line, Style, TextSetter},
};

/// Where a line of text goes, in points from the start margin.
#[derive(Debug, Clone, Copy)]
pub(super) enum Place {
    /// It starts here.
    Start(f64),
    /// It ends here.
    End(f64),
    /// It is one of a column of figures that ends here: digits of the same worth stand below each
    /// other, in both directions of the page.
    Figures { end: f64, widest: f64 },
}

/// The pages and how far they are filled.
pub(super) struct Sheet<'a> {
    pub(super) canvas: Canvas<'a>,
    pub(super) setter: TextSetter<'a>,
    rtl: bool,
    page: usize,
    /// Points from the top of the page to the first free place.
    pub(super) y: f64,
}

impl<'a> Sheet<'a> {
    pub(super) fn new(library: &'a FontLibrary, rtl: bool) -> Self {
        Self {
            canvas: Canvas::new(library),
            setter: TextSetter::new(library, rtl),
            rtl,
            page: 0,
            y: 0.0,
        }
    }

    /// What is left of the page.
    pub(super) fn room(&self) -> f64 {
        BOTTOM - self.y
    }

    pub(super) fn add_page(&mut self) {
        self.canvas.add_page();
        self.page = self.canvas.page_count() - 1;
    }

    /// Draws on an earlier page from here on.
    pub(super) fn go_to_page(&mut self, page: usize) {
        self.page = page;
    }

    /// Draws a line of text in the box of its leading that starts at `top`.
    pub(super) fn draw(
        &mut self,
        line: &Line,
        at: Place,
        top: f64,
        ink: Colour,
    ) -> Result<(), DocumentError> {
        let left = self.left_end(at, line.width);
        self.canvas
            .text(self.page, line, (left, top + baseline(line.style)), ink)
    }

    /// Draws lines below each other from the current place and moves below them.
    pub(super) fn stack(
        &mut self,
        lines: &[Line],
        at: Place,
        ink: Colour,
    ) -> Result<(), DocumentError> {
        for line in lines {
            self.draw(line, at, self.y, ink)?;
            self.y += line.style.leading;
        }
        Ok(())
    }

    /// A line across, between two places.
    pub(super) fn rule(&mut self, from: f64, to: f64, y: f64, (weight, ink): (f64, Colour)) {
        let across = |x: f64| {
            if self.rtl {
                PAGE_WIDTH - MARGIN - x
            } else {
                MARGIN + x
            }
        };
        let ends = ((across(from), y), (across(to), y));
        self.canvas.rule(self.page, ends, weight, ink);
    }

    /// The outline of a box between two places, from `top`, `height` high.
    pub(super) fn outline(&mut self, from: f64, to: f64, (top, height): (f64, f64), ink: Colour) {
        let left = if self.rtl {
            PAGE_WIDTH - MARGIN - to
        } else {
            MARGIN + from
        };
        self.canvas
            .outline(self.page, (left, top), (to - from, height), ink);
    }

    /// A line of text through the middle of the page, rising.
    pub(super) fn across(&mut self, line: &Line, ink: Colour) -> Result<(), DocumentError> {
        self.canvas
            .text_across(self.page, line, (PAGE_WIDTH / 2.0, PAGE_HEIGHT / 2.0), ink)
    }

    fn left_end(&self, at: Place, width: f64) -> f64 {
        match (at, self.rtl) {
            (Place::Start(x), false) => MARGIN + x,
            (Place::Start(x), true) => MARGIN + WIDTH - x - width,
            (Place::End(x) | Place::Figures { end: x, .. }, false) => MARGIN + x - width,
            (Place::End(x), true) => MARGIN + WIDTH - x,
            (Place::Figures { end, widest }, true) => MARGIN + WIDTH - end + widest - width,
        }
    }
}

/// From the top of a line's box to its baseline. It hangs on the leading alone, so that texts of
/// different size in boxes of one height share a baseline.
fn baseline(style: Style) -> f64 {
    style.leading * 0.72
}
