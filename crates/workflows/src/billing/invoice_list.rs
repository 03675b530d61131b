//! `invoice_list`.

use wire::{
    Code,
    billing::{InvoiceListRequest, InvoiceListView},
};

use crate::context::{Context, Outcome};

/// Not written yet.
pub async fn invoice_list(
    _context: &mut Context<'_>,
    _request: InvoiceListRequest,
) -> Outcome<InvoiceListView> {
    Err(Code::UnknownCommand.into())
}
