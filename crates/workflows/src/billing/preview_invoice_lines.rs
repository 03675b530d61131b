//! `preview_invoice_lines`.

use clinic::{
    billing::{edit_lines, totals},
    records::Invoice,
};
use wire::billing::{InvoicePreviewView, PreviewInvoiceLines};

use super::view::line_views;
use crate::context::{Context, Kept, Outcome};

/// Shows what lines would come to on a draft, or what is wrong with them. Keeps nothing.
pub async fn preview_invoice_lines(
    context: &mut Context<'_>,
    request: PreviewInvoiceLines,
) -> Outcome<InvoicePreviewView> {
    let draft: Kept<Invoice> = context.load(request.invoice.uuid()).await?;
    context.about(draft.patient);
    let edited = edit_lines(&draft, request.lines)?;
    Ok(InvoicePreviewView {
        lines: line_views(&edited.lines)?,
        totals: totals(&edited.lines, edited.currency)?,
    })
}
