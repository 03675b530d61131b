//! `possible_duplicates`.

use clinic::{
    patients::{Described, Likeness},
    records::Patient,
};
use wire::patients::{DuplicateCandidate, DuplicatesView, PossibleDuplicates};

use super::{alike::alike, patient_summary};
use crate::context::{Context, Kept, Outcome};

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
    let candidate = |(patient, likeness): (Kept<Patient>, Likeness)| DuplicateCandidate {
        patient: patient_summary(&patient, today, patient.pending),
        grade: likeness.grade,
        matching: likeness.matching,
    };
    let shown = alike(context, &described)
        .await?
        .into_iter()
        .take(SHOWN_MAX);
    Ok(DuplicatesView {
        candidates: shown.map(candidate).collect(),
    })
}
