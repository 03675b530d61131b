//! Why a billing rule refuses.

use values::{Money, MoneyError};

use crate::records::{Invoice, InvoiceStatus};

/// One wrong field of one line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LineProblem {
    /// Which line, from 0; `None` when the list itself is wrong.
    pub line: Option<usize>,
    /// The field's name, as in the record.
    pub field: &'static str,
    /// `required`, `too_long` or `invalid`.
    pub problem: &'static str,
}

impl LineProblem {
    /// The field's path: `lines` or `lines.2.quantity`.
    pub fn path(&self) -> String {
        match self.line {
            Some(line) => format!("lines.{line}.{}", self.field),
            None => self.field.to_owned(),
        }
    }
}

/// Why a billing rule refuses.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BillingRefused {
    /// Only a draft can be changed, issued or discarded.
    #[error("not a draft")]
    NotADraft,
    /// Only an issued invoice can be paid or taken back; a credit note can be paid, not taken back.
    #[error("not issued")]
    NotIssued,
    /// The invoice was taken back: it can be neither paid nor taken back again.
    #[error("already credited")]
    AlreadyCredited,
    /// An invoice without a line.
    #[error("no lines")]
    NoLines,
    /// Lines that cannot stand on an invoice.
    #[error("lines with problems")]
    Lines(Vec<LineProblem>),
    /// More than is owed.
    #[error("more than is due")]
    MoreThanDue {
        /// What is owed.
        due: Money,
    },
    /// A payment of nothing or less, or a sum beyond range.
    #[error("amount out of range")]
    AmountOutOfRange,
    /// A credit note without a reason, or with one that is too long.
    #[error("reason missing or too long")]
    Reason {
        /// `required` or `too_long`.
        problem: &'static str,
    },
}

impl From<MoneyError> for BillingRefused {
    fn from(_: MoneyError) -> Self {
        Self::AmountOutOfRange
    }
}

/// Refuses an invoice that is not issued, or is taken back.
pub(super) fn must_be_issued(invoice: &Invoice) -> Result<(), BillingRefused> {
    match invoice.status {
        InvoiceStatus::Issued => Ok(()),
        InvoiceStatus::Credited => Err(BillingRefused::AlreadyCredited),
        InvoiceStatus::Draft | InvoiceStatus::Discarded => Err(BillingRefused::NotIssued),
    }
}
