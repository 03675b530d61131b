//! `edit_patient`.

use clinic::{
    patients::{FieldProblem, demographic_problems, tidy},
    records::Patient,
};
use values::{
    Instant,
    simulation::{self, Bug},
};
use wire::patients::{EditPatient, PatientSummary};

use super::{patient_summary, refused::refuse_wrong_fields};
use crate::{
    context::{Context, Kept, Outcome},
    records::RecordsError,
};

/// Changes the fields that the request names. Two edits of different fields both hold, whichever comes
/// first; an edit that changes nothing makes no new version.
pub async fn edit_patient(
    context: &mut Context<'_>,
    request: EditPatient,
) -> Outcome<PatientSummary> {
    let id = request.id;
    context.about(id);
    let today = context.today().await?;
    let before: Kept<Patient> = context.load(id.uuid()).await?;
    let named = named_fields(&request);
    let mut edited = tidy(patched(before.record.clone(), request));
    // What was wrong before and is not touched, such as an imported address, does not stop an edit.
    let problems: Vec<FieldProblem> = demographic_problems(&edited, today)
        .into_iter()
        .filter(|problem| named.iter().any(|field| concerns(problem, field)))
        .collect();
    refuse_wrong_fields(&problems)?;
    let gives_way = simulation::has(Bug::LatestClockWins) && !latest(&mut edited, context.now());
    if !gives_way && written(&edited)? != written(&tidy(before.record))? {
        context.save(&edited).await?;
    }
    let after: Kept<Patient> = context.load(id.uuid()).await?;
    Ok(patient_summary(&after, today, after.pending))
}

/// An edit as it must not be: whichever clock is ahead has the last word.
fn latest(patient: &mut Patient, now: Instant) -> bool {
    let now = serde_json::Value::from(now.to_string());
    let before = patient.extra.insert("edited_at".to_owned(), now.clone());
    before.is_none_or(|before| before.as_str() <= now.as_str())
}

fn patched(patient: Patient, request: EditPatient) -> Patient {
    Patient {
        name: request.name.unwrap_or(patient.name),
        other_name: request.other_name.unwrap_or(patient.other_name),
        birth_date: request.birth_date.unwrap_or(patient.birth_date),
        sex: request.sex.unwrap_or(patient.sex),
        died_on: request.died_on.unwrap_or(patient.died_on),
        national_number: request.national_number.unwrap_or(patient.national_number),
        phone: request.phone.unwrap_or(patient.phone),
        second_phone: request.second_phone.unwrap_or(patient.second_phone),
        email: request.email.unwrap_or(patient.email),
        address: request.address.unwrap_or(patient.address),
        language: request.language.unwrap_or(patient.language),
        emergency_contact: request
            .emergency_contact
            .unwrap_or(patient.emergency_contact),
        ..patient
    }
}

fn named_fields(request: &EditPatient) -> Vec<&'static str> {
    [
        ("name", request.name.is_some()),
        ("other_name", request.other_name.is_some()),
        ("birth_date", request.birth_date.is_some()),
        ("died_on", request.died_on.is_some()),
        ("national_number", request.national_number.is_some()),
        ("phone", request.phone.is_some()),
        ("second_phone", request.second_phone.is_some()),
        ("email", request.email.is_some()),
        ("address", request.address.is_some()),
        ("language", request.language.is_some()),
        ("emergency_contact", request.emergency_contact.is_some()),
    ]
    .into_iter()
    .filter_map(|(field, named)| named.then_some(field))
    .collect()
}

/// A death before birth is told at the day of death, whichever of the two was edited.
fn concerns(problem: &FieldProblem, field: &str) -> bool {
    let told_at = problem.field.split('.').next();
    told_at == Some(field) || (told_at == Some("died_on") && field == "birth_date")
}

fn written(patient: &Patient) -> Result<serde_json::Value, RecordsError> {
    serde_json::to_value(patient).map_err(|source| RecordsError::Shape {
        kind: "patient",
        source: source.into(),
    })
}
