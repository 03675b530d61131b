//! Nothing of a patient stands on the disk in the clear, and a wrong key opens nothing.

use std::path::Path;

use clinic::records::Kind;
use store::{Key, Mode, OpenError, OpenOptions, Store};
use workflows::Records;

use crate::contract::patient;

const SENTINEL: &str = "Quetzalcoatlus";

fn options(path: &Path, key: u8) -> OpenOptions {
    OpenOptions {
        path: path.join("cache.db"),
        key: Some(Key::new([key; 32])),
    }
}

async fn write_sentinel(store: &Store) {
    let mut tx = store.write(Mode::Optimistic).await.unwrap();
    let (id, body) = patient(1, SENTINEL);
    tx.put(Kind::Patient, id, body).await.unwrap();
    tx.commit().await.unwrap();
}

#[tokio::test]
async fn no_file_of_the_folder_holds_a_patient_in_the_clear() {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(&options(folder.path(), 1)).await.unwrap();
    write_sentinel(&store).await;
    let mut seen = Vec::new();
    for entry in std::fs::read_dir(folder.path()).unwrap() {
        let entry = entry.unwrap();
        let bytes = std::fs::read(entry.path()).unwrap();
        let needle = SENTINEL.as_bytes();
        assert!(
            !bytes.windows(needle.len()).any(|window| window == needle),
            "{:?}",
            entry.file_name()
        );
        assert!(
            !bytes
                .windows(needle.len())
                .any(|window| window.eq_ignore_ascii_case(needle))
        );
        assert!(!bytes.starts_with(b"SQLite format 3"));
        seen.push(entry.file_name().into_string().unwrap());
    }
    assert!(
        seen.iter().any(|name| name.ends_with("-wal")),
        "the log was looked at too: {seen:?}"
    );
}

#[tokio::test]
async fn the_same_search_finds_the_sentinel_in_a_plain_file() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("cache.db");
    let store = Store::open(&OpenOptions {
        path: path.clone(),
        key: None,
    })
    .await
    .unwrap();
    write_sentinel(&store).await;
    store.close().await;
    let bytes = std::fs::read(path).unwrap();
    assert!(
        bytes
            .windows(SENTINEL.len())
            .any(|window| window == SENTINEL.as_bytes())
    );
}

#[tokio::test]
async fn another_key_opens_nothing_and_changes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(&options(folder.path(), 1)).await.unwrap();
    write_sentinel(&store).await;
    store.close().await;
    let before = std::fs::read(folder.path().join("cache.db")).unwrap();
    let opened = Store::open(&options(folder.path(), 2)).await;
    assert!(matches!(opened, Err(OpenError::NotADatabase)), "{opened:?}");
    assert_eq!(
        std::fs::read(folder.path().join("cache.db")).unwrap(),
        before
    );
    let store = Store::open(&options(folder.path(), 1)).await.unwrap();
    let mut tx = store.read().await.unwrap();
    assert!(
        tx.get(Kind::Patient, patient(1, SENTINEL).0)
            .await
            .unwrap()
            .is_some()
    );
}

#[tokio::test]
async fn a_flipped_bit_is_an_error_never_data() {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(&options(folder.path(), 1)).await.unwrap();
    write_sentinel(&store).await;
    store.close().await;
    let path = folder.path().join("cache.db");
    let whole = std::fs::read(&path).unwrap();
    for page in 0..whole.len() / 4096 {
        let mut damaged = whole.clone();
        damaged[page * 4096 + 2000] ^= 1;
        std::fs::write(&path, &damaged).unwrap();
        let noticed = match Store::open(&options(folder.path(), 1)).await {
            Err(_) => true,
            Ok(store) => {
                let mut tx = store.write(Mode::Optimistic).await.unwrap();
                let scanned = tx.check_every_page().await;
                drop(tx);
                store.close().await;
                scanned.is_err()
            }
        };
        assert!(noticed, "page {page} of {}", whole.len() / 4096);
    }
}

#[cfg(unix)]
#[tokio::test]
async fn files_are_readable_by_their_owner_only() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(&options(folder.path(), 1)).await.unwrap();
    write_sentinel(&store).await;
    for entry in std::fs::read_dir(folder.path()).unwrap() {
        let entry = entry.unwrap();
        assert_eq!(
            entry.metadata().unwrap().permissions().mode() & 0o777,
            0o600,
            "{:?}",
            entry.file_name()
        );
    }
}
