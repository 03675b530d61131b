//! `discard_invoice`.

use clinic::{
    billing::discard,
    records::{Invoice, InvoiceStatus},
};
use wire::billing::{DiscardInvoice, Done};

use crate::context::{Context, Kept, Outcome};

/// Throws a draft away; it stays in the history, with what was typed.
pub async fn discard_invoice(context: &mut Context<'_>, request: DiscardInvoice) -> Outcome<Done> {
    let draft: Kept<Invoice> = context.load(request.invoice.uuid()).await?;
    context.about(draft.patient);
    if draft.status == InvoiceStatus::Discarded {
        return Ok(Done {});
    }
    context.save(&discard(&draft)?).await?;
    Ok(Done {})
}
