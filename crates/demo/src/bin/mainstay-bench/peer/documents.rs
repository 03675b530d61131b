//! Patients with every field filled, as a front desk fills them that takes its time. Both sides keep the same.

use std::{
    collections::BTreeMap,
    fs::File,
    io::{BufWriter, Write},
    ops::Range,
    path::Path,
};

use clinic::records::{Address, EmergencyContact, Extra, Patient, Sex};
use demo::dice::Dice;
use serde_json::{Value, json};
use uuid::Builder;
use values::{BirthDate, HumanName, Instant, LocalDate, ids::PatientId};

use crate::Broken;

const FAMILIES: [&str; 8] = [
    "Byrne", "Murphy", "Nguyen", "Kowalska", "Okafor", "Haddad", "Ivanova", "Silva",
];
const GIVEN: [&str; 8] = [
    "Ann", "Sean", "Minh", "Zofia", "Chidi", "Rania", "Olga", "Ines",
];
/// 1 January 2020; they are registered a minute apart from then on.
const FIRST_MS: i64 = 1_577_836_800_000;
const MINUTE_MS: i64 = 60_000;

/// The patient of that number, the same every time.
pub(crate) fn patient(number: u32) -> Patient {
    let mut dice = Dice::new(&format!("peer {number}"));
    let registered_at = Instant::from_millis(FIRST_MS + i64::from(number) * MINUTE_MS);
    let family = *dice.pick(&FAMILIES);
    let given = format!("{} {}", dice.pick(&GIVEN), dice.pick(&GIVEN));
    let born = LocalDate::new(1930, 1, 1).ok();
    let born = born.map(|day| day.plus_days(i32::try_from(dice.below(30_000)).unwrap_or(0)));
    let phone = |dice: &mut Dice| format!("+353 1 5550 {:04}", dice.below(10_000));
    Patient {
        id: id(number, registered_at),
        record_number: format!("0-{number:07}"),
        name: HumanName::new(family, given.clone()),
        other_name: Some(HumanName::new(format!("{family}-Byrne"), given.clone())),
        birth_date: born.map(BirthDate::day),
        sex: if dice.chance(51) {
            Sex::Female
        } else {
            Sex::Male
        },
        died_on: None,
        national_number: Some(format!("{:07}TA", dice.below(10_000_000))),
        phone: Some(phone(&mut dice)),
        second_phone: Some(phone(&mut dice)),
        email: Some(format!("patient.{number}@mail.harbour-street.example")),
        address: Some(Address {
            lines: vec![
                format!("Apartment {}, The Old Custom House", 1 + dice.below(200)),
                format!("{} Harbour Street, North Docklands", 1 + dice.below(200)),
            ],
            city: "Dublin".to_owned(),
            postal_code: format!("D{:02} X{:03}", 1 + dice.below(24), dice.below(1_000)),
            country: "Ireland".to_owned(),
        }),
        language: Some("en-IE".to_owned()),
        emergency_contact: Some(EmergencyContact {
            name: format!("{} {family}", dice.pick(&GIVEN)),
            relationship: "Daughter, lives in the same house".to_owned(),
            phone: phone(&mut dice),
        }),
        no_known_allergies: None,
        restriction: None,
        registered_at,
        facilities: Vec::new(),
        former_facilities: Vec::new(),
        edited: BTreeMap::new(),
        extra: Extra::new(),
    }
}

/// How a front desk asks for that patient.
pub(crate) fn registration(number: u32) -> Result<(PatientId, Value), Broken> {
    let patient = patient(number);
    let mut request = serde_json::to_value(&patient)?;
    if let Some(fields) = request.as_object_mut() {
        for field in ["record_number", "registered_at", "facilities", "edited"] {
            fields.remove(field);
        }
    }
    Ok((patient.id, request))
}

/// Writes the patients of those numbers, one a line. Returns their mean size, bytes.
pub(crate) fn write(path: &Path, numbers: Range<u32>) -> Result<usize, Broken> {
    let mut file = BufWriter::new(File::create(path)?);
    let (mut bytes, mut count) = (0, 0);
    for number in numbers {
        let patient = patient(number);
        let mut document = json!({ "_id": format!("patient:{}", patient.id) });
        if let (Some(to), Some(from)) = (
            document.as_object_mut(),
            serde_json::to_value(&patient)?.as_object_mut(),
        ) {
            to.append(from);
        }
        let text = document.to_string();
        bytes += text.len();
        count += 1;
        writeln!(file, "{text}")?;
    }
    file.flush()?;
    Ok(bytes / count.max(1))
}

fn id(number: u32, at: Instant) -> PatientId {
    let mut tail = [0_u8; 10];
    tail.iter_mut()
        .rev()
        .zip(number.to_le_bytes())
        .for_each(|(to, from)| *to = from);
    let millis = u64::try_from(at.as_millis()).unwrap_or(0);
    PatientId::from_uuid(Builder::from_unix_timestamp_millis(millis, &tail).into_uuid())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_registration_names_only_what_a_front_desk_types() {
        let (id, request) = registration(7).unwrap();
        let request: wire::patients::RegisterPatient = serde_json::from_value(request).unwrap();
        assert_eq!(request.id, id);
        assert_eq!(request.email, patient(7).email);
    }

    #[test]
    fn documents_are_about_as_large_as_a_filled_record() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("documents.jsonl");
        let bytes = write(&path, 0..100).unwrap();
        assert!((700..1_000).contains(&bytes), "{bytes}");
        let text = std::fs::read_to_string(path).unwrap();
        assert_eq!(text.lines().count(), 100);
    }
}
