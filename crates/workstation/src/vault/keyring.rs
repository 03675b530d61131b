//! The operating system's keyring.
//!
//! A locked or absent keyring answers a question for an entry just like an empty one, so what it can do
//! is found out by writing, reading and deleting a value of no worth.

use std::{sync::mpsc, thread, time::Duration};

use keyring::{Entry, Error};
use store::Key;
use wire::local::KeyringState;
use zeroize::Zeroizing;

use crate::memory::wipe_stack;

const SERVICE: &str = "mainstay";
/// A keyring may ask the person something; longer than this nobody waits at a start.
const ANSWER_WITHIN: Duration = Duration::from_secs(20);

/// What the keyring can do.
pub(super) fn probe() -> KeyringState {
    bounded(KeyringState::Locked, || {
        let name = format!("probe-{}", uuid::Uuid::new_v4());
        let Ok(entry) = Entry::new(SERVICE, &name) else {
            return KeyringState::Absent;
        };
        let value = uuid::Uuid::new_v4().into_bytes();
        match entry.set_secret(&value) {
            Ok(()) => {}
            Err(
                Error::NoDefaultStore | Error::PlatformFailure(_) | Error::NotSupportedByStore(_),
            ) => {
                return KeyringState::Absent;
            }
            Err(_) => return KeyringState::Locked,
        }
        let kept = entry.get_secret().is_ok_and(|kept| kept == value);
        let deleted = entry.delete_credential().is_ok();
        if kept && deleted {
            KeyringState::Works
        } else {
            KeyringState::Locked
        }
    })
}

/// The key under a name.
pub(super) fn get(name: &str) -> Option<Key> {
    let name = name.to_owned();
    bounded(None, move || {
        let secret = Zeroizing::new(Entry::new(SERVICE, &name).ok()?.get_secret().ok()?);
        let bytes: [u8; 32] = secret.as_slice().try_into().ok()?;
        Some(Key::new(bytes))
    })
}

/// Keeps a key under a name; says whether the keyring took it.
pub(super) fn set(name: &str, key: &Key) -> bool {
    let (name, key) = (name.to_owned(), key.clone());
    bounded(false, move || {
        Entry::new(SERVICE, &name)
            .and_then(|entry| entry.set_secret(key.bytes()))
            .is_ok()
    })
}

/// Forgets the key under a name.
pub(super) fn delete(name: &str) {
    let name = name.to_owned();
    bounded((), move || {
        if let Ok(entry) = Entry::new(SERVICE, &name) {
            // One that is not there any more is as good.
            let _ = entry.delete_credential();
        }
    });
}

/// Runs on a thread of its own, because the keyring's client brings its own runtime and may block for ever.
fn bounded<T: Send + 'static>(otherwise: T, ask: impl FnOnce() -> T + Send + 'static) -> T {
    let (sender, receiver) = mpsc::channel();
    thread::spawn(move || {
        let answer = ask();
        wipe_stack();
        sender.send(answer).ok();
    });
    receiver.recv_timeout(ANSWER_WITHIN).unwrap_or(otherwise)
}
