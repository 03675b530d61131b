//! What a list shows of an invoice. The patient's page and the agenda show the same.

use std::collections::{BTreeMap, BTreeSet};

use clinic::{
    billing,
    records::{Invoice, Kind, Patient, Payment},
};
use uuid::Uuid;
use values::{LocalDate, ids::InvoiceId};
use wire::billing::InvoiceSummary;

use crate::{
    context::{Context, Kept, Outcome, Stop},
    records::{Query, RecordsError},
};

/// The summaries of `invoices`, in their order. Two queries, however many there are.
pub async fn invoice_summaries(
    context: &mut Context<'_>,
    invoices: &[Kept<Invoice>],
) -> Outcome<Vec<InvoiceSummary>> {
    if invoices.is_empty() {
        return Ok(Vec::new());
    }
    let today = context.today().await?;
    let payments = PaymentsByInvoice::of(context, invoices).await?;
    let ids: BTreeSet<Uuid> = invoices
        .iter()
        .map(|invoice| invoice.patient.uuid())
        .collect();
    let patients: BTreeMap<_, Kept<Patient>> = context
        .find::<Patient>(Query::Many(Kind::Patient, ids.into_iter().collect()))
        .await?
        .into_iter()
        .map(|patient| (patient.id, patient))
        .collect();
    invoices
        .iter()
        .map(|invoice| {
            let patient = patients.get(&invoice.patient).ok_or_else(no_patient)?;
            invoice_summary(invoice, patient, &payments, today)
        })
        .collect()
}

/// The summary of one invoice on `today`.
pub(super) fn invoice_summary(
    invoice: &Kept<Invoice>,
    patient: &Patient,
    payments: &PaymentsByInvoice,
    today: LocalDate,
) -> Outcome<InvoiceSummary> {
    let balance = billing::balance(invoice, &payments.that_count_for(invoice))?;
    Ok(InvoiceSummary {
        id: invoice.id,
        kind: invoice.kind,
        number: invoice.number.clone(),
        patient: invoice.patient,
        patient_name: patient.name.banner(),
        record_number: patient.record_number.clone(),
        issued_on: invoice.issued_on,
        due_on: invoice.due_on,
        gross: balance.gross,
        due: balance.due,
        standing: billing::standing(invoice, &balance, today),
        not_yet_shared: invoice.pending || payments.any_pending(invoice.id),
    })
}

/// An invoice without its patient: the store refuses such a reference, so the records are damaged.
fn no_patient() -> Stop {
    RecordsError::Other("an invoice names a patient that is not there".into()).into()
}

/// Payments, found by the invoice or credit note that they are of.
pub(super) struct PaymentsByInvoice(BTreeMap<InvoiceId, Vec<Kept<Payment>>>);

impl PaymentsByInvoice {
    /// The payments of `invoices`, and of those that they take back.
    pub(super) async fn of(context: &mut Context<'_>, invoices: &[Kept<Invoice>]) -> Outcome<Self> {
        let ids: BTreeSet<InvoiceId> = invoices
            .iter()
            .flat_map(|invoice| [Some(invoice.id), invoice.credits])
            .flatten()
            .collect();
        let query = Query::PaymentsOf(ids.into_iter().collect());
        let mut by_invoice: BTreeMap<_, Vec<_>> = BTreeMap::new();
        for payment in context.find::<Payment>(query).await? {
            by_invoice.entry(payment.invoice).or_default().push(payment);
        }
        Ok(Self(by_invoice))
    }

    /// The payments of one invoice, oldest first.
    pub(super) fn of_one(&self, invoice: InvoiceId) -> Vec<Payment> {
        self.kept(invoice)
            .iter()
            .map(|payment| payment.record.clone())
            .collect()
    }

    /// What [`billing::balance`] asks for.
    pub(super) fn that_count_for(&self, invoice: &Invoice) -> Vec<Payment> {
        let mut payments = self.of_one(invoice.id);
        if let Some(taken_back) = invoice.credits {
            payments.extend(self.of_one(taken_back));
        }
        payments
    }

    /// Whether a payment of the invoice is not confirmed by the server yet.
    pub(super) fn any_pending(&self, invoice: InvoiceId) -> bool {
        self.kept(invoice).iter().any(|payment| payment.pending)
    }

    fn kept(&self, invoice: InvoiceId) -> &[Kept<Payment>] {
        self.0.get(&invoice).map_or(&[], Vec::as_slice)
    }
}
