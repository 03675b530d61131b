//! What people come for.

use values::Minutes;

use super::patients::Known;
use crate::dice::Dice;

/// Why somebody comes, for how long, and what is planned to be done.
#[derive(Debug, Clone, Copy)]
pub(super) struct Reason {
    pub(super) text: &'static str,
    pub(super) minutes: Minutes,
    /// Codes of services.
    pub(super) services: &'static [&'static str],
}

const fn reason(text: &'static str, minutes: Minutes, services: &'static [&'static str]) -> Reason {
    Reason {
        text,
        minutes,
        services,
    }
}

pub(super) const GENERAL: [Reason; 15] = [
    reason("Cough for two weeks", 20, &["CONS20"]),
    reason("Back pain since gardening", 20, &["CONS20"]),
    reason("Repeat prescription", 10, &["CONS20"]),
    reason("Abdominal pain after meals", 20, &["CONS20"]),
    reason("Tired for weeks", 20, &["CONS20", "BLOOD"]),
    reason("Chest pain on exertion", 40, &["CONS40", "ECG"]),
    reason("Low mood and poor sleep", 40, &["CONS40"]),
    reason("Certificate for work", 10, &["CONS20", "CERT"]),
    reason("Driving licence examination", 20, &["DRIVE"]),
    reason("Medical report for an insurer", 40, &["CONS40", "REPORT"]),
    reason("Headaches, worse in the morning", 20, &["CONS20"]),
    reason("Skin rash on both arms", 20, &["CONS20"]),
    reason("Knee pain on stairs", 20, &["CONS20"]),
    reason("Test results", 10, &["CONS20"]),
    reason("Sore throat and fever", 15, &["CONS20"]),
];

pub(super) const CHILDREN: [Reason; 9] = [
    reason("Fever since yesterday", 30, &["PAED30"]),
    reason("Developmental check", 40, &["PAED30"]),
    reason("Earache", 20, &["PAED30"]),
    reason("Eczema, not better", 20, &["PAED30"]),
    reason("Asthma review", 30, &["PAED30"]),
    reason("Cough and wheeze at night", 30, &["PAED30"]),
    reason("Tummy ache before school", 20, &["PAED30"]),
    reason("Certificate for school sports", 20, &["PAED30", "CERT"]),
    reason("Vaccination", 20, &["PAED30", "VACC"]),
];

pub(super) const NURSING: [Reason; 10] = [
    reason("Blood test", 15, &["BLOOD"]),
    reason("Wound dressing", 20, &["NURSE15", "DRESS"]),
    reason("Blood pressure check", 15, &["NURSE15"]),
    reason("Influenza vaccination", 10, &["VACC"]),
    reason("Travel vaccination", 20, &["TRAVEL", "TRAVEL"]),
    reason("Ear care", 15, &["EARCARE"]),
    reason("ECG before an operation", 15, &["ECG"]),
    reason("Removal of stitches", 15, &["NURSE15"]),
    reason("Dietary advice", 30, &["NURSE15"]),
    reason("Blood test, fasting", 10, &["BLOOD"]),
];

/// What an active problem brings people for.
const PROBLEMS: [(&str, Reason); 11] = [
    (
        "Hypertension",
        reason("Blood pressure review", 20, &["CONS20"]),
    ),
    (
        "Diabetes",
        reason("Diabetes review", 20, &["CONS20", "BLOOD"]),
    ),
    ("sthma", reason("Asthma review", 20, &["CONS20"])),
    (
        "Atrial Fibrillation",
        reason("Anticoagulation review", 20, &["CONS20", "BLOOD"]),
    ),
    (
        "Coronary Heart Disease",
        reason("Heart disease review", 40, &["CONS40", "ECG"]),
    ),
    (
        "heart failure",
        reason("Heart failure review", 40, &["CONS40", "ECG"]),
    ),
    ("Osteoarthritis", reason("Joint pain", 20, &["CONS20"])),
    (
        "Hyperlipidemia",
        reason("Cholesterol review", 20, &["CONS20", "BLOOD"]),
    ),
    ("Gout", reason("Painful big toe", 20, &["CONS20"])),
    ("Alzheimer", reason("Memory review", 40, &["CONS40"])),
    ("Epilepsy", reason("Epilepsy review", 20, &["CONS20"])),
];

/// Why this patient sees the doctor: half of those with a lasting problem come for it.
pub(super) fn to_the_doctor(known: &Known, dice: &mut Dice) -> Reason {
    let problem = PROBLEMS
        .iter()
        .find(|(problem, _)| known.has_active(problem));
    match problem {
        Some((_, reason)) if dice.chance(50) => *reason,
        _ => *dice.pick(&GENERAL),
    }
}

/// Why visits are called off.
pub(super) const CALLED_OFF: [&str; 6] = [
    "Patient is better",
    "Patient is away that day",
    "Could not get off work",
    "No childminder",
    "Patient went to hospital",
    "Wants another practitioner",
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::house::House;

    #[test]
    fn every_service_that_is_planned_is_offered() {
        let house = House::found().unwrap();
        let reasons = GENERAL.iter().chain(&CHILDREN).chain(&NURSING);
        for reason in reasons.chain(PROBLEMS.iter().map(|(_, reason)| reason)) {
            let offered = house.service_ids(reason.services);
            assert_eq!(offered.len(), reason.services.len(), "{}", reason.text);
            assert_eq!(reason.minutes % 5, 0);
        }
    }
}
