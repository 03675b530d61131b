//! `discard_invoice`.

use wire::{
    Code,
    billing::{DiscardInvoice, Done},
};

use crate::context::{Context, Outcome};

/// Not written yet.
pub async fn discard_invoice(
    _context: &mut Context<'_>,
    _request: DiscardInvoice,
) -> Outcome<Done> {
    Err(Code::UnknownCommand.into())
}
