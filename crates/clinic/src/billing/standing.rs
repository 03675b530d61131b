//! How an invoice stands. It follows from the record, the payments and the day; it is never stored.

use serde::{Deserialize, Serialize};
use ts_rs::TS;
use values::{LocalDate, Money, MoneyError};

use super::amounts::totals;
use crate::records::{Invoice, InvoiceKind, InvoiceStatus, Payment};

/// How an invoice stands, from its payments and the day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum InvoiceStanding {
    /// Not issued yet.
    Draft,
    /// Nothing paid, not yet due.
    Unpaid,
    /// Something paid.
    PartPaid,
    /// All paid.
    Paid,
    /// Past its day, and not all paid.
    Overdue,
    /// Taken back.
    Credited,
    /// A draft thrown away.
    Discarded,
    /// A credit note with money still to give back.
    RefundDue,
    /// A credit note with nothing to give back.
    Settled,
}

/// The money side of an invoice or a credit note.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Balance {
    /// What the lines come to; fixed at issue.
    pub gross: Money,
    /// What changed hands: received, or on a credit note given back.
    pub paid: Money,
    /// What is left to pay; on a credit note, to give back. Never below zero.
    pub due: Money,
}

/// The balance of `invoice`. `payments` holds at least its own payments and, for a credit note, those
/// of the invoice that it takes back; payments of other invoices are passed over.
pub fn balance(invoice: &Invoice, payments: &[Payment]) -> Result<Balance, MoneyError> {
    let paid_on = |id| {
        let of_it = payments
            .iter()
            .filter(|payment| Some(payment.invoice) == id);
        Money::sum(of_it.map(|payment| payment.amount), invoice.currency)
    };
    let gross = match invoice.gross {
        Some(gross) => gross,
        None => totals(&invoice.lines, invoice.currency)?.gross,
    };
    let paid = paid_on(Some(invoice.id))?;
    let nothing = Money::zero(invoice.currency);
    // Nothing is owed on what is not issued yet, was discarded, or was taken back.
    let due = match (invoice.status, invoice.kind) {
        (InvoiceStatus::Issued, InvoiceKind::Invoice) => gross.minus(paid)?,
        (InvoiceStatus::Issued, InvoiceKind::CreditNote) => {
            paid_on(invoice.credits)?.minus(paid)?
        }
        (InvoiceStatus::Draft | InvoiceStatus::Discarded | InvoiceStatus::Credited, _) => nothing,
    };
    let due = if due.is_negative() { nothing } else { due };
    Ok(Balance { gross, paid, due })
}

/// How an invoice with this balance stands on that day.
pub fn standing(invoice: &Invoice, balance: &Balance, today: LocalDate) -> InvoiceStanding {
    match (invoice.status, invoice.kind) {
        (InvoiceStatus::Draft, _) => InvoiceStanding::Draft,
        (InvoiceStatus::Discarded, _) => InvoiceStanding::Discarded,
        (InvoiceStatus::Credited, _) => InvoiceStanding::Credited,
        (InvoiceStatus::Issued, InvoiceKind::CreditNote) if balance.due.is_positive() => {
            InvoiceStanding::RefundDue
        }
        (InvoiceStatus::Issued, InvoiceKind::CreditNote) => InvoiceStanding::Settled,
        (InvoiceStatus::Issued, InvoiceKind::Invoice) => {
            let late = invoice.due_on.is_some_and(|due_on| due_on < today);
            match (balance.due.is_positive(), balance.paid.is_positive()) {
                (false, _) => InvoiceStanding::Paid,
                (true, _) if late => InvoiceStanding::Overdue,
                (true, true) => InvoiceStanding::PartPaid,
                (true, false) => InvoiceStanding::Unpaid,
            }
        }
    }
}

/// Whether the invoice bills its visit: a visit has one such invoice at most, and may be billed anew
/// once that one was discarded or taken back.
pub fn bills_its_visit(invoice: &Invoice) -> bool {
    invoice.kind == InvoiceKind::Invoice
        && matches!(invoice.status, InvoiceStatus::Draft | InvoiceStatus::Issued)
}
