//! What a person must settle: changes that the shared records refused.

use serde::{Deserialize, Serialize};
use ts_rs::TS;
use values::{
    Instant,
    ids::{AppointmentId, AttentionId, ChangeId, DeviceId, PersonId},
};

use super::Extra;

/// What was asked for, whole: nothing that was typed is dropped.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct RefusedChange {
    /// The change.
    pub change: ChangeId,
    /// The command's name.
    pub command: String,
    /// The command's request.
    #[ts(type = "unknown")]
    pub request: serde_json::Value,
    /// Who asked.
    pub person: PersonId,
    /// On which workstation.
    pub device: DeviceId,
    /// When, by that workstation's clock.
    pub recorded_at: Instant,
    /// The refusal's code.
    pub code: String,
    /// The refusal's data.
    #[ts(type = "unknown")]
    pub data: serde_json::Value,
}

/// How an item was settled.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
#[expect(missing_docs, reason = "fields are named after what they hold")]
pub enum Settlement {
    /// A person decided that it is not wanted any more.
    Discarded { reason: String },
    /// Booked again, into another slot.
    Rebooked { appointment: AppointmentId },
}

/// Whether an item still waits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "documented at the type")]
pub enum AttentionState {
    Open,
    Settled,
}

/// One item of the *Needs attention* worklist. It stays until a person settles it.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct Attention {
    /// Its id.
    pub id: AttentionId,
    /// Open or settled.
    pub state: AttentionState,
    /// What was refused, and why.
    pub refused: RefusedChange,
    /// When the shared records refused it.
    pub raised_at: Instant,
    /// How it was settled.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub settlement: Option<Settlement>,
    /// When it was settled.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub settled_at: Option<Instant>,
    /// By whom.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub settled_by: Option<PersonId>,
    /// Fields of later versions.
    #[serde(flatten)]
    #[ts(skip)]
    pub extra: Extra,
}
