//! A copied workstation, and a damaged cache: nothing typed is lost.

use std::path::Path;

use clinic::records::Role;
use serde_json::json;

use crate::place::{Desk, Place, booking, registration};

fn copy_folder(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        std::fs::copy(entry.path(), to.join(entry.file_name())).unwrap();
    }
}

async fn found(desk: &Desk, family: &str) {
    desk.until_answer(
        family,
        "search_patients",
        json!({ "text": family, "limit": 5 }),
        |answer| {
            answer["patients"].as_array().is_some_and(|patients| {
                patients.len() == 1 && patients[0]["not_yet_shared"] == false
            })
        },
    )
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_copied_workstation_says_so_and_joins_again_with_a_code() {
    let place = Place::open().await;
    let original = place.workstation("one", Role::Reception).await;
    original.until_shared().await;
    original.workstation.stop().await;
    drop(original);
    copy_folder(&place.data("one"), &place.data("copy"));

    let original = place.workstation("one", Role::Reception).await;
    original
        .done("register_patient", registration(1, "Original"))
        .await;
    original.until_shared().await;
    let copy = place.workstation("copy", Role::Reception).await;
    copy.done("register_patient", registration(2, "Copied"))
        .await;
    copy.until_answer("it says so", "sync_status", json!({}), |status| {
        status["stopped"] == "workstation_copied" && status["waiting"] == 1
    })
    .await;

    let refused = copy.call("rejoin_server", json!({ "code": "WRONG" })).await;
    assert_eq!(refused.unwrap_err().code, wire::Code::NotPermitted);
    copy.done("rejoin_server", json!({ "code": crate::place::CODE }))
        .await;
    copy.until_shared().await;
    for desk in [&original, &copy] {
        found(desk, "Original").await;
        found(desk, "Copied").await;
    }
    let status = copy.done("sync_status", json!({})).await;
    assert!(status["stopped"].is_null());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_damaged_cache_is_put_aside_when_a_person_says_so() {
    let mut place = Place::open().await;
    let desk = place.workstation("one", Role::Reception).await;
    desk.done("register_patient", registration(1, "Shared"))
        .await;
    desk.until_shared().await;
    place.stop_server().await;
    desk.done("register_patient", registration(2, "Waiting"))
        .await;
    desk.done("book_appointment", booking(1, 2, "10:00")).await;
    desk.workstation.stop().await;
    drop(desk);
    // The first page holds the list of tables: nothing can be read without it.
    spoil_first_page(&place.data("one").join("cache.db"));
    let desk = place.unopened("one");
    desk.until("a passphrase is asked for", |state| {
        state["state"] == "needs_passphrase"
    })
    .await;
    desk.call(
        "give_passphrase",
        json!({ "passphrase": "a passphrase for tests" }),
    )
    .await
    .ok();
    desk.until("trouble", |state| state["trouble"] == "damaged")
        .await;
    place.start_server().await;
    desk.done("rescue_cache", json!({})).await;
    desk.until("a new copy", |state| state["state"] == "locked")
        .await;
    desk.sign_in(&place, Role::Reception).await;
    found(&desk, "Shared").await;
    let names = names(&place.data("one"));
    for kept in ["cache-damaged-", "outbox-rescued-"] {
        assert!(
            names.iter().any(|name| name.starts_with(kept)),
            "{kept} in {names:?}"
        );
    }
}

fn spoil_first_page(file: &Path) {
    let mut bytes = std::fs::read(file).unwrap();
    bytes[100] ^= 1;
    std::fs::write(file, bytes).unwrap();
}

fn names(folder: &Path) -> Vec<String> {
    std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect()
}
