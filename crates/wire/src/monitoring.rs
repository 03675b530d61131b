//! Which monitor watches whom, and acknowledging alarms.

use clinic::records::MonitorAssignment;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use values::{
    Instant,
    ids::{AlarmAcknowledgementId, MonitorAssignmentId, PatientId},
};

pub use crate::patients::Done;
use crate::patients::PatientSummary;

/// Asks for the assignments that hold now.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct MonitorAssignmentsRequest {}

/// An assignment with its patient.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[expect(missing_docs, reason = "named after what they hold")]
pub struct MonitorAssignmentView {
    pub assignment: MonitorAssignment,
    pub patient: PatientSummary,
}

/// The assignments that hold now, by bed.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[expect(missing_docs, reason = "documented at the type")]
pub struct MonitorAssignmentsView {
    pub assignments: Vec<MonitorAssignmentView>,
}

/// Says that a monitor watches a patient from now on.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "as in the record")]
pub struct AssignMonitor {
    pub id: MonitorAssignmentId,
    pub monitor: String,
    pub bed: String,
    pub patient: PatientId,
}

/// Ends an assignment.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "as in the record")]
pub struct ReleaseMonitor {
    pub assignment: MonitorAssignmentId,
}

/// Acknowledges one occurrence of an alarm.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "as in the record")]
pub struct AcknowledgeAlarm {
    pub id: AlarmAcknowledgementId,
    pub monitor: String,
    pub condition: String,
    pub onset: Instant,
}
