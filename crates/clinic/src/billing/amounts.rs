//! What a line comes to, and what all of them do.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use ts_rs::TS;
use values::{Currency, Money, MoneyError, TaxRate};

use crate::records::{Discount, InvoiceLine};

/// Basis points in a whole.
const WHOLE: u32 = 10_000;

/// What one line comes to, before tax.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LineAmounts {
    /// Quantity times price.
    pub before_discount: Money,
    /// The reduction, never more than the line.
    pub discount: Money,
    /// What is left.
    pub net: Money,
}

/// The sum of the lines at one tax rate.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[expect(missing_docs, reason = "documented at the type")]
pub struct TaxTotal {
    pub rate: TaxRate,
    pub net: Money,
    pub tax: Money,
}

/// What an invoice comes to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct InvoiceTotals {
    /// Before tax.
    pub net: Money,
    /// By rate, ascending.
    pub taxes: Vec<TaxTotal>,
    /// All tax.
    pub tax: Money,
    /// Net and tax.
    pub gross: Money,
    /// Payments so far.
    pub paid: Money,
    /// What is left to pay; on a credit note, what is left to give back; on a draft, what will be due.
    pub due: Money,
}

/// What a line comes to. A discount of more than the line, or in another currency, is refused.
pub fn line_amounts(line: &InvoiceLine) -> Result<LineAmounts, MoneyError> {
    let before_discount = line.unit_price.times(i64::from(line.quantity))?;
    let discount = match line.discount {
        None => Money::zero(before_discount.currency()),
        Some(Discount::Percent { basis_points }) if basis_points <= WHOLE => {
            before_discount.ratio(i64::from(basis_points), i64::from(WHOLE))?
        }
        Some(Discount::Percent { .. }) => return Err(MoneyError::OutOfRange),
        Some(Discount::Amount { amount }) => amount,
    };
    let net = before_discount.minus(discount)?;
    if discount.is_negative() || net.is_negative() {
        return Err(MoneyError::OutOfRange);
    }
    Ok(LineAmounts {
        before_discount,
        discount,
        net,
    })
}

/// What the lines come to when nothing is paid yet: all of it is due.
pub fn totals(lines: &[InvoiceLine], currency: Currency) -> Result<InvoiceTotals, MoneyError> {
    let mut net_by_rate: BTreeMap<TaxRate, Money> = BTreeMap::new();
    for line in lines {
        let net = line_amounts(line)?.net;
        let so_far = net_by_rate
            .entry(line.tax_rate)
            .or_insert(Money::zero(currency));
        *so_far = so_far.plus(net)?;
    }
    let taxes = net_by_rate
        .into_iter()
        .map(|(rate, net)| rate.tax_on(net).map(|tax| TaxTotal { rate, net, tax }))
        .collect::<Result<Vec<_>, _>>()?;
    let net = Money::sum(taxes.iter().map(|total| total.net), currency)?;
    let tax = Money::sum(taxes.iter().map(|total| total.tax), currency)?;
    let gross = net.plus(tax)?;
    Ok(InvoiceTotals {
        net,
        taxes,
        tax,
        gross,
        paid: Money::zero(currency),
        due: gross,
    })
}
