//! Whether anything of a key stays in memory once the cache is closed: this process looks into itself.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test that cannot go on should end"
)]

use std::{
    fs::{File, read_to_string},
    os::unix::fs::FileExt,
    path::Path,
    sync::Arc,
};

use serde_json::{Value, json};
use values::time::SystemClock;
use zeroize::Zeroizing;

use super::{
    KeyPlace, Vault,
    fixtures::{PASSPHRASE, words},
    ring::{Kept, KeyFile},
};
use crate::{Options, UpdateOptions, Workstation, memory::wipe_stack};

/// Half a key is enough to know it by, and a page of memory may end in the middle of one.
const KNOWN_BY: usize = 16;
/// What is looked for is kept under it, or the search would find itself.
const MASK: u8 = 0xA5;
const READ_AT_ONCE: usize = 1 << 20;

struct Needle {
    name: &'static str,
    masked: Vec<u8>,
}

impl Needle {
    fn of(name: &'static str, bytes: &[u8]) -> Self {
        let masked = bytes.iter().map(|byte| byte ^ MASK).collect();
        Self { name, masked }
    }

    fn is_in(&self, mut bytes: &[u8]) -> bool {
        let first = self.masked[0] ^ MASK;
        while let Some(at) = memchr::memchr(first, bytes) {
            let here = bytes[at..].iter().zip(&self.masked);
            if bytes.len() - at >= self.masked.len()
                && here.clone().all(|(byte, masked)| byte ^ MASK == *masked)
            {
                return true;
            }
            bytes = &bytes[at + 1..];
        }
        false
    }
}

/// The database key, as bytes and as SQLite is told it, and the key that wraps it.
fn needles(folder: &Path) -> Vec<Needle> {
    let key = vault(folder).unlock_with(&words(PASSPHRASE)).unwrap();
    let half = &key.bytes()[KNOWN_BY..];
    let mut told = Zeroizing::new([0; 2 * KNOWN_BY]);
    hex::encode_to_slice(half, told.as_mut_slice()).unwrap();
    let file = KeyFile::read(&folder.join("key.json")).unwrap().unwrap();
    let Kept::Passphrase { envelope } = &file.ring.kept else {
        panic!("the key is kept under a passphrase");
    };
    let wrapping = envelope
        .wrapping(&words(PASSPHRASE).wrap(PASSPHRASE, None))
        .unwrap();
    vec![
        Needle::of("the key", half),
        Needle::of("the key as text", told.as_slice()),
        Needle::of("the wrapping key", &wrapping[KNOWN_BY..]),
    ]
}

fn vault(folder: &Path) -> Vault {
    Vault::new(folder, &folder.join("cache.db"), KeyPlace::Passphrase)
}

/// What of it is in this process's memory, and in which part.
fn found(needles: &[Needle]) -> Vec<String> {
    let memory = File::open("/proc/self/mem").unwrap();
    let mut buffer = vec![0; READ_AT_ONCE];
    let mut found = Vec::new();
    for line in read_to_string("/proc/self/maps").unwrap().lines() {
        let mut words = line.split_whitespace();
        let (range, rights) = (words.next().unwrap(), words.next().unwrap());
        let part = words.nth(3).unwrap_or("a heap or stack of a thread");
        // What the kernel lends every process holds nothing of it.
        if !rights.starts_with("rw") || part.starts_with("[v") {
            continue;
        }
        let (from, to) = range.split_once('-').unwrap();
        let at = |text| u64::from_str_radix(text, 16).unwrap();
        let (mut from, to) = (at(from), at(to));
        while from < to {
            let wanted = usize::try_from(to - from).unwrap().min(READ_AT_ONCE);
            // A part may be gone since it was listed.
            let Ok(read) = memory.read_at(&mut buffer[..wanted], from) else {
                break;
            };
            let hits = needles
                .iter()
                .filter(|needle| needle.is_in(&buffer[..read]));
            found.extend(hits.map(|needle| format!("{} in {part}", needle.name)));
            // One that lies across two reads is whole in the second.
            let step = read.saturating_sub(2 * KNOWN_BY).max(1);
            from += u64::try_from(if from + read as u64 >= to { read } else { step }).unwrap();
        }
    }
    buffer.fill(0);
    found
}

async fn until(workstation: &Workstation, state: &str) {
    let mut events = workstation.events();
    loop {
        let view = workstation.call("session_state", json!({})).await.unwrap();
        if view["state"] == state {
            return;
        }
        events.recv().await.ok();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_of_a_key_stays_in_memory_once_the_cache_is_closed() {
    let folder = tempfile::tempdir().unwrap();
    let needles = needles(folder.path());
    wipe_stack();
    let options = Options {
        data: folder.path().to_owned(),
        server: None,
        enrolment_code: None,
        mqtt: None,
        key_place: KeyPlace::Passphrase,
        documents: folder.path().join("documents"),
        updates: UpdateOptions::off(),
    };
    let workstation = Workstation::start(options, Arc::new(SystemClock));
    until(&workstation, "needs_passphrase").await;
    let passphrase: Value = json!({ "passphrase": PASSPHRASE });
    workstation
        .call("give_passphrase", passphrase)
        .await
        .unwrap();
    until(&workstation, "needs_server").await;
    assert!(
        found(&needles).iter().any(|hit| hit.starts_with("the key")),
        "the search finds what is there"
    );
    workstation.stop().await;
    drop(workstation);
    assert_eq!(found(&needles), Vec::<String>::new());
}
