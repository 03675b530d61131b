//! People who sign in: their accounts, as an administrator sees them, and their own.

use clinic::records::{LinkedAccount, Role, SecondFactor};
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use values::{
    HumanName, Instant,
    ids::{PersonId, PractitionerId},
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
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own")]
pub struct AccountLine {
    /// Whose.
    pub id: PersonId,
    /// As it is written.
    pub name: HumanName,
    /// As it is shown, such as `Dr Aoife Byrne`.
    pub display_name: String,
    /// What they may do.
    pub role: Role,
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
    /// Whether they may sign in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub active: Option<bool>,
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
