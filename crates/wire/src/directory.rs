//! Who and what there is: the reference data that every screen needs.

use clinic::records::{Facility, Practitioner, Role, Room, Service};
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use values::ids::{PersonId, PractitionerId};

/// Asks for the directory.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct DirectoryRequest {}

/// A member of staff, without what only sign-in needs.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct PersonView {
    /// The person.
    pub id: PersonId,
    /// As shown, such as `Dr Aoife Byrne`.
    pub display_name: String,
    /// Role at this facility.
    pub role: Role,
    /// What the clinic calls it, where it is one of the clinic's own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub role_name: Option<String>,
    /// Own agenda.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub practitioner: Option<PractitionerId>,
}

/// The reference data of this facility.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[expect(missing_docs, reason = "named after what they hold")]
pub struct DirectoryView {
    pub facility: Facility,
    /// Every facility that shares the records, this one among them.
    pub facilities: Vec<Facility>,
    pub practitioners: Vec<Practitioner>,
    pub rooms: Vec<Room>,
    pub services: Vec<Service>,
    pub people: Vec<PersonView>,
}
