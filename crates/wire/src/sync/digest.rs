//! What proves that two copies hold the same records: hashes of rows, and sums of them.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use uuid::Uuid;
use values::Instant;

use super::RowVersion;

/// Sums of hashes count modulo this, so that they are JSON integers which every reader keeps whole.
pub const SUM_MODULUS: u64 = 1 << 52;

/// Ids in one request for records at most.
pub const RECORDS_MAX: usize = 500;

/// Entries of each list in a report of a divergence at most.
pub const DIVERGENCE_ENTRIES_MAX: usize = 500;

/// The hash of a row: the first 52 bits of SHA-256 over kind, id, version and body, each but the last ended by
/// a line feed. The body is taken byte by byte as its JSON travels.
pub fn row_hash(kind: &str, id: Uuid, version: u64, body: &str) -> u64 {
    let mut hasher = Sha256::new();
    for part in [kind, &id.to_string(), &version.to_string()] {
        hasher.update(part.as_bytes());
        hasher.update(b"\n");
    }
    hasher.update(body.as_bytes());
    let first = hasher.finalize().first_chunk().copied();
    u64::from_be_bytes(first.unwrap_or_default()) >> 12
}

/// Which of the 256 buckets of its kind a record is in: the last byte of its id.
pub fn bucket_of(id: Uuid) -> u8 {
    let [.., last] = id.into_bytes();
    last
}

/// The digest of some records, in whatever order they were added.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct RowSum {
    /// How many.
    pub count: u64,
    /// The sum of their hashes modulo [`SUM_MODULUS`].
    pub sum: u64,
}

impl RowSum {
    /// With a row of that hash.
    pub fn add(&mut self, hash: u64) {
        self.count += 1;
        self.sum = (self.sum + hash) % SUM_MODULUS;
    }

    /// With all rows of another.
    pub fn add_all(&mut self, other: Self) {
        self.count += other.count;
        self.sum = (self.sum + other.sum) % SUM_MODULUS;
    }
}

/// Digests by the names of kinds. A kind that has no records may be absent.
pub type KindSums = BTreeMap<String, RowSum>;

/// Asks for the digests of a kind's buckets.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[expect(missing_docs, reason = "named after what they hold")]
pub struct BucketsRequest {
    pub kind: String,
}

/// A kind's buckets, but for empty ones, as of a commit.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[expect(missing_docs, reason = "named after what they hold")]
pub struct BucketsAnswer {
    pub commit: u64,
    pub buckets: BTreeMap<u8, RowSum>,
}

/// Asks what is in a bucket.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct BucketRequest {
    /// The kind's name.
    pub kind: String,
    /// The bucket.
    pub bucket: u8,
    /// How far the caller's copy is: what came to its facility since then, or left it, is told apart.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cursor: Option<u64>,
}

/// A record, without its body.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct RowMark {
    /// The record.
    pub id: Uuid,
    /// Its version.
    pub version: u64,
    /// The commit that wrote it, or that brought it to the caller's facility or took it from there since the
    /// caller's cursor.
    pub commit: u64,
    /// Its hash, as of [`row_hash`].
    pub hash: u64,
}

/// Every record of a bucket that the caller's facility holds.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[expect(missing_docs, reason = "named after what they hold")]
pub struct BucketAnswer {
    pub rows: Vec<RowMark>,
}

/// Asks for records by their ids, at most [`RECORDS_MAX`].
#[derive(Debug, Clone, Serialize, Deserialize)]
#[expect(missing_docs, reason = "named after what they hold")]
pub struct RecordsRequest {
    pub kind: String,
    pub ids: Vec<Uuid>,
}

/// Those of them that there are, in their present version.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[expect(missing_docs, reason = "named after what they hold")]
pub struct RecordsAnswer {
    pub rows: Vec<RowVersion>,
}

/// A version of a record that one side holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "named after what they hold")]
pub struct HeldVersion {
    pub id: Uuid,
    pub version: u64,
}

/// A workstation found that its copy differed from the server's, and made it equal again. Ids and versions
/// alone; of very many, the first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Divergence {
    /// When it was found, by the workstation's clock.
    pub at: Instant,
    /// The kind's name.
    pub kind: String,
    /// The bucket.
    pub bucket: u8,
    /// What differed, as the workstation held it.
    pub here: Vec<HeldVersion>,
    /// The same, as the server held it.
    pub there: Vec<HeldVersion>,
}

/// A report was kept.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
pub struct Noted {}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn id(last: u8) -> Uuid {
        Uuid::from_bytes([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, last])
    }

    #[test]
    fn a_row_has_the_hash_that_the_protocol_says() {
        let hash = row_hash("room", id(16), 3, r#"{"id":"x","name":"Ça"}"#);
        let by_hand = Sha256::digest(
            "room\n01020304-0506-0708-090a-0b0c0d0e0f10\n3\n{\"id\":\"x\",\"name\":\"Ça\"}",
        );
        let first = by_hand
            .iter()
            .take(8)
            .fold(0, |sum, byte| (sum << 8) | u64::from(*byte));
        assert_eq!(hash, first >> 12);
        assert!(hash < SUM_MODULUS);
        assert_eq!(bucket_of(id(16)), 16);
    }

    #[test]
    fn every_part_of_a_row_counts() {
        let hash = row_hash("room", id(1), 1, "{}");
        assert_ne!(row_hash("service", id(1), 1, "{}"), hash);
        assert_ne!(row_hash("room", id(2), 1, "{}"), hash);
        assert_ne!(row_hash("room", id(1), 2, "{}"), hash);
        assert_ne!(row_hash("room", id(1), 1, "{ }"), hash);
    }

    proptest! {
        #[test]
        fn the_order_does_not_count(hashes in prop::collection::vec(0..SUM_MODULUS, 0..40), at in any::<prop::sample::Index>()) {
            let sum = |hashes: &[u64]| hashes.iter().fold(RowSum::default(), |mut sum, hash| { sum.add(*hash); sum });
            let whole = sum(&hashes);
            let split = if hashes.is_empty() { 0 } else { at.index(hashes.len()) };
            let mut parts = sum(&hashes[split..]);
            parts.add_all(sum(&hashes[..split]));
            prop_assert_eq!(parts, whole);
        }
    }
}
