//! Patients of one facility and of another.

use serde::{Deserialize, Serialize};
use ts_rs::TS;
use values::ids::PatientId;

pub use crate::patients::Done;
use crate::patients::PatientSummary;

/// Says that a patient receives care at this facility too: its workstations then hold the record.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct RegisterHere {
    /// The patient, whom this workstation need not hold.
    pub patient: PatientId,
    /// Why.
    pub reason: String,
}

/// Says that a patient receives no more care at this facility: its workstations let go of the record.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct EndCareHere {
    /// The patient.
    pub patient: PatientId,
    /// Why.
    pub reason: String,
}

/// Looks for patients of other facilities. The server answers, and writes down who asked.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct SearchElsewhere {
    /// What was typed; three characters at least.
    pub text: String,
}

/// A patient whom only other facilities hold.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct PatientElsewhere {
    /// Who it is.
    pub summary: PatientSummary,
    /// The names of the facilities.
    pub facilities: Vec<String>,
}

/// Patients of other facilities, best first.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[expect(missing_docs, reason = "named after what they hold")]
pub struct ElsewhereView {
    pub patients: Vec<PatientElsewhere>,
    /// Whether there are more than these.
    pub more: bool,
}
