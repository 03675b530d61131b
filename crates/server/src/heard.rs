//! When each workstation was last heard: in memory to the second, in the records to some minutes, so that asking
//! hardly ever waits for the disk.

use std::{
    collections::BTreeMap,
    sync::{Mutex, MutexGuard, PoisonError},
};

use store::Mode;
use values::{Instant, ids::DeviceId};

use crate::Shared;

/// What is kept is not renewed sooner.
const KEPT_EVERY_MS: i64 = 5 * 60 * 1_000;

/// What this process has heard.
#[derive(Default)]
pub(crate) struct Heard(Mutex<BTreeMap<DeviceId, Last>>);

#[derive(Clone, Copy)]
struct Last {
    at: Instant,
    protocol: Option<u16>,
    kept_at: Instant,
}

impl Heard {
    /// When this process heard a workstation last.
    pub(crate) fn last(&self, device: DeviceId) -> Option<Instant> {
        self.all().get(&device).map(|last| last.at)
    }

    /// Whether that a workstation is heard now is also to be kept.
    fn is_to_be_kept(&self, device: DeviceId, protocol: Option<u16>, at: Instant) -> bool {
        let mut all = self.all();
        let before = all.get(&device).copied();
        let stays = |last: &Last| {
            let age = at.millis_since(last.kept_at);
            (0..KEPT_EVERY_MS).contains(&age) && last.protocol == protocol
        };
        let kept_at = before.filter(stays).map(|last| last.kept_at);
        let last = Last {
            at,
            protocol,
            kept_at: kept_at.unwrap_or(at),
        };
        all.insert(device, last);
        kept_at.is_none()
    }

    fn all(&self) -> MutexGuard<'_, BTreeMap<DeviceId, Last>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Notes that a workstation is heard. What it asked for does not fail with it.
pub(crate) async fn note(shared: &Shared, device: DeviceId, protocol: Option<u16>) {
    let now = shared.clock.now();
    if !shared.heard.is_to_be_kept(device, protocol, now) {
        return;
    }
    let kept = async {
        let nothing_shared = Mode::Shared {
            commit: 0,
            change: None,
        };
        let mut tx = shared.store.write(nothing_shared).await?;
        tx.note_heard(device, protocol, now).await?;
        tx.commit().await
    };
    if let Err(error) = kept.await {
        tracing::warn!(
            error = &error as &dyn std::error::Error,
            "not noted that a workstation was heard"
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_is_noted_and_one_in_five_minutes_is_kept() {
        let heard = Heard::default();
        let at = |minutes: i64| Instant::from_millis(1_000_000_000_000 + minutes * 60_000);
        let [one, other] = [at(0), at(1)].map(DeviceId::at);
        assert_eq!(heard.last(one), None);
        assert!(heard.is_to_be_kept(one, Some(4), at(0)));
        assert!(!heard.is_to_be_kept(one, Some(4), at(4)));
        assert_eq!(heard.last(one), Some(at(4)));
        assert!(heard.is_to_be_kept(other, Some(4), at(4)));
        assert!(heard.is_to_be_kept(one, Some(5), at(4)), "it was updated");
        assert!(heard.is_to_be_kept(one, Some(5), at(9)));
        assert!(
            heard.is_to_be_kept(one, Some(5), at(2)),
            "the clock was set back"
        );
    }
}
