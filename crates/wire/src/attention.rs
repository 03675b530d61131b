//! The worklist of what a person must settle.

use clinic::records::Attention;
use serde::{Deserialize, Serialize};
use serde_json::Value;
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
    /// Whether only items are wanted that come from this person's own changes, or stand against them.
    #[serde(default)]
    pub mine: bool,
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
    /// For a possible duplicate: the patient who was here before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub existing: Option<PatientSummary>,
    /// Who asked, as shown.
    pub asked_by: String,
    /// For a conflict: who wrote the other value, as shown, where the record tells.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub theirs_by: Option<String>,
    /// For an open conflict: what the field holds now.
    #[serde(default, skip_serializing_if = "Value::is_null")]
    #[ts(type = "unknown", optional)]
    pub current: Value,
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

/// Decides that an item needs nothing: what was asked is not wanted any more, or, of a possible duplicate,
/// that they are different people.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "as in the record")]
pub struct DiscardAttention {
    pub item: AttentionId,
    pub reason: String,
}

/// Which value of a conflict is to hold.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum ConflictChoice {
    /// What the later change asked for.
    KeepMine,
    /// What the record holds.
    KeepTheirs,
    /// Neither of the two.
    EnterNew {
        /// The value, as the field is written; null clears it.
        #[ts(type = "unknown")]
        value: Value,
    },
}

/// Chooses the value of a field with two, for a reason. The field and the item are written in one step.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "as in the record")]
pub struct SettleConflict {
    pub item: AttentionId,
    pub choice: ConflictChoice,
    /// What the field held when the person chose; refused when it holds something else by then.
    #[serde(default)]
    #[ts(type = "unknown")]
    pub was: Value,
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
