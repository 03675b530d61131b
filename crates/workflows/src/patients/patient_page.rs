//! `patient_page`.

mod clinical;

use clinic::{
    access::Permission,
    patients::{group_national_number, holds_on},
    records::{Appointment, Coverage, Invoice, InvoiceStatus, Kind, Patient},
};
use values::{LocalDate, ids::PatientId};
use wire::{
    billing::InvoiceSummary,
    patients::{AppointmentSummary, PatientPageRequest, PatientPageView},
    restriction::EmergencyView,
};

use super::{patient_summary, unsettled_fields::unsettled_of};
use crate::{
    agenda::is_tentative,
    billing::summary::invoice_summaries,
    context::{Context, Kept, Outcome},
    records::Query,
};

const COVERAGES_MAX: u32 = 100;
const APPOINTMENTS_MAX: u32 = 400;
const PAST_MAX: usize = 200;
const INVOICES_MAX: u32 = 200;

/// A patient's page, as much of it as the role may see.
pub async fn patient_page(
    context: &mut Context<'_>,
    request: PatientPageRequest,
) -> Outcome<PatientPageView> {
    let id = request.patient;
    context.about(id);
    let today = context.today().await?;
    let actor = context.actor();
    let mut patient: Kept<Patient> = context.load(id.uuid()).await?;
    let clinical = if actor.may(Permission::SeeClinicalRecord) {
        Some(clinical::view(context, &patient).await?)
    } else {
        // That somebody was asked about allergies is clinical content too.
        patient.record.no_known_allergies = None;
        None
    };
    let invoices = if actor.may(Permission::SeeInvoices) {
        Some(invoices(context, id).await?)
    } else {
        None
    };
    let unsettled = unsettled_of(context, Some(id)).await?;
    let (coming, past) = appointments(context, id, today).await?;
    let emergency = context.emergency(id).await?.map(|held| EmergencyView {
        access: held.access,
        until: held.until,
    });
    Ok(PatientPageView {
        summary: patient_summary(&patient, today, patient.pending),
        national_number_grouped: patient
            .national_number
            .as_deref()
            .map(group_national_number),
        coverages: coverages(context, id, today).await?,
        coming,
        past,
        invoices,
        clinical,
        emergency,
        unsettled,
        patient: patient.record,
    })
}

/// Those that hold today first, then the latest to start.
async fn coverages(
    context: &mut Context<'_>,
    patient: PatientId,
    today: LocalDate,
) -> Outcome<Vec<Coverage>> {
    let mut coverages: Vec<Kept<Coverage>> = context
        .find(Query::OfPatient(Kind::Coverage, patient, COVERAGES_MAX))
        .await?;
    coverages.sort_by_key(|coverage| {
        (
            !holds_on(coverage, today),
            std::cmp::Reverse((coverage.from, coverage.id)),
        )
    });
    Ok(coverages.into_iter().map(|kept| kept.record).collect())
}

/// Visits from today on, soonest first, and those before, latest first.
async fn appointments(
    context: &mut Context<'_>,
    patient: PatientId,
    today: LocalDate,
) -> Outcome<(Vec<AppointmentSummary>, Vec<AppointmentSummary>)> {
    let mut appointments: Vec<Kept<Appointment>> = context
        .find(Query::OfPatient(
            Kind::Appointment,
            patient,
            APPOINTMENTS_MAX,
        ))
        .await?;
    appointments.sort_by_key(|appointment| (appointment.starts_at, appointment.id));
    let mut summaries = Vec::with_capacity(appointments.len());
    for appointment in &appointments {
        let tentative = is_tentative(context, appointment).await?;
        summaries.push(appointment_summary(appointment, tentative));
    }
    let (coming, past): (Vec<_>, Vec<_>) = summaries
        .into_iter()
        .partition(|appointment| appointment.date >= today);
    let past = past.into_iter().rev().take(PAST_MAX);
    Ok((coming, past.collect()))
}

fn appointment_summary(appointment: &Kept<Appointment>, tentative: bool) -> AppointmentSummary {
    AppointmentSummary {
        id: appointment.id,
        date: appointment.date,
        start: appointment.start,
        minutes: appointment.minutes,
        practitioner: appointment.practitioner,
        status: appointment.status,
        reason: appointment.reason.clone(),
        not_yet_shared: appointment.pending,
        tentative,
    }
}

/// All but drafts that were thrown away, latest first.
async fn invoices(context: &mut Context<'_>, patient: PatientId) -> Outcome<Vec<InvoiceSummary>> {
    let mut invoices: Vec<Kept<Invoice>> = context
        .find(Query::OfPatient(Kind::Invoice, patient, INVOICES_MAX))
        .await?;
    invoices.retain(|invoice| invoice.status != InvoiceStatus::Discarded);
    invoice_summaries(context, &invoices).await
}
