//! `draft_invoice`.

use wire::{
    Code,
    billing::{DraftInvoice, InvoiceView},
};

use crate::context::{Context, Outcome};

/// Not written yet.
pub async fn draft_invoice(
    _context: &mut Context<'_>,
    _request: DraftInvoice,
) -> Outcome<InvoiceView> {
    Err(Code::UnknownCommand.into())
}
