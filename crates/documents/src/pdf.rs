//! Pages of positioned glyphs and rules to PDF bytes.

mod canvas;
mod embed;
mod ledger;
mod run;
mod seal;

pub(crate) use canvas::{Canvas, Colour, PAGE_HEIGHT, PAGE_WIDTH};
pub(crate) use seal::{Particulars, write};
