//! `possible_duplicates`.

use std::{cmp::Reverse, collections::BTreeMap};

use clinic::{
    patients::{Described, Likeness, likeness, searches_for_duplicates},
    records::Patient,
};
use wire::patients::{DuplicateCandidate, DuplicatesView, PossibleDuplicates};

use super::patient_summary;
use crate::{
    context::{Context, Kept, Outcome},
    records::Query,
};

const COMPARED_MAX: u32 = 100;
const SHOWN_MAX: usize = 10;

/// Says who might be the same person as somebody being registered. Advice: nothing is refused for it.
pub async fn possible_duplicates(
    context: &mut Context<'_>,
    request: PossibleDuplicates,
) -> Outcome<DuplicatesView> {
    let today = context.today().await?;
    let described = Described {
        name: request.name,
        birth_date: request.birth_date,
        sex: request.sex,
        phone: request.phone,
        national_number: request.national_number,
    };
    let mut alike: Vec<(Kept<Patient>, Likeness)> = worth_comparing(context, &described)
        .await?
        .into_iter()
        .filter_map(|patient| Some((likeness(&described, &patient)?, patient)))
        .map(|(likeness, patient)| (patient, likeness))
        .collect();
    alike
        .sort_by_key(|(patient, likeness)| (Reverse((likeness.grade, likeness.score)), patient.id));
    let candidate = |(patient, likeness): (Kept<Patient>, Likeness)| DuplicateCandidate {
        patient: patient_summary(&patient, today, patient.pending),
        grade: likeness.grade,
        matching: likeness.matching,
    };
    let shown = alike.into_iter().take(SHOWN_MAX);
    Ok(DuplicatesView {
        candidates: shown.map(candidate).collect(),
    })
}

async fn worth_comparing(
    context: &mut Context<'_>,
    described: &Described,
) -> Outcome<Vec<Kept<Patient>>> {
    let mut found = BTreeMap::new();
    for terms in searches_for_duplicates(described) {
        let query = Query::PatientsMatching {
            terms,
            limit: COMPARED_MAX,
        };
        let hits: Vec<Kept<Patient>> = context.find(query).await?;
        found.extend(hits.into_iter().map(|patient| (patient.id, patient)));
    }
    Ok(found.into_values().collect())
}
