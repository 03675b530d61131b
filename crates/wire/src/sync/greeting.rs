//! How a workstation and a server find out where they stand: after a start, and after one of them was restored.

use serde::{Deserialize, Serialize};
use uuid::Uuid;
use values::{Instant, ids::ChangeId};

use super::{ChainHash, Change, PushOutcome};

/// Asks how the server stands.
#[derive(Debug, Clone, Copy, Default, Serialize, Deserialize)]
pub struct HelloRequest {}

/// Whether a workstation may share.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DeviceState {
    /// It may.
    Active,
    /// An administrator took that away.
    Revoked,
}

/// How the server stands, and what it holds of the workstation that asks.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct HelloAnswer {
    /// The newest protocol that the server speaks.
    pub protocol: u16,
    /// The oldest one.
    pub protocol_oldest: u16,
    /// The server's epoch: another one after every restore.
    pub epoch: Uuid,
    /// The newest commit.
    pub head: u64,
    /// Cursors below it, other than 0, have expired.
    pub floor: u64,
    /// The server's time.
    pub now: Instant,
    /// The newest of the workstation's sequence numbers that the server holds; 0 for none.
    pub have_through: u64,
    /// The hash of the change under it; absent when it was handed in before there were hashes.
    pub have_hash: Option<ChainHash>,
    /// Whether the workstation may share.
    pub device: DeviceState,
    /// Whether it is to hand over what waits and then destroy everything that it holds.
    #[serde(default)]
    pub wipe: bool,
}

/// Hands changes over that will not be judged, because their workstation may not share any more. At most 500.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[expect(missing_docs, reason = "documented at the type")]
pub struct EscrowRequest {
    pub changes: Vec<Change>,
}

/// They are kept.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
pub struct EscrowAnswer {}

/// Says that a workstation has destroyed what it held, because it was told to.
#[derive(Debug, Clone, Copy, Default, Serialize, Deserialize)]
pub struct WipedRequest {}

/// It is noted.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
pub struct WipedAnswer {}

/// Asks which changes the server holds, whichever workstation handed them in. At most 500.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[expect(missing_docs, reason = "documented at the type")]
pub struct KnownRequest {
    pub ids: Vec<ChangeId>,
}

/// A change that the server has judged.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[expect(missing_docs, reason = "named after what they hold")]
pub struct KnownChange {
    pub id: ChangeId,
    pub outcome: PushOutcome,
}

/// Those of the asked changes that the server has judged.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[expect(missing_docs, reason = "documented at the type")]
pub struct KnownAnswer {
    pub known: Vec<KnownChange>,
}
