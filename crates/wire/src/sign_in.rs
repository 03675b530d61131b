//! Signing in at the server: who asks, and what of it is still on.

use clinic::records::Role;
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
