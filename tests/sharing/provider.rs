//! People sign in through a provider as others run it, with a browser that goes through its pages by itself.

mod browser;
mod running;

use clinic::records::Role;
use serde_json::{Value, json};
use values::{Clock, time::SystemClock};
use wire::Code;

use crate::place::{Desk, Place};
use browser::{FakeBrowser, Manner};
use running::Running;

const SIGN_IN: &str = "sign_in_through_provider";

/// A clinic whose server has a provider. That has a clock of its own: the clinic's stands at the same time.
async fn clinic() -> (Running, Place) {
    let provider = Running::start();
    let place = Place::open_through(provider.options(), SystemClock.now()).await;
    (provider, place)
}

fn in_english() -> Value {
    json!({ "language": "en" })
}

fn link(password: &str) -> Value {
    json!({ "password": password, "language": "en" })
}

async fn code(desk: &Desk, command: &str, request: Value) -> Code {
    desk.call(command, request).await.unwrap_err().code
}

/// Why a sign-in in the browser did not come to its end.
fn why(went: Result<Value, wire::Failure>) -> String {
    let failure = went.unwrap_err();
    assert_eq!(failure.code, Code::SignInNotFinished);
    failure.data["why"].as_str().unwrap().to_owned()
}

async fn until_provider(desk: &Desk, standing: &str) {
    desk.until_answer(standing, "identity_provider", json!({}), |answer| {
        answer["provider"]["standing"] == standing
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_has_linked_their_account_signs_in_through_the_provider_and_is_there_as_after_a_password()
 {
    let (_provider, mut place) = clinic().await;
    let desk = place.workstation("one", Role::Nurse).await;
    let browser = FakeBrowser::of("nora");
    desk.workstation.browse_with(browser.clone());
    until_provider(&desk, "ready").await;

    desk.done("lock", json!({})).await;
    assert_eq!(
        code(&desk, SIGN_IN, in_english()).await,
        Code::IdentityNotLinked
    );
    desk.sign_in(&place, Role::Nurse).await;
    assert_eq!(desk.done("account", json!({})).await["linked"], false);
    assert_eq!(
        code(&desk, "link_provider", link("guess")).await,
        Code::WrongPassword
    );
    desk.done("link_provider", link("demo")).await;
    assert_eq!(desk.done("account", json!({})).await["linked"], true);
    desk.done("choose_pin", json!({ "password": "demo", "pin": "482915" }))
        .await;
    desk.until_shared().await;

    desk.done("lock", json!({})).await;
    let state = desk.done(SIGN_IN, in_english()).await;
    assert_eq!(state["state"], "signed_in");
    assert_eq!(state["person"]["id"], json!(place.seed.person(Role::Nurse)));
    let page = browser.until_ended().await;
    assert!(page.contains("You can close this window and go back to Mainstay."));
    // At the server too, in their own name; and in a shift, which the PIN goes on with.
    desk.done("search_elsewhere", json!({ "text": "Nobody" }))
        .await;
    desk.done("lock", json!({})).await;
    let back = json!({ "person": place.seed.person(Role::Nurse), "pin": "482915" });
    desk.done("return_by_pin", back).await;

    desk.sign_in(&place, Role::Doctor).await;
    assert_eq!(
        code(&desk, "link_provider", link("demo")).await,
        Code::IdentityTaken
    );

    place.stop_server().await;
    until_provider(&desk, "needs_server").await;
    desk.done("lock", json!({})).await;
    assert_eq!(
        code(&desk, SIGN_IN, in_english()).await,
        Code::ServerUnreachable
    );
    desk.sign_in(&place, Role::Nurse).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_link_that_was_taken_away_signs_in_nobody() {
    let (_provider, place) = clinic().await;
    let desk = place.workstation("one", Role::Nurse).await;
    desk.workstation.browse_with(FakeBrowser::of("nora"));
    until_provider(&desk, "ready").await;
    desk.done("link_provider", link("demo")).await;
    assert_eq!(
        code(&desk, "unlink_provider", json!({ "password": "guess" })).await,
        Code::WrongPassword
    );
    desk.done("unlink_provider", json!({ "password": "demo" }))
        .await;
    assert_eq!(desk.done("account", json!({})).await["linked"], false);
    desk.until_shared().await;
    desk.done("lock", json!({})).await;
    assert_eq!(
        code(&desk, SIGN_IN, in_english()).await,
        Code::IdentityNotLinked
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_sign_in_in_the_browser_is_called_off_replaced_and_declined() {
    let (_provider, place) = clinic().await;
    let desk = place.workstation("one", Role::Nurse).await;
    let browser = FakeBrowser::of("nora");
    desk.workstation.browse_with(browser.clone());
    until_provider(&desk, "ready").await;
    desk.done("lock", json!({})).await;

    browser.behave(Manner::Waits);
    let cancelling = async {
        browser.until_opened().await;
        desk.done("cancel_provider_sign_in", json!({})).await;
    };
    let (cancelled, ()) = tokio::join!(desk.call(SIGN_IN, in_english()), cancelling);
    assert_eq!(why(cancelled), "cancelled");

    let replacing = async {
        browser.until_opened().await;
        browser.behave(Manner::Declines);
        desk.call(SIGN_IN, in_english()).await
    };
    let (replaced, declined) = tokio::join!(desk.call(SIGN_IN, in_english()), replacing);
    assert_eq!(why(replaced), "replaced");
    assert_eq!(why(declined), "declined");
    let page = browser.until_ended().await;
    assert!(page.contains("You were not signed in."));

    browser.behave(Manner::Waits);
    let by_password = async {
        browser.until_opened().await;
        desk.sign_in(&place, Role::Nurse).await;
    };
    let (overtaken, ()) = tokio::join!(desk.call(SIGN_IN, in_english()), by_password);
    assert_eq!(why(overtaken), "replaced");
    let state = desk.done("session_state", json!({})).await;
    assert_eq!(state["state"], "signed_in");
}
