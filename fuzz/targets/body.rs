//! Bodies of the sync, as they come over the line: packed or not, and then as each message that one side reads of the
//! other.

#![no_main]

use libfuzzer_sys::fuzz_target;
use serde::{Serialize, de::DeserializeOwned};
use wire::sync::{
    Divergence, EnrolRequest, HelloAnswer, KnownRequest, PullAnswer, PushAnswer, PushRequest,
    SnapshotHeader, TrailRequest, unpack,
};

const BYTES_MAX: usize = 1024 * 1024;

/// What is read can be written, and is read again as the same.
fn is_stable<T: DeserializeOwned + Serialize>(bytes: &[u8]) {
    let Ok(read) = serde_json::from_slice::<T>(bytes) else {
        return;
    };
    let written = serde_json::to_value(&read).expect("what was read can be written");
    let again: T = serde_json::from_value(written.clone()).expect("what was written can be read");
    assert_eq!(serde_json::to_value(&again).expect("and written"), written);
}

fuzz_target!(|bytes: &[u8]| {
    let unpacked = unpack(bytes, BYTES_MAX);
    let bytes = unpacked.as_deref().unwrap_or(bytes);
    assert!(bytes.len() <= BYTES_MAX);
    is_stable::<PushRequest>(bytes);
    is_stable::<PushAnswer>(bytes);
    is_stable::<PullAnswer>(bytes);
    is_stable::<HelloAnswer>(bytes);
    is_stable::<KnownRequest>(bytes);
    is_stable::<EnrolRequest>(bytes);
    is_stable::<SnapshotHeader>(bytes);
    is_stable::<Divergence>(bytes);
    if let Ok(trail) = serde_json::from_slice::<TrailRequest>(bytes) {
        for line in &trail.lines {
            let _ = (line.canonical_bytes(), line.computed(), line.is_short());
        }
    }
});
