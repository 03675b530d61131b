//! `invoice_list`.

use clinic::records::Invoice;
use values::{Money, names};
use wire::billing::{InvoiceListRequest, InvoiceListView};

use super::{summary::invoice_summaries, takings::takings};
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
        hidden: Vec::new(),
        offset: request.offset,
        limit: u32::from(request.limit.clamp(1, LIMIT_MAX)),
    };
    let tally = context.tally(query.clone()).await?;
    let invoices = context.find::<Invoice>(query).await?;
    Ok(InvoiceListView {
        invoices: invoice_summaries(context, &invoices).await?,
        total: tally.count,
        due: Money::new(tally.due_minor, currency)?,
        refunds_due: Money::new(tally.refunds_minor, currency)?,
        takings_today: takings(context, today, currency).await?,
    })
}
