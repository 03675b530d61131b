//! Times that one workstation alone may give away.

use serde::{Deserialize, Serialize};
use ts_rs::TS;
use values::{
    Instant,
    ids::{DeviceId, PersonId, PractitionerId, SlotLeaseId},
};

use super::{Extra, field_class::fields};

/// A stretch of a practitioner's time that is reserved for one workstation: nobody else books into it, so
/// what that workstation books there is firm even while the server is out of reach.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct SlotLease {
    /// Its id.
    pub id: SlotLeaseId,
    /// Whose time.
    pub practitioner: PractitionerId,
    /// First instant.
    pub starts_at: Instant,
    /// First instant after it.
    pub ends_at: Instant,
    /// The workstation that holds it. One that joins again is another and holds nothing of before.
    pub device: DeviceId,
    /// The letter code of that workstation, by which people know it.
    pub workstation: String,
    /// When it was granted.
    pub granted_at: Instant,
    /// By whom.
    pub granted_by: PersonId,
    /// When it was ended before its time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub ended_at: Option<Instant>,
    /// By whom; absent when it ended because its workstation may not share any more.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub ended_by: Option<PersonId>,
    /// Fields of later versions.
    #[serde(flatten)]
    #[ts(skip)]
    pub extra: Extra,
}

fields!(SlotLease {
    Guarded: id practitioner starts_at ends_at device workstation granted_at granted_by ended_at ended_by;
});
