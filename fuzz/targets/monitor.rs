//! Messages of monitors: the topic up to the first line break, then the payload.

#![no_main]

use libfuzzer_sys::fuzz_target;
use vitals::message::{address, decode};

fuzz_target!(|bytes: &[u8]| {
    let mut parts = bytes.splitn(2, |byte| *byte == b'\n');
    let (topic, payload) = (parts.next().unwrap_or_default(), parts.next());
    let topic = String::from_utf8_lossy(topic);
    if let (Some(address), Some(payload)) = (address(&topic), payload) {
        let _ = decode(&address, payload);
    }
});
