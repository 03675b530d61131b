//! Fields that hold two values until a person has chosen one.

use clinic::records::Kind;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use ts_rs::TS;
use uuid::Uuid;
use values::{
    Instant,
    ids::{AttentionId, PatientId},
    time::Age,
};

/// A field with two values of which nobody has chosen one yet. Both are shown wherever the field is.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct UnsettledField {
    /// Whose it is.
    pub patient: PatientId,
    /// The item of *Needs attention* in which it is settled.
    pub item: AttentionId,
    /// Whether this person may settle it.
    pub may_settle: bool,
    /// The kind of the record.
    pub kind: Kind,
    /// The record.
    #[ts(type = "string")]
    pub record: Uuid,
    /// The field, as it is written.
    pub field: String,
    /// What the record holds now.
    #[ts(type = "unknown")]
    pub current: Value,
    /// What was asked for besides.
    #[ts(type = "unknown")]
    pub mine: Value,
    /// For a birth date: the age that follows from what was asked for, as in a list.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub mine_age: Option<Age>,
    /// Who asked for it, as shown.
    pub asked_by: String,
    /// When.
    pub asked_at: Instant,
}

/// Asks for every field that has two values, of whichever patient.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct UnsettledFieldsRequest {}

/// The fields that have two values, oldest first. Lists show both until a person has chosen.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[expect(missing_docs, reason = "documented at the type")]
pub struct UnsettledFieldsView {
    pub fields: Vec<UnsettledField>,
}
