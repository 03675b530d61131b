//! Restricted records, and opening one in an emergency.

use serde::{Deserialize, Serialize};
use ts_rs::TS;
use values::{
    Instant,
    ids::{EmergencyAccessId, PatientId, PersonId},
};

use super::{Extra, field_class::fields};

/// Why a record is restricted (FHIR `Meta.security`; HL7 v3 `VIP`, `PSY`, `EMP`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum RestrictionLabel {
    /// The patient is known to the public.
    Vip,
    /// The record holds psychiatric care.
    Psychiatry,
    /// The patient works here, or is close to somebody who does.
    Staff,
}

/// Who alone may open a patient's record, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Restriction {
    /// Why.
    pub label: RestrictionLabel,
    /// Who may open the record: each once, in the order of their ids.
    pub entitled: Vec<PersonId>,
    /// Since when.
    pub since: Instant,
    /// Who last said so.
    pub by: PersonId,
}

/// Why somebody opened a restricted record in an emergency.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum EmergencyReason {
    /// The patient needs care at once.
    CareEmergency,
    /// They stand in for a colleague who is entitled.
    Covering,
    /// The patient asked them to.
    PatientRequest,
    /// Something else: the words say what.
    Other,
}

impl EmergencyReason {
    /// The word for it in messages and in the audit trail.
    pub const fn name(self) -> &'static str {
        match self {
            Self::CareEmergency => "care_emergency",
            Self::Covering => "covering",
            Self::PatientRequest => "patient_request",
            Self::Other => "other",
        }
    }
}

/// What a reviewer found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum EmergencyVerdict {
    /// It was right to open the record.
    Justified,
    /// It was not.
    NotJustified,
}

/// The review of an emergency access.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct EmergencyReview {
    /// By whom; never whose access it was.
    pub by: PersonId,
    /// When.
    pub at: Instant,
    /// What was found.
    pub verdict: EmergencyVerdict,
    /// Why; may be empty.
    #[serde(default)]
    pub words: String,
}

/// Somebody opened a restricted record without being entitled to (break-glass). It is written once; afterwards
/// it is ended early and reviewed, and nothing else of it changes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct EmergencyAccess {
    /// Its id.
    pub id: EmergencyAccessId,
    /// Who.
    pub person: PersonId,
    /// Whose record.
    pub patient: PatientId,
    /// Why.
    pub reason: EmergencyReason,
    /// Why, in the person's words.
    pub words: String,
    /// First instant.
    pub from: Instant,
    /// First instant after it.
    pub until: Instant,
    /// When it was ended before its time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub ended_at: Option<Instant>,
    /// What the review found; absent until there was one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub review: Option<EmergencyReview>,
    /// Fields of later versions.
    #[serde(flatten)]
    #[ts(skip)]
    pub extra: Extra,
}

fields!(EmergencyAccess {
    Guarded: id person patient reason words from until ended_at review;
});
