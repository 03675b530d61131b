//! A draft from the services of a visit.

use values::{
    Currency, Instant,
    ids::{AppointmentId, InvoiceId, PatientId, PersonId},
};

use super::{
    lines::{check_lines, line_id},
    refused::BillingRefused,
};
use crate::records::{Extra, Invoice, InvoiceKind, InvoiceLine, InvoiceStatus, Service};

/// Who is billed, for what, and who asks.
#[derive(Debug, Clone, Copy)]
#[expect(missing_docs, reason = "as in the record")]
pub struct Draft {
    pub id: InvoiceId,
    pub patient: PatientId,
    pub appointment: Option<AppointmentId>,
    pub currency: Currency,
    pub drafted_at: Instant,
    pub drafted_by: PersonId,
}

/// A draft with one line a service, in the order given; a service that was done twice is one line of
/// quantity two. Line ids follow from the invoice's, so that every run makes the same draft.
/// No service makes an empty draft; a service that could not be sold here is refused.
pub fn draft_from_services(draft: Draft, services: &[Service]) -> Result<Invoice, BillingRefused> {
    let mut lines: Vec<InvoiceLine> = Vec::new();
    for service in services {
        let again = lines
            .iter_mut()
            .find(|line| line.service == Some(service.id));
        if let Some(line) = again {
            line.quantity = line.quantity.saturating_add(1);
            continue;
        }
        lines.push(InvoiceLine {
            id: line_id(draft.id, lines.len()),
            service: Some(service.id),
            description: service.name.clone(),
            quantity: 1,
            unit_price: service.price,
            tax_rate: service.tax_rate,
            discount: None,
            extra: Extra::new(),
        });
    }
    if !lines.is_empty() {
        check_lines(&lines, draft.currency)?;
    }
    Ok(Invoice {
        id: draft.id,
        kind: InvoiceKind::Invoice,
        patient: draft.patient,
        appointment: draft.appointment,
        status: InvoiceStatus::Draft,
        number: None,
        currency: draft.currency,
        lines,
        gross: None,
        drafted_at: draft.drafted_at,
        drafted_by: draft.drafted_by,
        issued_at: None,
        issued_on: None,
        due_on: None,
        credits: None,
        credit_reason: None,
        extra: Extra::new(),
    })
}
