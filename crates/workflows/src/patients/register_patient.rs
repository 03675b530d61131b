//! `register_patient`.

use clinic::{
    patients::{demographic_problems, tidy},
    records::{Extra, Patient},
};
use wire::patients::{PatientSummary, RegisterPatient};

use super::{patient_summary, refused::refuse_wrong_fields};
use crate::context::{Context, Kept, Outcome};

/// Opens a record under the next record number of this workstation. The same request again answers the
/// same. Possible duplicates do not stop it: who is at the desk cannot wait for them to be settled.
pub async fn register_patient(
    context: &mut Context<'_>,
    request: RegisterPatient,
) -> Outcome<PatientSummary> {
    let id = request.id;
    context.about(id);
    let today = context.today().await?;
    if let Some(registered) = context.look_up::<Patient>(id.uuid()).await? {
        return Ok(patient_summary(&registered, today, registered.pending));
    }
    let mut patient = tidy(opened(request, context));
    refuse_wrong_fields(&demographic_problems(&patient, today))?;
    patient.record_number = context.allot("record_number").await?;
    context.save(&patient).await?;
    let registered: Kept<Patient> = context.load(id.uuid()).await?;
    Ok(patient_summary(&registered, today, registered.pending))
}

/// The record without its number, which is given only to one that can be kept.
fn opened(request: RegisterPatient, context: &Context<'_>) -> Patient {
    Patient {
        id: request.id,
        record_number: String::new(),
        name: request.name,
        other_name: request.other_name,
        birth_date: request.birth_date,
        sex: request.sex,
        died_on: None,
        national_number: request.national_number,
        phone: request.phone,
        second_phone: request.second_phone,
        email: request.email,
        address: request.address,
        language: request.language,
        emergency_contact: request.emergency_contact,
        no_known_allergies: None,
        registered_at: context.now(),
        extra: Extra::new(),
    }
}
