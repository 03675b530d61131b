//! Whom items concern.

use std::collections::BTreeMap;

use clinic::records::{
    Allergy, Appointment, Attention, Coverage, Invoice, MonitorAssignment, Record, Subject,
};
use uuid::Uuid;
use values::ids::{AttentionId, PatientId};

use crate::{
    context::{Context, Outcome},
    records::Query,
};

/// The fields of requests that name something of a patient's.
const POINTERS: [&str; 6] = [
    "appointment",
    "invoice",
    "allergy",
    "coverage",
    "assignment",
    "item",
];

/// The patient of each item, as far as its request leads to one; of a possible duplicate, who was registered.
pub(super) async fn patients_of(
    context: &mut Context<'_>,
    items: &[&Attention],
) -> Outcome<BTreeMap<AttentionId, PatientId>> {
    let mut owners: BTreeMap<Uuid, PatientId> = BTreeMap::new();
    for pointer in POINTERS {
        let ids: Vec<Uuid> = items
            .iter()
            .filter(|item| told(item).is_none())
            .filter_map(|item| named(item, pointer))
            .collect();
        if !ids.is_empty() {
            owners.extend(owners_of(context, pointer, ids).await?);
        }
    }
    Ok(items
        .iter()
        .filter_map(|item| {
            let patient = told(item).or_else(|| {
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
        "appointment" => owned(context, ids, |visit: &Appointment| Some(visit.patient)).await,
        "invoice" => owned(context, ids, |invoice: &Invoice| Some(invoice.patient)).await,
        "allergy" => owned(context, ids, |allergy: &Allergy| Some(allergy.patient)).await,
        "coverage" => owned(context, ids, |coverage: &Coverage| Some(coverage.patient)).await,
        "item" => owned(context, ids, told).await,
        _ => {
            owned(context, ids, |watched: &MonitorAssignment| {
                Some(watched.patient)
            })
            .await
        }
    }
}

async fn owned<T: Record>(
    context: &mut Context<'_>,
    ids: Vec<Uuid>,
    patient: impl Fn(&T) -> Option<PatientId>,
) -> Outcome<BTreeMap<Uuid, PatientId>> {
    let found = context.find_behind::<T>(Query::Many(T::KIND, ids)).await?;
    Ok(found
        .iter()
        .filter_map(|kept| Some((kept.uuid(), patient(kept)?)))
        .collect())
}

/// The patient whom the item itself names.
fn told(item: &Attention) -> Option<PatientId> {
    match &item.subject {
        Subject::Conflict(conflict) => Some(conflict.patient),
        Subject::Duplicate(duplicate) => Some(duplicate.registered),
        // An edit of a patient names the patient as `id`.
        Subject::Refused(refused) => named(item, "patient")
            .or_else(|| named(item, "id").filter(|_| refused.command == "edit_patient"))
            .map(PatientId::from_uuid),
    }
}

/// The id in a field of the item's request.
fn named(item: &Attention, field: &str) -> Option<Uuid> {
    item.refused()?.request.get(field)?.as_str()?.parse().ok()
}
