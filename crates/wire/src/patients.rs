//! Finding, registering and reading patients.

mod unsettled;

use std::collections::BTreeMap;

pub use clinic::patients::{DuplicateGrade, MatchingField};
use clinic::records::{
    Address, Allergy, AllergyCriticality, AllergyStatus, AppointmentStatus, Condition, Coverage,
    EmergencyContact, Observation, Patient, Sex,
};
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::Value;
use ts_rs::TS;
use values::{
    BirthDate, HumanName, Instant, LocalDate, LocalTime,
    ids::{AllergyId, AppointmentId, CoverageId, ObservationId, PatientId, PractitionerId},
    time::Age,
};

pub use self::unsettled::{UnsettledField, UnsettledFieldsRequest, UnsettledFieldsView};
use crate::{
    billing::InvoiceSummary,
    restriction::{EmergencyView, LockedPatient},
};

/// What fields were when a person began to change them: by name, as the record gave them, null where it
/// held nothing. A field that is not named was not looked at (older workstations name none): the edit
/// then holds whatever the field has become since.
pub type Was = BTreeMap<String, Value>;

/// Searches as typed: parts of names in any order, a birth date in any usual form, a telephone or record number.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct SearchPatients {
    /// What was typed.
    pub text: String,
    /// How many at most, 1 to 100.
    pub limit: u16,
}

/// What a list shows of a patient. Enough to tell two apart, no clinical content.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct PatientSummary {
    /// The patient.
    pub id: PatientId,
    /// `SMITH, Ann (Mrs)`.
    pub display_name: String,
    /// The name in another script, same form.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub other_display_name: Option<String>,
    /// `Ann`: what they want to be called.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub preferred_name: Option<String>,
    /// Record number.
    pub record_number: String,
    /// Birth date, when known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub birth_date: Option<BirthDate>,
    /// Age today, or at death.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub age: Option<Age>,
    /// Sex.
    pub sex: Sex,
    /// Day of death.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub died_on: Option<LocalDate>,
    /// First telephone number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub phone: Option<String>,
    /// Town.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub city: Option<String>,
    /// Whether the record holds changes that the server has not confirmed yet.
    pub not_yet_shared: bool,
}

/// What was found, best first.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct PatientSearchView {
    /// The patients.
    pub patients: Vec<PatientSummary>,
    /// Those whose records are closed to whoever asks, and whom they may open in an emergency.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[ts(optional, as = "Option<Vec<LockedPatient>>")]
    pub locked: Vec<LockedPatient>,
    /// Whether there are more than were asked for.
    pub more: bool,
}

/// Asks for the patients that this person opened lately, latest first.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct RecentPatients {
    /// How many at most.
    pub limit: u16,
}

/// Asks who might be the same person, while a registration is being typed. Advisory.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct PossibleDuplicates {
    /// Name as typed so far.
    pub name: HumanName,
    /// Birth date as typed so far.
    #[serde(default)]
    #[ts(optional)]
    pub birth_date: Option<BirthDate>,
    /// Sex as chosen so far.
    #[serde(default)]
    pub sex: Sex,
    /// Telephone as typed so far.
    #[serde(default)]
    #[ts(optional)]
    pub phone: Option<String>,
    /// National number as typed so far.
    #[serde(default)]
    #[ts(optional)]
    pub national_number: Option<String>,
}

/// One who might be the same person.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct DuplicateCandidate {
    /// Who.
    pub patient: PatientSummary,
    /// `certain` means the same national number; `likely` and `possible` follow from the score.
    pub grade: DuplicateGrade,
    /// The fields that agree.
    pub matching: Vec<MatchingField>,
}

/// Who might be the same person, most alike first, ten at most.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[expect(missing_docs, reason = "documented at the type")]
pub struct DuplicatesView {
    pub candidates: Vec<DuplicateCandidate>,
}

/// Opens a new record. A wrong field is named by its path here: `name.family`, `address.lines`.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "as in the record")]
pub struct RegisterPatient {
    pub id: PatientId,
    pub name: HumanName,
    #[serde(default)]
    #[ts(optional)]
    pub other_name: Option<HumanName>,
    #[serde(default)]
    #[ts(optional)]
    pub birth_date: Option<BirthDate>,
    pub sex: Sex,
    #[serde(default)]
    #[ts(optional)]
    pub national_number: Option<String>,
    #[serde(default)]
    #[ts(optional)]
    pub phone: Option<String>,
    #[serde(default)]
    #[ts(optional)]
    pub second_phone: Option<String>,
    #[serde(default)]
    #[ts(optional)]
    pub email: Option<String>,
    #[serde(default)]
    #[ts(optional)]
    pub address: Option<Address>,
    #[serde(default)]
    #[ts(optional)]
    pub language: Option<String>,
    #[serde(default)]
    #[ts(optional)]
    pub emergency_contact: Option<EmergencyContact>,
    /// The possible duplicates that the person was shown before registering. Whoever else turns out to be
    /// very likely the same person is put on the worklist; absent, nobody is looked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub seen_duplicates: Option<Vec<PatientId>>,
}

/// Changes some fields. A field that is absent stays as it is; `null` clears one that may be empty.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "as in the record")]
pub struct EditPatient {
    pub id: PatientId,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub name: Option<HumanName>,
    #[serde(
        default,
        deserialize_with = "cleared",
        skip_serializing_if = "Option::is_none"
    )]
    #[ts(optional, type = "HumanName | null")]
    pub other_name: Option<Option<HumanName>>,
    #[serde(
        default,
        deserialize_with = "cleared",
        skip_serializing_if = "Option::is_none"
    )]
    #[ts(optional, type = "BirthDate | null")]
    pub birth_date: Option<Option<BirthDate>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub sex: Option<Sex>,
    #[serde(
        default,
        deserialize_with = "cleared",
        skip_serializing_if = "Option::is_none"
    )]
    #[ts(optional, type = "LocalDate | null")]
    pub died_on: Option<Option<LocalDate>>,
    #[serde(
        default,
        deserialize_with = "cleared",
        skip_serializing_if = "Option::is_none"
    )]
    #[ts(optional, type = "string | null")]
    pub national_number: Option<Option<String>>,
    #[serde(
        default,
        deserialize_with = "cleared",
        skip_serializing_if = "Option::is_none"
    )]
    #[ts(optional, type = "string | null")]
    pub phone: Option<Option<String>>,
    #[serde(
        default,
        deserialize_with = "cleared",
        skip_serializing_if = "Option::is_none"
    )]
    #[ts(optional, type = "string | null")]
    pub second_phone: Option<Option<String>>,
    #[serde(
        default,
        deserialize_with = "cleared",
        skip_serializing_if = "Option::is_none"
    )]
    #[ts(optional, type = "string | null")]
    pub email: Option<Option<String>>,
    #[serde(
        default,
        deserialize_with = "cleared",
        skip_serializing_if = "Option::is_none"
    )]
    #[ts(optional, type = "Address | null")]
    pub address: Option<Option<Address>>,
    #[serde(
        default,
        deserialize_with = "cleared",
        skip_serializing_if = "Option::is_none"
    )]
    #[ts(optional, type = "string | null")]
    pub language: Option<Option<String>>,
    #[serde(
        default,
        deserialize_with = "cleared",
        skip_serializing_if = "Option::is_none"
    )]
    #[ts(optional, type = "EmergencyContact | null")]
    pub emergency_contact: Option<Option<EmergencyContact>>,
    /// What the changed fields were when the person began.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    #[ts(optional, type = "{ [field: string]: unknown }")]
    pub was: Was,
}

/// Tells an absent field (`None`) from a `null` one (`Some(None)`).
#[expect(
    clippy::option_option,
    reason = "absent, null and present are three different wishes"
)]
fn cleared<'de, D: Deserializer<'de>, T: Deserialize<'de>>(
    deserializer: D,
) -> Result<Option<Option<T>>, D::Error> {
    Option::<T>::deserialize(deserializer).map(Some)
}

/// Asks for a patient's page. Reading it is audited.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "documented at the type")]
pub struct PatientPageRequest {
    pub patient: PatientId,
}

/// What the banner's allergy field shows. Three states that never look alike, and a fourth for who may not see.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct AllergiesView {
    /// The state.
    pub status: AllergyStatus,
    /// The active ones, alphabetical by substance.
    pub active: Vec<Allergy>,
    /// For `no_known`: who said so (display name) and when.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub stated_by: Option<String>,
    /// For `no_known`: when it was said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub stated_at: Option<Instant>,
}

/// A visit in a patient's list.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[expect(missing_docs, reason = "as in the record")]
pub struct AppointmentSummary {
    pub id: AppointmentId,
    pub date: LocalDate,
    pub start: LocalTime,
    pub minutes: u16,
    pub practitioner: PractitionerId,
    pub status: AppointmentStatus,
    pub reason: String,
    pub not_yet_shared: bool,
    /// Its place may still be refused, as in the agenda.
    pub tentative: bool,
}

/// Clinical content of a page; absent for roles that may not see it.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct ClinicalView {
    /// Allergies.
    pub allergies: AllergiesView,
    /// Problems, active first, then by onset, latest first.
    pub conditions: Vec<Condition>,
    /// Vital signs, latest first, a year at most, 500 at most.
    pub observations: Vec<Observation>,
    /// The monitor that watches the patient now.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub monitor: Option<String>,
}

/// A patient's page.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct PatientPageView {
    /// What the banner shows.
    pub summary: PatientSummary,
    /// The record.
    pub patient: Patient,
    /// Present while the record is open by an emergency access alone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub emergency: Option<EmergencyView>,
    /// Fields of the record and of what hangs on it that hold two values, as far as the role may see them.
    pub unsettled: Vec<UnsettledField>,
    /// `852 743 1098`: national number in groups, when known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub national_number_grouped: Option<String>,
    /// Insurance, current first.
    pub coverages: Vec<Coverage>,
    /// From today on, soonest first.
    pub coming: Vec<AppointmentSummary>,
    /// Before today, latest first, 200 at most.
    pub past: Vec<AppointmentSummary>,
    /// Invoices, latest first; absent for roles that may not see them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub invoices: Option<Vec<InvoiceSummary>>,
    /// Clinical content; absent for roles that may not see it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub clinical: Option<ClinicalView>,
}

/// Records an allergy or intolerance.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "as in the record")]
pub struct RecordAllergy {
    pub id: AllergyId,
    pub patient: PatientId,
    pub substance: String,
    #[serde(default)]
    pub reaction: String,
    pub criticality: AllergyCriticality,
}

/// Marks an allergy as entered in error; it stays in the record's history.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "as in the record")]
pub struct RetractAllergy {
    pub allergy: AllergyId,
    pub reason: String,
    /// What the changed fields were when the person began.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    #[ts(optional, type = "{ [field: string]: unknown }")]
    pub was: Was,
}

/// States that the patient was asked and has no known allergies.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "as in the record")]
pub struct StateNoKnownAllergies {
    pub patient: PatientId,
}

/// Records an insurance.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "as in the record")]
pub struct RecordCoverage {
    pub id: CoverageId,
    pub patient: PatientId,
    pub payer: String,
    pub member_number: String,
    #[serde(default)]
    pub plan: String,
    #[serde(default)]
    #[ts(optional)]
    pub from: Option<LocalDate>,
    #[serde(default)]
    #[ts(optional)]
    pub to: Option<LocalDate>,
}

/// Ends an insurance on a day.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "as in the record")]
pub struct EndCoverage {
    pub coverage: CoverageId,
    pub on: LocalDate,
    /// What the changed fields were when the person began.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    #[ts(optional, type = "{ [field: string]: unknown }")]
    pub was: Was,
}

/// One vital sign to chart.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct VitalSign {
    /// Id of the new finding.
    pub id: ObservationId,
    /// LOINC code; the closed list stands in `clinic::patients`. A wrong sign is named by it.
    pub code: String,
    /// The value as measured.
    pub value: values::Decimal,
    /// UCUM unit; must be the code's own.
    pub unit: String,
}

/// Charts a set of vital signs, typed or taken over from a live monitor. Nothing is ever prefilled.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "as in the record")]
pub struct ChartVitals {
    pub patient: PatientId,
    pub signs: Vec<VitalSign>,
    /// When they were true of the patient.
    pub taken_at: Instant,
    /// The monitor they were taken over from.
    #[serde(default)]
    #[ts(optional)]
    pub monitor: Option<String>,
    /// Whether that monitor is a simulator.
    #[serde(default)]
    pub simulated: bool,
}

/// A change was made; nothing more to say.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct Done {}
