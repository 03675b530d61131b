//! Signing in at the server: who asks, and what of it is still on.

use clinic::records::{LinkedAccount, Role};
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use uuid::Uuid;
use values::{
    Instant, Sensitive,
    ids::{DeviceId, FacilityId, PersonId},
};

use crate::directory::PersonView;

/// The header of requests that holds a person's token, beside the workstation's in `Authorization`.
pub const PERSON_HEADER: &str = "mainstay-person";

/// Signs a person in at the workstation that asks.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SignInAtServer {
    /// An id, or the name as the records have it.
    pub person: String,
    /// The password.
    pub password: Sensitive<String>,
    /// The code of the second factor, for who has one: of the app, or from paper.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code: Option<Sensitive<String>>,
}

/// A person who is signed in at the server.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct SignedInAtServer {
    /// The token that the person's requests bear.
    pub access: Sensitive<String>,
    /// For how many seconds from now on it is taken.
    pub seconds: u64,
    /// What the next one is had for, once.
    pub refresh: Sensitive<String>,
    /// The sign-in.
    pub session: Uuid,
    /// Who it is.
    pub person: PersonId,
    /// What they may do now.
    pub role: Role,
    /// Where.
    pub facility: FacilityId,
}

/// Goes on with a sign-in.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RefreshSession {
    /// What was given last.
    pub refresh: Sensitive<String>,
}

/// Ends a sign-in where it was begun.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SignOutAtServer {
    /// What was given last.
    pub refresh: Sensitive<String>,
}

/// It has ended, or had before.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
pub struct SessionEnded {}

/// Asks whom a person's token speaks of.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ValidateSession {
    /// The token.
    pub access: Sensitive<String>,
}

/// Whom a token speaks of, as they are now.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[expect(missing_docs, reason = "named after what they hold")]
pub struct ValidSession {
    pub session: Uuid,
    pub person: PersonId,
    pub role: Role,
    pub device: DeviceId,
    pub facility: FacilityId,
}

/// A sign-in that has not ended.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct SessionLine {
    /// Its id.
    #[ts(type = "string")]
    pub id: Uuid,
    /// Whose, in a list of everybody's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub person: Option<PersonView>,
    /// At which workstation.
    pub device: DeviceId,
    /// The letter code of that.
    pub workstation: String,
    /// Where.
    pub facility: FacilityId,
    /// Since when.
    pub begun_at: Instant,
    /// When it was last gone on with.
    pub used_at: Instant,
    /// When it ends, whatever is done.
    pub ends_at: Instant,
    /// Whether it is the one that asks.
    pub own: bool,
}

/// Sign-ins that have not ended, the newest first.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[expect(missing_docs, reason = "documented at the type")]
pub struct SessionList {
    pub sessions: Vec<SessionLine>,
}

/// How workstations begin a sign-in at another provider (OpenID Connect).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Provider {
    /// What people call it.
    pub name: String,
    /// As it names itself.
    pub issuer: String,
    /// As what the server is known there.
    pub client_id: String,
    /// Where browsers go; absent while the server cannot reach it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub authorization_endpoint: Option<String>,
    /// What the workstation is called in the address that browsers come back to.
    pub redirect_host: RedirectHost,
}

/// What a workstation is called in the address that browsers come back to: providers take one or the other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum RedirectHost {
    /// The address, as RFC 8252 (section 7.3) prefers.
    #[serde(rename = "127.0.0.1")]
    Address,
    /// The name.
    #[serde(rename = "localhost")]
    Name,
}

impl RedirectHost {
    /// As it stands in an address.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Address => "127.0.0.1",
            Self::Name => "localhost",
        }
    }
}

/// The path of the address that browsers come back to.
pub const REDIRECT_PATH: &str = "/cb";

/// The provider, if there is one.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[expect(missing_docs, reason = "documented at the type")]
pub struct ProviderAnswer {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub provider: Option<Provider>,
}

/// What a browser brought back from the provider, and what the workstation kept for it.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BroughtBack {
    /// What the provider gives a token for, once.
    pub code: Sensitive<String>,
    /// What the challenge was made of (RFC 7636).
    pub verifier: Sensitive<String>,
    /// What the token must bear.
    pub nonce: String,
    /// Where the browser came back to.
    pub redirect_uri: String,
}

/// Whose account of the provider that was.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[expect(missing_docs, reason = "documented at the type")]
pub struct ProvenIdentity {
    pub identity: LinkedAccount,
}
