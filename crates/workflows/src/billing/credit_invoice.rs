//! `credit_invoice`.

use wire::{
    Code,
    billing::{CreditInvoice, InvoiceView},
};

use crate::context::{Context, Outcome};

/// Not written yet.
pub async fn credit_invoice(
    _context: &mut Context<'_>,
    _request: CreditInvoice,
) -> Outcome<InvoiceView> {
    Err(Code::UnknownCommand.into())
}
