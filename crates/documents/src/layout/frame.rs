//! What stands around the content: letterhead, title, patient, page numbers, marks.

use values::LocalDate;

use super::{
    sheet::{Place, Sheet},
    style::{
        ACCENT, ACROSS, ADDRESS, BODY, BODY_BOLD, CLINIC, DEMO_BASELINE, FOOT, GUTTER, HAIRLINE,
        INK, NAME, SECOND_COLUMN, SMALL, SOFT, TAG, THIN, TITLE, TITLE_NUMBER, TOP, WARNING,
        WATERMARK, WIDTH,
    },
};
use crate::{
    error::DocumentError,
    figures,
    labels::Labels,
    paper::{Edition, Letterhead, Paper, Payer},
    pdf::Particulars,
    text::{Base, Style},
};

/// A label and its value, beside the patient's address.
pub(super) struct Detail {
    pub(super) label: &'static str,
    pub(super) value: String,
    pub(super) base: Base,
}

/// Everything that the pages of one document have in common.
pub(super) struct Frame<'d> {
    pub(super) paper: Paper,
    pub(super) labels: &'static Labels,
    pub(super) letterhead: &'d Letterhead,
    /// The patient, under words such as `Bill to`; absent on papers about nobody.
    pub(super) payer: Option<(&'static str, &'d Payer)>,
    pub(super) title: &'static str,
    pub(super) number: Option<&'d str>,
    pub(super) date: LocalDate,
}

/// How much of a name, an address or a detail is printed before it is cut short with an ellipsis.
const NAME_LINES: usize = 5;
const ADDRESS_LINES: usize = 10;
const DETAIL_LINES: usize = 16;
/// What the patient takes of the width.
const PAYER_WIDTH: f64 = SECOND_COLUMN - 2.0 * GUTTER;

impl Frame<'_> {
    /// What the file says about itself.
    pub(super) fn particulars(&self) -> Particulars {
        Particulars {
            title: self.heading(),
            author: self.letterhead.name.clone(),
            language: self.paper.language.tag(),
            rtl: self.paper.language.is_right_to_left(),
            date: self.date,
        }
    }

    /// `05-Jan-2009`, in the document's language.
    pub(super) fn date_text(&self, date: LocalDate) -> String {
        figures::date(date, self.labels)
    }

    fn heading(&self) -> String {
        [self.title, self.number.unwrap_or(self.labels.draft)].join(" ")
    }

    /// The first page down to the content.
    pub(super) fn open(
        &self,
        sheet: &mut Sheet<'_>,
        details: &[Detail],
    ) -> Result<(), DocumentError> {
        self.marks(sheet)?;
        sheet.y = TOP;
        self.letterhead(sheet)?;
        sheet.y += 12.0;
        sheet.rule(0.0, WIDTH, sheet.y, (THIN, HAIRLINE));
        sheet.y += 26.0;
        self.title(sheet)?;
        sheet.y += 20.0;
        let top = sheet.y;
        let details_end = draw_details(sheet, details)?;
        sheet.y = top;
        self.payer(sheet)?;
        sheet.y = sheet.y.max(details_end) + 26.0;
        Ok(())
    }

    /// The next page down to the content: whose document this is, once more.
    pub(super) fn turn(&self, sheet: &mut Sheet<'_>) -> Result<(), DocumentError> {
        sheet.add_page();
        self.marks(sheet)?;
        sheet.y = TOP;
        let heading = sheet.setter.line(&self.heading(), BODY_BOLD, Base::Page)?;
        sheet.draw(&heading, Place::Start(0.0), sheet.y, INK)?;
        let clinic = sheet.setter.wrap_at_most(
            &self.letterhead.name,
            SMALL,
            Base::FirstLetter,
            (WIDTH * 0.4, 1),
        )?;
        let below_mark = sheet.y
            + if self.tag().is_some() {
                TAG.leading + 2.0
            } else {
                0.0
            };
        if let Some((tag, _)) = self.tag() {
            draw_tag(sheet, tag, sheet.y - 3.0)?;
        }
        for line in &clinic {
            sheet.draw(line, Place::End(WIDTH), below_mark, SOFT)?;
        }
        sheet.y += BODY_BOLD.leading;
        if let Some((_, payer)) = self.payer {
            let name = sheet.setter.wrap_at_most(
                &payer.name.0,
                BODY,
                Base::FirstLetter,
                (WIDTH * 0.56, NAME_LINES),
            )?;
            sheet.stack(&name, Place::Start(0.0), INK)?;
            self.record_number(sheet, payer, SOFT)?;
        }
        sheet.y = sheet.y.max(below_mark + SMALL.leading) + 8.0;
        sheet.rule(0.0, WIDTH, sheet.y, (THIN, HAIRLINE));
        sheet.y += 18.0;
        Ok(())
    }

    /// The foot of every page; the number of pages is known only now.
    pub(super) fn close(&self, sheet: &mut Sheet<'_>) -> Result<(), DocumentError> {
        let pages = sheet.canvas.page_count();
        for page in 0..pages {
            sheet.go_to_page(page);
            sheet.rule(0.0, WIDTH, FOOT, (THIN, HAIRLINE));
            let text = self
                .labels
                .page_of
                .replace("{page}", &(page + 1).to_string())
                .replace("{pages}", &pages.to_string());
            let number = sheet.setter.line(&text, SMALL, Base::Page)?;
            sheet.draw(&number, Place::End(WIDTH), FOOT + 5.0, SOFT)?;
            let heading =
                sheet
                    .setter
                    .wrap_at_most(&self.heading(), SMALL, Base::Page, (WIDTH * 0.7, 1))?;
            for line in &heading {
                sheet.draw(line, Place::Start(0.0), FOOT + 5.0, SOFT)?;
            }
        }
        Ok(())
    }

    fn letterhead(&self, sheet: &mut Sheet<'_>) -> Result<(), DocumentError> {
        let name = sheet.setter.wrap_at_most(
            &self.letterhead.name,
            CLINIC,
            Base::FirstLetter,
            (WIDTH, 3),
        )?;
        sheet.stack(&name, Place::Start(0.0), ACCENT)?;
        sheet.y += 2.0;
        let top = sheet.y;
        let contacts = [
            (self.labels.phone, &self.letterhead.phone),
            (self.labels.tax_number, &self.letterhead.tax_number),
        ];
        for (label, value) in contacts.into_iter().filter(|(_, value)| !value.is_empty()) {
            let value =
                sheet
                    .setter
                    .wrap_at_most(value, SMALL, Base::LeftToRight, (WIDTH * 0.3, 1))?;
            let label = sheet.setter.line(label, SMALL, Base::Page)?;
            let value_width = value.first().map_or(0.0, |line| line.width);
            for line in &value {
                sheet.draw(line, Place::End(WIDTH), sheet.y, INK)?;
            }
            sheet.draw(&label, Place::End(WIDTH - value_width - 6.0), sheet.y, SOFT)?;
            sheet.y += SMALL.leading;
        }
        let contacts_end = sheet.y;
        sheet.y = top;
        let address = self.letterhead.address.join("\n");
        let address = sheet.setter.wrap_at_most(
            &address,
            SMALL,
            Base::FirstLetter,
            (WIDTH * 0.55, ADDRESS_LINES),
        )?;
        sheet.stack(&address, Place::Start(0.0), SOFT)?;
        sheet.y = sheet.y.max(contacts_end);
        Ok(())
    }

    fn title(&self, sheet: &mut Sheet<'_>) -> Result<(), DocumentError> {
        let title = sheet.setter.line(self.title, TITLE, Base::Page)?;
        sheet.draw(&title, Place::Start(0.0), sheet.y, INK)?;
        if let Some((tag, _)) = self.tag() {
            draw_tag(sheet, tag, sheet.y + (TITLE.leading - TAG.leading) / 2.0)?;
        }
        let Some(number) = self.number else {
            sheet.y += TITLE.leading;
            return Ok(());
        };
        let beside = title.width + 10.0;
        let line = sheet.setter.line(number, TITLE_NUMBER, Base::LeftToRight)?;
        if beside + line.width <= WIDTH * 0.82 {
            sheet.draw(&line, Place::Start(beside), sheet.y, SOFT)?;
            sheet.y += TITLE.leading;
            return Ok(());
        }
        sheet.y += TITLE.leading;
        let lines = sheet
            .setter
            .wrap_at_most(number, NAME, Base::LeftToRight, (WIDTH, 2))?;
        sheet.stack(&lines, Place::Start(0.0), SOFT)
    }

    fn payer(&self, sheet: &mut Sheet<'_>) -> Result<(), DocumentError> {
        let Some((label, payer)) = self.payer else {
            return Ok(());
        };
        let label = sheet.setter.line(label, SMALL, Base::Page)?;
        sheet.stack(&[label], Place::Start(0.0), SOFT)?;
        sheet.y += 1.0;
        let name = sheet.setter.wrap_at_most(
            &payer.name.0,
            NAME,
            Base::FirstLetter,
            (PAYER_WIDTH, NAME_LINES),
        )?;
        sheet.stack(&name, Place::Start(0.0), INK)?;
        let address = payer.address.0.join("\n");
        let address = sheet.setter.wrap_at_most(
            &address,
            ADDRESS,
            Base::FirstLetter,
            (PAYER_WIDTH, ADDRESS_LINES),
        )?;
        sheet.stack(&address, Place::Start(0.0), INK)?;
        self.record_number(sheet, payer, INK)
    }

    fn record_number(
        &self,
        sheet: &mut Sheet<'_>,
        payer: &Payer,
        ink: crate::pdf::Colour,
    ) -> Result<(), DocumentError> {
        let label = sheet
            .setter
            .line(self.labels.record_number, ADDRESS, Base::Page)?;
        sheet.draw(&label, Place::Start(0.0), sheet.y, SOFT)?;
        let width = PAYER_WIDTH - label.width - 6.0;
        let number = sheet.setter.wrap_at_most(
            &payer.record_number.0,
            ADDRESS,
            Base::LeftToRight,
            (width, 1),
        )?;
        for line in &number {
            sheet.draw(line, Place::Start(label.width + 6.0), sheet.y, ink)?;
        }
        sheet.y += ADDRESS.leading;
        Ok(())
    }

    fn tag(&self) -> Option<(&'static str, bool)> {
        match self.paper.edition {
            Edition::Original => None,
            Edition::Copy => Some((self.labels.copy, false)),
            Edition::Draft => Some((self.labels.draft, true)),
        }
    }

    /// What every page says about the paper itself; drawn first, below everything else.
    fn marks(&self, sheet: &mut Sheet<'_>) -> Result<(), DocumentError> {
        if let Some((word, true)) = self.tag() {
            let line = sheet.setter.line(word, ACROSS, Base::Page)?;
            sheet.across(&line, WATERMARK)?;
        }
        if self.paper.demo {
            let line = sheet.setter.line(self.labels.demo, BODY_BOLD, Base::Page)?;
            sheet.draw(
                &line,
                Place::Start(0.0),
                DEMO_BASELINE - BODY_BOLD.leading,
                WARNING,
            )?;
        }
        Ok(())
    }
}

/// Labels at one edge of their column, values at the other, on the baselines of the patient's
/// name and address; returns where they end.
fn draw_details(sheet: &mut Sheet<'_>, details: &[Detail]) -> Result<f64, DocumentError> {
    sheet.y += SMALL.leading + 1.0;
    for (place, detail) in details.iter().enumerate() {
        let style = if place == 0 {
            Style {
                leading: NAME.leading,
                ..ADDRESS
            }
        } else {
            ADDRESS
        };
        let label = sheet.setter.line(detail.label, style, Base::Page)?;
        let width = WIDTH - SECOND_COLUMN - label.width - GUTTER;
        let value =
            sheet
                .setter
                .wrap_at_most(&detail.value, style, detail.base, (width, DETAIL_LINES))?;
        sheet.draw(&label, Place::Start(SECOND_COLUMN), sheet.y, SOFT)?;
        let bottom = sheet.y + style.leading;
        sheet.stack(&value, Place::End(WIDTH), INK)?;
        sheet.y = sheet.y.max(bottom);
    }
    Ok(sheet.y)
}

fn draw_tag(sheet: &mut Sheet<'_>, tag: &str, top: f64) -> Result<(), DocumentError> {
    let line = sheet.setter.line(tag, TAG, Base::Page)?;
    sheet.outline(WIDTH - line.width - 16.0, WIDTH, (top, TAG.leading), INK);
    sheet.draw(&line, Place::End(WIDTH - 8.0), top, INK)
}
