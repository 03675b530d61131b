//! `search_patients`.

use std::collections::{BTreeMap, BTreeSet};

use clinic::{
    access::to_see,
    patients::search::{Readings, SearchStep, closeness, search_steps},
    records::{Attention, Kind, Patient},
};
use serde_json::Value;
use uuid::Uuid;
use wire::patients::{PatientSearchView, SearchPatients};

use super::{locked::Locked, patient_summary};
use crate::{
    context::{Context, Kept, Outcome, body_of},
    records::Query,
};

const LIMIT_MAX: usize = 100;
/// How many a step may find before they are ranked. The index hands them over in no useful order, so it
/// is more than a list shows; more still would cost time that a key press does not have.
const RANKED_MAX: usize = 100;

/// Finds patients by what was typed, best first. Nothing typed finds nobody.
pub async fn search_patients(
    context: &mut Context<'_>,
    request: SearchPatients,
) -> Outcome<PatientSearchView> {
    let limit = usize::from(request.limit).clamp(1, LIMIT_MAX);
    let today = context.today().await?;
    let steps = search_steps(&request.text, today);
    let unsettled = if steps.is_empty() {
        Vec::new()
    } else {
        unsettled(context).await?
    };
    let mut found: Vec<Kept<Patient>> = Vec::new();
    let mut locked = Locked::default();
    let mut seen = BTreeSet::new();
    for step in steps {
        if found.len() > limit || (step.last_resort && !(found.is_empty() && locked.is_empty())) {
            break;
        }
        locked.look(context, &step, today).await?;
        // Whoever an earlier step found is found again by a looser one.
        let ask_for = seen.len() + RANKED_MAX.max(limit + 1);
        let hits = ranked(context, step, ask_for, &unsettled).await?;
        found.extend(hits.into_iter().filter(|hit| seen.insert(hit.id)));
    }
    Ok(PatientSearchView {
        more: found.len() > limit,
        patients: found
            .iter()
            .take(limit)
            .map(|patient| patient_summary(patient, today, patient.pending))
            .collect(),
        locked: locked.found(limit),
    })
}

/// Whom the index finds, and whom it would find by another value, closest first.
async fn ranked(
    context: &mut Context<'_>,
    step: SearchStep,
    limit: usize,
    unsettled: &[(Kept<Patient>, Readings)],
) -> Outcome<Vec<Kept<Patient>>> {
    let indexed: Vec<Kept<Patient>> = context
        .find(Query::PatientsMatching {
            terms: step.terms.clone(),
            limit: u32::try_from(limit).unwrap_or(u32::MAX),
        })
        .await?;
    let mut hits: Vec<_> = indexed
        .into_iter()
        .map(|patient| (Some(closeness(&step.terms, &patient)), patient))
        .collect();
    hits.extend(
        unsettled
            .iter()
            .filter(|(_, readings)| readings.answer(&step.terms))
            .map(|(patient, readings)| (readings.closeness(&step.terms), patient.clone())),
    );
    hits.sort_by(|(one, _), (other, _)| one.cmp(other));
    Ok(hits.into_iter().map(|(_, patient)| patient).collect())
}

/// Patients of whom somebody gave another value than the record holds, and nobody has chosen yet. The index knows
/// the record alone; of these there are so few that they are looked through one by one.
async fn unsettled(context: &mut Context<'_>) -> Outcome<Vec<(Kept<Patient>, Readings)>> {
    let actor = context.actor();
    let items = context
        .find::<Attention>(Query::OpenConflicts { patient: None })
        .await?;
    let mut others: BTreeMap<Uuid, Vec<(String, Value)>> = BTreeMap::new();
    for conflict in items.iter().filter_map(|item| item.conflict()) {
        if conflict.kind == Kind::Patient && actor.may(to_see(conflict.kind, &conflict.field)) {
            let other = (conflict.field.clone(), conflict.mine.clone());
            others.entry(conflict.record).or_default().push(other);
        }
    }
    let mut unsettled = Vec::new();
    for (id, others) in others {
        let Some(patient) = context.look_up::<Patient>(id).await? else {
            continue;
        };
        let body = body_of(Kind::Patient, &patient.record)?;
        let mut readings = vec![patient.record.clone()];
        for (field, value) in others {
            let mut body = body.clone();
            body.insert(field, value);
            // Nobody is found by what this version cannot read.
            readings.extend(serde_json::from_value::<Patient>(Value::Object(body)));
        }
        unsettled.push((patient, Readings::of(readings)));
    }
    Ok(unsettled)
}
