//! Taking an issued invoice back.

use values::{
    Instant, LocalDate,
    ids::{InvoiceId, PersonId},
};

use super::{
    lines::line_id,
    refused::{BillingRefused, must_be_issued},
};
use crate::records::{Extra, Invoice, InvoiceKind, InvoiceLine, InvoiceStatus};

/// Characters that a reason can have.
const REASON_MAX: usize = 500;

/// What a credit note is given.
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "as in the record")]
pub struct Credit {
    pub id: InvoiceId,
    pub number: String,
    pub reason: String,
    pub at: Instant,
    pub on: LocalDate,
    pub by: PersonId,
}

/// Takes an invoice back in full: the invoice, now credited and otherwise untouched, and the credit
/// note, whose lines mirror it in positive amounts. What was paid on the invoice becomes what the
/// credit note has to give back.
pub fn credit(invoice: &Invoice, credit: Credit) -> Result<(Invoice, Invoice), BillingRefused> {
    must_be_issued(invoice)?;
    if invoice.kind == InvoiceKind::CreditNote {
        return Err(BillingRefused::NotIssued);
    }
    let reason = credit.reason.trim();
    if reason.is_empty() {
        return Err(BillingRefused::Reason {
            problem: "required",
        });
    }
    if reason.chars().count() > REASON_MAX {
        return Err(BillingRefused::Reason {
            problem: "too_long",
        });
    }
    let mirrored = invoice.lines.iter().enumerate();
    let note = Invoice {
        id: credit.id,
        kind: InvoiceKind::CreditNote,
        patient: invoice.patient,
        // The visit stands on the invoice; on the credit note too, it would look billed twice.
        appointment: None,
        status: InvoiceStatus::Issued,
        number: Some(credit.number),
        currency: invoice.currency,
        lines: mirrored
            .map(|(index, line)| InvoiceLine {
                id: line_id(credit.id, index),
                ..line.clone()
            })
            .collect(),
        gross: invoice.gross,
        drafted_at: credit.at,
        drafted_by: credit.by,
        issued_at: Some(credit.at),
        issued_on: Some(credit.on),
        due_on: None,
        credits: Some(invoice.id),
        credit_reason: Some(reason.to_owned()),
        extra: Extra::new(),
    };
    let taken_back = Invoice {
        status: InvoiceStatus::Credited,
        ..invoice.clone()
    };
    Ok((taken_back, note))
}
