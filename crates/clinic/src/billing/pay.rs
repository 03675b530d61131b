//! Money that changes hands.

use values::{
    Instant, LocalDate, Money,
    ids::{PaymentId, PersonId},
};

use super::{
    refused::{BillingRefused, must_be_issued},
    standing::balance,
};
use crate::records::{Extra, Invoice, Payment, PaymentMethod};

/// What is offered, and who takes it.
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "as in the record")]
pub struct Tender {
    pub id: PaymentId,
    pub amount: Money,
    pub method: PaymentMethod,
    pub receipt_number: String,
    pub taken_at: Instant,
    pub taken_on: LocalDate,
    pub taken_by: PersonId,
}

/// The payment, in full or in part; on a credit note, money given back. `payments` as for [`balance`].
pub fn pay(
    invoice: &Invoice,
    payments: &[Payment],
    tender: Tender,
) -> Result<Payment, BillingRefused> {
    must_be_issued(invoice)?;
    if !tender.amount.is_positive() || tender.amount.currency() != invoice.currency {
        return Err(BillingRefused::AmountOutOfRange);
    }
    let due = balance(invoice, payments)?.due;
    if tender.amount.minor() > due.minor() {
        return Err(BillingRefused::MoreThanDue { due });
    }
    Ok(Payment {
        id: tender.id,
        invoice: invoice.id,
        patient: invoice.patient,
        amount: tender.amount,
        method: tender.method,
        receipt_number: tender.receipt_number,
        taken_at: tender.taken_at,
        taken_on: tender.taken_on,
        taken_by: tender.taken_by,
        extra: Extra::new(),
    })
}
