//! Receipts as they are printed.

use clinic::records::PaymentMethod;
use values::{LocalDate, Money};

use crate::paper::{Letterhead, Paper, Payer};

/// Which way the money went.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReceiptKind {
    /// From the patient, for an invoice.
    Payment,
    /// To the patient, for a credit note.
    Refund,
}

/// A receipt for one payment or refund.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReceiptDocument {
    /// How it is printed.
    pub paper: Paper,
    /// Which way the money went.
    pub kind: ReceiptKind,
    /// Who issues it.
    pub letterhead: Letterhead,
    /// Who paid, or was paid.
    pub payer: Payer,
    /// Its number.
    pub number: String,
    /// Day on which the money changed hands. The file carries this day as its own date.
    pub taken: LocalDate,
    /// How much.
    pub amount: Money,
    /// How.
    pub method: PaymentMethod,
    /// Who took or gave it, as printed; empty when it is not to be said.
    pub recorded_by: String,
    /// What it was for.
    pub bill: ReceiptBill,
}

/// The bill that a receipt's money went to, as it stands after it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReceiptBill {
    /// Its number.
    pub number: String,
    /// Its day of issue.
    pub issued: LocalDate,
    /// Its total with tax.
    pub gross: Money,
    /// Paid (or given back) up to and with this receipt.
    pub paid: Money,
    /// Left after it.
    pub due: Money,
}
