//! Services, invoices, payments.

use serde::{Deserialize, Serialize};
use ts_rs::TS;
use values::{
    Currency, Instant, LocalDate, Minutes, Money, TaxRate,
    ids::{AppointmentId, InvoiceId, InvoiceLineId, PatientId, PaymentId, PersonId, ServiceId},
};

use super::{Extra, field_class::fields};

/// Something that the clinic does for a price (FHIR `ChargeItemDefinition`).
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct Service {
    /// Its id.
    pub id: ServiceId,
    /// Short code, such as `CONS20`.
    pub code: String,
    /// Name, as printed.
    pub name: String,
    /// Net price of one.
    pub price: Money,
    /// Tax rate.
    pub tax_rate: TaxRate,
    /// Usual length, minutes; zero for what takes no time of its own.
    pub minutes: Minutes,
    /// Whether it can still be chosen.
    pub active: bool,
    /// Fields of later versions.
    #[serde(flatten)]
    #[ts(skip)]
    pub extra: Extra,
}

fields!(Service {
    Guarded: id code price tax_rate active;
    Latest: name minutes;
});

/// A reduction of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
#[expect(missing_docs, reason = "fields are documented at their variant")]
pub enum Discount {
    /// A share of the line, basis points (1,000 is 10 %), at most 10,000.
    Percent { basis_points: u32 },
    /// An amount off the line, at most the line.
    Amount { amount: Money },
}

/// One line of an invoice. Net amounts; tax is per line by rate, summed per rate.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct InvoiceLine {
    /// Its id.
    pub id: InvoiceLineId,
    /// The service it came from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub service: Option<ServiceId>,
    /// What is printed.
    pub description: String,
    /// How many, 1 to 9,999.
    pub quantity: u32,
    /// Net price of one.
    pub unit_price: Money,
    /// Tax rate.
    pub tax_rate: TaxRate,
    /// Reduction of the line.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub discount: Option<Discount>,
    /// Fields of later versions.
    #[serde(flatten)]
    #[ts(skip)]
    pub extra: Extra,
}

/// Invoice, or the credit note that takes one back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "documented at the type")]
pub enum InvoiceKind {
    Invoice,
    CreditNote,
}

/// Where an invoice stands. Payment state follows from payments and is never stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum InvoiceStatus {
    /// Being written; has no number; may change or be discarded.
    Draft,
    /// Numbered and final; never changes again.
    Issued,
    /// Taken back in full by a credit note.
    Credited,
    /// A draft that was thrown away; keeps what was typed.
    Discarded,
}

/// An invoice or a credit note (FHIR Invoice).
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct Invoice {
    /// Its id.
    pub id: InvoiceId,
    /// Invoice or credit note.
    pub kind: InvoiceKind,
    /// Who was treated and pays.
    pub patient: PatientId,
    /// The visit it bills.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub appointment: Option<AppointmentId>,
    /// Where it stands.
    pub status: InvoiceStatus,
    /// The number given at issue, from the issuing workstation's series, such as `A-000017`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub number: Option<String>,
    /// Currency of every amount in it.
    pub currency: Currency,
    /// The lines, in printing order.
    pub lines: Vec<InvoiceLine>,
    /// Net and tax of all lines, fixed at issue.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub gross: Option<Money>,
    /// When it was drafted.
    pub drafted_at: Instant,
    /// By whom.
    pub drafted_by: PersonId,
    /// When it was issued.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub issued_at: Option<Instant>,
    /// Day of issue in the facility's zone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub issued_on: Option<LocalDate>,
    /// Day by which it is to be paid.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub due_on: Option<LocalDate>,
    /// For a credit note: the invoice it takes back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub credits: Option<InvoiceId>,
    /// For a credit note: why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub credit_reason: Option<String>,
    /// Fields of later versions.
    #[serde(flatten)]
    #[ts(skip)]
    pub extra: Extra,
}

fields!(Invoice {
    Guarded: id kind patient appointment status number currency lines gross drafted_at drafted_by
        issued_at issued_on due_on credits credit_reason;
});

/// How money changed hands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the names of the methods")]
pub enum PaymentMethod {
    Cash,
    Card,
    Transfer,
    Insurance,
}

impl PaymentMethod {
    /// Every method, in the order that lists show them.
    pub const ALL: [Self; 4] = [Self::Cash, Self::Card, Self::Transfer, Self::Insurance];
}

/// Money received against an invoice; a refund is a payment of a credit note.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct Payment {
    /// Its id.
    pub id: PaymentId,
    /// The invoice paid, or the credit note refunded.
    pub invoice: InvoiceId,
    /// Who paid.
    pub patient: PatientId,
    /// How much, above zero.
    pub amount: Money,
    /// How.
    pub method: PaymentMethod,
    /// The number of the receipt, from the workstation's series.
    pub receipt_number: String,
    /// When.
    pub taken_at: Instant,
    /// Day in the facility's zone.
    pub taken_on: LocalDate,
    /// By whom.
    pub taken_by: PersonId,
    /// Fields of later versions.
    #[serde(flatten)]
    #[ts(skip)]
    pub extra: Extra,
}

fields!(Payment {
    Guarded: id invoice patient amount method receipt_number taken_at taken_on taken_by;
});
