//! How a workstation starts, signs in and locks; and what it says when it cannot.

use clinic::records::Role;
use serde_json::json;
use wire::Code;

use crate::place::{Place, booking, registration};

#[tokio::test(flavor = "multi_thread")]
async fn a_second_program_on_one_folder_is_told_so() {
    let place = Place::open().await;
    let _first = place.workstation("one", Role::Nurse).await;
    let second = place.unopened("one");
    let state = second
        .until("trouble", |state| state["state"] == "trouble")
        .await;
    assert_eq!(state["trouble"], "in_use");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wrong_passphrase_opens_nothing_and_says_so() {
    let place = Place::open().await;
    let desk = place.workstation("one", Role::Nurse).await;
    desk.workstation.stop().await;
    drop(desk);
    let again = place.unopened("one");
    again
        .until("a passphrase is asked for", |state| {
            state["state"] == "needs_passphrase"
        })
        .await;
    let refused = again
        .call(
            "give_passphrase",
            json!({ "passphrase": "another passphrase" }),
        )
        .await
        .unwrap_err();
    assert_eq!(refused.code, Code::WrongPassword);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_damaged_database_is_reported_and_left_as_it_is() {
    let place = Place::open().await;
    let desk = place.workstation("one", Role::Nurse).await;
    desk.workstation.stop().await;
    drop(desk);
    let file = place.data("one").join("cache.db");
    let mut bytes = std::fs::read(&file).unwrap();
    bytes[100] ^= 1;
    std::fs::write(&file, &bytes).unwrap();
    let again = place.unopened("one");
    again
        .until("a passphrase is asked for", |state| {
            state["state"] == "needs_passphrase"
        })
        .await;
    again
        .call(
            "give_passphrase",
            json!({ "passphrase": "a passphrase for tests" }),
        )
        .await
        .ok();
    let state = again
        .until("trouble", |state| state["state"] == "trouble")
        .await;
    assert_eq!(state["trouble"], "damaged");
    assert_eq!(std::fs::read(&file).unwrap(), bytes);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_database_without_its_key_file_is_never_given_a_new_key() {
    let place = Place::open().await;
    let desk = place.workstation("one", Role::Nurse).await;
    desk.workstation.stop().await;
    drop(desk);
    std::fs::remove_file(place.data("one").join("key.json")).unwrap();
    let again = place.unopened("one");
    let state = again
        .until("trouble", |state| state["state"] == "trouble")
        .await;
    assert_eq!(state["trouble"], "key_missing");
    assert!(!place.data("one").join("key.json").exists());
}

#[tokio::test(flavor = "multi_thread")]
async fn locking_hides_everything_and_a_role_sees_only_its_own() {
    let place = Place::open().await;
    let desk = place.workstation("one", Role::Reception).await;
    let refused = desk.call("ward_board", json!({})).await.unwrap_err();
    assert_eq!(refused.code, Code::NotPermitted);
    desk.done("lock", json!({})).await;
    let refused = desk
        .call("search_patients", json!({ "text": "a", "limit": 5 }))
        .await
        .unwrap_err();
    assert_eq!(refused.code, Code::NotSignedIn);
    desk.sign_in(&place, Role::Nurse).await;
    let refused = desk
        .call("invoice_list", json!({ "filter": "all", "limit": 5 }))
        .await
        .unwrap_err();
    assert_eq!(refused.code, Code::NotPermitted);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wrong_password_is_refused_and_the_fourth_must_wait() {
    let place = Place::open().await;
    let desk = place.workstation("one", Role::Reception).await;
    let attempt = json!({ "person": place.seed.person(Role::Doctor), "password": "guess" });
    for _ in 0..3 {
        assert_eq!(
            desk.call("sign_in", attempt.clone())
                .await
                .unwrap_err()
                .code,
            Code::WrongPassword
        );
    }
    assert_eq!(
        desk.call("sign_in", attempt.clone())
            .await
            .unwrap_err()
            .code,
        Code::TooManyAttempts
    );
    place.clock.advance(5_000);
    assert_eq!(
        desk.call("sign_in", attempt).await.unwrap_err().code,
        Code::WrongPassword
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn an_installation_that_belongs_to_no_server_asks_for_one() {
    let place = Place::open().await;
    let mut options = place.options("fresh");
    let server = options.server.take();
    options.enrolment_code = None;
    let desk = crate::place::Desk {
        workstation: workstation::Workstation::start(options, place.clock.clone()),
    };
    desk.until("a passphrase is asked for", |state| {
        state["state"] == "choose_passphrase"
    })
    .await;
    desk.done(
        "give_passphrase",
        json!({ "passphrase": "a passphrase for tests" }),
    )
    .await;
    desk.until("a server is asked for", |state| {
        state["state"] == "needs_server"
    })
    .await;
    let right = place.invitation();
    let (code, fingerprint) = right.split_once('@').unwrap();
    let other = wire::sync::Fingerprint::of(b"another key");
    for (server, line, refused) in [
        (
            server.clone(),
            format!("WRONG-CODE@{fingerprint}"),
            Code::NotPermitted,
        ),
        (
            server.clone(),
            format!("{code}@{other}"),
            Code::ServerNotProven,
        ),
        (server.clone(), code.to_owned(), Code::ServerNotProven),
        (server.clone(), format!("{code}@7K2M"), Code::InvalidFields),
        (
            Some("ftp://127.0.0.1".to_owned()),
            right.clone(),
            Code::InvalidFields,
        ),
        (
            Some("http://192.0.2.7:7400".to_owned()),
            right.clone(),
            Code::InvalidFields,
        ),
    ] {
        let request = json!({ "server": server, "code": line });
        let failure = desk.call("join_server", request).await.unwrap_err();
        assert_eq!(failure.code, refused, "{server:?} {line}");
    }
    let typed = right.to_lowercase().replace('-', " ");
    let typed = typed.replacen(&code.to_lowercase().replace('-', " "), code, 1);
    desk.done("join_server", json!({ "server": server, "code": typed }))
        .await;
    desk.until("locked", |state| state["state"] == "locked")
        .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_with_another_key_is_said_and_joined_again_with_the_new_line() {
    let mut place = Place::open().await;
    let desk = place.workstation("one", Role::Reception).await;
    place.stop_server().await;
    place.lose_the_key();
    place.start_server().await;
    desk.done("register_patient", registration(9, "Waiting"))
        .await;
    desk.until_answer("another key is said", "sync_status", json!({}), |status| {
        status["stopped"] == "server_not_proven" && status["waiting"] == 1
    })
    .await;
    let old = json!({ "code": crate::place::CODE });
    let refused = desk.call("rejoin_server", old).await.unwrap_err();
    assert_eq!(
        refused.code,
        Code::ServerNotProven,
        "nothing is trusted anew by itself"
    );
    let new = json!({ "code": place.invitation() });
    desk.done("rejoin_server", new).await;
    desk.until_shared().await;
}

#[cfg(target_os = "linux")]
#[tokio::test(flavor = "multi_thread")]
async fn a_folder_that_cannot_be_written_is_said() {
    let place = Place::open().await;
    let mut options = place.options("unused");
    // A file system that takes no folders, whoever asks.
    options.data = "/sys/mainstay".into();
    let desk = crate::place::Desk {
        workstation: workstation::Workstation::start(options, place.clock.clone()),
    };
    let state = desk
        .until("trouble", |state| state["state"] == "trouble")
        .await;
    assert_eq!(state["trouble"], "read_only");
    assert_eq!(state["folder"], "/sys/mainstay");
}

#[tokio::test(flavor = "multi_thread")]
async fn after_a_day_s_work_no_file_holds_a_patient_in_the_clear() {
    let place = Place::open().await;
    let desk = place.workstation("one", Role::Reception).await;
    desk.done("register_patient", registration(1, "Quetzalcoatlus"))
        .await;
    desk.done("book_appointment", booking(1, 1, "10:00")).await;
    desk.done(
        "save_draft",
        json!({ "form": "register_patient", "body": { "family": "Quetzalcoatlus" } }),
    )
    .await;
    desk.until_shared().await;
    let mut looked_at = Vec::new();
    for entry in std::fs::read_dir(place.data("one")).unwrap() {
        let entry = entry.unwrap();
        let bytes = std::fs::read(entry.path()).unwrap();
        for sentinel in ["quetzalcoatlus", "check-up", "nora"] {
            let found = bytes
                .windows(sentinel.len())
                .any(|window| window.eq_ignore_ascii_case(sentinel.as_bytes()));
            assert!(!found, "{sentinel} in {:?}", entry.file_name());
        }
        looked_at.push(entry.file_name().into_string().unwrap());
    }
    looked_at.sort();
    assert_eq!(
        looked_at,
        [
            "cache.db",
            "cache.db-shm",
            "cache.db-wal",
            "key.json",
            "lock"
        ]
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_workstation_that_is_wiped_holds_nothing_and_may_join_anew() {
    let place = Place::open().await;
    let desk = place.workstation("one", Role::Reception).await;
    desk.done("register_patient", registration(1, "Gallagher"))
        .await;
    desk.until_shared().await;
    let state = desk.done("session_state", serde_json::json!({})).await;
    place.wipe(state["device_code"].as_str().unwrap()).await;
    desk.done("register_patient", registration(2, "Waiting"))
        .await;
    let state = desk
        .until("wiped", |state| state["state"] == "trouble")
        .await;
    assert_eq!(state["trouble"], "wiped");
    let left: Vec<_> = std::fs::read_dir(place.data("one"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name())
        .collect();
    assert_eq!(left, ["lock"]);
    desk.done("retry_unlock", serde_json::json!({})).await;
    desk.until("as on the first day", |state| {
        state["state"] == "choose_passphrase"
    })
    .await;
}
