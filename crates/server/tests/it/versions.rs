//! Workstations and servers of different ages.

use clinic::records::Kind;
use serde_json::json;
use store::Mode;
use sync::{Laying, rebase};
use testkit::id;
use values::Clock;
use wire::{
    Code, Failure,
    sync::{PROTOCOL, PROTOCOL_HEADER, PROTOCOL_OLDEST, RowVersion},
};

use crate::{desk::rows, place::Place};

async fn refusal(place: &Place, spoken: Option<u16>, path: &str) -> (u16, Code, String) {
    let spoken = spoken.map_or_else(String::new, |spoken| {
        format!("{PROTOCOL_HEADER}: {spoken}\r\n")
    });
    let request = format!("GET {path} HTTP/1.1\r\nhost: server\r\nconnection: close\r\n{spoken}");
    let answer =
        crate::transport::exchange(place.address, format!("{request}\r\n").as_bytes()).await;
    let failure: Failure = serde_json::from_slice(&answer.body).unwrap();
    (answer.status, failure.code, answer.headers)
}

#[tokio::test(flavor = "multi_thread")]
async fn too_old_and_too_new_are_told_apart_and_every_answer_says_what_is_spoken() {
    let place = Place::open().await;
    let pull = "/sync/v1/pull?since=0";
    let (status, code, headers) = refusal(&place, Some(PROTOCOL + 1), pull).await;
    assert_eq!((status, code), (501, Code::ServerTooOld));
    assert!(headers.contains(&format!("{PROTOCOL_HEADER}: {PROTOCOL}")));
    assert!(headers.contains("mainstay-epoch: "));
    let (status, code, _) = refusal(&place, Some(PROTOCOL_OLDEST - 1), pull).await;
    assert_eq!((status, code), (426, Code::WorkstationTooOld));
    let (status, code, _) = refusal(&place, Some(PROTOCOL), pull).await;
    assert_eq!((status, code), (401, Code::NotSignedIn));
    let (status, code, _) = refusal(&place, Some(PROTOCOL), "/sync/v1/unheard-of").await;
    assert_eq!((status, code), (404, Code::NotFound));
}

#[tokio::test(flavor = "multi_thread")]
async fn rows_of_a_kind_that_is_not_known_are_kept_until_it_is() {
    let place = Place::open().await;
    let mut desk = place.desk("one").await;
    desk.pause();
    let facility = desk.identity.as_ref().unwrap().facility;
    let foreign = RowVersion {
        kind: "prescription".into(),
        id: id("prescription", 1),
        version: 1,
        commit: 2,
        body: json!({ "id": id("prescription", 1), "drug": "amoxicillin" }),
    };
    let room = RowVersion {
        kind: "room".into(),
        id: id("room", 9),
        version: 1,
        commit: 2,
        body: json!({ "id": id("room", 9), "name": "Room 9" }),
    };
    let before = rows(&desk.store).await.len();
    let mut tx = desk.store.write(Mode::Optimistic).await.unwrap();
    let laying = Laying {
        rows: std::slice::from_ref(&foreign),
        cursor: 2,
        now: desk.clock.now(),
        sweep: false,
    };
    rebase(&mut tx, laying, facility).await.unwrap();
    // As a version would have done that does not know rooms.
    tx.keep_foreign(&room).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(rows(&desk.store).await.len(), before);

    desk.start().await;
    let records = rows(&desk.store).await;
    assert_eq!(records[&(Kind::Room, id("room", 9))].1, room.body);
    let mut tx = desk.store.write(Mode::Optimistic).await.unwrap();
    assert!(tx.take_known_foreign().await.unwrap().is_empty());
    tx.expect_all().await.unwrap();
    tx.saw(&[store::RowText::of(&foreign).unwrap()])
        .await
        .unwrap();
    drop(tx);
}
