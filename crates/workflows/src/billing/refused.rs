//! The codes under which a billing rule's refusal travels.

use clinic::billing::{BillingRefused, LineProblem};
use wire::{Code, Failure};

use crate::context::Stop;

impl From<BillingRefused> for Stop {
    fn from(refused: BillingRefused) -> Self {
        match refused {
            BillingRefused::NotADraft => Code::NotADraft.into(),
            BillingRefused::NotIssued => Code::NotIssued.into(),
            BillingRefused::AlreadyCredited => Code::AlreadyCredited.into(),
            BillingRefused::NoLines => Code::NoLines.into(),
            BillingRefused::AmountOutOfRange => Code::AmountOutOfRange.into(),
            BillingRefused::MoreThanDue { due } => {
                Failure::with(Code::MoreThanDue, serde_json::json!({ "due": due })).into()
            }
            BillingRefused::Lines(problems) => lines(&problems).into(),
            BillingRefused::Reason { problem } => Failure::field("reason", problem).into(),
        }
    }
}

fn lines(problems: &[LineProblem]) -> Failure {
    let paths: Vec<String> = problems.iter().map(LineProblem::path).collect();
    let with_problems = paths
        .iter()
        .zip(problems)
        .map(|(path, problem)| (path.as_str(), problem.problem));
    Failure::fields(with_problems)
}
