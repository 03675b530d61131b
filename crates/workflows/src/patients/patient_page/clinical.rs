//! The clinical part of a patient's page.

use std::cmp::Reverse;

use clinic::{
    patients::allergy_status,
    records::{
        Allergy, AllergyStatus, ClinicalStatus, Condition, Kind, MonitorAssignment, Observation,
        Patient, Person,
    },
};
use values::names::fold;
use wire::patients::{AllergiesView, ClinicalView};

use crate::{
    context::{Context, Kept, Outcome},
    records::Query,
};

const STATEMENTS_MAX: u32 = 1_000;
const OBSERVATIONS_MAX: u32 = 500;
const YEAR_MILLIS: i64 = 366 * 24 * 60 * 60 * 1_000;

pub(super) async fn view(
    context: &mut Context<'_>,
    patient: &Kept<Patient>,
) -> Outcome<ClinicalView> {
    Ok(ClinicalView {
        allergies: allergies(context, patient).await?,
        conditions: conditions(context, patient).await?,
        observations: observations(context, patient).await?,
        monitor: monitor(context, patient).await?,
    })
}

async fn allergies(context: &mut Context<'_>, patient: &Kept<Patient>) -> Outcome<AllergiesView> {
    let recorded: Vec<Kept<Allergy>> = context
        .find(Query::OfPatient(Kind::Allergy, patient.id, STATEMENTS_MAX))
        .await?;
    let status = allergy_status(patient, recorded.iter().map(|kept| &kept.record));
    let mut active: Vec<Allergy> = recorded
        .into_iter()
        .map(|kept| kept.record)
        .filter(|allergy| allergy.status == ClinicalStatus::Active)
        .collect();
    active.sort_by_cached_key(|allergy| (fold(&allergy.substance), allergy.id));
    let statement = patient
        .no_known_allergies
        .as_ref()
        .filter(|_| status == AllergyStatus::NoKnown);
    let stated_by = match statement {
        Some(statement) => context.look_up::<Person>(statement.by.uuid()).await?,
        None => None,
    };
    Ok(AllergiesView {
        status,
        active,
        stated_by: stated_by.map(|person| person.name.letter()),
        stated_at: statement.map(|statement| statement.at),
    })
}

/// Active ones first, then by onset, latest first. What was entered in error was never a problem.
async fn conditions(context: &mut Context<'_>, patient: &Kept<Patient>) -> Outcome<Vec<Condition>> {
    let recorded: Vec<Kept<Condition>> = context
        .find(Query::OfPatient(
            Kind::Condition,
            patient.id,
            STATEMENTS_MAX,
        ))
        .await?;
    let mut conditions: Vec<Condition> = recorded
        .into_iter()
        .map(|kept| kept.record)
        .filter(|condition| condition.status != ClinicalStatus::EnteredInError)
        .collect();
    conditions.sort_by_key(|condition| {
        (
            condition.status != ClinicalStatus::Active,
            Reverse(condition.onset),
            condition.id,
        )
    });
    Ok(conditions)
}

async fn observations(
    context: &mut Context<'_>,
    patient: &Kept<Patient>,
) -> Outcome<Vec<Observation>> {
    let oldest = context.now().plus_millis(-YEAR_MILLIS);
    let taken: Vec<Kept<Observation>> = context
        .find(Query::OfPatient(
            Kind::Observation,
            patient.id,
            OBSERVATIONS_MAX,
        ))
        .await?;
    Ok(taken
        .into_iter()
        .map(|kept| kept.record)
        .filter(|observation| observation.taken_at >= oldest)
        .collect())
}

async fn monitor(context: &mut Context<'_>, patient: &Kept<Patient>) -> Outcome<Option<String>> {
    let assignments: Vec<Kept<MonitorAssignment>> = context
        .find(Query::MonitorAssignments {
            monitor: None,
            patient: Some(patient.id),
        })
        .await?;
    Ok(assignments
        .into_iter()
        .next()
        .map(|assignment| assignment.record.monitor))
}
