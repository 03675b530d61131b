//! What simulations stand on: the same calls do the same every time, and stop where they are told to.

use std::{
    path::Path,
    sync::{Arc, Mutex},
};

use clinic::records::Kind;
use store::{Failpoint, Key, Mode, OpenError, OpenOptions, Store};
use workflows::{Records, RecordsError};

use crate::contract::{matching, patient};

/// What was reached, and a failpoint that notes it and lets so many calls through.
fn stopping_after(calls: usize) -> (Arc<Mutex<Vec<&'static str>>>, Failpoint) {
    let reached = Arc::new(Mutex::new(Vec::new()));
    let noted = Arc::clone(&reached);
    let failpoint: Failpoint = Arc::new(move |statement| {
        let mut noted = noted.lock().unwrap();
        noted.push(statement);
        noted.len() <= calls
    });
    (reached, failpoint)
}

/// Two patients and a number, in one transaction.
async fn write(store: &Store) -> Result<(), RecordsError> {
    let mut tx = store.write(Mode::Optimistic).await?;
    for n in 1..=2 {
        let (id, body) = patient(n, "Walsh");
        tx.put(Kind::Patient, id, body).await?;
    }
    tx.allot("invoice").await?;
    tx.commit().await
}

/// How many patients are there, by their table and by the search index, and what number comes next.
async fn found(path: &Path) -> (usize, usize, String) {
    let store = Store::open_inline(path, None, None).unwrap();
    let mut tx = store.write(Mode::Optimistic).await.unwrap();
    let all = tx
        .find(&workflows::Query::All(Kind::Patient))
        .await
        .unwrap();
    let hits = tx.find(&matching(&["walsh"])).await.unwrap();
    let number = tx.allot("invoice").await.unwrap();
    (all.len(), hits.len(), number)
}

#[tokio::test]
async fn a_stop_between_any_two_statements_leaves_all_or_nothing() {
    for calls in 0.. {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.db");
        let (reached, failpoint) = stopping_after(calls);
        let store = Store::open_inline(&path, None, Some(failpoint)).unwrap();
        let written = write(&store).await;
        drop(store);
        if written.is_ok() {
            assert_eq!(found(&path).await, (2, 2, "S-000002".to_owned()));
            assert_eq!(reached.lock().unwrap().last(), Some(&"commit"));
            assert_eq!(calls, 10, "every statement was stopped at once");
            return;
        }
        assert_eq!(
            found(&path).await,
            (0, 0, "S-000001".to_owned()),
            "stopped after {calls}"
        );
    }
}

#[tokio::test]
async fn a_second_run_takes_the_same_steps() {
    let mut runs = Vec::new();
    for _ in 0..2 {
        let folder = tempfile::tempdir().unwrap();
        let (reached, failpoint) = stopping_after(usize::MAX);
        let store = Store::open_inline(&folder.path().join("a.db"), None, Some(failpoint)).unwrap();
        write(&store).await.unwrap();
        store.optimize().await.unwrap();
        runs.push(reached.lock().unwrap().clone());
    }
    assert_eq!(runs[0], runs[1]);
}

#[tokio::test]
async fn either_engine_goes_on_with_a_file_of_the_other() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.db");
    let options = OpenOptions {
        path: path.clone(),
        key: None,
    };
    let store = Store::open(&options).await.unwrap();
    write(&store).await.unwrap();
    store.close().await;
    assert_eq!(found(&path).await, (2, 2, "S-000002".to_owned()));
    let store = Store::open(&options).await.unwrap();
    assert!(store.read().await.is_ok());
}

#[tokio::test]
async fn a_closed_database_answers_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.db");
    let store = Store::open_inline(&path, None, None).unwrap();
    write(&store).await.unwrap();
    store.close().await;
    assert!(store.read().await.is_err());
    let left: Vec<_> = std::fs::read_dir(folder.path()).unwrap().collect();
    assert_eq!(left.len(), 1, "the log is written back: {left:?}");
}

#[tokio::test]
async fn an_encrypted_file_and_an_unknown_file_system_are_refused() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.db");
    let unknown = Store::open_inline(&path, Some("nowhere"), None);
    assert!(unknown.is_err(), "{unknown:?}");
    let options = OpenOptions {
        path: path.clone(),
        key: Some(Key::new([3; 32])),
    };
    Store::open(&options).await.unwrap().close().await;
    let opened = Store::open_inline(&path, None, None);
    assert!(matches!(opened, Err(OpenError::NotADatabase)), "{opened:?}");
}
