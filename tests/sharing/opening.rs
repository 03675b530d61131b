//! What opens a workstation's cache: people's passwords, the recovery key, the passphrase.

use clinic::records::Role;
use serde_json::{Value, json};
use wire::{Code, local::HostEvent};

use crate::place::{Desk, PASSPHRASE, Place};

const PASSWORD: &str = "seven kettles on the pier";
const OTHER: &str = "nine lanterns by the weir";

/// A workstation that nobody opened yet, once it says what it waits for.
async fn closed(place: &Place, name: &str) -> (Desk, Value) {
    let desk = place.unopened(name);
    let asks = |state: &Value| state["state"] == "needs_passphrase";
    let ways = desk.until("somebody is asked", asks).await;
    (desk, ways)
}

async fn stop(desk: Desk) {
    desk.workstation.stop().await;
}

async fn code(desk: &Desk, command: &str, request: Value) -> Code {
    desk.call(command, request).await.unwrap_err().code
}

/// An administrator with a password that is long enough to stand alone.
async fn administrator(place: &Place) -> Desk {
    let desk = place.workstation("one", Role::Administrator).await;
    let change = json!({ "current": "demo", "new": PASSWORD });
    desk.done("change_password", change).await;
    desk
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_signed_in_before_opens_the_cache_by_their_password_and_is_signed_in() {
    let place = Place::open().await;
    let desk = administrator(&place).await;
    let me = json!(place.seed.person(Role::Administrator));
    desk.until_shared().await;
    stop(desk).await;

    let (desk, ways) = closed(&place, "one").await;
    assert_eq!(ways["passphrase"], true);
    assert_eq!(ways["people"].as_array().unwrap().len(), 1);
    assert_eq!(ways["people"][0]["person"], me);
    let open = |password: &str| json!({ "person": me, "password": password });
    assert_eq!(
        code(&desk, "open_by_password", open("demo")).await,
        Code::WrongPassword
    );
    let state = desk.done("open_by_password", open(PASSWORD)).await;
    assert_eq!(state["state"], "signed_in");
    assert_eq!(state["person"]["id"], me);
    stop(desk).await;

    // Guessing is slowed also before anything is open.
    let (desk, _) = closed(&place, "one").await;
    for _ in 0..3 {
        assert_eq!(
            code(&desk, "open_by_password", open("guess")).await,
            Code::WrongPassword
        );
    }
    assert_eq!(
        code(&desk, "open_by_password", open(PASSWORD)).await,
        Code::TooManyAttempts
    );
    stop(desk).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_password_that_was_changed_elsewhere_opens_nothing_here_any_more() {
    let place = Place::open().await;
    let desk = administrator(&place).await;
    let me = json!(place.seed.person(Role::Administrator));
    desk.until_shared().await;
    let other = place.workstation("two", Role::Reception).await;
    other.until_shared().await;
    let sign_in = json!({ "person": me, "password": PASSWORD });
    other.done("sign_in", sign_in).await;
    let change = json!({ "current": PASSWORD, "new": OTHER });
    other.done("change_password", change).await;
    other.until_shared().await;
    desk.until("signed out", |state| state["state"] == "locked")
        .await;
    stop(desk).await;

    let (desk, ways) = closed(&place, "one").await;
    assert_eq!(ways["people"], json!([]));
    let open = json!({ "person": me, "password": PASSWORD });
    assert_eq!(
        code(&desk, "open_by_password", open).await,
        Code::WrongPassword
    );
    desk.done("give_passphrase", json!({ "passphrase": PASSPHRASE }))
        .await;
    stop(desk).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_recovery_key_opens_what_nobody_can_any_more_and_what_waits_is_still_there() {
    let mut place = Place::open().await;
    let desk = administrator(&place).await;
    let proving = |password: &str| json!({ "password": password });
    assert_eq!(
        code(&desk, "make_recovery_key", proving("guess")).await,
        Code::WrongPassword
    );
    let made = desk.done("make_recovery_key", proving(PASSWORD)).await;
    place.stop_server().await;
    let person = json!(place.seed.person(Role::Reception));
    desk.done(
        "change_person",
        json!({ "person": person, "role": "billing" }),
    )
    .await;
    let changed = json!({ "password": PASSWORD, "passphrase": "which nobody remembers" });
    desk.done("change_passphrase", changed).await;
    let care = desk.done("key_care", json!({})).await;
    assert_eq!(
        care,
        json!({ "opening": "by_passphrase", "recovery": true, "people": 1 })
    );
    stop(desk).await;

    let (desk, ways) = closed(&place, "one").await;
    assert_eq!(ways["recovery"], true);
    let passphrase = json!({ "passphrase": PASSPHRASE });
    assert_eq!(
        code(&desk, "give_passphrase", passphrase).await,
        Code::WrongPassword
    );
    assert_eq!(
        code(&desk, "open_by_recovery", json!({ "code": "AAAA" })).await,
        Code::WrongPassword
    );
    let typed = made["code"].as_str().unwrap().to_lowercase();
    desk.done("open_by_recovery", json!({ "code": typed }))
        .await;
    desk.until("locked", |state| state["state"] == "locked")
        .await;
    desk.until_answer("it still waits", "sync_status", json!({}), |status| {
        status["waiting"].as_u64() >= Some(1)
    })
    .await;
    stop(desk).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_computer_that_goes_to_sleep_locks_whatever_the_screen_does() {
    let place = Place::open().await;
    let desk = place.workstation("one", Role::Nurse).await;
    let mut events = desk.workstation.events();
    let locking = {
        let workstation = desk.workstation.clone();
        tokio::spawn(async move { workstation.lock_with_the_computer().await })
    };
    while !matches!(events.recv().await, Ok(HostEvent::LockNow)) {}
    locking.await.unwrap();
    let state = desk.done("session_state", json!({})).await;
    assert_eq!(state["state"], "locked");
}
