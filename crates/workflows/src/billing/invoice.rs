//! `invoice`.

use wire::{
    Code,
    billing::{InvoiceRequest, InvoiceView},
};

use crate::context::{Context, Outcome};

/// Not written yet.
pub async fn invoice(_context: &mut Context<'_>, _request: InvoiceRequest) -> Outcome<InvoiceView> {
    Err(Code::UnknownCommand.into())
}
