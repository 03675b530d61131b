//! `invoice`.

use wire::billing::{InvoiceRequest, InvoiceView};

use super::view::invoice_view;
use crate::context::{Context, Outcome};

/// Shows an invoice or a credit note, whole.
pub async fn invoice(context: &mut Context<'_>, request: InvoiceRequest) -> Outcome<InvoiceView> {
    invoice_view(context, request.invoice).await
}
