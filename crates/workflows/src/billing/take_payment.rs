//! `take_payment`.

use clinic::{
    billing::{Tender, pay},
    records::{Invoice, Payment},
};
use wire::billing::{InvoiceView, TakePayment};

use super::{summary::PaymentsByInvoice, view::invoice_view};
use crate::context::{Context, Kept, Outcome};

/// Takes a payment, in full or in part; on a credit note, gives money back.
pub async fn take_payment(context: &mut Context<'_>, request: TakePayment) -> Outcome<InvoiceView> {
    if let Some(taken) = context.look_up::<Payment>(request.id.uuid()).await? {
        return invoice_view(context, taken.invoice).await;
    }
    let invoice: Kept<Invoice> = context.load(request.invoice.uuid()).await?;
    context.about(invoice.patient);
    let payments = PaymentsByInvoice::of(context, std::slice::from_ref(&invoice)).await?;
    let tender = Tender {
        id: request.id,
        amount: request.amount,
        method: request.method,
        receipt_number: context.allot("receipt").await?,
        taken_at: context.now(),
        taken_on: context.today().await?,
        taken_by: context.actor().person,
    };
    let payment = pay(&invoice, &payments.that_count_for(&invoice), tender)?;
    context.save(&payment).await?;
    invoice_view(context, request.invoice).await
}
