//! The block of sums below a bill's lines.

use super::{
    frame::Frame,
    sheet::{Place, Sheet},
    style::{FIRM, HAIRLINE, INK, SECOND_COLUMN, SUM, SUM_DUE, SUM_TOTAL, SUMS_ABOVE, THIN, WIDTH},
};
use crate::{
    bill::BillTotals,
    error::DocumentError,
    figures,
    labels::Labels,
    pdf::Colour,
    text::{Base, Style},
};

/// Around a line within the block.
const RULE_SPACE: f64 = 6.0;

/// The words in which the sums of an invoice and of a credit note differ.
pub(super) struct Words {
    pub(super) total: &'static str,
    pub(super) paid: &'static str,
    pub(super) due: &'static str,
}

/// The rows of the block.
pub(super) struct Sums {
    rows: Vec<Sum>,
}

/// A row.
struct Sum {
    label: String,
    amount: String,
    style: Style,
    /// The line above it: thickness and ink.
    above: Option<(f64, Colour)>,
}

impl Sum {
    fn height(&self) -> f64 {
        self.style.leading
            + if self.above.is_some() {
                RULE_SPACE
            } else {
                0.0
            }
    }
}

impl Sums {
    pub(super) fn new(totals: &BillTotals, words: &Words, labels: &Labels) -> Self {
        let plain = |label: &str, amount: String| Sum {
            label: label.to_owned(),
            amount,
            style: SUM,
            above: None,
        };
        let mut rows = vec![plain(labels.net_total, figures::amount(totals.net))];
        for row in &totals.taxes {
            let label = labels
                .tax_at_rate
                .replace("{rate}", &figures::rate(row.rate));
            rows.push(plain(
                &label.replace("{amount}", &figures::amount(row.taxable)),
                figures::amount(row.tax),
            ));
        }
        let gross = figures::amount_with_currency(totals.gross);
        rows.push(Sum {
            style: SUM_TOTAL,
            above: Some((THIN, HAIRLINE)),
            ..plain(words.total, gross)
        });
        rows.push(plain(words.paid, figures::amount(totals.paid.negated())));
        let due = figures::amount_with_currency(totals.due);
        rows.push(Sum {
            style: SUM_DUE,
            above: Some((FIRM, INK)),
            ..plain(words.due, due)
        });
        Self { rows }
    }

    pub(super) fn height(&self) -> f64 {
        SUMS_ABOVE + self.rows.iter().map(Sum::height).sum::<f64>()
    }

    pub(super) fn draw(
        &self,
        sheet: &mut Sheet<'_>,
        frame: &Frame<'_>,
    ) -> Result<(), DocumentError> {
        let mut set = Vec::with_capacity(self.rows.len());
        for row in &self.rows {
            let label = sheet.setter.line(&row.label, row.style, Base::Page)?;
            set.push((
                row,
                label,
                sheet
                    .setter
                    .line(&row.amount, row.style, Base::LeftToRight)?,
            ));
        }
        let widest = set
            .iter()
            .map(|(.., amount)| amount.width)
            .fold(0.0, f64::max);
        sheet.y += SUMS_ABOVE;
        for (row, label, amount) in set {
            // A bill with more tax rates than a page has lines still prints every one of them.
            if row.height() > sheet.room() {
                frame.turn(sheet)?;
            }
            if let Some(rule) = row.above {
                sheet.rule(SECOND_COLUMN, WIDTH, sheet.y + RULE_SPACE / 2.0, rule);
                sheet.y += RULE_SPACE;
            }
            sheet.draw(&label, Place::Start(SECOND_COLUMN), sheet.y, INK)?;
            sheet.draw(&amount, Place::Figures { end: WIDTH, widest }, sheet.y, INK)?;
            sheet.y += row.style.leading;
        }
        Ok(())
    }
}
