//! Invoices: what lines come to, how an invoice stands, and the few things that may be done to one.
//!
//! Amounts follow EN 16931: a line is net; tax is computed once for each rate, on the sum of the net
//! lines at that rate, and rounded commercially (BR-CO-17); the gross amount is the net amount plus
//! all tax, exactly (BR-CO-10, BR-CO-13, BR-CO-14, BR-CO-15). An issued invoice never changes; it is taken back by
//! a credit note, never by a negative payment.

mod age;
mod amounts;
mod credit;
mod discard;
mod draft;
mod issue;
mod lines;
mod pay;
mod receipt;
mod refused;
mod series;
mod standing;

pub use age::DueAge;
pub use amounts::{InvoiceTotals, LineAmounts, TaxTotal, line_amounts, totals};
pub use credit::{Credit, credit};
pub use discard::discard;
pub use draft::{Draft, draft_from_services};
pub use issue::{Issue, issue};
pub use lines::{
    DESCRIPTION_MAX, LINES_MAX, QUANTITY_MAX, UNIT_PRICE_MAX, check_lines, edit_lines, line_id,
};
pub use pay::{Tender, pay};
pub use receipt::balance_after;
pub use refused::{BillingRefused, LineProblem};
pub use series::SeriesName;
pub use standing::{Balance, InvoiceStanding, balance, bills_its_visit, standing};

#[cfg(test)]
mod tests;
