//! `search_patients`.

use std::collections::BTreeSet;

use clinic::{
    patients::search::{SearchStep, closeness, search_steps},
    records::Patient,
};
use wire::patients::{PatientSearchView, SearchPatients};

use super::patient_summary;
use crate::{
    context::{Context, Kept, Outcome},
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
    let mut found: Vec<Kept<Patient>> = Vec::new();
    let mut seen = BTreeSet::new();
    for step in search_steps(&request.text, today) {
        if found.len() > limit || (step.last_resort && !found.is_empty()) {
            break;
        }
        // Whoever an earlier step found is found again by a looser one.
        let ask_for = seen.len() + RANKED_MAX.max(limit + 1);
        let hits = ranked(context, step, ask_for).await?;
        found.extend(hits.into_iter().filter(|hit| seen.insert(hit.id)));
    }
    Ok(PatientSearchView {
        more: found.len() > limit,
        patients: found
            .iter()
            .take(limit)
            .map(|patient| patient_summary(patient, today, patient.pending))
            .collect(),
    })
}

async fn ranked(
    context: &mut Context<'_>,
    step: SearchStep,
    limit: usize,
) -> Outcome<Vec<Kept<Patient>>> {
    let mut hits: Vec<Kept<Patient>> = context
        .find(Query::PatientsMatching {
            terms: step.terms.clone(),
            limit: u32::try_from(limit).unwrap_or(u32::MAX),
        })
        .await?;
    hits.sort_by_cached_key(|patient| closeness(&step.terms, patient));
    Ok(hits)
}
