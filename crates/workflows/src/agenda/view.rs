//! A visit as the agenda shows it.

use std::collections::{BTreeMap, BTreeSet};

use clinic::{
    agenda::{next_statuses, waiting_minutes},
    records::{Appointment, Invoice, InvoiceKind, InvoiceStatus, Kind, Patient},
};
use values::ids::{AppointmentId, InvoiceId, PatientId};
use wire::{Code, agenda::AppointmentView, patients::PatientSummary};

use super::leases::is_tentative;
use crate::{
    context::{Context, Kept, Outcome},
    patients::patient_summary,
    records::{Clash, Query, RecordsError},
};

/// The visit under `id`.
pub(super) async fn view(context: &mut Context<'_>, id: AppointmentId) -> Outcome<AppointmentView> {
    let kept = context.load(id.uuid()).await?;
    let shown = views(context, vec![kept]).await?;
    Ok(shown.into_iter().next().ok_or(Code::NotFound)?)
}

/// These visits, in their order: their patients in one question, their invoices in another.
pub(super) async fn views(
    context: &mut Context<'_>,
    visits: Vec<Kept<Appointment>>,
) -> Outcome<Vec<AppointmentView>> {
    let patients = summaries(context, visits.iter().map(|visit| visit.patient)).await?;
    let invoices = invoices_of(context, &visits).await?;
    let zone = context.facility().await?.zone;
    let now = context.now();
    let mut tentative = BTreeSet::new();
    for visit in &visits {
        if is_tentative(context, visit).await? {
            tentative.insert(visit.id);
        }
    }
    visits
        .into_iter()
        .map(|visit| {
            let Kept {
                record: appointment,
                pending,
                ..
            } = visit;
            let patient = patients.get(&appointment.patient).cloned();
            Ok(AppointmentView {
                patient: patient.ok_or(RecordsError::Clash(Clash::DanglingReference))?,
                end: zone.local(appointment.ends_at).1,
                next: next_statuses(&zone, now, &appointment),
                waiting_minutes: waiting_minutes(&appointment, now),
                invoice: invoices.get(&appointment.id).copied(),
                not_yet_shared: pending,
                tentative: tentative.contains(&appointment.id),
                appointment,
            })
        })
        .collect()
}

/// Summaries of these patients, in one question.
pub(crate) async fn summaries(
    context: &mut Context<'_>,
    ids: impl Iterator<Item = PatientId>,
) -> Outcome<BTreeMap<PatientId, PatientSummary>> {
    let ids: BTreeSet<_> = ids.map(PatientId::uuid).collect();
    if ids.is_empty() {
        return Ok(BTreeMap::new());
    }
    let today = context.today().await?;
    let query = Query::Many(Kind::Patient, ids.into_iter().collect());
    let found = context.find::<Patient>(query).await?;
    Ok(found
        .into_iter()
        .map(|kept| (kept.id, patient_summary(&kept, today, kept.pending)))
        .collect())
}

/// The invoice that stands for each visit: one that was taken back stands for none.
async fn invoices_of(
    context: &mut Context<'_>,
    visits: &[Kept<Appointment>],
) -> Outcome<BTreeMap<AppointmentId, InvoiceId>> {
    if visits.is_empty() {
        return Ok(BTreeMap::new());
    }
    let ids = visits.iter().map(|visit| visit.id).collect();
    let found = context
        .find::<Invoice>(Query::InvoicesOfAppointments(ids))
        .await?;
    Ok(found
        .into_iter()
        .filter(|invoice| invoice.kind == InvoiceKind::Invoice)
        .filter(|invoice| matches!(invoice.status, InvoiceStatus::Draft | InvoiceStatus::Issued))
        .filter_map(|invoice| Some((invoice.appointment?, invoice.id)))
        .collect())
}
