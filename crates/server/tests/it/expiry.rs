//! A cursor that is too old, and a workstation that may not share any more.

use clinic::records::Kind;
use store::Mode;
use testkit::id;
use wire::local::SharingStop;

use values::Clock;

use crate::{desk::registration, place::Place};

#[tokio::test(flavor = "multi_thread")]
async fn a_cursor_below_the_floor_leads_to_a_new_copy() {
    let place = Place::open().await;
    let mut desk = place.desk("one").await;
    let mut other = place.desk("two").await;
    desk.pause();
    for n in 1..=3 {
        other
            .done("register_patient", registration(n, "Meanwhile"))
            .await;
    }
    other.until_shared().await;
    let inside = place.inside().await;
    let mut tx = inside
        .write(Mode::Shared {
            commit: 0,
            change: None,
        })
        .await
        .unwrap();
    tx.set_setting("floor", "3").await.unwrap();
    tx.commit().await.unwrap();
    // A record of an earlier copy that the server has no word of any more.
    let mut tx = desk.store.write(Mode::Optimistic).await.unwrap();
    let ghost = wire::sync::RowVersion {
        kind: Kind::Room.name().to_owned(),
        id: id("room", 99),
        version: 1,
        commit: 1,
        body: serde_json::json!({ "id": id("room", 99), "name": "Ghost" }),
    };
    tx.begin_laying().await.unwrap();
    tx.lay(&ghost).await.unwrap();
    tx.end_laying().await.unwrap();
    tx.commit().await.unwrap();
    desk.start().await;
    let shared = place.rows().await;
    desk.until_rows(&shared).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_revoked_workstation_is_told_and_keeps_what_waits() {
    let place = Place::open().await;
    let mut desk = place.desk("one").await;
    let letters = desk.identity.as_ref().unwrap().code.clone();
    server::backup::revoke(place.kept(), &letters, place.clock.now())
        .await
        .unwrap();
    desk.done("register_patient", registration(1, "Kept")).await;
    desk.until("it is told", |status, waiting| {
        status.stopped == Some(SharingStop::DeviceRevoked) && waiting == 1
    })
    .await;
    // After a start too, when the server is greeted first.
    desk.pause();
    desk.start().await;
    desk.until("it is told again", |status, waiting| {
        status.stopped == Some(SharingStop::DeviceRevoked) && waiting == 1
    })
    .await;
    let nobody = server::backup::revoke(place.kept(), "ZZZ", place.clock.now()).await;
    assert!(matches!(
        nobody,
        Err(server::backup::CareError::NoSuchWorkstation)
    ));
}

#[tokio::test(flavor = "multi_thread")]
async fn confirmed_changes_are_kept_for_35_days() {
    let place = Place::open().await;
    let mut desk = place.desk("one").await;
    let change = desk
        .done("register_patient", registration(1, "Archived"))
        .await;
    desk.until_shared().await;
    let kept = async |desk: &crate::desk::Desk| {
        let mut tx = desk.store.read().await.unwrap();
        tx.change_ids().await.unwrap().contains(&change.id)
    };
    assert!(kept(&desk).await);
    place.clock.advance(34 * 24 * 60 * 60 * 1_000);
    desk.done("register_patient", registration(2, "Day 34"))
        .await;
    desk.until_shared().await;
    assert!(kept(&desk).await);
    place.clock.advance(2 * 24 * 60 * 60 * 1_000);
    desk.until_shared().await;
    desk.until_shared().await;
    assert!(!kept(&desk).await);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_workstation_that_is_to_be_wiped_hands_over_what_waits_first() {
    let place = Place::open().await;
    let mut desk = place.desk("one").await;
    let letters = desk.identity.as_ref().unwrap().code.clone();
    desk.pause();
    let change = desk.done("register_patient", registration(1, "Kept")).await;
    server::backup::wipe(place.kept(), &letters, place.clock.now())
        .await
        .unwrap();
    desk.start().await;
    desk.until("it is told", |status, _| {
        status.stopped == Some(SharingStop::DeviceRevoked)
    })
    .await;
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("escrow.jsonl");
    let written = server::backup::write_escrow(place.kept(), &file).await;
    assert_eq!(written.unwrap(), 1);
    let kept = std::fs::read_to_string(&file).unwrap();
    assert!(kept.contains(&change.id.to_string()));
    assert!(
        place
            .rows()
            .await
            .keys()
            .all(|(kind, _)| *kind != Kind::Patient),
        "it is kept, not judged"
    );
}
