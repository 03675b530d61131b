//! What workstation and server say to each other. Up go commands, down come row versions.

mod chain;
mod digest;
mod fingerprint;
mod greeting;
mod packing;
mod proof;
mod snapshot;
mod trail;
mod update;

use clinic::records::Extra;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::BTreeMap;
use ts_rs::TS;
use uuid::Uuid;
use values::{
    Instant,
    ids::{AttentionId, ChangeId, DeviceId, FacilityId, PersonId},
};

use crate::code::Failure;

pub use chain::{ChainHash, NotAHash};
pub use digest::{
    BucketAnswer, BucketRequest, BucketsAnswer, BucketsRequest, DIVERGENCE_ENTRIES_MAX, Divergence,
    HeldVersion, KindSums, Noted, RECORDS_MAX, RecordsAnswer, RecordsRequest, RowMark, RowSum,
    SUM_MODULUS, bucket_of, row_hash,
};
pub use fingerprint::{Fingerprint, Invitation, NotAFingerprint};
pub use greeting::{
    DeviceState, EscrowAnswer, EscrowRequest, HelloAnswer, HelloRequest, KnownAnswer, KnownChange,
    KnownRequest, WipedAnswer, WipedRequest,
};
pub use packing::{ENCODING, Unpackable, pack, unpack};
pub use proof::{
    ChallengeAnswer, ChallengeRequest, KeyAnswer, KeyRequest, TokenAnswer, TokenRequest,
    signed_text,
};
pub use snapshot::{
    CHUNK_BYTES_MAX, CHUNK_ROWS_MAX, SnapshotChunk, SnapshotHeader, SnapshotRequest,
};
pub use trail::{
    ChainedLine, Checkpoint, SERVER_WRITER, TRAIL_LINES_MAX, TRAIL_TEXT_BYTES_MAX, TrailAnswer,
    TrailEnd, TrailLine, TrailOutcome, TrailRequest,
};
pub use update::{
    MANIFEST_BYTES_MAX, PACKAGE_BYTES_MAX, PIECE_BYTES_MAX, PieceQuery, SignedManifest,
    UpdateAnswer, UpdateQuery,
};

/// The protocol's version. Each request says which one it speaks, each answer which one the server speaks.
pub const PROTOCOL: u16 = 4;

/// The oldest version that is still spoken; never more than two behind. Version 1 left no workshop.
pub const PROTOCOL_OLDEST: u16 = 2;

/// The first version in which a row without a body tells that a patient left the workstation's scope.
pub const PROTOCOL_WITH_SCOPES: u16 = 3;

/// The first version in which workstations join with a key of their own.
pub const PROTOCOL_WITH_KEYS: u16 = 4;

/// The header of requests and answers that holds the protocol's version, as a decimal number.
pub const PROTOCOL_HEADER: &str = "mainstay-protocol";

/// The header of answers that holds the server's epoch, and of requests that holds the one that the
/// workstation's cursor belongs to.
pub const EPOCH_HEADER: &str = "mainstay-epoch";

/// The header of requests and answers that names the exchange, as a UUID, in the logs of both sides.
pub const REQUEST_ID_HEADER: &str = "x-request-id";

/// Changes in one push at most.
pub const PUSH_CHANGES_MAX: usize = 500;

/// Bytes of a push at most, before compression.
pub const PUSH_BYTES_MAX: usize = 1024 * 1024;

/// Bytes of one change at most; more is refused to the person who asks for it. The attention item that
/// a refused change becomes has to fit, too.
pub const CHANGE_BYTES_MAX: usize = 256 * 1024;

/// A command as asked for on a workstation.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Change {
    /// The idempotency key: the command takes effect once under it.
    pub id: ChangeId,
    /// The workstation.
    pub device: DeviceId,
    /// Its place in the workstation's order, from 1, without gaps.
    pub sequence: u64,
    /// The hash of the change before it, [`ChainHash::ZERO`] before the first.
    #[serde(default)]
    pub previous: ChainHash,
    /// Who asked.
    pub person: PersonId,
    /// The command's name.
    pub command: String,
    /// The command's request.
    pub request: Value,
    /// What a re-run cannot derive: numbers given from the workstation's own series, by purpose.
    #[serde(default)]
    pub allotted: BTreeMap<String, String>,
    /// When, by the workstation's clock; every run of the command takes it as the present.
    pub recorded_at: Instant,
    /// Fields of a later version: kept, and part of what is hashed.
    #[serde(flatten)]
    pub extra: Extra,
}

/// Hands changes in, in the workstation's order.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[expect(missing_docs, reason = "named after what they hold")]
pub struct PushRequest {
    pub changes: Vec<Change>,
    /// Those of them that took effect on this server before it was restored: refused now, they wait for
    /// what other workstations still have to hand in again.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub again: Vec<ChangeId>,
}

/// What became of one change.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "outcome", rename_all = "snake_case")]
pub enum PushOutcome {
    /// Took effect in this commit (or had already, under the same id).
    Applied {
        /// The facility's commit number.
        commit: u64,
    },
    /// Took effect over what somebody else had written into these harmless fields meanwhile; their values
    /// are in the history.
    Merged {
        /// The facility's commit number.
        commit: u64,
        /// The fields, as they are written.
        fields: Vec<String>,
    },
    /// Took effect as far as no person must choose; what one must choose stands in these items of *Needs
    /// attention*, written in this commit.
    Conflict {
        /// The facility's commit number.
        commit: u64,
        /// The items.
        items: Vec<AttentionId>,
    },
    /// Was refused; the request stands in *Needs attention*, written in this commit.
    Refused {
        /// The facility's commit number.
        commit: u64,
        /// Why.
        failure: Failure,
    },
    /// Could not be judged now, or waits for one before it that could not; ask again. The others of the
    /// push were judged.
    Retry {
        /// Milliseconds to wait at least.
        after_ms: u64,
    },
}

/// The answers, in the order of the changes.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[expect(missing_docs, reason = "named after what they hold")]
pub struct PushAnswer {
    pub outcomes: Vec<PushOutcome>,
    pub head: u64,
}

/// A record as the shared records hold it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct RowVersion {
    /// The kind's name (`clinic::records::Kind`), or one of a later version.
    pub kind: String,
    /// The record.
    pub id: Uuid,
    /// Its version, from 1.
    pub version: u64,
    /// The commit that wrote it.
    pub commit: u64,
    /// The record itself.
    pub body: Value,
}

/// A page of row versions: for every record changed after `since`, its present version.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct PullAnswer {
    /// The rows by commit; a commit is never split over two pages.
    pub rows: Vec<RowVersion>,
    /// The cursor to go on from.
    pub next: u64,
    /// The newest commit.
    pub head: u64,
    /// How many rows are still to come after this page, for honest progress.
    pub remaining: u64,
    /// The server's time.
    pub now: Instant,
    /// Count and digest of each kind as of `next`, where that is `head` and they were asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub digest: Option<KindSums>,
}

/// Asks to join.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[expect(missing_docs, reason = "named after what they hold")]
pub struct EnrolRequest {
    pub code: String,
    pub name: String,
    /// Its Ed25519 public key, as 64 hexadecimal digits; absent before version 4. Asked for again with the same
    /// key, the answer is the same.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub public_key: Option<String>,
    /// Which facility it belongs to; needed where there are several.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub facility: Option<FacilityId>,
}

/// A facility that a workstation may join.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[expect(missing_docs, reason = "named after what they hold")]
pub struct FacilityChoice {
    pub id: FacilityId,
    pub name: String,
}

/// Looks for patients whom the workstation does not hold. It is written down who asked.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[expect(missing_docs, reason = "named after what they hold")]
pub struct SearchRequest {
    pub person: PersonId,
    pub text: String,
}

/// The workstation's identity from now on.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct EnrolAnswer {
    /// Its id.
    pub device: DeviceId,
    /// Its letter code in number series; never given twice.
    pub code: String,
    /// The facility it belongs to.
    pub facility: FacilityId,
    /// Whether this is a demo clinic.
    pub demo: bool,
}

/// The doorbell's only message: something was committed. It carries no content; truth is the pull.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "named after what they hold")]
pub struct Doorbell {
    pub head: u64,
}
