//! What a damaged cache still gives, and what a new one takes over.

use clinic::records::{Extra, Kind};
use store::{Key, Mode, OpenOptions, Store, rescue};
use values::ids::{ChangeId, DeviceId, PersonId};
use wire::sync::{ChainHash, Change};
use workflows::{Query, Records, RecordsError};

use crate::contract::patient;

const PAGE: usize = 4096;
const WAITING: u32 = 40;

fn options(folder: &tempfile::TempDir, name: &str) -> OpenOptions {
    OpenOptions {
        path: folder.path().join(name),
        key: Some(Key::new([3; 32])),
    }
}

fn change(n: u32) -> Change {
    Change {
        id: ChangeId::from_uuid(testkit::id("change", n)),
        device: DeviceId::from_uuid(testkit::id("device", 1)),
        sequence: 0,
        previous: ChainHash::ZERO,
        person: PersonId::from_uuid(testkit::id("person", 1)),
        command: "register_patient".into(),
        request: serde_json::json!({ "typed": "x".repeat(500) }),
        allotted: std::collections::BTreeMap::new(),
        recorded_at: testkit::START.parse().unwrap(),
        extra: Extra::new(),
    }
}

/// A cache with waiting changes at its beginning and patients behind them.
async fn filled(options: &OpenOptions) {
    let store = Store::open(options).await.unwrap();
    let mut tx = store.write(Mode::Optimistic).await.unwrap();
    tx.set_setting("identity", "{}").await.unwrap();
    tx.set_setting("cursor", "17").await.unwrap();
    for n in 0..WAITING {
        tx.append(change(n)).await.unwrap();
    }
    for n in 0..400 {
        let (id, body) = patient(n, "Behind");
        tx.put(Kind::Patient, id, body).await.unwrap();
    }
    tx.commit().await.unwrap();
    store.close().await;
}

fn spoil(options: &OpenOptions, pages: impl Iterator<Item = usize>) {
    let mut bytes = std::fs::read(&options.path).unwrap();
    for page in pages {
        bytes[page * PAGE..(page + 1) * PAGE].fill(0xA5);
    }
    std::fs::write(&options.path, bytes).unwrap();
}

fn page_count(options: &OpenOptions) -> usize {
    std::fs::read(&options.path).unwrap().len() / PAGE
}

#[tokio::test]
async fn damage_behind_the_outbox_costs_nothing_that_waits() {
    let folder = tempfile::tempdir().unwrap();
    let damaged = options(&folder, "damaged.db");
    filled(&damaged).await;
    let pages = page_count(&damaged);
    // The patients lie at the end, behind the tables that are empty and what waits.
    spoil(&damaged, pages - pages / 5..pages);

    let store = Store::open(&damaged).await.unwrap();
    let read = store
        .read()
        .await
        .unwrap()
        .find(&Query::All(Kind::Patient))
        .await;
    assert!(matches!(read, Err(RecordsError::Damaged(_))), "{read:?}");
    store.close().await;

    let rescued = rescue(&damaged).await;
    assert!(rescued.whole);
    let store = Store::open(&options(&folder, "new.db")).await.unwrap();
    let mut tx = store.write(Mode::Optimistic).await.unwrap();
    tx.lay_rescued(&rescued).await.unwrap();
    let waiting = tx.queued(0, 1_000, usize::MAX).await.unwrap();
    assert_eq!(waiting.len(), WAITING as usize);
    assert_eq!(tx.setting("identity").await.unwrap().as_deref(), Some("{}"));
    assert_eq!(
        tx.setting("cursor").await.unwrap(),
        None,
        "everything is fetched again"
    );
    let next = tx.append(change(WAITING)).await.unwrap();
    let last = waiting.last().unwrap();
    assert_eq!(
        (next.sequence, next.previous),
        (u64::from(WAITING) + 1, last.change.hash().unwrap())
    );
}

#[tokio::test]
async fn wherever_the_damage_is_what_can_be_read_is_and_the_file_is_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let whole = options(&folder, "whole.db");
    filled(&whole).await;
    let damaged = options(&folder, "damaged.db");
    let mut most = 0;
    for page in (0..page_count(&whole)).step_by(3) {
        std::fs::copy(&whole.path, &damaged.path).unwrap();
        spoil(&damaged, page..=page);
        let before = std::fs::read(&damaged.path).unwrap();
        let rescued = rescue(&damaged).await;
        assert!(rescued.changes() <= WAITING as usize);
        assert!(
            !rescued.whole || rescued.changes() == WAITING as usize,
            "page {page}"
        );
        assert_eq!(std::fs::read(&damaged.path).unwrap(), before);
        most = most.max(rescued.changes());
    }
    assert_eq!(most, WAITING as usize);
}

#[tokio::test]
async fn audit_lines_that_the_server_has_not_signed_go_on_in_another_chain() {
    let folder = tempfile::tempdir().unwrap();
    let damaged = options(&folder, "damaged.db");
    let device = testkit::id("device", 1).to_string();
    let store = Store::open(&damaged).await.unwrap();
    let mut tx = store.write(Mode::Optimistic).await.unwrap();
    tx.set_setting(store::DEVICE, &device).await.unwrap();
    let signed = serde_json::json!({ "writer": device, "size": 2 });
    tx.set_setting("audit_checkpoint", &signed.to_string())
        .await
        .unwrap();
    for command in ["signed", "signed too", "waits", "waits too"] {
        let line = workflows::AuditLine {
            at: testkit::START.parse().unwrap(),
            person: PersonId::from_uuid(testkit::id("person", 1)),
            role: None,
            device: DeviceId::from_uuid(testkit::id("device", 1)),
            command: command.into(),
            patient: None,
            outcome: "done".into(),
            reason: None,
        };
        tx.audit(line).await.unwrap();
    }
    tx.commit().await.unwrap();
    store.close().await;

    let rescued = rescue(&damaged).await;
    let store = Store::open(&options(&folder, "new.db")).await.unwrap();
    let mut tx = store.write(Mode::Optimistic).await.unwrap();
    tx.lay_rescued(&rescued).await.unwrap();
    let writer = tx.trail_writer().await.unwrap();
    assert!(writer.starts_with(&format!("{device}.")), "{writer}");
    let lines = tx.trail_after(&writer, 0, 10).await.unwrap();
    let commands: Vec<_> = lines
        .iter()
        .map(|line| line.line.command.as_str())
        .collect();
    assert_eq!(commands, ["waits", "waits too"]);
}
