//! What came in on a day.

use std::collections::BTreeSet;

use clinic::records::{Invoice, InvoiceKind, Kind, Payment, PaymentMethod};
use uuid::Uuid;
use values::{Currency, LocalDate, Money};
use wire::billing::Takings;

use crate::{
    context::{Context, Outcome},
    records::Query,
};

/// What was taken on a day by each method, less what was given back.
pub(super) async fn takings(
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
