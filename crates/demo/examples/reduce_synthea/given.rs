//! Who a patient is in this clinic, where `assets/demo/people.json` says so.

use clinic::records::{Address, EmergencyContact, Sex};
use demo::history::PastPatient;
use serde::Deserialize;
use values::{BirthDate, HumanName};

/// One entry of people.json. What is absent stays as Synthea has it, or is invented.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Given {
    pub(crate) source: String,
    /// For the reader of the file.
    #[serde(rename = "why")]
    _why: String,
    name: HumanName,
    other_name: Option<HumanName>,
    language: Option<String>,
    sex: Option<Sex>,
    birth_date: Option<BirthDate>,
    #[serde(default)]
    birth_date_unknown: bool,
    born_days_ago: Option<i32>,
    address: Option<Address>,
    phone: Option<String>,
    contact: Option<EmergencyContact>,
    #[serde(default = "yes")]
    history: bool,
}

fn yes() -> bool {
    true
}

impl Given {
    /// Who it is, and how much of the history is theirs.
    pub(crate) fn apply_before(&self, patient: &mut PastPatient) {
        patient.name = self.name.clone();
        patient.other_name.clone_from(&self.other_name);
        patient.language = self.language.clone().or(patient.language.take());
        patient.sex = self.sex.unwrap_or(patient.sex);
        patient.birth_date = self.birth_date.or(patient.birth_date);
        if self.birth_date_unknown {
            patient.birth_date = None;
        }
        if self.born_days_ago.is_some() {
            patient.birth_date = None;
            patient.born_days_ago = self.born_days_ago;
        }
        if !self.history {
            patient.conditions.clear();
            patient.vitals.clear();
            patient.visits.clear();
            patient.allergies.clear();
        }
        if let Some(born) = patient.birth_date.map(BirthDate::earliest) {
            patient
                .conditions
                .retain(|condition| condition.onset >= born);
            patient.vitals.retain(|set| set.on >= born);
            patient.visits.retain(|visit| visit.on >= born);
        }
    }

    /// Where they live and whom to call, in place of what was invented.
    pub(crate) fn apply_after(&self, patient: &mut PastPatient) {
        patient.address = self.address.clone().or(patient.address.take());
        patient.phone = self.phone.clone().or(patient.phone.take());
        patient.emergency_contact = self.contact.clone().or(patient.emergency_contact.take());
    }
}
