//! `take_payment`.

use wire::{
    Code,
    billing::{InvoiceView, TakePayment},
};

use crate::context::{Context, Outcome};

/// Not written yet.
pub async fn take_payment(
    _context: &mut Context<'_>,
    _request: TakePayment,
) -> Outcome<InvoiceView> {
    Err(Code::UnknownCommand.into())
}
