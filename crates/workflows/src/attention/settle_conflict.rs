//! `settle_conflict`: a person chooses the value of a field with two.

use clinic::{
    patients::{FieldProblem, allergy_problems, coverage_problems, demographic_problems, tidy},
    records::{
        Allergy, AttentionState, Choice, Conflict, Coverage, Kind, Patient, Record, Settlement,
    },
};
use serde_json::{Value, json};
use wire::{
    Code, Failure,
    attention::{ConflictChoice, Done, SettleConflict},
};

use super::open_item::{already_settled, item, reason, settle};
use crate::{
    context::{Context, Kept, Outcome, body_of},
    merge::written,
};

/// Writes the chosen value and settles the item, in one step. The choice is made between what the person
/// saw: where the field has become something else since, or somebody settled the item otherwise, it is
/// refused. Two people who choose the same agree.
pub async fn settle_conflict(context: &mut Context<'_>, request: SettleConflict) -> Outcome<Done> {
    let reason = reason(&request.reason)?;
    let item = item(context, request.item).await?;
    let Some(conflict) = item.conflict() else {
        return Err(Failure::field("item", "invalid").into());
    };
    context.about(conflict.patient);
    let current = context
        .value_of(conflict.kind, conflict.record, &conflict.field)
        .await?;
    let (choice, value) = match request.choice {
        ConflictChoice::KeepMine => (Choice::Mine, conflict.mine.clone()),
        ConflictChoice::KeepTheirs => (Choice::Theirs, request.was.clone()),
        ConflictChoice::EnterNew { value } => (Choice::New, value),
    };
    if item.state == AttentionState::Settled {
        return if value == current {
            Ok(Done {})
        } else {
            Err(already_settled(&item).into())
        };
    }
    if request.was != current {
        return Err(
            Failure::with(Code::ChangedMeanwhile, json!({ "field": conflict.field })).into(),
        );
    }
    let value = if value == current {
        value
    } else {
        write(context, conflict, value).await?
    };
    let settlement = Settlement::Chosen {
        choice,
        value,
        reason,
    };
    settle(context, &item, settlement).await?;
    Ok(Done {})
}

/// Writes the field by the rules of its record; answers the value as it is kept.
async fn write(context: &mut Context<'_>, conflict: &Conflict, value: Value) -> Outcome<Value> {
    match conflict.kind {
        Kind::Patient => {
            let today = context.today().await?;
            let check = |patient: Patient| {
                let patient = tidy(patient);
                let problems = demographic_problems(&patient, today);
                (patient, problems)
            };
            checked(context, conflict, value, check).await
        }
        Kind::Allergy => {
            let check = |allergy: Allergy| {
                let problems = allergy_problems(&allergy.substance, &allergy.reaction);
                (allergy, problems)
            };
            checked(context, conflict, value, check).await
        }
        Kind::Coverage => {
            let check = |coverage: Coverage| {
                let problems = coverage_problems(&coverage);
                (coverage, problems)
            };
            checked(context, conflict, value, check).await
        }
        // No command edits fields of other kinds in place, so none of them can be in conflict.
        _ => Err(Failure::field("item", "invalid").into()),
    }
}

async fn checked<T: Record>(
    context: &mut Context<'_>,
    conflict: &Conflict,
    value: Value,
    check: impl Fn(T) -> (T, Vec<FieldProblem>),
) -> Outcome<Value> {
    let kept: Kept<T> = context.load(conflict.record).await?;
    let record = written(context, &kept.record, &conflict.field, value)?;
    let (record, problems) = check(record);
    let wrong = problems
        .iter()
        .find(|problem| problem.field.split('.').next() == Some(conflict.field.as_str()));
    if let Some(problem) = wrong {
        return Err(Failure::field("value", problem.problem.name()).into());
    }
    context.save(&record).await?;
    let body = body_of(T::KIND, &record)?;
    Ok(clinic::merge::field_of(&body, &conflict.field))
}
