//! Reading one Synthea bundle, and keeping of it what the clinic's records hold.

use std::{collections::BTreeMap, fs::File, path::Path};

use clinic::{
    patients::VITAL_SIGNS,
    records::{AllergyCriticality, Sex},
};
use demo::history::{PastAllergy, PastCondition, PastCoverage, PastPatient, PastVisit, PastVitals};
use flate2::read::GzDecoder;
use serde_json::Value;
use values::{BirthDate, Decimal, HumanName, LocalDate};

use crate::Broken;

/// The latest sets of vital signs that are kept of a patient.
const SETS: usize = 10;
/// The latest visits that are kept of a patient.
const VISITS: usize = 8;

/// What of a bundle may be of use.
pub(crate) struct Bundle {
    pub(crate) source: String,
    pub(crate) born: LocalDate,
    pub(crate) died_on: Option<LocalDate>,
    pub(crate) visits: Vec<PastVisit>,
    patient: Value,
    conditions: Vec<PastCondition>,
    allergies: Vec<String>,
    vitals: BTreeMap<LocalDate, Vec<(String, Decimal)>>,
    insurance: Option<String>,
}

impl Bundle {
    /// The bundle in a file; `None` where no patient is in it.
    pub(crate) fn read(file: &Path) -> Result<Option<Self>, Broken> {
        let bundle: Value = serde_json::from_reader(GzDecoder::new(File::open(file)?))?;
        let resources: Vec<&Value> = bundle
            .pointer("/entry")
            .and_then(Value::as_array)
            .into_iter()
            .flatten()
            .filter_map(|entry| entry.get("resource"))
            .collect();
        let of_type = |name: &str| {
            let name = name.to_owned();
            let is_it = move |resource: &&Value| text(resource, "/resourceType") == name;
            resources.clone().into_iter().filter(is_it)
        };
        let Some(patient) = of_type("Patient").next() else {
            return Ok(None);
        };
        let mut found = Self {
            source: text(patient, "/id").chars().take(8).collect(),
            born: day(patient, "/birthDate").ok_or("no birth date")?,
            died_on: day(patient, "/deceasedDateTime"),
            visits: of_type("Encounter").filter_map(visit).collect(),
            patient: patient.clone(),
            conditions: of_type("Condition").filter_map(condition).collect(),
            allergies: of_type("AllergyIntolerance")
                .map(|allergy| text(allergy, "/code/text").to_owned())
                .collect(),
            vitals: BTreeMap::new(),
            insurance: of_type("ExplanationOfBenefit")
                .max_by_key(|bill| text(bill, "/billablePeriod/start").to_owned())
                .map(|bill| text(bill, "/insurance/0/coverage/display").to_owned()),
        };
        for observation in of_type("Observation") {
            found.add_signs(observation)?;
        }
        found.visits.sort_by_key(|visit| visit.on);
        found.conditions.sort_by_key(|condition| condition.onset);
        found.allergies.sort();
        Ok(Some(found))
    }

    /// The day of the latest visit.
    pub(crate) fn last_day(&self) -> Option<LocalDate> {
        self.visits.last().map(|visit| visit.on)
    }

    fn add_signs(&mut self, observation: &Value) -> Result<(), Broken> {
        let Some(on) = day(observation, "/effectiveDateTime") else {
            return Ok(());
        };
        let parts = observation.get("component").and_then(Value::as_array);
        for part in parts.into_iter().flatten().chain([observation]) {
            let code = text(part, "/code/coding/0/code");
            let value = part.pointer("/valueQuantity/value").and_then(Value::as_f64);
            if let (Some((code, places)), Some(value)) = (kept_sign(code), value) {
                let value: Decimal = format!("{value:.places$}").parse()?;
                let set = self.vitals.entry(on).or_default();
                if !set.iter().any(|(known, _)| known == code) {
                    set.push((code.to_owned(), value));
                }
            }
        }
        Ok(())
    }

    /// What is kept.
    pub(crate) fn reduce(self) -> PastPatient {
        let vitals: Vec<PastVitals> = self
            .vitals
            .into_iter()
            .map(|(on, mut signs)| {
                signs
                    .sort_by_key(|(code, _)| VITAL_SIGNS.iter().position(|kind| kind.code == code));
                PastVitals { on, signs }
            })
            .collect();
        let language = text(&self.patient, "/communication/0/language/coding/0/code");
        PastPatient {
            source: self.source,
            name: name(&self.patient),
            other_name: None,
            birth_date: Some(BirthDate::day(self.born)),
            born_days_ago: None,
            sex: match text(&self.patient, "/gender") {
                "female" => Sex::Female,
                "male" => Sex::Male,
                _ => Sex::NotKnown,
            },
            died_on: self.died_on,
            national_number: None,
            phone: None,
            email: None,
            address: None,
            language: Some(match language {
                "en-US" => "en".to_owned(),
                other => other.split('-').next().unwrap_or(other).to_owned(),
            }),
            emergency_contact: None,
            coverage: self.insurance.as_deref().and_then(coverage),
            allergies: self.allergies.iter().map(|text| allergy(text)).collect(),
            no_known_allergies: false,
            conditions: self.conditions,
            vitals: last(vitals, SETS),
            visits: last(self.visits, VISITS),
        }
    }
}

fn last<T>(mut all: Vec<T>, count: usize) -> Vec<T> {
    all.drain(..all.len().saturating_sub(count));
    all
}

fn text<'a>(value: &'a Value, pointer: &str) -> &'a str {
    value.pointer(pointer).and_then(Value::as_str).unwrap_or("")
}

fn day(value: &Value, pointer: &str) -> Option<LocalDate> {
    text(value, pointer).get(..10)?.parse().ok()
}

/// Synthea marks its names with digits, so that nobody takes them for real ones.
fn without_digits(text: &str) -> String {
    text.chars()
        .filter(|character| !character.is_ascii_digit())
        .collect()
}

fn name(patient: &Value) -> HumanName {
    let given = patient.pointer("/name/0/given").and_then(Value::as_array);
    let given: Vec<String> = given
        .into_iter()
        .flatten()
        .filter_map(Value::as_str)
        .map(without_digits)
        .collect();
    let prefix = text(patient, "/name/0/prefix/0").trim_end_matches('.');
    HumanName {
        prefix: Some(prefix.to_owned()).filter(|prefix| !prefix.is_empty()),
        ..HumanName::new(
            without_digits(text(patient, "/name/0/family")),
            given.join(" "),
        )
    }
}

/// Visits that a general practice may have seen; not the hospital's, and nobody's death certificate.
fn visit(encounter: &Value) -> Option<PastVisit> {
    let kind = text(encounter, "/type/0/text");
    if text(encounter, "/class/code") != "AMB" || kind == "Death Certification" {
        return None;
    }
    let reason = plain(text(encounter, "/reasonCode/0/coding/0/display"));
    let reason = match kind {
        "Encounter for check up (procedure)" => "General check-up".to_owned(),
        "Encounter for 'check-up'" | "Follow-up encounter" if !reason.is_empty() => {
            format!("Follow-up: {reason}")
        }
        "Prenatal visit" | "Prenatal initial visit" => "Antenatal visit".to_owned(),
        "Postnatal visit" => "Postnatal visit".to_owned(),
        "Asthma follow-up" => "Asthma review".to_owned(),
        "Allergic disorder initial assessment" => "Allergy assessment".to_owned(),
        "Domiciliary or rest home patient evaluation and management" => "Home visit".to_owned(),
        "Outpatient procedure" | "Outpatient procedure (procedure)" => "Minor procedure".to_owned(),
        _ if reason.is_empty() => "Consultation".to_owned(),
        _ => reason,
    };
    Some(PastVisit {
        on: day(encounter, "/period/start")?,
        reason,
    })
}

fn condition(condition: &Value) -> Option<PastCondition> {
    Some(PastCondition {
        text: plain(text(condition, "/code/text")),
        code: text(condition, "/code/coding/0/code").to_owned(),
        onset: day(condition, "/onsetDateTime")?,
        ended: day(condition, "/abatementDateTime"),
    })
}

/// A SNOMED CT term without the tag that says what kind of concept it is.
fn plain(term: &str) -> String {
    match term.rsplit_once(" (") {
        Some((term, tag)) if tag.ends_with(')') => term.to_owned(),
        _ => term.to_owned(),
    }
}

/// The code under which the clinic charts a sign, and the digits after the point that a person would write.
fn kept_sign(code: &str) -> Option<(&str, usize)> {
    match code {
        "8331-1" | "8310-5" => Some(("8310-5", 1)),
        "8302-2" | "29463-7" => Some((code, 1)),
        "8480-6" | "8462-4" | "8867-4" | "9279-1" | "59408-5" | "2708-6" => Some((code, 0)),
        _ => None,
    }
}

fn coverage(kind: &str) -> Option<PastCoverage> {
    let (payer, plan) = match kind {
        "private" => ("", ""),
        "medicare" | "dual_eligible" => ("Medical card", "Over 70"),
        "medicaid" => ("Medical card", "General"),
        _ => return None,
    };
    Some(PastCoverage {
        payer: payer.to_owned(),
        member_number: String::new(),
        plan: plan.to_owned(),
    })
}

/// `Allergy to tree pollen` names the substance somewhere in it.
fn allergy(text: &str) -> PastAllergy {
    let substance = text
        .trim_start_matches("Allergy to ")
        .trim_end_matches(" allergy");
    let (substance, reaction, criticality) = match substance {
        "peanuts" | "nut" => (
            "Peanuts and tree nuts",
            "Facial swelling + wheeze",
            AllergyCriticality::High,
        ),
        "bee venom" => ("Bee venom", "Anaphylaxis", AllergyCriticality::High),
        "Shellfish" | "fish" => ("Fish and shellfish", "Urticaria", AllergyCriticality::High),
        "dairy product" => ("Cow's milk", "Vomiting", AllergyCriticality::Low),
        "eggs" => ("Egg", "Urticaria", AllergyCriticality::Low),
        "wheat" => ("Wheat", "", AllergyCriticality::NotKnown),
        "Dander (animal)" => ("Animal dander", "Rhinitis", AllergyCriticality::Low),
        "House dust mite" => ("House dust mite", "Rhinitis", AllergyCriticality::Low),
        "Latex" => ("Latex", "Contact dermatitis", AllergyCriticality::Low),
        "grass pollen" => (
            "Grass pollen",
            "Rhinitis + conjunctivitis",
            AllergyCriticality::Low,
        ),
        "tree pollen" => ("Tree pollen", "Rhinitis", AllergyCriticality::Low),
        "mould" => ("Mould", "", AllergyCriticality::NotKnown),
        other => (other, "", AllergyCriticality::NotKnown),
    };
    PastAllergy {
        substance: substance.to_owned(),
        reaction: reaction.to_owned(),
        criticality,
    }
}
