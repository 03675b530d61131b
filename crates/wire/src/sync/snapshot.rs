//! A whole copy of the records in pieces, which many workstations share.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{ChainHash, KindSums};

/// Bytes that a chunk's lines come to at most, but for a single row that is longer.
pub const CHUNK_BYTES_MAX: usize = 8 * 1024 * 1024;

/// Rows of a chunk at most.
pub const CHUNK_ROWS_MAX: usize = 10_000;

/// Asks for a snapshot.
#[derive(Debug, Clone, Copy, Default, Serialize, Deserialize)]
pub struct SnapshotRequest {}

/// What a snapshot holds. It may still be growing: then chunks are added at the end of the list, and nothing
/// else changes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SnapshotHeader {
    /// Its name in requests.
    pub id: Uuid,
    /// The server's epoch.
    pub epoch: Uuid,
    /// The commit that it shows: its rows are the records as they were then.
    pub commit: u64,
    /// Count and digest of each kind.
    pub kinds: KindSums,
    /// How many chunks hold what a day begins with: reference data, people, and today's schedule with its
    /// patients. Absent while they are being made.
    pub usable: Option<u32>,
    /// The chunks, in the order in which they are best laid.
    pub chunks: Vec<SnapshotChunk>,
    /// Whether no chunk comes any more.
    pub whole: bool,
}

impl SnapshotHeader {
    /// The rows of all chunks, by the counts of its kinds.
    pub fn rows(&self) -> u64 {
        self.kinds.values().map(|kind| kind.count).sum()
    }
}

/// One piece of a snapshot: a zstd frame of lines, each a row as JSON (`RowVersion`).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SnapshotChunk {
    /// Its place, from 0.
    pub n: u32,
    /// Lines in it.
    pub rows: u32,
    /// Bytes of the frame.
    pub bytes: u64,
    /// SHA-256 of the frame, as 64 hexadecimal digits.
    pub sha256: ChainHash,
}
