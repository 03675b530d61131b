//! What is known about a patient's allergies as a whole, and what a statement about one needs.

use super::field::{FieldProblem, Problem, at_most, required};
use crate::records::{Allergy, AllergyStatus, ClinicalStatus, Patient};

const SUBSTANCE_MAX: usize = 200;
const REACTION_MAX: usize = 500;
const REASON_MAX: usize = 500;

/// One of three states that never look alike: known, asked and none known, not recorded.
///
/// An active allergy outweighs a statement that there are none, so records that met by synchronisation
/// or merging always show the more cautious state. Source: NHS CUI patient banner, zone 2, allergies.
pub fn allergy_status<'a>(
    patient: &Patient,
    allergies: impl IntoIterator<Item = &'a Allergy>,
) -> AllergyStatus {
    let mut allergies = allergies.into_iter();
    if allergies.any(|allergy| allergy.status == ClinicalStatus::Active) {
        AllergyStatus::Known
    } else if patient.no_known_allergies.is_some() {
        AllergyStatus::NoKnown
    } else {
        AllergyStatus::NotRecorded
    }
}

/// What is wrong with an allergy to be recorded; nothing when it is empty.
pub fn allergy_problems(substance: &str, reaction: &str) -> Vec<FieldProblem> {
    let checks = [
        ("substance", required(substance, SUBSTANCE_MAX)),
        ("reaction", at_most(reaction, REACTION_MAX)),
    ];
    checks
        .into_iter()
        .filter_map(|(field, problem)| Some(FieldProblem::new(field, problem?)))
        .collect()
}

/// What is wrong with the reason for marking a statement as entered in error. One must be given.
pub fn reason_problem(reason: &str) -> Option<Problem> {
    required(reason, REASON_MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn patient(stated: bool) -> Patient {
        let statement = json!({ "at": "2026-01-01T00:00:00.000Z", "by": "01930000-0000-7000-8000-000000000009" });
        let mut body = json!({
            "id": "01930000-0000-7000-8000-000000000001", "record_number": "A-000001", "sex": "female",
            "name": { "family": "Smith" }, "registered_at": "2026-01-01T00:00:00.000Z",
        });
        if stated {
            body["no_known_allergies"] = statement;
        }
        serde_json::from_value(body).unwrap()
    }

    fn allergy(status: &str) -> Allergy {
        serde_json::from_value(json!({
            "id": "01930000-0000-7000-8000-000000000002", "patient": "01930000-0000-7000-8000-000000000001",
            "substance": "penicillin", "criticality": "high", "status": status,
            "recorded_at": "2026-01-01T00:00:00.000Z", "recorded_by": "01930000-0000-7000-8000-000000000009",
        }))
        .unwrap()
    }

    #[test]
    fn the_more_cautious_of_what_is_recorded_holds() {
        for (stated, statuses, expected) in [
            (false, &[][..], AllergyStatus::NotRecorded),
            (true, &[], AllergyStatus::NoKnown),
            (false, &["active"], AllergyStatus::Known),
            (true, &["active"], AllergyStatus::Known),
            (false, &["entered_in_error"], AllergyStatus::NotRecorded),
            (
                true,
                &["entered_in_error", "resolved"],
                AllergyStatus::NoKnown,
            ),
            (false, &["entered_in_error", "active"], AllergyStatus::Known),
        ] {
            let allergies: Vec<Allergy> = statuses.iter().map(|status| allergy(status)).collect();
            assert_eq!(
                allergy_status(&patient(stated), &allergies),
                expected,
                "{stated} {statuses:?}"
            );
        }
    }

    #[test]
    fn an_allergy_needs_a_substance_and_a_retraction_a_reason() {
        assert_eq!(allergy_problems("penicillin", ""), []);
        assert_eq!(
            allergy_problems(" ", &"x".repeat(501)),
            [
                FieldProblem::new("substance", Problem::Required),
                FieldProblem::new("reaction", Problem::TooLong)
            ]
        );
        assert_eq!(reason_problem(""), Some(Problem::Required));
    }
}
