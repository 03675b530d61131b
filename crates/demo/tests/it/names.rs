//! Who the patients are.

use std::collections::{BTreeMap, BTreeSet};

use clinic::{
    patients::{allergy_status, tidy_national_number, vital_sign},
    records::{AllergyStatus, ClinicalStatus, Patient, Sex},
};

use values::names::fold;

use crate::clinic_at::CLINIC;

/// The script of the first letter of a name, roughly, by Unicode block.
fn script(patient: &Patient) -> &'static str {
    let letter = patient.name.family.chars().next().map_or(0, u32::from);
    match letter {
        0x41..=0x7a => "plain Latin",
        0xc0..=0x24f | 0x1e00..=0x1eff => "extended Latin",
        0x370..=0x3ff => "Greek",
        0x400..=0x4ff => "Cyrillic",
        0x600..=0x6ff => "Arabic",
        0x4e00..=0x9fff => "Han",
        _ => panic!("{letter:x}"),
    }
}

#[test]
fn there_are_120_patients_with_names_in_six_scripts() {
    let patients = &CLINIC.patients;
    assert_eq!(patients.len(), 120);
    let scripts: BTreeSet<&str> = patients.iter().map(script).collect();
    assert_eq!(scripts.len(), 6, "{scripts:?}");
    let international = patients
        .iter()
        .filter(|patient| !(patient.name.family.is_ascii() && patient.name.given.is_ascii()));
    assert!(international.count() >= 35);
    for patient in patients {
        let latin = matches!(script(patient), "plain Latin" | "extended Latin");
        assert!(
            latin || patient.other_name.is_some(),
            "{}",
            patient.record_number
        );
        let letters = format!("{}{}", patient.name.family, patient.name.given);
        assert!(!letters.chars().any(|letter| letter.is_ascii_digit()));
    }
}

#[test]
fn the_people_that_are_hard_to_show_are_there() {
    let patients = &CLINIC.patients;
    let count =
        |is: &dyn Fn(&Patient) -> bool| patients.iter().filter(|patient| is(patient)).count();
    assert_eq!(count(&|patient| patient.died_on.is_some()), 4);
    assert_eq!(count(&|patient| patient.birth_date.is_none()), 1);
    assert_eq!(
        count(&|patient| patient.birth_date.is_some_and(|born| !born.is_exact())),
        2
    );
    assert_eq!(count(&|patient| patient.name.given.is_empty()), 2);
    assert_eq!(count(&|patient| patient.sex == Sex::Indeterminate), 1);
    assert_eq!(count(&|patient| patient.sex == Sex::NotKnown), 1);
    assert!(count(&|patient| patient.name.family.chars().count() > 40) >= 2);
    assert!(
        count(&|patient| patient
            .address
            .as_ref()
            .is_some_and(|address| address.lines.len() == 2))
            >= 15
    );
    let today = CLINIC.facility.zone.date(CLINIC.now);
    let newborn = patients.iter().filter_map(|patient| patient.birth_date);
    let youngest = newborn.map(values::BirthDate::earliest).max().unwrap();
    assert_eq!(today.days_since(youngest), 4);
}

#[test]
fn some_people_are_easily_taken_for_each_other() {
    let mut by_name: BTreeMap<String, u32> = BTreeMap::new();
    for patient in &CLINIC.patients {
        let name = fold(&format!("{} {}", patient.name.family, patient.name.given));
        *by_name.entry(name).or_default() += 1;
    }
    let alike: Vec<_> = by_name.values().filter(|count| **count > 1).collect();
    assert_eq!(
        alike.len(),
        2,
        "the two Patrick Murphys, and Sean and Seán Byrne"
    );
    let twins: Vec<_> = CLINIC
        .patients
        .iter()
        .filter(|patient| patient.name.family == "Okonkwo")
        .collect();
    let [one, other] = twins[..] else {
        panic!("two twins")
    };
    assert_eq!(one.birth_date, other.birth_date);
    assert_eq!(one.address, other.address);
}

#[test]
fn numbers_and_addresses_can_be_nobodys() {
    for patient in &CLINIC.patients {
        let phone = patient.phone.as_deref().unwrap();
        assert!(phone.starts_with("020 91"), "{}", patient.record_number);
        if let Some(number) = &patient.national_number {
            assert!(number.starts_with("999"));
            assert_eq!(
                tidy_national_number(number).as_deref(),
                Some(number.as_str())
            );
        }
        if let Some(email) = &patient.email {
            assert!(email.ends_with("@example.com"));
        }
    }
}

#[test]
fn record_numbers_are_of_the_servers_series_in_the_order_of_registration() {
    let mut patients: Vec<_> = CLINIC.patients.iter().collect();
    patients.sort_by_key(|patient| patient.registered_at);
    let numbers: Vec<_> = patients
        .iter()
        .map(|patient| patient.record_number.clone())
        .collect();
    let expected: Vec<_> = (1..=120).map(|number| format!("S-{number:06}")).collect();
    assert_eq!(numbers, expected);
}

#[test]
fn the_three_states_of_allergies_all_occur() {
    let mut seen = BTreeMap::new();
    for patient in &CLINIC.patients {
        let own = CLINIC
            .allergies
            .iter()
            .filter(|allergy| allergy.patient == patient.id);
        *seen.entry(allergy_status(patient, own) as u8).or_insert(0) += 1;
    }
    for state in [
        AllergyStatus::NotRecorded,
        AllergyStatus::NoKnown,
        AllergyStatus::Known,
    ] {
        assert!(
            seen.get(&(state as u8)).is_some_and(|count| *count >= 15),
            "{state:?} {seen:?}"
        );
    }
}

#[test]
fn histories_are_there_and_lie_in_the_past() {
    let today = CLINIC.facility.zone.date(CLINIC.now);
    let active = CLINIC
        .conditions
        .iter()
        .filter(|condition| condition.status == ClinicalStatus::Active);
    assert!(active.count() > 200);
    assert!(CLINIC.coverages.len() > 100);
    assert!(CLINIC.observations.len() > 3_000);
    for condition in &CLINIC.conditions {
        assert!(condition.onset.unwrap() < today);
    }
    for observation in &CLINIC.observations {
        assert!(observation.taken_at <= CLINIC.now);
        let kind = vital_sign(&observation.code).unwrap();
        assert_eq!(kind.unit, observation.unit);
    }
    let youngest_history = CLINIC
        .observations
        .iter()
        .map(|observation| observation.taken_at)
        .max()
        .unwrap();
    assert!(
        CLINIC.now.millis_since(youngest_history) < 24 * 3_600_000,
        "today's visits were charted"
    );
}
