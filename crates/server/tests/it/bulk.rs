//! A long time without the server.

use super::{desk::registration, place::Place};
use wire::sync::{PUSH_BYTES_MAX, PUSH_CHANGES_MAX};

#[tokio::test(flavor = "multi_thread")]
async fn ten_thousand_waiting_changes_go_up_in_pieces() {
    const MANY: u32 = 10_000;
    let place = Place::open().await;
    let mut desk = place.desk("one").await;
    desk.pause();
    let first = desk.done("register_patient", registration(0, "Bulk")).await;
    let mut tx = desk.store.write(store::Mode::Optimistic).await.unwrap();
    for n in 1..MANY {
        let mut change = first.clone();
        change.id = values::ids::ChangeId::from_uuid(testkit::id("change", n));
        tx.append(change).await.unwrap();
    }
    tx.commit().await.unwrap();
    // What is held in memory at once is what one request holds, whatever waits behind it.
    let queued = desk
        .store
        .read()
        .await
        .unwrap()
        .queued(0, PUSH_CHANGES_MAX, PUSH_BYTES_MAX)
        .await
        .unwrap();
    assert_eq!(queued.len(), PUSH_CHANGES_MAX);
    desk.patience = std::time::Duration::from_mins(10);
    desk.start().await;
    desk.until_shared().await;
    let end = desk.client().hello().await.unwrap();
    assert_eq!(end.have_through, u64::from(MANY));
}

#[tokio::test(flavor = "multi_thread")]
async fn large_changes_go_up_a_few_at_a_time() {
    let place = Place::open().await;
    let mut desk = place.desk("one").await;
    desk.pause();
    for n in 0..12 {
        let mut request = registration(n, "Large");
        // A field that the server ignores, and that does not compress.
        request["name"]["given"] = "Nora".into();
        let mut change = desk.done("register_patient", request).await;
        change.id = values::ids::ChangeId::from_uuid(testkit::id("large", n));
        change
            .extra
            .insert("padding".into(), "x".repeat(200 * 1024).into());
        let mut tx = desk.store.write(store::Mode::Optimistic).await.unwrap();
        tx.append(change).await.unwrap();
        tx.commit().await.unwrap();
    }
    let mut tx = desk.store.read().await.unwrap();
    let queued = tx
        .queued(0, PUSH_CHANGES_MAX, PUSH_BYTES_MAX)
        .await
        .unwrap();
    assert!(queued.len() < 12, "{} in one push", queued.len());
    drop(tx);
    desk.start().await;
    desk.until_shared().await;
    assert_eq!(desk.client().hello().await.unwrap().have_through, 24);
}
