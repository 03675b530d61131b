//! `edit_patient`.

use clinic::{
    patients::{FieldProblem, demographic_problems, tidy},
    records::{Kind, Patient},
};
use values::{
    Instant, LocalDate,
    simulation::{self, Bug},
};
use wire::patients::{EditPatient, PatientSummary};

use super::{patient_summary, refused::refuse_wrong_fields};
use crate::{
    context::{Context, Kept, Outcome, body_of},
    merge::{edit, lay},
};

/// Changes the fields that the request names. Two edits of different fields both hold, whichever comes
/// first; of two edits of one field the class of the field decides (`clinic::merge`). An edit that changes
/// nothing makes no new version.
pub async fn edit_patient(
    context: &mut Context<'_>,
    request: EditPatient,
) -> Outcome<PatientSummary> {
    let id = request.id;
    context.about(id);
    let today = context.today().await?;
    let before: Kept<Patient> = context.load(id.uuid()).await?;
    let named = named_fields(&request)?;
    let was = request.was.clone();
    let asked = tidy(patched(before.record.clone(), request));
    refuse_wrong_fields(&problems(&asked, &named, today))?;
    let edits = edit(&asked, &named, &was)?;
    let mut edited = lay(context, id, &before.record, &edits).await?;
    let gives_way =
        simulation::has(Bug::LatestClockWins) && !latest(&mut edited.record, context.now());
    if edited.changed && !gives_way {
        // What each of two people wrote may be right, and the two together not.
        refuse_wrong_fields(&problems(&edited.record, &named, today))?;
        context.save(&edited.record).await?;
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

/// The fields of the record that the request names; those that it does not name are not written there.
fn named_fields(request: &EditPatient) -> Outcome<Vec<&'static str>> {
    let written = body_of(Kind::Patient, request)?;
    let names = Kind::Patient.fields().iter().map(|(name, _)| *name);
    Ok(names
        .filter(|name| *name != "id" && written.contains_key(*name))
        .collect())
}

/// What is wrong with the fields that are touched. What was wrong before and is not touched, such as an
/// imported address, does not stop an edit.
fn problems(patient: &Patient, touched: &[&str], today: LocalDate) -> Vec<FieldProblem> {
    demographic_problems(patient, today)
        .into_iter()
        .filter(|problem| touched.iter().any(|field| concerns(problem, field)))
        .collect()
}

/// A death before birth is told at the day of death, whichever of the two was edited.
fn concerns(problem: &FieldProblem, field: &str) -> bool {
    let told_at = problem.field.split('.').next();
    told_at == Some(field) || (told_at == Some("died_on") && field == "birth_date")
}
