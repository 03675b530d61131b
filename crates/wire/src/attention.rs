//! The worklist of what a person must settle.

use clinic::records::Attention;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use values::{
    LocalDate, LocalTime, Minutes,
    ids::{AppointmentId, AttentionId, PractitionerId, RoomId},
};

pub use crate::patients::Done;
use crate::{agenda::Slot, patients::PatientSummary};

/// Asks for the worklist, oldest first; settled items of the last 30 days too when asked.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct AttentionListRequest {
    /// Whether settled items are wanted as well.
    #[serde(default)]
    pub settled: bool,
}

/// One item, with what a person needs to decide.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct AttentionView {
    /// The record: request, refusal, who, when.
    pub item: Attention,
    /// The patient it concerns.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub patient: Option<PatientSummary>,
    /// Who asked, as shown.
    pub asked_by: String,
    /// For a refused booking: free slots near the one asked for, found now.
    pub offers: Vec<Slot>,
}

/// The worklist.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[expect(missing_docs, reason = "documented at the type")]
pub struct AttentionListView {
    pub items: Vec<AttentionView>,
    /// How many are open.
    pub open: u32,
}

/// Decides that a refused change is not wanted any more.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "as in the record")]
pub struct DiscardAttention {
    pub item: AttentionId,
    pub reason: String,
}

/// Books a refused visit into another slot and settles the item, in one step.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "as in BookAppointment")]
pub struct RebookAttention {
    pub item: AttentionId,
    /// Id of the new appointment.
    pub appointment: AppointmentId,
    pub practitioner: PractitionerId,
    #[serde(default)]
    #[ts(optional)]
    pub room: Option<RoomId>,
    pub date: LocalDate,
    pub start: LocalTime,
    pub minutes: Minutes,
}
