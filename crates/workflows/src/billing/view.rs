//! An invoice, whole: what every billing command answers with.

use clinic::{
    billing,
    records::{Invoice, InvoiceKind, InvoiceLine, InvoiceStatus, Patient},
};
use values::{MoneyError, ids::InvoiceId};
use wire::billing::{InvoiceLineView, InvoiceTotals, InvoiceView};

use super::summary::{PaymentsByInvoice, invoice_summary};
use crate::{
    context::{Context, Kept, Outcome},
    patients::patient_summary,
    records::Query,
};

/// The invoice under `id`, as it stands now.
pub(super) async fn invoice_view(context: &mut Context<'_>, id: InvoiceId) -> Outcome<InvoiceView> {
    let invoice: Kept<Invoice> = context.load(id.uuid()).await?;
    context.about(invoice.patient);
    let today = context.today().await?;
    let patient: Kept<Patient> = context.load(invoice.patient.uuid()).await?;
    let counterpart = counterpart(context, &invoice).await?;
    let both: Vec<_> = [Some(invoice.clone()), counterpart.clone()]
        .into_iter()
        .flatten()
        .collect();
    let payments = PaymentsByInvoice::of(context, &both).await?;
    let balance = billing::balance(&invoice, &payments.that_count_for(&invoice))?;
    let counterpart = counterpart
        .map(|other| invoice_summary(&other, &patient, &payments, today))
        .transpose()?;
    Ok(InvoiceView {
        patient: patient_summary(&patient, today, patient.pending),
        lines: line_views(&invoice.lines)?,
        totals: totals(&invoice, &balance)?,
        payments: payments.of_one(invoice.id),
        standing: billing::standing(&invoice, &balance, today),
        counterpart,
        not_yet_shared: invoice.pending || payments.any_pending(invoice.id),
        invoice: invoice.record,
    })
}

/// Lines with their amounts.
pub(super) fn line_views(lines: &[InvoiceLine]) -> Result<Vec<InvoiceLineView>, MoneyError> {
    let views = lines.iter().map(|line| {
        let amounts = billing::line_amounts(line)?;
        Ok(InvoiceLineView {
            line: line.clone(),
            before_discount: amounts.before_discount,
            discount: amounts.discount,
            net: amounts.net,
        })
    });
    views.collect()
}

fn totals(invoice: &Invoice, balance: &billing::Balance) -> Result<InvoiceTotals, MoneyError> {
    let totals = billing::totals(&invoice.lines, invoice.currency)?;
    if invoice.status == InvoiceStatus::Draft {
        return Ok(totals);
    }
    Ok(InvoiceTotals {
        paid: balance.paid,
        due: balance.due,
        ..totals
    })
}

/// The credit note that takes the invoice back, or the invoice that the credit note takes back.
async fn counterpart(
    context: &mut Context<'_>,
    invoice: &Invoice,
) -> Outcome<Option<Kept<Invoice>>> {
    match (invoice.kind, invoice.credits) {
        (InvoiceKind::CreditNote, Some(taken_back)) => context.look_up(taken_back.uuid()).await,
        (InvoiceKind::Invoice, _) if invoice.status == InvoiceStatus::Credited => {
            let notes = context.find(Query::CreditNotesOf(invoice.id)).await?;
            Ok(notes.into_iter().next())
        }
        (InvoiceKind::CreditNote, None) | (InvoiceKind::Invoice, _) => Ok(None),
    }
}
