//! Signing in through another provider, in the browser of the computer.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Asks whether people may sign in through another provider. Answered before anybody is signed in.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct IdentityProviderRequest {}

/// The provider, if there is one.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[expect(missing_docs, reason = "documented at the type")]
pub struct IdentityProviderView {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub provider: Option<IdentityProvider>,
}

/// A provider through which people may sign in.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct IdentityProvider {
    /// What people call it.
    pub name: String,
    /// Whether it can be used now.
    pub standing: ProviderStanding,
}

/// Whether a provider can be used now.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ProviderStanding {
    /// It answers.
    Ready,
    /// The clinic's own server is needed for it, and cannot be reached.
    NeedsServer,
    /// The clinic's server cannot reach it.
    Unreachable,
}

/// Signs in whoever the provider knows, in the browser; answered when that has ended, after five minutes at most.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct SignInThroughProvider {
    /// Language of the page that the browser ends at: `en`, `ar`.
    pub language: String,
}

/// Ends a sign-in that waits for the browser.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct CancelProviderSignIn {}

/// Links an account of the provider with the account of whoever is signed in, through the browser.
#[derive(Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct LinkProvider {
    /// The password, because somebody else may stand at an open window.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub password: Option<String>,
    /// The PIN of this workstation, in place of the password.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub pin: Option<String>,
    /// Language of the page that the browser ends at: `en`, `ar`.
    pub language: String,
}

/// Takes the link away again.
#[derive(Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct UnlinkProvider {
    /// The password.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub password: Option<String>,
    /// The PIN of this workstation, in place of the password.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub pin: Option<String>,
}
