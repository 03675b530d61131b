//! `edit_invoice_lines`.

use wire::{
    Code,
    billing::{EditInvoiceLines, InvoiceView},
};

use crate::context::{Context, Outcome};

/// Not written yet.
pub async fn edit_invoice_lines(
    _context: &mut Context<'_>,
    _request: EditInvoiceLines,
) -> Outcome<InvoiceView> {
    Err(Code::UnknownCommand.into())
}
