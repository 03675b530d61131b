//! Whom refused changes concern.

use std::collections::BTreeMap;

use clinic::records::{
    Allergy, Appointment, Attention, Coverage, Invoice, MonitorAssignment, Record,
};
use uuid::Uuid;
use values::ids::{AttentionId, PatientId};

use crate::{
    context::{Context, Outcome},
    records::Query,
};

/// The fields of requests that name something of a patient's.
const POINTERS: [&str; 5] = [
    "appointment",
    "invoice",
    "allergy",
    "coverage",
    "assignment",
];

/// The patient of each item, as far as its request leads to one.
pub(super) async fn patients_of(
    context: &mut Context<'_>,
    items: &[&Attention],
) -> Outcome<BTreeMap<AttentionId, PatientId>> {
    let mut owners: BTreeMap<Uuid, PatientId> = BTreeMap::new();
    for pointer in POINTERS {
        let ids: Vec<Uuid> = items
            .iter()
            .filter(|item| named(item, "patient").is_none())
            .filter_map(|item| named(item, pointer))
            .collect();
        if !ids.is_empty() {
            owners.extend(owners_of(context, pointer, ids).await?);
        }
    }
    Ok(items
        .iter()
        .filter_map(|item| {
            let told = named(item, "patient").or_else(|| edited(item));
            let patient = told.map(PatientId::from_uuid).or_else(|| {
                POINTERS
                    .iter()
                    .find_map(|pointer| owners.get(&named(item, pointer)?).copied())
            })?;
            Some((item.id, patient))
        })
        .collect())
}

async fn owners_of(
    context: &mut Context<'_>,
    pointer: &str,
    ids: Vec<Uuid>,
) -> Outcome<BTreeMap<Uuid, PatientId>> {
    match pointer {
        "appointment" => owned(context, ids, |visit: &Appointment| visit.patient).await,
        "invoice" => owned(context, ids, |invoice: &Invoice| invoice.patient).await,
        "allergy" => owned(context, ids, |allergy: &Allergy| allergy.patient).await,
        "coverage" => owned(context, ids, |coverage: &Coverage| coverage.patient).await,
        _ => owned(context, ids, |watched: &MonitorAssignment| watched.patient).await,
    }
}

async fn owned<T: Record>(
    context: &mut Context<'_>,
    ids: Vec<Uuid>,
    patient: impl Fn(&T) -> PatientId,
) -> Outcome<BTreeMap<Uuid, PatientId>> {
    let found = context.find::<T>(Query::Many(T::KIND, ids)).await?;
    Ok(found
        .iter()
        .map(|kept| (kept.uuid(), patient(kept)))
        .collect())
}

/// The id in a field of the item's request.
fn named(item: &Attention, field: &str) -> Option<Uuid> {
    item.refused.request.get(field)?.as_str()?.parse().ok()
}

/// An edit of a patient names the patient as `id`.
fn edited(item: &Attention) -> Option<Uuid> {
    (item.refused.command == "edit_patient")
        .then(|| named(item, "id"))
        .flatten()
}
