//! Restricted records: who may open one, and opening one in an emergency.

use clinic::records::{
    EmergencyAccess, EmergencyReason, EmergencyVerdict, Restriction, RestrictionLabel,
};
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use values::{
    BirthDate, Instant,
    ids::{EmergencyAccessId, PatientId, PersonId},
    time::Age,
};

pub use crate::patients::Done;

/// Restricts a record to named people, or changes why and to whom.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct RestrictRecord {
    /// Whose record.
    pub patient: PatientId,
    /// Why.
    pub label: RestrictionLabel,
    /// Everybody who may open it from now on.
    pub entitled: Vec<PersonId>,
}

/// Lets everybody open a record again whose role does.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "documented at the type")]
pub struct LiftRestriction {
    pub patient: PatientId,
}

/// Opens a restricted record in an emergency. The core asks for it, after it has seen a password or a PIN.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct BreakGlass {
    /// Id of the new access.
    pub id: EmergencyAccessId,
    /// Whose record.
    pub patient: PatientId,
    /// Why.
    pub reason: EmergencyReason,
    /// Why, in words: 10 to 500 characters.
    pub words: String,
}

/// Ends one's own emergency access before its time.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "documented at the type")]
pub struct EndEmergencyAccess {
    pub access: EmergencyAccessId,
}

/// Says whether it was right to open a record in an emergency; never of one's own access.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ReviewEmergencyAccess {
    /// Which access.
    pub access: EmergencyAccessId,
    /// What was found.
    pub verdict: EmergencyVerdict,
    /// Why; needed where it was not justified.
    #[serde(default)]
    pub words: String,
}

/// Asks who opened restricted records in an emergency.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct EmergencyAccessListRequest {}

/// An emergency access as its reviewer sees it: who did it and why, and of the patient only the record number.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct EmergencyAccessLine {
    /// The record.
    pub access: EmergencyAccess,
    /// Whose record it was, by its number.
    pub record_number: String,
    /// Who opened it.
    pub person_name: String,
    /// Who reviewed it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub reviewed_by: Option<String>,
    /// Whether it holds now.
    pub in_force: bool,
    /// Whether it is the asker's own: nobody reviews theirs.
    pub own: bool,
    /// Whether it holds writes that the server has not confirmed.
    pub not_yet_shared: bool,
}

/// Emergency accesses, those without a review first, then the latest first; 500 at most.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct EmergencyAccessListView {
    /// The accesses.
    pub accesses: Vec<EmergencyAccessLine>,
    /// How many of them have no review yet.
    pub waiting: u32,
}

/// Asks which records are restricted.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct RestrictedRecordsRequest {}

/// A restricted record as an administrator sees it, who sees nothing of the patient but the record number.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct RestrictedRecordLine {
    /// Whose record.
    pub patient: PatientId,
    /// Its number.
    pub record_number: String,
    /// Who may open it, and why.
    pub restriction: Restriction,
}

/// The restricted records, by number.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[expect(missing_docs, reason = "documented at the type")]
pub struct RestrictedRecordsView {
    pub records: Vec<RestrictedRecordLine>,
}

/// A patient whose record is closed to whoever asks, but whom they may open in an emergency. Nothing else of
/// the patient is told.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct LockedPatient {
    /// The patient.
    pub id: PatientId,
    /// `SMITH, Ann (Mrs)`.
    pub display_name: String,
    /// Birth date, when known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub birth_date: Option<BirthDate>,
    /// Age today, or at death.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub age: Option<Age>,
}

/// The asker's own emergency access to the patient whose page it is.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct EmergencyView {
    /// The access.
    pub access: EmergencyAccessId,
    /// First instant after it.
    pub until: Instant,
}

/// The data of [`crate::Code::RecordRestricted`].
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct Restricted {
    /// Whose record.
    pub patient: PatientId,
    /// Why it is restricted.
    pub label: RestrictionLabel,
}
