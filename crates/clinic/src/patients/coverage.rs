//! What an insurance needs, and when it holds.

use values::LocalDate;

use super::field::{FieldProblem, Problem, at_most, required};
use crate::records::Coverage;

const PAYER_MAX: usize = 200;
const MEMBER_NUMBER_MAX: usize = 60;
const PLAN_MAX: usize = 200;

/// What is wrong with an insurance; nothing when it is empty.
pub fn coverage_problems(coverage: &Coverage) -> Vec<FieldProblem> {
    let ends_before_it_starts =
        matches!((coverage.from, coverage.to), (Some(from), Some(to)) if to < from);
    let checks = [
        ("payer", required(&coverage.payer, PAYER_MAX)),
        (
            "member_number",
            required(&coverage.member_number, MEMBER_NUMBER_MAX),
        ),
        ("plan", at_most(&coverage.plan, PLAN_MAX)),
        ("to", ends_before_it_starts.then_some(Problem::Invalid)),
    ];
    checks
        .into_iter()
        .filter_map(|(field, problem)| Some(FieldProblem::new(field, problem?)))
        .collect()
}

/// Whether the insurance holds on a day. Both its days count; an open end has no limit.
pub fn holds_on(coverage: &Coverage, day: LocalDate) -> bool {
    coverage.from.is_none_or(|from| from <= day) && coverage.to.is_none_or(|to| day <= to)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn coverage(from: Option<&str>, to: Option<&str>) -> Coverage {
        serde_json::from_value(json!({
            "id": "01930000-0000-7000-8000-000000000002", "patient": "01930000-0000-7000-8000-000000000001",
            "payer": "VHI", "member_number": "77", "from": from, "to": to,
        }))
        .unwrap()
    }

    #[test]
    fn it_holds_from_its_first_day_to_its_last() {
        for (from, to, expected) in [
            (None, None, true),
            (Some("2026-11-20"), Some("2026-11-20"), true),
            (Some("2026-11-21"), None, false),
            (None, Some("2026-11-19"), false),
        ] {
            let day = "2026-11-20".parse().unwrap();
            assert_eq!(
                holds_on(&coverage(from, to), day),
                expected,
                "{from:?} {to:?}"
            );
        }
    }

    #[test]
    fn it_needs_a_payer_a_number_and_an_end_after_its_start() {
        assert_eq!(coverage_problems(&coverage(None, None)), []);
        let mut wrong = coverage(Some("2026-02-01"), Some("2026-01-31"));
        wrong.payer = String::new();
        wrong.member_number = "7".repeat(61);
        assert_eq!(
            coverage_problems(&wrong),
            [
                FieldProblem::new("payer", Problem::Required),
                FieldProblem::new("member_number", Problem::TooLong),
                FieldProblem::new("to", Problem::Invalid),
            ]
        );
    }
}
