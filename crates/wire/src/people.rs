//! People who sign in: their accounts, as an administrator sees them, and their own.

use clinic::{
    access::Permission,
    records::{LinkedAccount, Membership, Role, SecondFactor},
};
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use values::{
    HumanName, Instant,
    ids::{CustomRoleId, PersonId, PractitionerId},
};

pub use crate::patients::Done;

/// Asks who there is.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct PeopleListRequest {}

/// How an account stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum AccountState {
    /// May sign in.
    Active,
    /// Was invited, or had the password reset, and has not chosen one yet.
    Invited,
    /// The code that was given admits no more.
    InvitationExpired,
    /// May not sign in.
    Disabled,
}

/// Somebody's account.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "independent facts about one account"
)]
pub struct AccountLine {
    /// Whose.
    pub id: PersonId,
    /// As it is written.
    pub name: HumanName,
    /// As it is shown, such as `Dr Aoife Byrne`.
    pub display_name: String,
    /// What they may do.
    pub role: Role,
    /// The custom role in whose place `role` stands.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub custom_role: Option<CustomRoleId>,
    /// What the clinic calls the custom role.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub role_name: Option<String>,
    /// Where they work, and as what; empty for every facility.
    pub memberships: Vec<Membership>,
    /// Whose agenda is their own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub practitioner: Option<PractitionerId>,
    /// How it stands.
    pub state: AccountState,
    /// Until when the code admits, while one does.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub activation_until: Option<Instant>,
    /// Whether there is a second factor.
    pub second_factor: bool,
    /// Whether they let people in somewhere: of those who do, one stays.
    pub lets_people_in: bool,
    /// Whether an account of another provider is linked.
    pub linked: bool,
    /// Whether it is the account of whoever asks: nobody changes their own.
    pub own: bool,
    /// Whether it holds writes that the server has not confirmed.
    pub pending: bool,
}

/// Everybody, those who may sign in first, then by name.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[expect(missing_docs, reason = "documented at the type")]
pub struct PeopleListView {
    pub people: Vec<AccountLine>,
}

/// Lets somebody in: an account with a code that admits once.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct InvitePerson {
    /// The new account.
    pub id: PersonId,
    /// Name.
    pub name: HumanName,
    /// What they may do.
    pub role: Role,
    /// The custom role in whose place `role` stands.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub custom_role: Option<CustomRoleId>,
    /// Where they work, and as what; empty for every facility, as `role`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[ts(optional, as = "Option<Vec<Membership>>")]
    pub memberships: Vec<Membership>,
    /// Whose agenda is their own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub practitioner: Option<PractitionerId>,
    /// Verifier of the code.
    pub verifier: String,
    /// Until when it admits.
    pub activation_until: Instant,
}

/// Changes what somebody is, or whether they may sign in. What is absent stays.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ChangePerson {
    /// Whose account; never one's own.
    pub person: PersonId,
    /// Name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub name: Option<HumanName>,
    /// What they may do.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub role: Option<Role>,
    /// The custom role in whose place `role` stands; it goes with `role`, and without it there is none any more.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub custom_role: Option<CustomRoleId>,
    /// Where they work, and as what; an empty list for every facility.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub memberships: Option<Vec<Membership>>,
    /// Whether they may sign in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub active: Option<bool>,
}

/// Asks which roles there are.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct CustomRolesRequest {}

/// A role of the table, with what it gives.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[expect(missing_docs, reason = "documented at the type")]
pub struct RoleLine {
    pub role: Role,
    pub permissions: Vec<Permission>,
}

/// A permission, with what it is of no use without.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[expect(missing_docs, reason = "documented at the type")]
pub struct PermissionLine {
    pub permission: Permission,
    pub needs: Vec<Permission>,
}

/// A role that the clinic made itself.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct CustomRoleLine {
    /// Its id.
    pub id: CustomRoleId,
    /// What the clinic calls it.
    pub name: String,
    /// The role whose place it takes.
    pub role: Role,
    /// What it gives.
    pub permissions: Vec<Permission>,
    /// Whether it can be given to anybody.
    pub active: bool,
    /// Who has it somewhere, as they are shown.
    pub holders: Vec<String>,
    /// Whether whoever asks has it: nobody changes what they may do themself.
    pub own: bool,
    /// Whether it holds writes that the server has not confirmed.
    pub pending: bool,
}

/// The roles of the table, the clinic's own by name, and what they are put together from.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[expect(missing_docs, reason = "documented at the type")]
pub struct CustomRolesView {
    pub table: Vec<RoleLine>,
    pub custom: Vec<CustomRoleLine>,
    pub permissions: Vec<PermissionLine>,
}

/// Makes a role, or changes one that the clinic made. It holds for whoever has it at once.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct SaveCustomRole {
    /// Which.
    pub id: CustomRoleId,
    /// What the clinic calls it.
    pub name: String,
    /// The role whose place it takes; it never becomes another.
    pub role: Role,
    /// What it gives, with everything that this needs.
    pub permissions: Vec<Permission>,
    /// Whether it can be given to anybody.
    pub active: bool,
    /// What it gave when the person looked; absent for a new one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub was: Option<Vec<Permission>>,
}

/// Takes somebody's password away and gives a code that admits once. An administrator cannot choose a password
/// for anybody (OWASP ASVS 5.0, 6.4.6).
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ResetSignIn {
    /// Whose; never one's own.
    pub person: PersonId,
    /// Verifier of the code.
    pub verifier: String,
    /// Until when it admits.
    pub activation_until: Instant,
    /// Whether the second factor goes too, because the telephone is gone.
    pub without_second_factor: bool,
}

/// Sets one's own password. The core asks for it, after it has seen the old one or a code.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct SetPassword {
    /// Its verifier.
    pub verifier: String,
}

/// Sets one's own second factor, or takes it away. The core asks for it.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct SetSecondFactor {
    /// What it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(type = "unknown", optional)]
    pub factor: Option<SecondFactor>,
}

/// Crosses one of one's own codes off the paper. The core asks for it.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct SpendRecoveryCode {
    /// SHA-256 of the code, as hexadecimal digits.
    pub digest: String,
}

/// Links an account of another provider with one's own. The core asks for it, after the server has seen whose it is.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct LinkIdentity {
    /// Which.
    pub identity: LinkedAccount,
}

/// Takes one's own links away. The core asks for it, after it has seen a password or a PIN.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct UnlinkIdentity {}

/// Takes somebody's links away. Nobody links an account for another.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct UnlinkPerson {
    /// Whose; never one's own.
    pub person: PersonId,
}
