//! `issue_invoice`.

use wire::{
    Code,
    billing::{InvoiceView, IssueInvoice},
};

use crate::context::{Context, Outcome};

/// Not written yet.
pub async fn issue_invoice(
    _context: &mut Context<'_>,
    _request: IssueInvoice,
) -> Outcome<InvoiceView> {
    Err(Code::UnknownCommand.into())
}
