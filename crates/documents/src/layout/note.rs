//! Payment terms, and headings of what stands below the sums.

use super::{
    frame::Frame,
    sheet::{Place, Sheet},
    style::{BODY, BODY_BOLD, GUTTER, INK, SECOND_COLUMN, SOFT, SUM, SUMS_ABOVE, WIDTH},
};
use crate::{
    error::DocumentError,
    text::{Base, Style},
};

/// How wide notes run: about 90 letters, the longest line that reads well.
const NOTE_WIDTH: f64 = WIDTH * 0.75;

/// The text under a bill; may be empty.
pub(super) struct Note<'d>(pub(super) &'d str);

impl Note<'_> {
    /// Draws the note in the free column beside the sums if it is no higher than they are; says
    /// whether nothing is left to draw.
    pub(super) fn draw_beside(
        &self,
        sheet: &mut Sheet<'_>,
        frame: &Frame<'_>,
        most: f64,
    ) -> Result<bool, DocumentError> {
        let top = sheet.y;
        let lines = sheet.setter.wrap(
            self.0,
            BODY,
            Base::FirstLetter,
            SECOND_COLUMN - 2.0 * GUTTER,
        )?;
        let needed: f64 = lines.iter().map(|line| line.style.leading).sum();
        if lines.is_empty() || most > sheet.room() || SUMS_ABOVE + SUM.leading + needed > most {
            return Ok(lines.is_empty());
        }
        let heading = Style {
            leading: SUM.leading,
            ..BODY_BOLD
        };
        let heading = sheet
            .setter
            .line(frame.labels.payment_terms, heading, Base::Page)?;
        sheet.y += SUMS_ABOVE;
        sheet.stack(&[heading], Place::Start(0.0), INK)?;
        sheet.stack(&lines, Place::Start(0.0), SOFT)?;
        sheet.y = top;
        Ok(true)
    }

    /// Draws the note on its own, over as many pages as it takes.
    pub(super) fn draw_below(
        &self,
        sheet: &mut Sheet<'_>,
        frame: &Frame<'_>,
    ) -> Result<(), DocumentError> {
        let lines = sheet
            .setter
            .wrap(self.0, BODY, Base::FirstLetter, NOTE_WIDTH)?;
        if lines.is_empty() {
            return Ok(());
        }
        heading(sheet, frame, frame.labels.payment_terms, BODY.leading * 2.0)?;
        for line in &lines {
            if line.style.leading > sheet.room() {
                frame.turn(sheet)?;
            }
            sheet.stack(std::slice::from_ref(line), Place::Start(0.0), SOFT)?;
        }
        Ok(())
    }
}

/// A heading that stays on one page with the next `keep` points.
pub(super) fn heading(
    sheet: &mut Sheet<'_>,
    frame: &Frame<'_>,
    text: &str,
    keep: f64,
) -> Result<(), DocumentError> {
    sheet.y += 22.0;
    if BODY_BOLD.leading + 4.0 + keep > sheet.room() {
        frame.turn(sheet)?;
    }
    let line = sheet.setter.line(text, BODY_BOLD, Base::Page)?;
    sheet.stack(&[line], Place::Start(0.0), INK)?;
    sheet.y += 4.0;
    Ok(())
}
