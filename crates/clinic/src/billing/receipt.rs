//! How a bill stood when one of its payments was taken.

use values::{Money, MoneyError, ids::PaymentId};

use super::{amounts::InvoiceTotals, standing::Balance};
use crate::records::{InvoiceKind, Payment};

/// The balance right after one payment: what a receipt says, whatever happened since. `payments` are
/// the bill's own, oldest first; `None` when the payment is not among them.
pub fn balance_after(
    kind: InvoiceKind,
    totals: &InvoiceTotals,
    payments: &[Payment],
    payment: PaymentId,
) -> Result<Option<Balance>, MoneyError> {
    let Some(position) = payments.iter().position(|taken| taken.id == payment) else {
        return Ok(None);
    };
    let up_to_it = payments.iter().take(position.saturating_add(1));
    let paid = Money::sum(up_to_it.map(|taken| taken.amount), totals.gross.currency())?;
    // An invoice that was taken back since is due nothing any more, but then it was due the rest.
    let owed = match kind {
        InvoiceKind::Invoice => totals.gross,
        InvoiceKind::CreditNote => totals.paid.plus(totals.due)?,
    };
    Ok(Some(Balance {
        gross: totals.gross,
        paid,
        due: owed.minus(paid)?,
    }))
}
