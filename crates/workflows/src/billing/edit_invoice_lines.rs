//! `edit_invoice_lines`.

use clinic::{billing::edit_lines, records::Invoice};
use wire::billing::{EditInvoiceLines, InvoiceView};

use super::view::invoice_view;
use crate::context::{Context, Kept, Outcome};

/// Replaces the lines of a draft.
pub async fn edit_invoice_lines(
    context: &mut Context<'_>,
    request: EditInvoiceLines,
) -> Outcome<InvoiceView> {
    let draft: Kept<Invoice> = context.load(request.invoice.uuid()).await?;
    context.about(draft.patient);
    let edited = edit_lines(&draft, request.lines)?;
    context.save(&edited).await?;
    invoice_view(context, request.invoice).await
}
