//! `credit_invoice`.

use clinic::{
    billing::{Credit, credit},
    records::{Invoice, Kind},
};
use wire::billing::{CreditInvoice, InvoiceView};

use super::view::invoice_view;
use crate::context::{Context, Kept, Outcome};

/// Takes an issued invoice back in full, and answers with the credit note.
pub async fn credit_invoice(
    context: &mut Context<'_>,
    request: CreditInvoice,
) -> Outcome<InvoiceView> {
    if context.exists(Kind::Invoice, request.id.uuid()).await? {
        return invoice_view(context, request.id).await;
    }
    let invoice: Kept<Invoice> = context.load(request.invoice.uuid()).await?;
    context.about(invoice.patient);
    let with = Credit {
        id: request.id,
        number: context.allot("credit_note").await?,
        reason: request.reason,
        at: context.now(),
        on: context.today().await?,
        by: context.actor().person,
    };
    let (taken_back, note) = credit(&invoice, with)?;
    context.save(&taken_back).await?;
    context.save(&note).await?;
    invoice_view(context, request.id).await
}
