//! Invoices and credit notes as they are printed. All sums arrive computed; nothing is added up here.

use clinic::records::PaymentMethod;
use values::{LocalDate, Money, Sensitive, TaxRate};

use crate::paper::{Letterhead, Paper, Payer};

/// An invoice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InvoiceDocument {
    /// How it is printed.
    pub paper: Paper,
    /// Who issues it.
    pub letterhead: Letterhead,
    /// Who pays.
    pub payer: Payer,
    /// Its number; a draft has none.
    pub number: Option<String>,
    /// Day of issue, or of the draft. The file carries this day as its own date.
    pub issued: LocalDate,
    /// Day by which it is to be paid.
    pub due: Option<LocalDate>,
    /// The lines, in printing order.
    pub lines: Vec<BillLine>,
    /// The sums.
    pub totals: BillTotals,
    /// Payments, oldest first.
    pub payments: Vec<BillPayment>,
    /// Bank details and terms; empty when there are none.
    pub payment_terms: String,
}

/// A credit note: takes an invoice back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CreditNoteDocument {
    /// How it is printed.
    pub paper: Paper,
    /// Who issues it.
    pub letterhead: Letterhead,
    /// Who is credited.
    pub payer: Payer,
    /// Its number; a draft has none.
    pub number: Option<String>,
    /// Day of issue, or of the draft. The file carries this day as its own date.
    pub issued: LocalDate,
    /// The invoice it takes back.
    pub credited_number: String,
    /// That invoice's day of issue.
    pub credited_issued: Option<LocalDate>,
    /// Why.
    pub reason: Sensitive<String>,
    /// The lines, in printing order.
    pub lines: Vec<BillLine>,
    /// The sums: `paid` is what was given back, `due` what is left to give back.
    pub totals: BillTotals,
    /// Money given back, oldest first.
    pub refunds: Vec<BillPayment>,
}

/// A line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BillLine {
    /// What was done.
    pub description: Sensitive<String>,
    /// How many.
    pub quantity: u32,
    /// Net price of one.
    pub unit_price: Money,
    /// What is taken off the line, zero or more.
    pub discount: Money,
    /// Tax rate.
    pub tax_rate: TaxRate,
    /// Net amount of the line.
    pub net: Money,
}

/// What a bill comes to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BillTotals {
    /// Before tax.
    pub net: Money,
    /// One row a tax rate.
    pub taxes: Vec<TaxRow>,
    /// Net and tax.
    pub gross: Money,
    /// Paid so far.
    pub paid: Money,
    /// Left to pay.
    pub due: Money,
}

/// The lines of one tax rate together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TaxRow {
    /// The rate.
    pub rate: TaxRate,
    /// The net amount it applies to.
    pub taxable: Money,
    /// The tax.
    pub tax: Money,
}

/// Money that changed hands for a bill.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BillPayment {
    /// When.
    pub taken: LocalDate,
    /// How.
    pub method: PaymentMethod,
    /// The number of its receipt; empty when there is none.
    pub receipt_number: String,
    /// How much, zero or more.
    pub amount: Money,
}
