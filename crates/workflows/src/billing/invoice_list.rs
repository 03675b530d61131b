//! `invoice_list`.

use std::collections::BTreeSet;

use clinic::records::{Invoice, InvoiceKind, Kind, Payment, PaymentMethod};
use uuid::Uuid;
use values::{Currency, LocalDate, Money, names};
use wire::billing::{InvoiceListRequest, InvoiceListView, Takings};

use super::summary::invoice_summaries;
use crate::{
    context::{Context, Outcome},
    records::Query,
};

/// The longest page.
const LIMIT_MAX: u16 = 200;

/// Lists invoices and credit notes, latest first, with what is due on all of them and today's takings.
pub async fn invoice_list(
    context: &mut Context<'_>,
    request: InvoiceListRequest,
) -> Outcome<InvoiceListView> {
    let currency = context.facility().await?.currency;
    let today = context.today().await?;
    let folded = names::fold(&request.text);
    let query = Query::Invoices {
        filter: request.filter,
        words: folded.split_whitespace().map(str::to_owned).collect(),
        today,
        offset: request.offset,
        limit: u32::from(request.limit.clamp(1, LIMIT_MAX)),
    };
    let tally = context.tally(&query).await?;
    let invoices = context.find::<Invoice>(query).await?;
    Ok(InvoiceListView {
        invoices: invoice_summaries(context, &invoices).await?,
        total: tally.count,
        due: Money::new(tally.due_minor, currency)?,
        refunds_due: Money::new(tally.refunds_minor, currency)?,
        takings_today: takings(context, today, currency).await?,
    })
}

/// What was taken on a day by each method, less what was given back.
async fn takings(
    context: &mut Context<'_>,
    day: LocalDate,
    currency: Currency,
) -> Outcome<Vec<Takings>> {
    let payments = context.find::<Payment>(Query::PaymentsOn(day)).await?;
    let ids: BTreeSet<Uuid> = payments
        .iter()
        .map(|payment| payment.invoice.uuid())
        .collect();
    let query = Query::Many(Kind::Invoice, ids.into_iter().collect());
    let credit_notes: BTreeSet<_> = context
        .find::<Invoice>(query)
        .await?
        .iter()
        .filter(|invoice| invoice.kind == InvoiceKind::CreditNote)
        .map(|invoice| invoice.id)
        .collect();
    let taken_by = |method| {
        let amounts = payments
            .iter()
            .filter(|payment| payment.method == method)
            .map(|payment| {
                if credit_notes.contains(&payment.invoice) {
                    payment.amount.negated()
                } else {
                    payment.amount
                }
            });
        Money::sum(amounts, currency).map(|amount| Takings { method, amount })
    };
    Ok(PaymentMethod::ALL
        .into_iter()
        .map(taken_by)
        .collect::<Result<_, _>>()?)
}
