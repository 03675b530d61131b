//! How the problems that a rule of patients finds travel.

use clinic::patients::{FieldProblem, Problem};
use wire::Failure;

use crate::context::Outcome;

/// Stops with the wrong fields, if there are any.
pub(super) fn refuse_wrong_fields(problems: &[FieldProblem]) -> Outcome<()> {
    if problems.is_empty() {
        return Ok(());
    }
    let fields = problems
        .iter()
        .map(|problem| (problem.field, problem.problem.name()));
    Err(Failure::fields(fields).into())
}

/// Stops when one field is wrong.
pub(super) fn refuse_wrong_field(field: &str, problem: Option<Problem>) -> Outcome<()> {
    match problem {
        Some(problem) => Err(Failure::field(field, problem.name()).into()),
        None => Ok(()),
    }
}
