//! Roles that a clinic makes itself, and where somebody works.

use serde::{Deserialize, Serialize};
use ts_rs::TS;
use values::ids::{CustomRoleId, FacilityId};

use super::{Extra, Role, field_class::fields};

/// A role that the clinic has put together from permissions, such as `Practice manager`. What may be put together
/// stands in [`crate::access`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct CustomRole {
    /// Its id.
    pub id: CustomRoleId,
    /// What the clinic calls it.
    pub name: String,
    /// The role whose place its holders take: in the audit trail, in lists of people, and in when their window is
    /// locked. It never becomes another one.
    pub role: Role,
    /// The names of the permissions that it gives. A name that this build does not know gives nothing here.
    pub permissions: Vec<String>,
    /// Whether it can be given to anybody.
    pub active: bool,
    /// Fields of later versions.
    #[serde(flatten)]
    #[ts(skip)]
    pub extra: Extra,
}

fields!(CustomRole {
    Guarded: id role permissions active;
    Latest: name;
});

/// As what somebody works: a role, or a custom role in its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Standing {
    /// The role; of a custom role, the one whose place it takes.
    pub role: Role,
    /// The custom role, where it is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub custom_role: Option<CustomRoleId>,
}

/// That somebody works at a facility, and as what.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Membership {
    /// Where.
    pub facility: FacilityId,
    /// As what.
    #[serde(flatten)]
    #[ts(flatten)]
    pub standing: Standing,
}
