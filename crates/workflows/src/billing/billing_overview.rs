//! `billing_overview`.

use clinic::billing::DueAge;
use values::{Currency, LocalDate, Money};
use wire::billing::{BillingOverviewRequest, BillingOverviewView, InvoiceFilter, UnpaidByAge};

use super::takings::takings;
use crate::{
    context::{Context, Outcome},
    records::{Query, Tally},
};

/// How billing stands today: what waits, what patients owe by age, what came in.
pub async fn billing_overview(
    context: &mut Context<'_>,
    _request: BillingOverviewRequest,
) -> Outcome<BillingOverviewView> {
    let currency = context.facility().await?.currency;
    let today = context.today().await?;
    let drafts = listed(context, InvoiceFilter::Drafts, today).await?;
    let open = listed(context, InvoiceFilter::Open, today).await?;
    let mut unpaid = Vec::new();
    for age in DueAge::ALL {
        unpaid.push(of_age(context, age, today, currency).await?);
    }
    let takings = takings(context, today, currency).await?;
    Ok(BillingOverviewView {
        drafts: drafts.count,
        unpaid_count: unpaid.iter().map(|of_age| of_age.count).sum(),
        unpaid,
        due: Money::new(open.due_minor, currency)?,
        refunds_due: Money::new(open.refunds_minor, currency)?,
        taken: Money::sum(takings.iter().map(|taken| taken.amount), currency)?,
        takings,
    })
}

async fn listed(
    context: &mut Context<'_>,
    filter: InvoiceFilter,
    today: LocalDate,
) -> Outcome<Tally> {
    let all = Query::Invoices {
        filter,
        words: Vec::new(),
        today,
        hidden: Vec::new(),
        offset: 0,
        limit: 1,
    };
    context.tally(all).await
}

async fn of_age(
    context: &mut Context<'_>,
    age: DueAge,
    today: LocalDate,
    currency: Currency,
) -> Outcome<UnpaidByAge> {
    let (first, last) = age.due_days(today);
    let owed = Query::OwedBetween {
        first,
        last,
        hidden: Vec::new(),
    };
    let tally = context.tally(owed).await?;
    Ok(UnpaidByAge {
        age,
        count: tally.count,
        due: Money::new(tally.due_minor, currency)?,
    })
}
