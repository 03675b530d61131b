//! The patient and what hangs on the patient: allergies, problems, findings, insurance.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use ts_rs::TS;
use values::{
    BirthDate, Decimal, HumanName, Instant, LocalDate,
    ids::{AllergyId, ConditionId, CoverageId, FacilityId, ObservationId, PatientId, PersonId},
};

use super::{Edited, Extra, Restriction, field_class::fields};

/// Administrative sex (NHS Data Dictionary "person stated gender" display values, FHIR administrative-gender).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Sex {
    /// Female.
    Female,
    /// Male.
    Male,
    /// Indeterminate: neither, as established.
    Indeterminate,
    /// Not known: nobody has recorded it.
    #[default]
    NotKnown,
}

/// A postal address.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
pub struct Address {
    /// Street lines, one or two.
    pub lines: Vec<String>,
    /// Town.
    pub city: String,
    /// Postal code.
    pub postal_code: String,
    /// Country, as written on an envelope; empty for the facility's own.
    #[serde(default)]
    pub country: String,
}

/// Whom to call.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct EmergencyContact {
    /// Name, as told.
    pub name: String,
    /// Relationship to the patient, as told.
    pub relationship: String,
    /// Telephone.
    pub phone: String,
}

/// What is known about allergies as a whole. Three states that never look alike.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum AllergyStatus {
    /// Nobody has asked, or nobody wrote it down.
    #[default]
    NotRecorded,
    /// Asked, and none known.
    NoKnown,
    /// At least one active allergy is recorded.
    Known,
}

/// The statement that a patient has no known allergies: who made it, and when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[expect(missing_docs, reason = "documented at the type")]
pub struct AllergyStatement {
    pub at: Instant,
    pub by: PersonId,
}

/// A person who receives care (FHIR Patient).
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct Patient {
    /// Its id.
    pub id: PatientId,
    /// The number on the patient's card, such as `A-000123`.
    pub record_number: String,
    /// Official name.
    pub name: HumanName,
    /// The name in another script or its transliteration.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub other_name: Option<HumanName>,
    /// Birth date, as far as known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub birth_date: Option<BirthDate>,
    /// Administrative sex.
    pub sex: Sex,
    /// Date of death.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub died_on: Option<LocalDate>,
    /// National identifier (such as the NHS number): digits and capitals, without separators.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub national_number: Option<String>,
    /// First telephone number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub phone: Option<String>,
    /// Second telephone number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub second_phone: Option<String>,
    /// E-mail address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub email: Option<String>,
    /// Postal address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub address: Option<Address>,
    /// Preferred language, BCP 47.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub language: Option<String>,
    /// Whom to call.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub emergency_contact: Option<EmergencyContact>,
    /// Who said that there are no known allergies, and when; absent when nobody did or one is recorded.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub no_known_allergies: Option<AllergyStatement>,
    /// Who alone may open the record; absent while everybody may whose role does.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub restriction: Option<Restriction>,
    /// When the record was opened.
    pub registered_at: Instant,
    /// Where the patient receives care: the workstations of these facilities hold the record. Empty for a
    /// record from before there were several: every facility holds it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[ts(optional, as = "Option<Vec<FacilityId>>")]
    pub facilities: Vec<FacilityId>,
    /// Where care was given before. Their workstations hold the record no more; what was still done there is judged.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[ts(optional, as = "Option<Vec<FacilityId>>")]
    pub former_facilities: Vec<FacilityId>,
    /// Who last changed a field in place, by its name; absent for a field as it was first recorded.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    #[ts(optional, as = "Option<BTreeMap<String, Edited>>")]
    pub edited: BTreeMap<String, Edited>,
    /// Fields of later versions.
    #[serde(flatten)]
    #[ts(skip)]
    pub extra: Extra,
}

fields!(Patient {
    Guarded: id record_number restriction registered_at facilities former_facilities edited;
    Review: name other_name birth_date sex died_on national_number no_known_allergies;
    Latest: phone second_phone email address language emergency_contact;
});

impl Patient {
    /// Whether a facility gives the patient care, or did: nobody else's record, whatever id they name.
    pub fn is_of(&self, facility: FacilityId) -> bool {
        self.facilities.is_empty()
            || self.facilities.contains(&facility)
            || self.former_facilities.contains(&facility)
    }
}

/// Where a clinical statement stands. Statements are never edited in place or deleted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ClinicalStatus {
    /// Holds now.
    Active,
    /// Held once.
    Resolved,
    /// Was never true of this patient.
    EnteredInError,
}

/// How dangerous a repeat exposure would be (FHIR `AllergyIntolerance.criticality`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum AllergyCriticality {
    /// Unlikely to be dangerous.
    Low,
    /// Could threaten life.
    High,
    /// Not known.
    #[default]
    NotKnown,
}

/// One allergy or intolerance (FHIR `AllergyIntolerance`).
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct Allergy {
    /// Its id.
    pub id: AllergyId,
    /// Whose it is.
    pub patient: PatientId,
    /// The substance, as written.
    pub substance: String,
    /// Past reactions, as written; several in one episode joined by `+`.
    #[serde(default)]
    pub reaction: String,
    /// How dangerous.
    pub criticality: AllergyCriticality,
    /// Where the statement stands.
    pub status: ClinicalStatus,
    /// When recorded.
    pub recorded_at: Instant,
    /// By whom.
    pub recorded_by: PersonId,
    /// Why it was marked as entered in error.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub error_reason: Option<String>,
    /// Who last changed a field in place, by its name; absent for a field as it was first recorded.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    #[ts(optional, as = "Option<BTreeMap<String, Edited>>")]
    pub edited: BTreeMap<String, Edited>,
    /// Fields of later versions.
    #[serde(flatten)]
    #[ts(skip)]
    pub extra: Extra,
}

fields!(Allergy {
    Guarded: id patient recorded_at recorded_by edited;
    Review: substance reaction criticality status;
    Latest: error_reason;
});

/// A problem or diagnosis (FHIR Condition).
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct Condition {
    /// Its id.
    pub id: ConditionId,
    /// Whose it is.
    pub patient: PatientId,
    /// What it is, in words.
    pub text: String,
    /// Code in its system, such as a SNOMED CT concept id; empty when none.
    #[serde(default)]
    pub code: String,
    /// First day, when known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub onset: Option<LocalDate>,
    /// Day it ended.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub ended: Option<LocalDate>,
    /// Where the statement stands.
    pub status: ClinicalStatus,
    /// Fields of later versions.
    #[serde(flatten)]
    #[ts(skip)]
    pub extra: Extra,
}

fields!(Condition {
    Guarded: id patient;
    Review: text code onset ended status;
});

/// Where a value came from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ObservationSource {
    /// Typed by a person.
    Typed,
    /// Taken over from a bedside monitor by a person.
    Monitor,
    /// Came with records from elsewhere.
    Imported,
}

/// A measured value (FHIR Observation, vital-signs profile).
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct Observation {
    /// Its id.
    pub id: ObservationId,
    /// Whose it is.
    pub patient: PatientId,
    /// LOINC code, such as `8867-4` (heart rate).
    pub code: String,
    /// The value, with the precision it was recorded with.
    pub value: Decimal,
    /// UCUM unit, such as `/min`.
    pub unit: String,
    /// When it was true of the patient.
    pub taken_at: Instant,
    /// Where it came from.
    pub source: ObservationSource,
    /// The bedside monitor, when it came from one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub monitor: Option<String>,
    /// Whether the source was a simulator.
    #[serde(default)]
    pub simulated: bool,
    /// Who charted it; absent for imported values.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub recorded_by: Option<PersonId>,
    /// Fields of later versions.
    #[serde(flatten)]
    #[ts(skip)]
    pub extra: Extra,
}

fields!(Observation {
    Guarded: id patient source monitor simulated recorded_by;
    Review: code value unit taken_at;
});

/// An insurance of a patient (FHIR Coverage).
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct Coverage {
    /// Its id.
    pub id: CoverageId,
    /// Who is insured.
    pub patient: PatientId,
    /// The insurer.
    pub payer: String,
    /// Member number.
    pub member_number: String,
    /// Plan, as named by the insurer.
    #[serde(default)]
    pub plan: String,
    /// First day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub from: Option<LocalDate>,
    /// Last day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub to: Option<LocalDate>,
    /// Who last changed a field in place, by its name; absent for a field as it was first recorded.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    #[ts(optional, as = "Option<BTreeMap<String, Edited>>")]
    pub edited: BTreeMap<String, Edited>,
    /// Fields of later versions.
    #[serde(flatten)]
    #[ts(skip)]
    pub extra: Extra,
}

fields!(Coverage {
    Guarded: id patient edited;
    Review: payer member_number;
    Latest: plan from to;
});
