//! Sizes, distances and inks of every document. Points; nothing else in the layout names a number of its own.

use crate::{
    pdf::{Colour, PAGE_WIDTH},
    text::{Style, Weight},
};

/// Left and right.
pub(super) const MARGIN: f64 = 51.0;
/// From edge to edge of what is printed.
pub(super) const WIDTH: f64 = PAGE_WIDTH - 2.0 * MARGIN;
/// Where the first page's letterhead starts.
pub(super) const TOP: f64 = 48.0;
/// Where what flows over the pages ends.
pub(super) const BOTTOM: f64 = 772.0;
/// Where the line above the page number is.
pub(super) const FOOT: f64 = 789.0;
/// Baseline of the notice that the data are made up.
pub(super) const DEMO_BASELINE: f64 = 32.0;

pub(super) const INK: Colour = Colour(0x13, 0x1c, 0x1b);
pub(super) const SOFT: Colour = Colour(0x54, 0x61, 0x5c);
pub(super) const ACCENT: Colour = Colour(0x0b, 0x5d, 0x68);
pub(super) const WARNING: Colour = Colour(0xb3, 0x12, 0x1d);
pub(super) const HAIRLINE: Colour = Colour(0xd9, 0xdf, 0xdd);
pub(super) const WATERMARK: Colour = Colour(0xee, 0xf1, 0xf0);

/// Line thicknesses.
pub(super) const THIN: f64 = 0.5;
pub(super) const FIRM: f64 = 0.9;

const fn regular(size: f64, leading: f64) -> Style {
    Style {
        size,
        leading,
        weight: Weight::Regular,
    }
}

const fn bold(size: f64, leading: f64) -> Style {
    Style {
        size,
        leading,
        weight: Weight::Bold,
    }
}

pub(super) const CLINIC: Style = bold(13.0, 18.0);
pub(super) const TITLE: Style = bold(22.0, 30.0);
pub(super) const TITLE_NUMBER: Style = regular(22.0, 30.0);
pub(super) const NAME: Style = bold(10.5, 16.0);
pub(super) const ADDRESS: Style = regular(9.0, 14.0);
pub(super) const BODY: Style = regular(9.0, 13.0);
pub(super) const BODY_BOLD: Style = bold(9.0, 13.0);
pub(super) const SMALL: Style = regular(8.0, 12.0);
pub(super) const TAG: Style = bold(10.0, 18.0);
pub(super) const SUM: Style = regular(9.0, 16.0);
pub(super) const SUM_TOTAL: Style = bold(9.5, 18.0);
pub(super) const SUM_DUE: Style = bold(12.0, 24.0);
pub(super) const HEADLINE_AMOUNT: Style = bold(20.0, 28.0);
pub(super) const ACROSS: Style = bold(120.0, 120.0);

/// Where the second column of a page starts: the details beside the patient, the sums below the table.
pub(super) const SECOND_COLUMN: f64 = WIDTH * 0.56;
/// Between the columns of a table.
pub(super) const GUTTER: f64 = 15.0;
/// Above and below the text of a row.
pub(super) const ROW_PAD: f64 = 4.5;
/// Between a table and the sums below it.
pub(super) const SUMS_ABOVE: f64 = 8.0;
