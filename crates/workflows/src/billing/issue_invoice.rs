//! `issue_invoice`.

use clinic::{
    billing::{Issue, issue},
    records::{Invoice, InvoiceLine, Kind},
};
use uuid::Uuid;
use wire::{
    Code,
    billing::{InvoiceView, IssueInvoice},
};

use super::view::invoice_view;
use crate::{
    context::{Context, Kept, Outcome},
    records::RecordsError,
};

/// Gives a draft its number, from this workstation's series, and makes it final.
pub async fn issue_invoice(
    context: &mut Context<'_>,
    request: IssueInvoice,
) -> Outcome<InvoiceView> {
    let draft: Kept<Invoice> = context.load(request.invoice.uuid()).await?;
    context.about(draft.patient);
    let number = context.allot("invoice").await?;
    if draft.number.as_ref() == Some(&number) {
        return invoice_view(context, request.invoice).await;
    }
    let facility = context.facility().await?;
    let issued = issue(
        &draft,
        Issue {
            number,
            at: context.now(),
            on: facility.zone.date(context.now()),
            payment_days: facility.payment_days,
        },
    )?;
    // The paper may be in the patient's hands already: a draft that somebody else changed before this
    // change arrived must not take its number.
    let lines = fingerprint(&issued.lines)?;
    if context.first_found("lines", lines.clone()) != lines {
        return Err(Code::ChangedMeanwhile.into());
    }
    context.save(&issued).await?;
    invoice_view(context, request.invoice).await
}

/// The same text for the same lines, and for no others.
fn fingerprint(lines: &[InvoiceLine]) -> Outcome<String> {
    let text = serde_json::to_vec(lines).map_err(|source| RecordsError::Shape {
        kind: Kind::Invoice.name(),
        source: source.into(),
    })?;
    Ok(Uuid::new_v5(&Uuid::NAMESPACE_OID, &text).to_string())
}
