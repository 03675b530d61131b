//! Who might be the same person as somebody described.

use std::{cmp::Reverse, collections::BTreeMap};

use clinic::{
    patients::{Described, Likeness, likeness, searches_for_duplicates},
    records::Patient,
};

use crate::{
    context::{Context, Kept, Outcome},
    records::Query,
};

const COMPARED_MAX: u32 = 100;

/// Everybody who is worth showing, most alike first.
pub(super) async fn alike(
    context: &mut Context<'_>,
    described: &Described,
) -> Outcome<Vec<(Kept<Patient>, Likeness)>> {
    let mut found = BTreeMap::new();
    for terms in searches_for_duplicates(described) {
        let query = Query::PatientsMatching {
            terms,
            limit: COMPARED_MAX,
        };
        let hits: Vec<Kept<Patient>> = context.find(query).await?;
        found.extend(hits.into_iter().map(|patient| (patient.id, patient)));
    }
    let mut alike: Vec<(Kept<Patient>, Likeness)> = found
        .into_values()
        .filter_map(|patient| Some((likeness(described, &patient)?, patient)))
        .map(|(likeness, patient)| (patient, likeness))
        .collect();
    alike
        .sort_by_key(|(patient, likeness)| (Reverse((likeness.grade, likeness.score)), patient.id));
    Ok(alike)
}
