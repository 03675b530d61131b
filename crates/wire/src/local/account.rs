//! Signing in, and one's own account.

use serde::{Deserialize, Serialize};
use ts_rs::TS;
use values::{Instant, ids::PersonId};

use crate::restriction::BreakGlass;

/// Signs a person in; whoever was signed in before is signed out, drafts kept.
#[derive(Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct SignIn {
    /// Who.
    pub person: PersonId,
    /// Their password.
    pub password: String,
    /// The code of the second factor, or one from paper, once it was asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub code: Option<String>,
}

/// Chooses a password with a code that admits once, and signs in.
#[derive(Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct Activate {
    /// Who.
    pub person: PersonId,
    /// The code that an administrator gave.
    pub activation: String,
    /// The password to be.
    pub password: String,
    /// The code of the second factor, for who has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub code: Option<String>,
}

/// Comes back by PIN, in a shift that began here with the password.
#[derive(Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "documented at the type")]
pub struct ReturnByPin {
    pub person: PersonId,
    pub pin: String,
}

/// Asks how the signed-in person's own account stands.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct AccountRequest {}

/// How one's own account stands.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct AccountView {
    /// Since when there is a second factor.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub second_factor_since: Option<Instant>,
    /// Codes on paper that are left.
    pub recovery_codes_left: u16,
    /// Whether a PIN was chosen at this workstation.
    pub pin_chosen: bool,
    /// The least length of a password.
    pub password_length_min: u16,
    /// Whether an account of the provider is linked through which people may sign in.
    pub linked: bool,
}

/// Changes one's own password.
#[derive(Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ChangePassword {
    /// The one until now.
    pub current: String,
    /// The one to be.
    pub new: String,
}

/// Opens a restricted record in an emergency: `break_glass`, once the person has proved again who they are.
#[derive(Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct OpenInEmergency {
    /// Whose record, and why.
    pub access: BreakGlass,
    /// The password.
    #[serde(default)]
    #[ts(optional)]
    pub password: Option<String>,
    /// The PIN of this workstation, in place of the password.
    #[serde(default)]
    #[ts(optional)]
    pub pin: Option<String>,
}

/// Chooses a PIN for coming back at this workstation.
#[derive(Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ChoosePin {
    /// The password, because somebody else may stand at an open window.
    pub password: String,
    /// Six digits or more.
    pub pin: String,
}

/// Asks for a secret to be shared with an authenticator app.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct BeginSecondFactor {}

/// A secret, in force once a code made with it was given.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct SecondFactorOffer {
    /// In base 32, for who types it.
    pub secret: String,
    /// As a drawing, for who points a camera at it: SVG.
    pub drawing: String,
}

/// Shows that the app has the secret.
#[derive(Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ConfirmSecondFactor {
    /// The code that the app shows.
    pub code: String,
}

/// Codes for paper, each good once. They are shown this one time.
#[derive(Clone, Serialize, Deserialize, TS)]
#[expect(missing_docs, reason = "documented at the type")]
pub struct RecoveryCodes {
    pub codes: Vec<String>,
}

/// Takes one's own second factor away.
#[derive(Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct EndSecondFactor {
    /// The password.
    pub password: String,
}

/// Asks for a code that admits somebody once. Nothing is changed by it: the code goes to a person on paper, and its
/// verifier into a change.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct MakeActivation {}

/// A code that admits once.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct Activation {
    /// The code, in groups of four. It is shown this one time.
    pub code: String,
    /// What is kept of it.
    pub verifier: String,
    /// Until when it admits.
    pub until: Instant,
}
