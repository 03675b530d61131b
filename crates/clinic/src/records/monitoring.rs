//! Who watches whom, and which alarms a person has seen.

use serde::{Deserialize, Serialize};
use ts_rs::TS;
use values::{
    Instant,
    ids::{AlarmAcknowledgementId, MonitorAssignmentId, PatientId, PersonId},
};

use super::{Extra, field_class::fields};

/// The fact that a bedside monitor watches a patient. A monitor watches at most one at a time.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct MonitorAssignment {
    /// Its id.
    pub id: MonitorAssignmentId,
    /// The monitor, by its id on the broker.
    pub monitor: String,
    /// Where it stands, such as `Bed 4`.
    pub bed: String,
    /// The patient.
    pub patient: PatientId,
    /// From when.
    pub assigned_at: Instant,
    /// By whom.
    pub assigned_by: PersonId,
    /// Until when; absent while it holds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub released_at: Option<Instant>,
    /// Fields of later versions.
    #[serde(flatten)]
    #[ts(skip)]
    pub extra: Extra,
}

fields!(MonitorAssignment {
    Guarded: id monitor bed patient assigned_at assigned_by released_at;
});

/// A named person has seen an alarm. It silences that occurrence on every screen; a new one sounds.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct AlarmAcknowledgement {
    /// Its id.
    pub id: AlarmAcknowledgementId,
    /// The monitor.
    pub monitor: String,
    /// The condition, such as `heart_rate_high`.
    pub condition: String,
    /// When the occurrence began, by the monitor's clock.
    pub onset: Instant,
    /// When it was acknowledged.
    pub acknowledged_at: Instant,
    /// By whom.
    pub acknowledged_by: PersonId,
    /// Fields of later versions.
    #[serde(flatten)]
    #[ts(skip)]
    pub extra: Extra,
}

fields!(AlarmAcknowledgement {
    Guarded: id monitor condition onset acknowledged_at acknowledged_by;
});
