//! Workstations and servers of different ages.

use base64::{Engine, engine::general_purpose::STANDARD_NO_PAD};
use clinic::records::Kind;
use serde_json::json;
use sha2::{Digest, Sha256};
use store::Mode;
use sync::{Identity, Laying, rebase};
use testkit::id;
use values::Clock;
use wire::{
    Code, Failure,
    sync::{PROTOCOL, PROTOCOL_HEADER, PROTOCOL_OLDEST, RowVersion},
};

use crate::{
    desk::{Desk, registration, rows},
    place::{Place, bearer},
};

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

/// A request as a workstation of the version before made it, and what it was answered.
async fn asked_as_before(
    place: &Place,
    token: &str,
    line: &str,
    body: &str,
) -> (u16, serde_json::Value) {
    let request = format!(
        "{line} HTTP/1.1\r\nhost: server\r\nconnection: close\r\n{PROTOCOL_HEADER}: 2\r\n\
         authorization: Bearer {token}\r\ncontent-length: {}\r\n\r\n{body}",
        body.len()
    );
    let answer = crate::transport::exchange(place.address, request.as_bytes()).await;
    (answer.status, serde_json::from_slice(&answer.body).unwrap())
}

/// Lets a workstation be one that joined before there were keys; what it was given then.
async fn going_by_token(place: &Place, desk: &mut Desk) -> String {
    let token = "a-token-from-before-there-were-keys".to_owned();
    let mut identity = desk.identity.take().unwrap();
    let digest = STANDARD_NO_PAD.encode(Sha256::digest(token.as_bytes()));
    let inside = place.inside().await;
    let mut tx = testkit::shared(&inside).await.unwrap();
    tx.go_by_token(identity.device, &digest).await.unwrap();
    tx.commit().await.unwrap();
    inside.close().await;
    (identity.key, identity.token) = (None, Some(token.clone()));
    let mut tx = desk.store.write(Mode::Optimistic).await.unwrap();
    identity.keep(&mut tx).await.unwrap();
    tx.commit().await.unwrap();
    desk.identity = Some(identity);
    token
}

async fn kept(desk: &Desk) -> Identity {
    let mut tx = desk.store.read().await.unwrap();
    Identity::load(&mut tx).await.unwrap().unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_workstation_from_before_there_were_keys_hands_one_in_and_loses_nothing() {
    let place = Place::open().await;
    let mut desk = place.desk("one").await;
    desk.pause();
    let token = going_by_token(&place, &mut desk).await;
    desk.done("register_patient", registration(1, "Waiting"))
        .await;
    desk.start().await;
    desk.until_shared().await;
    let patient = (Kind::Patient, id("patient", 1));
    assert_eq!(place.rows().await[&patient].0, 1);
    let identity = kept(&desk).await;
    assert!(identity.key.is_some() && identity.token.is_none());
    let (status, answer) = asked_as_before(&place, &token, "POST /sync/v1/hello", "{}").await;
    assert_eq!(
        (status, &answer["code"]),
        (401, &json!("not_signed_in")),
        "the token is worth nothing any more"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_key_whose_arrival_was_not_heard_of_is_there() {
    let place = Place::open().await;
    let mut desk = place.desk("one").await;
    desk.pause();
    let before = desk.identity.clone().unwrap();
    let token = going_by_token(&place, &mut desk).await;
    // It was made and kept, and handed in; the answer was lost.
    let mut identity = desk.identity.take().unwrap();
    identity.key.clone_from(&before.key);
    let key = identity.key.as_ref().unwrap().public();
    let body = json!({ "public_key": key }).to_string();
    let (status, _) = asked_as_before(&place, &token, "POST /sync/v1/key", &body).await;
    assert_eq!(status, 200);
    desk.identity = Some(identity);
    desk.start().await;
    desk.until_shared().await;

    // A key is handed in once. Whoever has a token that was got for one changes it no more.
    let bearer = bearer(&before).await;
    let other = json!({ "public_key": sync::DeviceKey::made().public() }).to_string();
    let (status, _) = asked_as_before(&place, &bearer, "POST /sync/v1/key", &other).await;
    assert_eq!(status, 400);
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_joins_without_a_key_any_more() {
    let place = Place::open().await;
    let body = json!({ "code": crate::place::CODE, "name": "before" }).to_string();
    let (status, answer) = asked_as_before(&place, "none", "POST /sync/v1/enrol", &body).await;
    assert_eq!(
        (status, &answer["code"]),
        (426, &json!("workstation_too_old"))
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_workstation_of_the_version_before_goes_on_sharing() {
    let place = Place::open().await;
    let mut desk = place.desk("one").await;
    desk.pause();
    let token = going_by_token(&place, &mut desk).await;
    let (status, hello) = asked_as_before(&place, &token, "POST /sync/v1/hello", "{}").await;
    assert_eq!(
        (status, &hello["protocol_oldest"], &hello["have_through"]),
        (200, &json!(2), &json!(0))
    );
    let change = desk
        .done("register_patient", registration(1, "Before"))
        .await;
    let push = json!({ "changes": [change] }).to_string();
    let (status, pushed) = asked_as_before(&place, &token, "POST /sync/v1/push", &push).await;
    assert_eq!(
        (status, &pushed["outcomes"][0]["outcome"]),
        (200, &json!("applied"))
    );
    let (status, pulled) = asked_as_before(&place, &token, "GET /sync/v1/pull?since=1", "").await;
    assert_eq!(status, 200);
    assert_eq!(pulled["rows"][0]["id"], json!(id("patient", 1)));
    assert_eq!(pulled["next"], pulled["head"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_workstation_that_spoke_an_older_protocol_fetches_everything_again() {
    let place = Place::open().await;
    let mut desk = place.desk("one").await;
    desk.pause();
    let ghost = RowVersion {
        kind: "room".into(),
        id: id("room", 99),
        version: 1,
        commit: 1,
        body: json!({ "id": id("room", 99), "name": "Left behind" }),
    };
    let mut tx = desk.store.write(Mode::Optimistic).await.unwrap();
    tx.begin_laying().await.unwrap();
    tx.lay(&ghost).await.unwrap();
    tx.end_laying().await.unwrap();
    tx.set_setting("protocol", "2").await.unwrap();
    tx.commit().await.unwrap();
    desk.start().await;
    let shared = place.rows().await;
    desk.until_rows(&shared).await;
}
