//! The patients as they were before the demo begins, read from `assets/demo/patients.json.gz`.
//!
//! Their dates lie in the time of the generator that made them ([`Histories::as_of`]); [`Shift`] brings
//! them to the present by whole years, so that birthdays and seasons stay.

use std::io::Read;

use clinic::records::{Address, AllergyCriticality, EmergencyContact, Sex};
use flate2::read::GzDecoder;
use serde::{Deserialize, Serialize};
use values::{BirthDate, Decimal, HumanName, LocalDate};

static PACKED: &[u8] = include_bytes!("../../../assets/demo/patients.json.gz");

/// Every patient of the demo clinic.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Histories {
    /// The day on which the histories end.
    pub as_of: LocalDate,
    /// The patients, in a fixed order.
    pub patients: Vec<PastPatient>,
}

/// One patient and what is known from before.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[expect(missing_docs, reason = "as in the clinic's records")]
pub struct PastPatient {
    /// The generator's name for this patient, shortened.
    pub source: String,
    pub name: HumanName,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub other_name: Option<HumanName>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub birth_date: Option<BirthDate>,
    /// For a newborn, instead of a birth date: how many days old on the day of seeding.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub born_days_ago: Option<i32>,
    pub sex: Sex,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub died_on: Option<LocalDate>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub national_number: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub address: Option<Address>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub emergency_contact: Option<EmergencyContact>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub coverage: Option<PastCoverage>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub allergies: Vec<PastAllergy>,
    /// Whether somebody asked and heard that there are no known allergies.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub no_known_allergies: bool,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub conditions: Vec<PastCondition>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub vitals: Vec<PastVitals>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub visits: Vec<PastVisit>,
}

/// An insurance.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[expect(missing_docs, reason = "as in the clinic's records")]
pub struct PastCoverage {
    pub payer: String,
    pub member_number: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub plan: String,
}

/// An allergy or intolerance.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[expect(missing_docs, reason = "as in the clinic's records")]
pub struct PastAllergy {
    pub substance: String,
    pub reaction: String,
    pub criticality: AllergyCriticality,
}

/// A problem or diagnosis; over when it has an end.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[expect(missing_docs, reason = "as in the clinic's records")]
pub struct PastCondition {
    pub text: String,
    /// SNOMED CT.
    pub code: String,
    pub onset: LocalDate,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ended: Option<LocalDate>,
}

/// Vital signs taken together.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct PastVitals {
    /// When.
    pub on: LocalDate,
    /// LOINC code and value, in the unit of `clinic::patients::VITAL_SIGNS`.
    pub signs: Vec<(String, Decimal)>,
}

/// A visit that took place.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[expect(missing_docs, reason = "as in the clinic's records")]
pub struct PastVisit {
    pub on: LocalDate,
    pub reason: String,
}

/// An asset that is not what it should be.
#[derive(Debug, thiserror::Error)]
pub enum HistoryError {
    /// It does not unpack.
    #[error("the packed patients are damaged")]
    Packed(#[from] std::io::Error),
    /// It is not of the shape above.
    #[error("the packed patients have an unexpected shape")]
    Shape(#[from] serde_json::Error),
}

impl Histories {
    /// Unpacks the asset.
    pub fn load() -> Result<Self, HistoryError> {
        let mut text = String::new();
        GzDecoder::new(PACKED).read_to_string(&mut text)?;
        Ok(serde_json::from_str(&text)?)
    }
}

/// Whole years between the generator's time and the present.
#[derive(Debug, Clone, Copy)]
pub struct Shift {
    years: i16,
}

/// Histories end this long before the present at least: the weeks after are the demo's own.
const DAYS_BETWEEN: i32 = 75;

impl Shift {
    /// As many years as bring `as_of` to at least 75 days before `today`.
    pub fn between(as_of: LocalDate, today: LocalDate) -> Self {
        let last = today.plus_days(-DAYS_BETWEEN);
        let years = last.year() - as_of.year();
        let reaches = (as_of.month(), as_of.day()) <= (last.month(), last.day());
        Self {
            years: if reaches { years } else { years - 1 },
        }
    }

    /// The same day so many years later; 28 February where there is no 29th.
    pub fn date(self, date: LocalDate) -> LocalDate {
        let year = date.year().saturating_add(self.years);
        LocalDate::new(year, date.month(), date.day())
            .or_else(|_| LocalDate::new(year, date.month(), 28))
            .unwrap_or(date)
    }

    /// The same birthday so many years later, known as precisely as before.
    pub fn birth_date(self, birth: BirthDate) -> BirthDate {
        let text = birth.to_string();
        let shifted = self.date(birth.earliest()).to_string();
        shifted
            .get(..text.len())
            .and_then(|text| text.parse().ok())
            .unwrap_or(birth)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> LocalDate {
        text.parse().unwrap()
    }

    #[test]
    fn histories_end_between_two_and_fifteen_months_ago() {
        let as_of = date("2021-03-31");
        for (today, expected) in [
            ("2026-11-20", "2026-03-31"),
            ("2026-06-14", "2026-03-31"),
            ("2026-06-13", "2025-03-31"),
            ("2027-01-05", "2026-03-31"),
        ] {
            let shift = Shift::between(as_of, date(today));
            assert_eq!(shift.date(as_of), date(expected), "{today}");
        }
    }

    #[test]
    fn birth_dates_keep_their_precision() {
        let shift = Shift::between(date("2021-03-31"), date("2026-11-20"));
        for (born, expected) in [
            ("1972", "1977"),
            ("1942-10", "1947-10"),
            ("1960-02-29", "1965-02-28"),
            ("2016-06-26", "2021-06-26"),
        ] {
            let born: BirthDate = born.parse().unwrap();
            assert_eq!(shift.birth_date(born).to_string(), expected);
        }
    }
}
