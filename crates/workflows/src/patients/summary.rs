//! What a list shows of a patient. Agenda, billing, attention and monitoring show the same.

use clinic::records::Patient;
use values::LocalDate;
use wire::patients::PatientSummary;

/// The summary of a patient on `today`; `not_yet_shared` is what the store says of the record.
///
/// The age of somebody who has died is the age at death (NHS CUI patient banner, `Age at death`).
pub fn patient_summary(
    patient: &Patient,
    today: LocalDate,
    not_yet_shared: bool,
) -> PatientSummary {
    let counted_to = patient.died_on.unwrap_or(today);
    PatientSummary {
        id: patient.id,
        display_name: patient.name.banner(),
        other_display_name: patient.other_name.as_ref().map(values::HumanName::banner),
        preferred_name: patient.name.preferred.clone(),
        record_number: patient.record_number.clone(),
        birth_date: patient.birth_date,
        age: patient.birth_date.and_then(|born| born.age_on(counted_to)),
        sex: patient.sex,
        died_on: patient.died_on,
        phone: patient.phone.clone(),
        city: patient
            .address
            .as_ref()
            .map(|address| address.city.clone())
            .filter(|city| !city.is_empty()),
        not_yet_shared,
    }
}
