//! How sharing with the server stands, for the screen.

use clinic::records::Kind;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use uuid::Uuid;
use values::Instant;

use crate::sync::{Divergence, HeldVersion};

/// Asks how sharing stands.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct SyncStatusRequest {}

/// Why sharing stands still until a person acts. Nothing that waits is lost meanwhile.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum SharingStop {
    /// The server must be updated first.
    ServerTooOld,
    /// This workstation must be updated first.
    WorkstationTooOld,
    /// Another workstation goes on under the same identity; this one must join again.
    WorkstationCopied,
    /// The server was restored from before what this workstation still keeps; it must join again.
    OutOfStep,
    /// An administrator took this workstation's leave to share.
    DeviceRevoked,
    /// The server does not know this workstation; it must join again.
    NotSignedIn,
    /// What answers at the server's address does not hold the server's key; nothing is sent to it.
    ServerNotProven,
}

/// How sharing stands. The screen always says it in words.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct SyncStatusView {
    /// Whether the server answered last time.
    pub online: bool,
    /// Changes made here that the server has not confirmed.
    pub waiting: u32,
    /// When the oldest of them was made.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub waiting_since: Option<Instant>,
    /// When everything was last known to be shared.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub shared_at: Option<Instant>,
    /// When the server last answered.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub contact_at: Option<Instant>,
    /// Open items of *Needs attention* that the signed-in person may settle.
    pub attention: u32,
    /// Why sharing stands still until a person acts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub stopped: Option<SharingStop>,
    /// Whether changes are handed in again that a restored server lacks.
    pub refilling: bool,
    /// How far the copy of the records is, while it is not known to be whole: until then a search may not
    /// find everybody.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub copying: Option<CopyProgress>,
    /// Milliseconds that this computer's clock is ahead of the server's, when over two minutes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional, type = "number")]
    pub clock_ahead_ms: Option<i64>,
}

/// How far a copy of the records is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct CopyProgress {
    /// Records received so far.
    pub received: u32,
    /// Records in all, by the server's own count, once it has said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub total: Option<u32>,
}

/// Asks where this workstation's copy was found to differ from the server's records.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct SharingIncidentsRequest {}

/// The latest times at which it was, newest first. Each was mended at once.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[expect(missing_docs, reason = "documented at the type")]
pub struct SharingIncidentsView {
    pub incidents: Vec<SharingIncident>,
}

/// Records of one kind that differed, as ids and versions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct SharingIncident {
    /// When it was found.
    pub at: Instant,
    /// Of which kind.
    pub kind: Kind,
    /// As the workstation held them.
    pub here: Vec<RecordVersion>,
    /// As the server held them.
    pub there: Vec<RecordVersion>,
}

impl SharingIncident {
    /// Of what was found; `None` when it is of a kind that this version does not know.
    pub fn of(found: &Divergence) -> Option<Self> {
        Some(Self {
            at: found.at,
            kind: Kind::from_name(&found.kind)?,
            here: versions(&found.here),
            there: versions(&found.there),
        })
    }
}

fn versions(held: &[HeldVersion]) -> Vec<RecordVersion> {
    held.iter()
        .map(|held| RecordVersion {
            id: held.id,
            version: held.version,
        })
        .collect()
}

/// A version of a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[expect(missing_docs, reason = "named after what they hold")]
pub struct RecordVersion {
    #[ts(type = "string")]
    pub id: Uuid,
    #[ts(type = "number")]
    pub version: u64,
}
