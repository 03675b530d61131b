//! `draft_invoice`.

use clinic::{
    billing::{Draft, bills_its_visit, check_lines, draft_from_services},
    records::{Appointment, Invoice, InvoiceLine, Kind, Patient, Service},
};
use values::ids::{AppointmentId, ServiceId};
use wire::{
    Code, Failure,
    billing::{DraftInvoice, InvoiceView},
};

use super::view::invoice_view;
use crate::{
    context::{Context, Kept, Outcome},
    records::{Query, RecordsError},
};

/// Starts a draft: from the services of a visit, or empty. A visit is billed once.
pub async fn draft_invoice(
    context: &mut Context<'_>,
    request: DraftInvoice,
) -> Outcome<InvoiceView> {
    context.about(request.patient);
    if context.exists(Kind::Invoice, request.id.uuid()).await? {
        return invoice_view(context, request.id).await;
    }
    let _: Kept<Patient> = context.load(request.patient.uuid()).await?;
    let services = match request.appointment {
        Some(appointment) => services_to_bill(context, &request, appointment).await?,
        None => Vec::new(),
    };
    let draft = Draft {
        id: request.id,
        patient: request.patient,
        appointment: request.appointment,
        currency: context.facility().await?.currency,
        drafted_at: context.now(),
        drafted_by: context.actor().person,
    };
    let invoice = as_first_drafted(context, draft_from_services(draft, &services)?)?;
    context.save(&invoice).await?;
    invoice_view(context, request.id).await
}

/// The services of a visit that is this patient's and is not billed yet, in their order.
async fn services_to_bill(
    context: &mut Context<'_>,
    request: &DraftInvoice,
    appointment: AppointmentId,
) -> Outcome<Vec<Service>> {
    let visit: Kept<Appointment> = context.load(appointment.uuid()).await?;
    if visit.patient != request.patient {
        return Err(Failure::field("appointment", "invalid").into());
    }
    let earlier = context
        .find::<Invoice>(Query::InvoicesOfAppointments(vec![appointment]))
        .await?;
    if let Some(earlier) = earlier.iter().find(|invoice| bills_its_visit(invoice)) {
        let data = serde_json::json!({ "invoice": earlier.id });
        return Err(Failure::with(Code::AlreadyInvoiced, data).into());
    }
    let ids = visit.services.iter().map(|service| service.uuid());
    let known = context
        .find::<Service>(Query::Many(Kind::Service, ids.collect()))
        .await?;
    let service = |id: &ServiceId| known.iter().find(|service| service.id == *id);
    visit
        .services
        .iter()
        .map(|id| match service(id) {
            Some(service) => Ok(service.record.clone()),
            None => Err(Failure::with(
                Code::NotFound,
                serde_json::json!({ "kind": Kind::Service.name() }),
            )
            .into()),
        })
        .collect()
}

/// The draft with the lines of the change's first run. It may have been issued and printed since, so a
/// price or a plan that changed in the meantime must not change it.
fn as_first_drafted(context: &mut Context<'_>, draft: Invoice) -> Outcome<Invoice> {
    let shape = |source: serde_json::Error| RecordsError::Shape {
        kind: Kind::Invoice.name(),
        source: source.into(),
    };
    let now = serde_json::to_string(&draft.lines).map_err(shape)?;
    let first = context.first_found("lines", now);
    let lines: Vec<InvoiceLine> = serde_json::from_str(&first).map_err(|_| Code::BadRequest)?;
    if !lines.is_empty() {
        check_lines(&lines, draft.currency)?;
    }
    Ok(Invoice { lines, ..draft })
}
