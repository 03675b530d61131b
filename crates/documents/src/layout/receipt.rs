//! Receipts.

use clinic::records::PaymentMethod;

use super::{
    frame::{Detail, Frame},
    sheet::{Place, Sheet},
    style::{HAIRLINE, HEADLINE_AMOUNT, INK, SMALL, SOFT, THIN},
    table::{Column, Kind, Table},
};
use crate::{
    error::DocumentError,
    figures,
    labels::Labels,
    receipt::{ReceiptDocument, ReceiptKind},
    text::{Base, FontLibrary},
};

/// A receipt, as a file.
pub(crate) fn receipt(
    library: &FontLibrary,
    document: &ReceiptDocument,
) -> Result<Vec<u8>, DocumentError> {
    check_currency(document)?;
    let labels = document.paper.language.labels();
    let (title, payer_label) = match document.kind {
        ReceiptKind::Payment => (labels.payment_receipt, labels.received_from),
        ReceiptKind::Refund => (labels.refund_receipt, labels.refunded_to),
    };
    let frame = Frame {
        paper: document.paper,
        labels,
        letterhead: &document.letterhead,
        payer: Some((payer_label, &document.payer)),
        title,
        number: Some(&document.number),
        date: document.taken,
    };
    let mut details = vec![
        Detail {
            label: labels.date,
            value: frame.date_text(document.taken),
            base: Base::Page,
        },
        Detail {
            label: labels.payment_method,
            value: method(document.method, labels).to_owned(),
            base: Base::Page,
        },
    ];
    if !document.recorded_by.is_empty() {
        let value = document.recorded_by.clone();
        details.push(Detail {
            label: labels.recorded_by,
            value,
            base: Base::FirstLetter,
        });
    }
    let mut sheet = Sheet::new(library, document.paper.language.is_right_to_left());
    frame.open(&mut sheet, &details)?;
    headline(&mut sheet, document, labels)?;
    bill_table(document, &frame).draw(&mut sheet, &frame, 0.0)?;
    frame.close(&mut sheet)?;
    crate::pdf::write(&sheet.canvas, &frame.particulars())
}

/// The printed name of a way to pay.
pub(super) fn method(method: PaymentMethod, labels: &Labels) -> &'static str {
    match method {
        PaymentMethod::Cash => labels.cash,
        PaymentMethod::Card => labels.card,
        PaymentMethod::Transfer => labels.transfer,
        PaymentMethod::Insurance => labels.insurance,
    }
}

fn check_currency(document: &ReceiptDocument) -> Result<(), DocumentError> {
    let expected = document.amount.currency();
    let amounts = [document.bill.gross, document.bill.paid, document.bill.due];
    match amounts
        .into_iter()
        .map(values::Money::currency)
        .find(|found| *found != expected)
    {
        Some(found) => Err(DocumentError::MixedCurrencies { expected, found }),
        None => Ok(()),
    }
}

/// The amount, large: the one thing that a receipt is for.
fn headline(
    sheet: &mut Sheet<'_>,
    document: &ReceiptDocument,
    labels: &Labels,
) -> Result<(), DocumentError> {
    let label = match document.kind {
        ReceiptKind::Payment => labels.amount_received,
        ReceiptKind::Refund => labels.amount_refunded,
    };
    let label = sheet.setter.line(label, SMALL, Base::Page)?;
    sheet.stack(&[label], Place::Start(0.0), SOFT)?;
    let amount = figures::amount_with_currency(document.amount);
    let amount = sheet
        .setter
        .line(&amount, HEADLINE_AMOUNT, Base::LeftToRight)?;
    sheet.stack(&[amount], Place::Start(0.0), INK)?;
    sheet.y += 26.0;
    Ok(())
}

fn bill_table(document: &ReceiptDocument, frame: &Frame<'_>) -> Table {
    let labels = frame.labels;
    let (number, date, paid, due) = match document.kind {
        ReceiptKind::Payment => (
            labels.invoice,
            labels.invoice_date,
            labels.paid_to_date,
            labels.amount_due,
        ),
        ReceiptKind::Refund => (
            labels.credit_note,
            labels.credit_note_date,
            labels.refunded_to_date,
            labels.left_to_refund,
        ),
    };
    let bill = &document.bill;
    let figures = |head| Column {
        head,
        kind: Kind::Figures,
    };
    Table {
        columns: vec![
            Column {
                head: number,
                kind: Kind::Wrapping,
            },
            Column {
                head: date,
                kind: Kind::Text,
            },
            figures(labels.total),
            figures(paid),
            figures(due),
        ],
        rows: vec![vec![
            bill.number.clone(),
            frame.date_text(bill.issued),
            figures::amount(bill.gross),
            figures::amount(bill.paid),
            figures::amount(bill.due),
        ]],
        end: (THIN, HAIRLINE),
    }
}
