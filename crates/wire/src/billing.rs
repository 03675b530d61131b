//! Invoices and payments.

use clinic::records::{
    Invoice, InvoiceKind, InvoiceLine, InvoiceStatus, Payment, PaymentMethod, SeriesPurpose,
    VoidedNumber,
};
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use values::{
    LocalDate, Money,
    ids::{AppointmentId, InvoiceId, PatientId, PaymentId},
};

pub use crate::patients::Done;
use crate::patients::PatientSummary;
pub use clinic::billing::{DueAge, InvoiceStanding, InvoiceTotals, TaxTotal};

/// Which invoices a list shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum InvoiceFilter {
    /// All but discarded drafts.
    All,
    /// Drafts.
    Drafts,
    /// Issued with something due.
    Open,
    /// Due and past the day.
    Overdue,
    /// Nothing due any more.
    Settled,
}

/// Asks for a list of invoices, latest first.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct InvoiceListRequest {
    /// Which.
    pub filter: InvoiceFilter,
    /// Number or part of the patient's name, as typed.
    #[serde(default)]
    pub text: String,
    /// Continue after this many.
    #[serde(default)]
    pub offset: u32,
    /// How many at most, 1 to 200.
    pub limit: u16,
}

/// An invoice in a list.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[expect(missing_docs, reason = "as in the record")]
pub struct InvoiceSummary {
    pub id: InvoiceId,
    pub kind: InvoiceKind,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub number: Option<String>,
    pub patient: PatientId,
    pub patient_name: String,
    pub record_number: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub issued_on: Option<LocalDate>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub due_on: Option<LocalDate>,
    pub gross: Money,
    pub due: Money,
    pub standing: InvoiceStanding,
    pub not_yet_shared: bool,
}

/// A list of invoices.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct InvoiceListView {
    /// The page asked for.
    pub invoices: Vec<InvoiceSummary>,
    /// How many there are in all.
    pub total: u32,
    /// What patients owe on all of them.
    pub due: Money,
    /// What is to be given back on all of them.
    pub refunds_due: Money,
    /// Taken today, one for each method, in the order of the methods.
    pub takings_today: Vec<Takings>,
}

/// What was taken by one method, less what was given back by it: below zero when that was more.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[expect(missing_docs, reason = "documented at the type")]
pub struct Takings {
    pub method: PaymentMethod,
    pub amount: Money,
}

/// Asks which document numbers were given, and what became of each.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct NumberSeriesRequest {}

/// The series of document numbers, by letter code and purpose, as far as they have come to this workstation.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[expect(missing_docs, reason = "documented at the type")]
pub struct NumberSeriesView {
    pub series: Vec<SeriesView>,
}

/// One workstation's numbers for one purpose. Every series begins at 1, and is gapless when each number up to
/// its last stands on a paper or is void.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct SeriesView {
    /// The letter code of the workstation.
    pub letters: String,
    /// What the numbers are for.
    pub purpose: SeriesPurpose,
    /// The lowest number that is used or void.
    pub first: String,
    /// The highest one.
    pub last: String,
    /// How many stand on a paper.
    pub used: u32,
    /// How many of those up to the last are neither used nor void.
    pub missing_count: u32,
    /// Where they are, the first 500 gaps of all series.
    pub missing: Vec<MissingNumbers>,
    /// The void ones, by number.
    pub voided: Vec<VoidedNumberView>,
}

/// Numbers next to each other of which nothing is known.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[expect(missing_docs, reason = "documented at the type")]
pub struct MissingNumbers {
    pub first: String,
    pub last: String,
}

/// A number that stands on no valid paper.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct VoidedNumberView {
    /// The record.
    pub voided: VoidedNumber,
    /// Who asked for it, as printed.
    pub person: String,
}

/// Asks how billing stands today.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct BillingOverviewRequest {}

/// What patients owe on invoices of one age.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct UnpaidByAge {
    /// How far they are past their day.
    pub age: DueAge,
    /// How many invoices.
    pub count: u32,
    /// What is owed on them.
    pub due: Money,
}

/// How billing stands today.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct BillingOverviewView {
    /// Drafts that are not issued yet.
    pub drafts: u32,
    /// What patients owe, one for each age, the youngest first.
    pub unpaid: Vec<UnpaidByAge>,
    /// On how many invoices they owe it.
    pub unpaid_count: u32,
    /// All that they owe.
    pub due: Money,
    /// What is to be given back on credit notes.
    pub refunds_due: Money,
    /// Taken today, one for each method, in the order of the methods.
    pub takings: Vec<Takings>,
    /// All of that.
    pub taken: Money,
}

/// Asks for an invoice.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "documented at the type")]
pub struct InvoiceRequest {
    pub invoice: InvoiceId,
}

/// A line with its amounts.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct InvoiceLineView {
    /// The line.
    pub line: InvoiceLine,
    /// Quantity times price.
    pub before_discount: Money,
    /// The reduction.
    pub discount: Money,
    /// What is left, before tax.
    pub net: Money,
}

/// An invoice, whole.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct InvoiceView {
    /// The record.
    pub invoice: Invoice,
    /// Who pays.
    pub patient: PatientSummary,
    /// The lines with their amounts.
    pub lines: Vec<InvoiceLineView>,
    /// The sums.
    pub totals: InvoiceTotals,
    /// Payments, oldest first.
    pub payments: Vec<Payment>,
    /// How it stands.
    pub standing: InvoiceStanding,
    /// The credit note that takes it back, or the invoice that it takes back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub counterpart: Option<InvoiceSummary>,
    /// Changed here and not yet confirmed by the server.
    pub not_yet_shared: bool,
}

/// Starts a draft: from a visit's services, or empty.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct DraftInvoice {
    /// Id of the new invoice.
    pub id: InvoiceId,
    /// Who pays.
    pub patient: PatientId,
    /// The visit whose services become lines. Line ids follow from the invoice's id and their order.
    #[serde(default)]
    #[ts(optional)]
    pub appointment: Option<AppointmentId>,
}

/// Replaces the lines of a draft (a draft is one person's work on one invoice; lines have no life of their own).
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "as in the record")]
pub struct EditInvoiceLines {
    pub invoice: InvoiceId,
    pub lines: Vec<InvoiceLine>,
}

/// Asks what lines would come to, without keeping anything.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "as in the record")]
pub struct PreviewInvoiceLines {
    pub invoice: InvoiceId,
    pub lines: Vec<InvoiceLine>,
}

/// What lines would come to.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[expect(missing_docs, reason = "as in InvoiceView")]
pub struct InvoicePreviewView {
    pub lines: Vec<InvoiceLineView>,
    pub totals: InvoiceTotals,
}

/// Throws a draft away; it stays in the history.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "as in the record")]
pub struct DiscardInvoice {
    pub invoice: InvoiceId,
}

/// Issues a draft: gives it a number and makes it final.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "as in the record")]
pub struct IssueInvoice {
    pub invoice: InvoiceId,
}

/// Takes a payment, in full or in part; on a credit note, gives money back.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "as in the record")]
pub struct TakePayment {
    pub id: PaymentId,
    pub invoice: InvoiceId,
    pub amount: Money,
    pub method: PaymentMethod,
}

/// Takes an issued invoice back in full.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct CreditInvoice {
    /// Id of the credit note.
    pub id: InvoiceId,
    /// The invoice.
    pub invoice: InvoiceId,
    /// Why.
    pub reason: String,
}

/// Whether an invoice still has the status that a list asks for.
impl InvoiceFilter {
    /// Whether `status` can pass at all, before payments are looked at.
    pub const fn admits(self, status: InvoiceStatus) -> bool {
        match (self, status) {
            (_, InvoiceStatus::Discarded) => false,
            (Self::All, _) => true,
            (Self::Drafts, status) => matches!(status, InvoiceStatus::Draft),
            (Self::Open | Self::Overdue, status) => matches!(status, InvoiceStatus::Issued),
            (Self::Settled, status) => {
                matches!(status, InvoiceStatus::Issued | InvoiceStatus::Credited)
            }
        }
    }
}
