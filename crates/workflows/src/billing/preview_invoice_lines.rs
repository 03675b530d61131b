//! `preview_invoice_lines`.

use wire::{
    Code,
    billing::{InvoicePreviewView, PreviewInvoiceLines},
};

use crate::context::{Context, Outcome};

/// Not written yet.
pub async fn preview_invoice_lines(
    _context: &mut Context<'_>,
    _request: PreviewInvoiceLines,
) -> Outcome<InvoicePreviewView> {
    Err(Code::UnknownCommand.into())
}
