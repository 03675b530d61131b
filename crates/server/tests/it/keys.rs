//! Workstations prove which one they are by a key that never leaves them.

use serde_json::{Value, json};
use sync::{Client, DeviceKey, Identity, SyncError};
use values::ids::DeviceId;
use wire::{Code, sync::PROTOCOL};

use super::{desk::registration, place::Place};
use crate::{
    place::{CODE, bearer},
    transport::exchange,
};

const QUARTER_MS: i64 = 15 * 60 * 1_000;

async fn post(place: &Place, what: &str, token: Option<&str>, body: &Value) -> (u16, Value) {
    let token = token.map_or_else(String::new, |token| {
        format!("authorization: Bearer {token}\r\n")
    });
    let body = body.to_string();
    let request = format!(
        "POST /sync/v1/{what} HTTP/1.1\r\nhost: server\r\nconnection: close\r\n\
         mainstay-protocol: {PROTOCOL}\r\n{token}content-length: {}\r\n\r\n{body}",
        body.len()
    );
    let answer = exchange(place.address, request.as_bytes()).await;
    (answer.status, serde_json::from_slice(&answer.body).unwrap())
}

async fn challenge(place: &Place) -> String {
    let (status, answer) = post(place, "challenge", None, &json!({})).await;
    assert_eq!(status, 200);
    answer["challenge"].as_str().unwrap().to_owned()
}

fn refused<T: std::fmt::Debug>(answer: Result<T, SyncError>) -> Code {
    match answer {
        Err(SyncError::Refused(failure)) => failure.code,
        other => panic!("{other:?}"),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_token_ends_after_a_quarter_of_an_hour_and_the_next_is_had_for_the_key() {
    let place = Place::open().await;
    let mut desk = place.desk("one").await;
    let client = desk.client();
    let first = client.bearer().await.unwrap().unwrap();
    let hello = |token: String| {
        let place = &place;
        async move { post(place, "hello", Some(&token), &json!({})).await.0 }
    };
    assert_eq!(hello(first.to_string()).await, 200);
    place.clock.advance(QUARTER_MS + 5_000);
    assert_eq!(hello(first.to_string()).await, 401);
    // Whoever bears it notices nothing: the engine, and whoever asks beside it.
    client.hello().await.unwrap();
    assert_ne!(*client.bearer().await.unwrap().unwrap(), *first);
    desk.done("register_patient", registration(1, "Later"))
        .await;
    desk.until_shared().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn only_the_workstation_s_own_signature_under_a_fresh_challenge_gets_a_token() {
    let place = Place::open().await;
    let (one, other) = (place.join("one").await, place.join("two").await);
    let signed = |identity: &Identity, device: DeviceId, challenge: &str| {
        let signature = identity.key.as_ref().unwrap().sign(device, challenge);
        json!({ "device": device, "challenge": challenge, "signature": signature })
    };
    let old = challenge(&place).await;
    place.clock.advance(65_000);
    let fresh = challenge(&place).await;
    let token = bearer(&one).await;
    let unknown = DeviceId::from_uuid(testkit::id("device", 9));
    let right = signed(&one, one.device, &fresh);
    let with = |name: &str, value: Value| {
        let mut changed = right.clone();
        changed[name] = value;
        changed
    };
    for (what, body) in [
        ("an old challenge", signed(&one, one.device, &old)),
        ("one that is none", signed(&one, one.device, "challenge")),
        ("a token in its place", signed(&one, one.device, &token)),
        ("another's key", signed(&other, one.device, &fresh)),
        ("another's name", signed(&one, other.device, &fresh)),
        ("a name put in later", with("device", json!(other.device))),
        ("nobody", signed(&one, unknown, &fresh)),
        ("no signature", with("signature", json!(""))),
        ("zeros", with("signature", json!("0".repeat(128)))),
    ] {
        let (status, answer) = post(&place, "token", None, &body).await;
        assert_eq!(
            (status, &answer["code"]),
            (401, &json!("not_signed_in")),
            "{what}"
        );
    }
    let (status, answer) = post(&place, "token", None, &right).await;
    assert_eq!((status, &answer["seconds"]), (200, &json!(900)));
    let got = answer["token"].as_str().unwrap();
    assert_eq!(post(&place, "hello", Some(got), &json!({})).await.0, 200);
    assert_eq!(post(&place, "hello", Some(&fresh), &json!({})).await.0, 401);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_revoked_workstation_is_told_at_its_next_request_whatever_its_token_says() {
    let place = Place::open().await;
    let identity = place.join("one").await;
    let client = Client::enrolled(&identity).unwrap();
    client.pull(0, false).await.unwrap();
    let now = values::Clock::now(place.clock.as_ref());
    server::backup::revoke(place.kept(), &identity.code, now)
        .await
        .unwrap();
    let code = refused(client.pull(0, false).await);
    assert_eq!(code, Code::DeviceRevoked);
    let hello = Client::enrolled(&identity).unwrap().hello().await;
    assert_eq!(
        hello.unwrap().device,
        wire::sync::DeviceState::Revoked,
        "its key still tells it so"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_asks_to_join_again_because_no_answer_came_is_one_workstation() {
    let place = Place::open().await;
    let client = Client::anonymous(&place.url()).unwrap();
    let asked = (values::Clock::now(place.clock.as_ref()), 24);
    let once = server::invitations::invite(place.kept(), &server::Transport::Plain, None, asked);
    let once = once.await.unwrap().line.code;
    let mut devices = Vec::new();
    for code in [&once, CODE] {
        let key = DeviceKey::made();
        let join = || client.enrol_under(key.clone(), code, "one", None);
        let (first, again) = (join().await.unwrap(), join().await.unwrap());
        assert_eq!(first.answer.device, again.answer.device);
        assert_eq!(first.answer.code, again.answer.code);
        devices.push(first.answer.device);
    }
    assert_ne!(devices[0], devices[1]);
    let thief = client.enrol(&once, "thief").await;
    assert_eq!(
        refused(thief.map(|joined| joined.answer)),
        Code::NotPermitted
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_key_that_anybody_could_sign_under_is_not_taken() {
    let place = Place::open().await;
    for weak in [
        "0".repeat(64),
        format!("01{}", "0".repeat(62)),
        "f".repeat(63),
        "no key".to_owned(),
    ] {
        let body = json!({ "code": CODE, "name": "weak", "public_key": weak });
        let (status, answer) = post(&place, "enrol", None, &body).await;
        assert_eq!(
            (status, &answer["code"]),
            (400, &json!("bad_request")),
            "{weak}"
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_key_lies_in_the_cache_and_what_prints_does_not_show_it() {
    let place = Place::open().await;
    let mut desk = place.desk("one").await;
    desk.pause();
    let identity = desk.identity.clone().unwrap();
    let kept = Identity::load(&mut desk.store.read().await.unwrap())
        .await
        .unwrap()
        .unwrap();
    let public = |identity: &Identity| identity.key.as_ref().unwrap().public();
    assert_eq!(public(&kept), public(&identity));
    assert!(!format!("{kept:?}").to_lowercase().contains("key"));
}
