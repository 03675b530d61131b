//! Invoice and credit note: one design.

use values::Money;

use super::{
    frame::{Detail, Frame},
    note::{Note, heading},
    sheet::Sheet,
    style::{FIRM, HAIRLINE, INK, THIN},
    sums::{Sums, Words},
    table::{Column, Kind, Table},
};
use crate::{
    bill::{BillLine, BillPayment, BillTotals, CreditNoteDocument, InvoiceDocument},
    error::DocumentError,
    figures,
    labels::Labels,
    paper::Edition,
    text::{Base, FontLibrary},
};

/// What the two kinds of bill have in common.
struct Bill<'d> {
    words: Words,
    payments_heading: &'static str,
    lines: &'d [BillLine],
    totals: &'d BillTotals,
    payments: &'d [BillPayment],
    note: &'d str,
}

/// An invoice, as a file.
pub(crate) fn invoice(
    library: &FontLibrary,
    document: &InvoiceDocument,
) -> Result<Vec<u8>, DocumentError> {
    let labels = document.paper.language.labels();
    let frame = Frame {
        paper: document.paper,
        labels,
        letterhead: &document.letterhead,
        payer: Some((labels.bill_to, &document.payer)),
        title: labels.invoice,
        number: document.number.as_deref(),
        date: document.issued,
    };
    let mut details = vec![date_detail(&frame)];
    if let Some(due) = document.due {
        details.push(Detail {
            label: labels.due_date,
            value: frame.date_text(due),
            base: Base::Page,
        });
    }
    let due = figures::amount_with_currency(document.totals.due);
    details.push(Detail {
        label: labels.amount_due,
        value: due,
        base: Base::LeftToRight,
    });
    let bill = Bill {
        words: Words {
            total: labels.total,
            paid: labels.paid,
            due: labels.amount_due,
        },
        payments_heading: labels.payments,
        lines: &document.lines,
        totals: &document.totals,
        payments: &document.payments,
        note: &document.payment_terms,
    };
    bill.file(library, &frame, &details)
}

/// A credit note, as a file.
pub(crate) fn credit_note(
    library: &FontLibrary,
    document: &CreditNoteDocument,
) -> Result<Vec<u8>, DocumentError> {
    let labels = document.paper.language.labels();
    let frame = Frame {
        paper: document.paper,
        labels,
        letterhead: &document.letterhead,
        payer: Some((labels.credit_to, &document.payer)),
        title: labels.credit_note,
        number: document.number.as_deref(),
        date: document.issued,
    };
    let credited = document.credited_number.clone();
    let mut details = vec![
        date_detail(&frame),
        Detail {
            label: labels.credited_invoice,
            value: credited,
            base: Base::LeftToRight,
        },
    ];
    if let Some(issued) = document.credited_issued {
        details.push(Detail {
            label: labels.invoice_date,
            value: frame.date_text(issued),
            base: Base::Page,
        });
    }
    details.push(Detail {
        label: labels.reason,
        value: document.reason.0.clone(),
        base: Base::FirstLetter,
    });
    let bill = Bill {
        words: Words {
            total: labels.total_credited,
            paid: labels.refunded,
            due: labels.left_to_refund,
        },
        payments_heading: labels.refunds,
        lines: &document.lines,
        totals: &document.totals,
        payments: &document.refunds,
        note: "",
    };
    bill.file(library, &frame, &details)
}

fn date_detail(frame: &Frame<'_>) -> Detail {
    let is_draft = frame.paper.edition == Edition::Draft;
    let label = if is_draft {
        frame.labels.draft_date
    } else {
        frame.labels.issue_date
    };
    Detail {
        label,
        value: frame.date_text(frame.date),
        base: Base::Page,
    }
}

impl Bill<'_> {
    fn file(
        &self,
        library: &FontLibrary,
        frame: &Frame<'_>,
        details: &[Detail],
    ) -> Result<Vec<u8>, DocumentError> {
        self.check_currency()?;
        let mut sheet = Sheet::new(library, frame.paper.language.is_right_to_left());
        frame.open(&mut sheet, details)?;
        let sums = Sums::new(self.totals, &self.words, frame.labels);
        let note = Note(self.note);
        self.line_table(frame.labels)
            .draw(&mut sheet, frame, sums.height())?;
        if sums.height() > sheet.room() {
            frame.turn(&mut sheet)?;
        }
        let note_is_placed = note.draw_beside(&mut sheet, frame, sums.height())?;
        sums.draw(&mut sheet, frame)?;
        self.payments(&mut sheet, frame)?;
        if !note_is_placed {
            note.draw_below(&mut sheet, frame)?;
        }
        frame.close(&mut sheet)?;
        crate::pdf::write(&sheet.canvas, &frame.particulars())
    }

    fn check_currency(&self) -> Result<(), DocumentError> {
        let expected = self.totals.gross.currency();
        let totals = [self.totals.net, self.totals.paid, self.totals.due];
        let taxes = self
            .totals
            .taxes
            .iter()
            .flat_map(|row| [row.taxable, row.tax]);
        let lines = self
            .lines
            .iter()
            .flat_map(|line| [line.unit_price, line.discount, line.net]);
        let payments = self.payments.iter().map(|payment| payment.amount);
        let mut all = totals
            .into_iter()
            .chain(taxes)
            .chain(lines)
            .chain(payments)
            .map(Money::currency);
        match all.find(|found| *found != expected) {
            Some(found) => Err(DocumentError::MixedCurrencies { expected, found }),
            None => Ok(()),
        }
    }

    /// The discount column is there only when a line has a discount.
    fn line_table(&self, labels: &Labels) -> Table {
        let discounted = self.lines.iter().any(|line| !line.discount.is_zero());
        let figures = |head| Column {
            head,
            kind: Kind::Figures,
        };
        let mut columns = vec![
            Column {
                head: labels.description,
                kind: Kind::Wrapping,
            },
            figures(labels.quantity),
            figures(labels.unit_price),
        ];
        if discounted {
            columns.push(figures(labels.discount));
        }
        columns.extend([figures(labels.tax), figures(labels.net_amount)]);
        let row = |line: &BillLine| {
            let mut cells = vec![
                line.description.0.clone(),
                figures::grouped(line.quantity.into()),
                figures::amount(line.unit_price),
            ];
            if discounted {
                cells.push(if line.discount.is_zero() {
                    "–".to_owned()
                } else {
                    figures::amount(line.discount.negated())
                });
            }
            cells.extend([figures::rate(line.tax_rate), figures::amount(line.net)]);
            cells
        };
        Table {
            columns,
            rows: self.lines.iter().map(row).collect(),
            end: (FIRM, INK),
        }
    }

    fn payments(&self, sheet: &mut Sheet<'_>, frame: &Frame<'_>) -> Result<(), DocumentError> {
        if self.payments.is_empty() {
            return Ok(());
        }
        let labels = frame.labels;
        heading(sheet, frame, self.payments_heading, 60.0)?;
        let text = |head| Column {
            head,
            kind: Kind::Text,
        };
        let columns = vec![
            text(labels.date),
            text(labels.payment_method),
            Column {
                head: labels.receipt,
                kind: Kind::Wrapping,
            },
            Column {
                head: labels.amount,
                kind: Kind::Figures,
            },
        ];
        let row = |payment: &BillPayment| {
            vec![
                frame.date_text(payment.taken),
                super::receipt::method(payment.method, labels).to_owned(),
                payment.receipt_number.clone(),
                figures::amount(payment.amount),
            ]
        };
        let rows = self.payments.iter().map(row).collect();
        Table {
            columns,
            rows,
            end: (THIN, HAIRLINE),
        }
        .draw(sheet, frame, 0.0)
    }
}
