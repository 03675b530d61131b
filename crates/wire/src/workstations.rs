//! The facility's workstations, and who is signed in at them, as an administrator sees both. The server holds them,
//! and answers.

use serde::{Deserialize, Serialize};
use ts_rs::TS;
use uuid::Uuid;
use values::{
    Instant,
    ids::{DeviceId, FacilityId, PersonId},
};

use crate::local::SharingIncident;

/// Asks for the facility's workstations, and for the invitations that are open.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct WorkstationListRequest {}

/// With what a workstation joined.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum JoinedWith {
    /// A code that admitted it alone.
    Invitation,
    /// A code that stands for as long as the server is started with it; or it joined before there were others.
    StandingCode,
}

/// How a workstation stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum WorkstationState {
    /// It may share.
    Active,
    /// An administrator took that away; what it holds stays there.
    Revoked,
    /// It is told to destroy what it holds as soon as it is heard, and has not said yet that it has.
    ToBeWiped,
    /// It said that it has destroyed what it held.
    Wiped,
}

/// A workstation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct WorkstationLine {
    /// Its id.
    pub id: DeviceId,
    /// Its letter code.
    pub letters: String,
    /// The name that its computer has.
    pub name: String,
    /// How it stands.
    pub state: WorkstationState,
    /// When it joined.
    pub joined_at: Instant,
    /// With what.
    pub joined_with: JoinedWith,
    /// When it was last heard, to some minutes; absent for one that was not since that is written down.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub heard_at: Option<Instant>,
    /// For how many whole days it has not been heard.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub silent_days: Option<u16>,
    /// After how many more days nobody can sign in there any more, unless it is heard before; 0 when nobody can.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub locks_in_days: Option<u16>,
    /// The protocol that it spoke when it was last heard.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub protocol: Option<u16>,
    /// Whether that is older than the server's.
    pub outdated: bool,
    /// Its changes that the server holds and could not judge yet. What waits there, the server cannot know.
    pub held: u32,
    /// Its changes that it handed over unjudged, because it may not share.
    pub handed_over: u32,
    /// Where its copy was found to differ from the server's records, and mended; the newest first, and none for who may
    /// not see it.
    pub incidents: Vec<SharingIncident>,
    /// When its leave to share was taken; absent when that was before it was written down.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub revoked_at: Option<Instant>,
    /// Who took it; absent for the server's command line.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub revoked_by: Option<String>,
    /// When it said that it has destroyed what it held.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub wiped_at: Option<Instant>,
    /// Whether it is the one that asks.
    pub own: bool,
}

/// An invitation that nobody has used yet. The code is known to whoever was given it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct InvitationLine {
    /// By what it is named.
    #[ts(type = "string")]
    pub id: Uuid,
    /// When it was made.
    pub made_at: Instant,
    /// Who made it; absent for the server's command line.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub made_by: Option<String>,
    /// Until when it admits.
    pub until: Instant,
    /// Whether it admits to every facility of the server, and not to this one alone.
    pub anywhere: bool,
}

/// The facility's workstations by their letter codes, and the open invitations, the first to end first.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[expect(missing_docs, reason = "documented at the type")]
pub struct WorkstationListView {
    pub workstations: Vec<WorkstationLine>,
    pub invitations: Vec<InvitationLine>,
}

/// Lets one workstation in, at a facility.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "documented at the type")]
pub struct InviteWorkstation {
    pub facility: FacilityId,
}

/// What a workstation joins with. It is shown this one time.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct WorkstationInvited {
    /// The code, and behind an `@` what the server is known by.
    pub line: String,
    /// Where the server is, as the workstation that asks reaches it: it fills this in.
    #[serde(default)]
    pub address: String,
    /// Until when it admits.
    pub until: Instant,
}

/// Has an invitation admit nobody any more.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct WithdrawInvitation {
    /// Which.
    #[ts(type = "string")]
    pub invitation: Uuid,
}

/// Takes a workstation's leave to share.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct RevokeWorkstation {
    /// Which.
    pub workstation: DeviceId,
    /// Whether it is to destroy what it holds, once it has handed over what waits there.
    pub wipe: bool,
    /// The word without which nobody takes the workstation out at which they sit.
    #[serde(default)]
    pub this_one: bool,
}

/// Who asks, proved anew: somebody else could stand at their window.
#[derive(Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct FreshProof {
    /// The password.
    pub password: String,
    /// The code of the second factor, for who has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub code: Option<String>,
}

/// Lets a workstation in, by somebody who proves anew who they are.
#[derive(Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "documented at the type")]
pub struct AskToInvite {
    pub invite: InviteWorkstation,
    pub proof: FreshProof,
}

/// Takes a workstation out, by somebody who proves anew who they are.
#[derive(Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "documented at the type")]
pub struct AskToRevoke {
    pub revoke: RevokeWorkstation,
    pub proof: FreshProof,
}

/// Asks where oneself is signed in.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct OwnSessionsRequest {}

/// Asks who is signed in at the facility's workstations.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct AllSessionsRequest {
    /// Only this person's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub person: Option<PersonId>,
}

/// Ends a sign-in from elsewhere.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct SendSessionAway {
    /// Which.
    #[ts(type = "string")]
    pub session: Uuid,
}
