//! Text to positioned glyphs: bidirectional order, font fallback, shaping, line breaking.

mod breaks;
mod faces;
mod itemize;
mod setter;
mod shaper;

pub(crate) use faces::{Face, FontLibrary, LoadedFace, Weight};
pub(crate) use itemize::{Base, is_direction_mark};
pub(crate) use setter::{Line, SetRun, Style, TextSetter};
pub(crate) use shaper::Glyph;

#[cfg(test)]
mod tests;
