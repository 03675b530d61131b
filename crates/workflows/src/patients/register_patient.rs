//! `register_patient`.

use std::collections::BTreeMap;

use clinic::{
    patients::{Described, demographic_problems, tidy},
    records::{DuplicatePatient, Extra, Patient, Subject},
};
use values::ids::PatientId;
use wire::patients::{PatientSummary, RegisterPatient};

use super::{alike::alike, patient_summary, refused::refuse_wrong_fields};
use crate::context::{Context, Kept, Outcome};

/// Opens a record under the next record number of this workstation. The same request again answers the
/// same. Possible duplicates do not stop it: who is at the desk cannot wait for them to be settled. Of whom
/// the person could not know, because another workstation had just registered them, the worklist tells.
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
    let seen = request.seen_duplicates.clone();
    let mut patient = tidy(opened(request, context));
    refuse_wrong_fields(&demographic_problems(&patient, today))?;
    patient.record_number = context.allot("record_number").await?;
    context.save(&patient).await?;
    if let Some(seen) = seen {
        raise_unseen_duplicates(context, &patient, &seen).await?;
    }
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
        restriction: None,
        registered_at: context.now(),
        facilities: vec![context.actor().facility],
        former_facilities: Vec::new(),
        edited: BTreeMap::new(),
        extra: Extra::new(),
    }
}

/// Whoever is very likely the same person and was not shown to the registering one.
async fn raise_unseen_duplicates(
    context: &mut Context<'_>,
    registered: &Patient,
    seen: &[PatientId],
) -> Outcome<()> {
    let described = Described {
        name: registered.name.clone(),
        birth_date: registered.birth_date,
        sex: registered.sex,
        phone: registered.phone.clone(),
        national_number: registered.national_number.clone(),
    };
    for (existing, likeness) in alike(context, &described).await? {
        let unseen = existing.id != registered.id && !seen.contains(&existing.id);
        if !(unseen && likeness.is_strong()) {
            continue;
        }
        let duplicate = DuplicatePatient {
            registered: registered.id,
            existing: existing.id,
            grade: likeness.grade,
            matching: likeness.matching,
            asked: context.asked(),
        };
        let about = existing.id.to_string();
        context.raise(&about, Subject::Duplicate(duplicate)).await?;
    }
    Ok(())
}
