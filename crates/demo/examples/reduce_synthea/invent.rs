//! What Synthea does not give, or gives for another country: invented, the same every time.
//!
//! Telephone numbers are of the range that Ireland keeps free for drama (020 91x xxxx), postal codes use
//! letters that real Eircodes leave out, mail goes to example.com (RFC 2606), and national numbers are of
//! the NHS range that is kept for tests (999 xxx xxxx). No real person or place can be met by them.

use clinic::records::{Address, AllergyCriticality, EmergencyContact, Sex};
use demo::{
    dice::Dice,
    history::{PastAllergy, PastPatient},
};
use values::{BirthDate, names::fold};

const STREETS: [&str; 16] = [
    "Harbour Street",
    "Chapel Lane",
    "Mill Terrace",
    "Strand Road",
    "Church Avenue",
    "Castle Park",
    "Orchard Grove",
    "Quay Street",
    "Abbey Road",
    "Millbrook Lawns",
    "Seaview Terrace",
    "Bridge Street",
    "Parnell Crescent",
    "Hawthorn Drive",
    "Convent Road",
    "Martello Avenue",
];
const TOWNS: [(&str, &str); 10] = [
    ("Dublin 1", "D01"),
    ("Dublin 2", "D02"),
    ("Dublin 4", "D04"),
    ("Dublin 7", "D07"),
    ("Dublin 8", "D08"),
    ("Dublin 13", "D13"),
    ("Dún Laoghaire", "A96"),
    ("Howth", "D13"),
    ("Bray", "A98"),
    ("Swords", "K67"),
];
const BUILDINGS: [&str; 4] = [
    "The Maltings",
    "Custom House Court",
    "Lighthouse Apartments",
    "Rope Works",
];
const PRIVATE: [(&str, &str); 3] = [
    ("Harbour Mutual Health", "Plan B"),
    ("Liffey Health Insurance", "Essential"),
    ("Emerald Care", "Family"),
];
const DRUGS: [(&str, &str, AllergyCriticality); 5] = [
    ("Penicillin", "Anaphylaxis", AllergyCriticality::High),
    ("Amoxicillin", "Maculopapular rash", AllergyCriticality::Low),
    ("Ibuprofen", "Bronchospasm", AllergyCriticality::High),
    ("Codeine", "Nausea + vomiting", AllergyCriticality::Low),
    ("Co-trimoxazole", "Urticaria", AllergyCriticality::NotKnown),
];
const MOTHERS: [&str; 6] = ["Sinéad", "Orla", "Deirdre", "Anna", "Claire", "Maria"];
const FATHERS: [&str; 6] = ["Declan", "Brendan", "Mark", "Tomás", "Peter", "Conor"];

/// Fills in whatever is missing.
pub(crate) fn complete(patient: &mut PastPatient, year: i16) {
    let mut dice = Dice::new(&patient.source);
    let age = patient
        .birth_date
        .map(BirthDate::earliest)
        .map_or(30, |born| year - born.year());
    let age = if patient.born_days_ago.is_some() {
        0
    } else {
        age
    };
    if age < 16 {
        patient.name.prefix = None;
    }
    patient.phone = Some(phone(&mut dice));
    patient.address = Some(address(&mut dice));
    patient.emergency_contact = contact(patient, age, &mut dice);
    if age >= 16 && dice.chance(60) {
        patient.email = email(patient);
    }
    if dice.chance(35) {
        patient.national_number = national_number(&mut dice);
    }
    insure(patient, &mut dice);
    if age >= 16 && dice.chance(14) {
        let (substance, reaction, criticality) = *dice.pick(&DRUGS);
        patient.allergies.push(PastAllergy {
            substance: substance.to_owned(),
            reaction: reaction.to_owned(),
            criticality,
        });
    }
    patient
        .allergies
        .sort_by(|one, other| one.substance.cmp(&other.substance));
    patient
        .allergies
        .dedup_by(|one, other| one.substance == other.substance);
    patient.no_known_allergies = patient.allergies.is_empty() && dice.chance(60);
}

fn phone(dice: &mut Dice) -> String {
    format!("020 91{} {:04}", dice.below(5), dice.below(10_000))
}

fn address(dice: &mut Dice) -> Address {
    let (city, routing) = *dice.pick(&TOWNS);
    let street = format!("{} {}", dice.below(90) + 1, dice.pick(&STREETS));
    let lines = if dice.chance(22) {
        let building = *dice.pick(&BUILDINGS);
        vec![
            format!("Apartment {}, {building}", dice.below(60) + 1),
            street,
        ]
    } else {
        vec![street]
    };
    let letter = |dice: &mut Dice| *dice.pick(&['B', 'G', 'J', 'L', 'M', 'Q', 'S', 'U', 'Z']);
    let (first, second) = (letter(dice), letter(dice));
    Address {
        lines,
        city: city.to_owned(),
        postal_code: format!("{routing} {first}{second}{:02}", dice.below(100)),
        country: String::new(),
    }
}

fn contact(patient: &PastPatient, age: i16, dice: &mut Dice) -> Option<EmergencyContact> {
    let latin = patient.other_name.as_ref().unwrap_or(&patient.name);
    let (relationship, given) = match (age, dice.below(3)) {
        (0..16, 0) => ("Father", *dice.pick(&FATHERS)),
        (0..16, _) | (16..30, 0) => ("Mother", *dice.pick(&MOTHERS)),
        (16..30, 1) => ("Brother", *dice.pick(&FATHERS)),
        (16..30, _) => return None,
        (30..65, 2) => ("Sister", *dice.pick(&MOTHERS)),
        (30..65, _) if patient.sex == Sex::Female => ("Husband", *dice.pick(&FATHERS)),
        (30..65, _) => ("Wife", *dice.pick(&MOTHERS)),
        (_, 0) => ("Son", *dice.pick(&FATHERS)),
        _ => ("Daughter", *dice.pick(&MOTHERS)),
    };
    Some(EmergencyContact {
        name: format!("{given} {}", latin.family),
        relationship: relationship.to_owned(),
        phone: phone(dice),
    })
}

fn email(patient: &PastPatient) -> Option<String> {
    let latin = patient.other_name.as_ref().unwrap_or(&patient.name);
    let part = |text: &str| {
        let first = fold(text).split(' ').next().unwrap_or("").to_owned();
        Some(first).filter(|part| !part.is_empty() && part.is_ascii())
    };
    let given = part(&latin.given)?;
    Some(format!("{given}.{}@example.com", part(&latin.family)?))
}

/// Ten digits from 999 on, the last of which is the check digit of the NHS Data Dictionary.
fn national_number(dice: &mut Dice) -> Option<String> {
    let digits: Vec<u32> = [9, 9, 9]
        .into_iter()
        .chain((0..6).map(|_| u32::try_from(dice.below(10)).unwrap_or(0)))
        .collect();
    let weighted = digits.iter().zip((2..=10).rev());
    let sum: u32 = weighted.map(|(digit, weight)| digit * weight).sum();
    let check = (11 - sum % 11) % 11;
    let number = digits.iter().chain([&check]);
    (check < 10).then(|| number.map(u32::to_string).collect())
}

fn insure(patient: &mut PastPatient, dice: &mut Dice) {
    let (payer, plan) = *dice.pick(&PRIVATE);
    let number = 10_000_000 + dice.below(89_999_999);
    let Some(coverage) = &mut patient.coverage else {
        return;
    };
    if coverage.payer.is_empty() {
        payer.clone_into(&mut coverage.payer);
        plan.clone_into(&mut coverage.plan);
    }
    let initials = coverage
        .payer
        .split(' ')
        .filter_map(|word| word.chars().next());
    coverage.member_number = format!("{}-{number}", initials.collect::<String>().to_uppercase());
}
