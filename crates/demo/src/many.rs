//! Very many patients, for measurements: names of several scripts, and nothing but demographics.

mod names;
mod records;

use std::collections::BTreeMap;

use clinic::records::{Address, Extra, Facility, Kind, Patient, Record, Sex};
use store::{Mode, Store};
use values::{BirthDate, HumanName, Instant, LocalDate, ids::PatientId};
use workflows::{Query, Records, RecordsError, context::decode_body};

use crate::{dice::Dice, ids::id};

use names::{Pair, SCRIPTS, Script};

use records::seed_records;

/// So many patients share a transaction and a commit number.
const BATCH: usize = 2_000;
/// 1 January 2020, 08:00 UTC; they are registered a minute apart from then on.
const FIRST_MS: i64 = 1_577_865_600_000;
const MINUTE_MS: i64 = 60_000;
const TOWNS: [&str; 8] = [
    "Dublin 1", "Dublin 7", "Dublin 8", "Cork", "Galway", "Limerick", "Howth", "Bray",
];
const STREETS: [&str; 6] = [
    "Harbour Street",
    "Chapel Lane",
    "Mill Terrace",
    "Strand Road",
    "Church Avenue",
    "Quay Street",
];

/// Records of each patient of a large clinic.
const RECORDS_EACH: u64 = 10;

/// Makes a seeded clinic a large one: so many more patients, with ten records each around the day that it is there.
/// Returns how many of those are visits.
pub async fn seed_large(store: &Store, patients: u64, now: Instant) -> Result<u64, RecordsError> {
    if patients == 0 {
        return Ok(0);
    }
    seed_many(store, patients).await?;
    let facilities = store
        .read()
        .await?
        .find(&Query::All(Kind::Facility))
        .await?;
    let facility = facilities.into_iter().next();
    let facility = facility.ok_or_else(|| RecordsError::Other("there is no facility".into()))?;
    let facility: Facility = decode_body(facility.body)?;
    let today = facility.zone.date(now);
    seed_records(store, patients, patients * RECORDS_EACH, today).await
}

/// Adds `count` patients. The same count gives the same patients; record numbers begin with a digit, as
/// those of no workstation do.
pub async fn seed_many(store: &Store, count: u64) -> Result<(), RecordsError> {
    add_patients(store, (1..=count).map(patient)).await
}

/// Adds these patients to the records of a server that does not run.
pub async fn add_patients(
    store: &Store,
    mut patients: impl Iterator<Item = Patient> + Send,
) -> Result<(), RecordsError> {
    loop {
        let batch: Vec<Patient> = patients.by_ref().take(BATCH).collect();
        if batch.is_empty() {
            return Ok(());
        }
        let mut tx = store.write_alone(shared(0)).await?;
        let commit = tx.next_commit().await?;
        tx.set_mode(shared(commit));
        let mut written = Vec::with_capacity(batch.len());
        for patient in batch {
            let body = serde_json::to_value(&patient).map_err(|source| RecordsError::Shape {
                kind: Patient::KIND.name(),
                source: source.into(),
            })?;
            written.push((Patient::KIND, patient.uuid(), body));
        }
        tx.put_many(&written).await?;
        tx.commit().await?;
    }
}

fn shared(commit: u64) -> Mode {
    Mode::Shared {
        commit,
        change: None,
    }
}

fn registered_at(number: u64) -> Instant {
    let minutes = i64::try_from(number).unwrap_or(i64::MAX / MINUTE_MS);
    Instant::from_millis(FIRST_MS.saturating_add(minutes * MINUTE_MS))
}

/// The patient of that number.
fn patient(number: u64) -> Patient {
    let mut dice = Dice::new(&format!("patient {number}"));
    let registered_at = registered_at(number);
    let sex = if dice.chance(51) {
        Sex::Female
    } else {
        Sex::Male
    };
    let (name, other_name) = name(sex, &mut dice);
    Patient {
        id: PatientId::from_uuid(id(registered_at, &format!("patient {number}"))),
        record_number: format!("0-{number:07}"),
        name,
        other_name,
        birth_date: birth_date(&mut dice),
        sex,
        died_on: None,
        national_number: None,
        phone: Some(format!(
            "020 91{} {:04}",
            dice.below(10),
            dice.below(10_000)
        )),
        second_phone: None,
        email: None,
        address: Some(Address {
            lines: vec![format!("{} {}", dice.below(140) + 1, dice.pick(&STREETS))],
            city: (*dice.pick(&TOWNS)).to_owned(),
            postal_code: String::new(),
            country: String::new(),
        }),
        language: None,
        emergency_contact: None,
        no_known_allergies: None,
        restriction: None,
        registered_at,
        facilities: Vec::new(),
        former_facilities: Vec::new(),
        edited: BTreeMap::new(),
        extra: Extra::new(),
    }
}

/// Nearly always known to the day, as in real registers.
fn birth_date(dice: &mut Dice) -> Option<BirthDate> {
    let day = LocalDate::new(1925, 1, 1)
        .ok()?
        .plus_days(i32::try_from(dice.below(36_500)).unwrap_or(0));
    match dice.below(100) {
        0 => None,
        1 => day.to_string().get(..4)?.parse().ok(),
        _ => Some(BirthDate::day(day)),
    }
}

fn name(sex: Sex, dice: &mut Dice) -> (HumanName, Option<HumanName>) {
    let script = script(dice);
    let of = |pairs: &'static [Pair], dice: &mut Dice| {
        let index = usize::try_from(dice.below(pairs.len() as u64)).unwrap_or(0);
        pairs.get(index).copied().unwrap_or(("", ""))
    };
    let given = if sex == Sex::Female {
        script.women
    } else {
        script.men
    };
    let (family, family_latin) = of(script.families, dice);
    let (given, given_latin) = match (of(given, dice), dice.chance(script.second_given)) {
        ((first, latin), false) => (first.to_owned(), latin.to_owned()),
        ((first, latin), true) => {
            let (second, second_latin) = of(given, dice);
            (
                format!("{first} {second}"),
                format!("{latin} {second_latin}"),
            )
        }
    };
    let other = (!family_latin.is_empty()).then(|| HumanName::new(family_latin, given_latin));
    (HumanName::new(family, given), other)
}

fn script(dice: &mut Dice) -> &'static Script {
    let mut left = dice.below(SCRIPTS.iter().map(|script| script.weight).sum());
    let [first, ..] = &SCRIPTS;
    SCRIPTS
        .iter()
        .find(|script| {
            let found = left < script.weight;
            left = left.saturating_sub(script.weight);
            found
        })
        .unwrap_or(first)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn patients_are_the_same_every_time_and_have_names_of_several_scripts() {
        let all: Vec<Patient> = (1..=500).map(patient).collect();
        assert_eq!(
            serde_json::to_value(&all).unwrap(),
            serde_json::to_value((1..=500).map(patient).collect::<Vec<_>>()).unwrap()
        );
        let blocks: BTreeSet<u32> = all
            .iter()
            .filter_map(|patient| patient.name.family.chars().next())
            .map(|letter| u32::from(letter) >> 8)
            .collect();
        assert!(blocks.len() >= 5, "{blocks:?}");
        assert!(
            all.iter()
                .all(|patient| !patient.name.family.is_empty() && !patient.name.given.is_empty())
        );
    }
}
