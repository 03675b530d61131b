//! People who are let in, prove who they are, and are taken out again; with and without the server.

use clinic::records::Role;
use serde_json::{Value, json};
use totp_rs::{Builder, Secret};
use values::{Clock, Instant};
use wire::Code;

use crate::place::{Desk, PASSPHRASE, Place, registration};

const PASSWORD: &str = "seven kettles on the pier";
const OTHER: &str = "nine lanterns by the weir";
const DAY_MS: i64 = 24 * 60 * 60 * 1_000;

/// What an authenticator app shows.
fn code_at(secret: &str, now: Instant) -> String {
    let secret = Secret::try_from_base32(secret).unwrap();
    let app = Builder::new().with_secret(secret).build().unwrap();
    let seconds = u64::try_from(now.as_millis() / 1_000).unwrap();
    app.generate(seconds).to_string()
}

async fn refused(desk: &Desk, command: &str, request: Value) -> wire::Failure {
    desk.call(command, request).await.unwrap_err()
}

async fn code(desk: &Desk, command: &str, request: Value) -> Code {
    refused(desk, command, request).await.code
}

/// Lets a nurse in, and answers with who it is and the code that admits them.
async fn invite(desk: &Desk, n: u32) -> (Value, String) {
    let activation = desk.done("make_activation", json!({})).await;
    let person = json!(testkit::id("person", n));
    let request = json!({
        "id": person, "name": { "family": "Murphy", "given": "Sean" }, "role": "nurse",
        "verifier": activation["verifier"], "activation_until": activation["until"],
    });
    desk.done("invite_person", request).await;
    (person, activation["code"].as_str().unwrap().to_owned())
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_is_invited_chooses_a_password_wherever_the_clinic_is() {
    let place = Place::open().await;
    let office = place.workstation("one", Role::Administrator).await;
    let ward = place.workstation("two", Role::Nurse).await;
    let (person, admits) = invite(&office, 30).await;
    ward.done("lock", json!({})).await;
    let is_there = |state: &Value| {
        let people = state["people"].as_array();
        people.is_some_and(|people| people.iter().any(|one| one["id"] == person))
    };
    ward.until("the new nurse is on the list", is_there).await;

    let attempt = |password: &str| json!({ "person": person, "password": password });
    assert_eq!(
        code(&ward, "sign_in", attempt("guess")).await,
        Code::WrongPassword
    );
    assert_eq!(
        code(&ward, "sign_in", attempt(&admits)).await,
        Code::PasswordToBeChosen
    );
    let typed_from_paper = admits.to_lowercase().replace('-', " ");
    let choose = |password: &str| json!({ "person": person, "activation": typed_from_paper, "password": password });
    for easy in ["short", "sean murphy 2026", "1234567890123456"] {
        let failure = refused(&ward, "activate", choose(easy)).await;
        assert_eq!(failure.code, Code::PasswordNotTaken, "{easy}");
        assert_eq!(failure.data["length_min"], 15);
    }
    let state = ward.done("activate", choose(PASSWORD)).await;
    assert_eq!(state["state"], "signed_in");
    assert_eq!(
        code(&ward, "activate", choose(OTHER)).await,
        Code::WrongPassword,
        "a code admits once"
    );
    ward.until_shared().await;
    office.done("lock", json!({})).await;
    let signs_in = |state: &Value| state["state"] == "locked";
    office.until("the office is locked", signs_in).await;
    office
        .until_answer(
            "the password holds at the office",
            "sign_in",
            attempt(PASSWORD),
            |state| state["state"] == "signed_in",
        )
        .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_code_that_was_not_used_in_time_admits_nobody() {
    let place = Place::open().await;
    let office = place.workstation("one", Role::Administrator).await;
    let (person, admits) = invite(&office, 30).await;
    place.clock.advance(4 * DAY_MS);
    let request = json!({ "person": person, "activation": admits, "password": PASSWORD });
    assert_eq!(
        code(&office, "activate", request).await,
        Code::ActivationExpired
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_second_factor_is_asked_for_also_without_the_server() {
    let mut place = Place::open().await;
    let desk = place.workstation("one", Role::Doctor).await;
    let person = place.seed.person(Role::Doctor);
    let offer = desk.done("begin_second_factor", json!({})).await;
    assert!(offer["drawing"].as_str().unwrap().contains("<svg"));
    let secret = offer["secret"].as_str().unwrap();
    assert_eq!(
        code(&desk, "confirm_second_factor", json!({ "code": "000000" })).await,
        Code::WrongCode
    );
    let shown = code_at(secret, place.clock.now());
    let codes = desk
        .done("confirm_second_factor", json!({ "code": shown }))
        .await;
    let paper = codes["codes"][3].as_str().unwrap();
    assert_eq!(codes["codes"].as_array().unwrap().len(), 10);

    place.stop_server().await;
    desk.done("lock", json!({})).await;
    let with = |code: &str| json!({ "person": person, "password": "demo", "code": code });
    let without = json!({ "person": person, "password": "demo" });
    assert_eq!(
        code(&desk, "sign_in", without).await,
        Code::SecondFactorNeeded
    );
    assert_eq!(code(&desk, "sign_in", with("123")).await, Code::WrongCode);
    let shown = code_at(secret, place.clock.now());
    desk.done("sign_in", with(&shown)).await;
    assert_eq!(
        code(&desk, "sign_in", with(&shown)).await,
        Code::WrongCode,
        "a code is good once"
    );
    place.clock.advance(30_000);
    let shown = code_at(secret, place.clock.now());
    desk.done("sign_in", with(&shown)).await;
    desk.done("sign_in", with(&paper.to_lowercase())).await;
    assert_eq!(code(&desk, "sign_in", with(paper)).await, Code::WrongCode);
    let account = desk.done("account", json!({})).await;
    assert_eq!(account["recovery_codes_left"], 9);
    assert_eq!(account["password_length_min"], 12);

    assert_eq!(
        code(&desk, "end_second_factor", json!({ "password": "guess" })).await,
        Code::WrongPassword
    );
    desk.done("end_second_factor", json!({ "password": "demo" }))
        .await;
    desk.sign_in(&place, Role::Doctor).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_pin_brings_back_within_a_shift_and_five_wrong_ones_end_it() {
    let place = Place::open().await;
    let desk = place.workstation("one", Role::Nurse).await;
    let person = place.seed.person(Role::Nurse);
    let choose = |password: &str, pin: &str| json!({ "password": password, "pin": pin });
    assert_eq!(
        code(&desk, "choose_pin", choose("guess", "482915")).await,
        Code::WrongPassword
    );
    assert_eq!(
        code(&desk, "choose_pin", choose("demo", "123456")).await,
        Code::InvalidFields
    );
    desk.done("choose_pin", choose("demo", "482915")).await;
    let back = |pin: &str| json!({ "person": person, "pin": pin });

    let state = desk.done("lock", json!({})).await;
    assert_eq!(state["by_pin"], json!([person]));
    let state = desk.done("return_by_pin", back("482915")).await;
    assert_eq!(state["state"], "signed_in");

    place.clock.advance(DAY_MS / 2);
    assert_eq!(
        code(&desk, "people_list", json!({})).await,
        Code::NotSignedIn,
        "a shift ends under whoever is signed in"
    );
    assert_eq!(
        code(&desk, "return_by_pin", back("482915")).await,
        Code::PinNotEnough,
        "and a PIN begins none"
    );
    desk.sign_in(&place, Role::Nurse).await;
    desk.done("lock", json!({})).await;
    for left in [4, 3, 2, 1] {
        let failure = refused(&desk, "return_by_pin", back("111222")).await;
        assert_eq!(failure.code, Code::WrongPin);
        assert_eq!(failure.data["tries_left"], left);
    }
    assert_eq!(
        code(&desk, "return_by_pin", back("111222")).await,
        Code::PinNotEnough
    );
    assert_eq!(
        code(&desk, "return_by_pin", back("482915")).await,
        Code::PinNotEnough
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn starting_the_program_anew_gains_whoever_guesses_nothing() {
    let place = Place::open().await;
    let desk = place.workstation("one", Role::Reception).await;
    let attempt = json!({ "person": place.seed.person(Role::Doctor), "password": "guess" });
    for _ in 0..3 {
        assert_eq!(
            code(&desk, "sign_in", attempt.clone()).await,
            Code::WrongPassword
        );
    }
    desk.workstation.stop().await;
    drop(desk);
    let again = place.reopened("one").await;
    assert_eq!(
        code(&again, "sign_in", attempt).await,
        Code::TooManyAttempts
    );
    again.sign_in(&place, Role::Reception).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_workstation_that_hears_nothing_for_two_weeks_lets_nobody_in_and_keeps_everything() {
    let mut place = Place::open().await;
    let desk = place.workstation("one", Role::Reception).await;
    desk.until_shared().await;
    place.stop_server().await;
    desk.workstation.stop().await;
    drop(desk);
    let sign_in = json!({ "person": place.seed.person(Role::Reception), "password": "demo" });

    place.clock.advance(11 * DAY_MS);
    let desk = place.reopened("one").await;
    let state = desk
        .until("locked", |state| state["state"] == "locked")
        .await;
    assert_eq!(state["lease_days"], 3);
    desk.done("sign_in", sign_in.clone()).await;
    desk.done("register_patient", crate::place::registration(1, "Daly"))
        .await;
    desk.done("lock", json!({})).await;

    place.clock.advance(-6 * DAY_MS);
    assert_eq!(
        code(&desk, "sign_in", sign_in.clone()).await,
        Code::ClockSetBack
    );
    place.clock.advance(10 * DAY_MS);
    assert_eq!(
        code(&desk, "sign_in", sign_in.clone()).await,
        Code::LeaseExpired
    );

    place.start_server().await;
    let heard = |status: &Value| status["online"] == true && status["waiting"] == 0;
    desk.until_answer("what waited is shared", "sync_status", json!({}), heard)
        .await;
    desk.done("sign_in", sign_in).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_is_taken_out_is_signed_out_everywhere() {
    let place = Place::open().await;
    let office = place.workstation("one", Role::Administrator).await;
    let ward = place.workstation("two", Role::Nurse).await;
    let person = place.seed.person(Role::Nurse);
    let sign_in = json!({ "person": person, "password": "demo" });
    let change = |what: Value| {
        let mut request = json!({ "person": person });
        request
            .as_object_mut()
            .unwrap()
            .extend(what.as_object().unwrap().clone());
        request
    };
    office
        .done("change_person", change(json!({ "role": "pharmacy" })))
        .await;
    ward.until("a new role holds at once", |state| {
        state["person"]["role"] == "pharmacy"
    })
    .await;
    office
        .done("change_person", change(json!({ "active": false })))
        .await;
    ward.until("signed out", |state| state["state"] == "locked")
        .await;
    assert_eq!(
        code(&ward, "sign_in", sign_in.clone()).await,
        Code::WrongPassword,
        "as for somebody who does not exist"
    );
    office
        .done("change_person", change(json!({ "active": true })))
        .await;
    ward.until_answer("let in again", "sign_in", sign_in, |state| {
        state["state"] == "signed_in"
    })
    .await;
}

fn may(state: &Value, permission: &str) -> bool {
    let held = state["permissions"].as_array().into_iter().flatten();
    held.into_iter().any(|one| one == permission)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_custom_role_holds_at_once_and_is_what_the_server_judges_by() {
    let mut place = Place::open().await;
    let office = place.workstation("one", Role::Administrator).await;
    let desk = place.workstation("two", Role::Billing).await;
    let role = testkit::id("custom role", 1);
    let save = |permissions: &[&str], was: Option<&[&str]>| {
        let mut request = json!({
            "id": role, "name": "Front office", "role": "billing", "permissions": permissions, "active": true,
        });
        if let Some(was) = was {
            request["was"] = json!(was);
        }
        request
    };
    let narrow = ["use_workstation", "find_patients", "see_agenda"];
    let wide = [&narrow[..], &["open_patients", "register_patients"]].concat();
    office.done("save_custom_role", save(&wide, None)).await;
    let given = json!({
        "person": place.seed.person(Role::Billing), "role": "billing", "custom_role": role,
    });
    office.done("change_person", given).await;
    let state = desk
        .until("the custom role holds", |state| {
            may(state, "register_patients") && !may(state, "issue_invoices")
        })
        .await;
    assert_eq!(state["person"]["role_name"], "Front office");
    desk.done("register_patient", registration(1, "Walsh"))
        .await;
    desk.until_shared().await;

    // The role is narrowed while the desk cannot hear of it: what it does meanwhile the server judges.
    place.stop_server().await;
    office
        .done("save_custom_role", save(&narrow, Some(&wide)))
        .await;
    desk.done("register_patient", registration(2, "Walsh"))
        .await;
    desk.workstation.stop().await;
    drop(desk);
    place.start_server().await;
    office.until_shared().await;
    let desk = place.reopened("two").await;
    desk.sign_in(&place, Role::Reception).await;
    desk.until_answer("refused", "attention_list", json!({}), |list| {
        list["items"][0]["item"]["refused"]["code"] == "not_permitted"
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_works_elsewhere_is_neither_offered_nor_let_in() {
    let place = Place::open().await;
    let office = place.workstation("one", Role::Administrator).await;
    let ward = place.workstation("two", Role::Nurse).await;
    let person = json!(place.seed.person(Role::Nurse));
    place.add_facility("North").await;
    // Whoever shares something hears what is new.
    let same = json!({ "person": place.seed.person(Role::Billing), "role": "billing" });
    office.done("change_person", same).await;
    let view = office
        .until_answer("the other facility", "directory", json!({}), |view| {
            view["facilities"]
                .as_array()
                .is_some_and(|all| all.len() == 2)
        })
        .await;
    let here = view["facility"]["id"].clone();
    let facilities = view["facilities"].as_array().unwrap();
    let north = facilities.iter().find(|one| one["id"] != here).unwrap();
    let at = |facility: &Value, role: &str| json!({ "person": person, "memberships": [{ "facility": facility, "role": role }] });
    office
        .done("change_person", at(&north["id"], "nurse"))
        .await;
    let state = ward
        .until("signed out", |state| state["state"] == "locked")
        .await;
    let offered = state["people"].as_array().unwrap();
    assert!(!offered.iter().any(|one| one["id"] == person));
    let sign_in = json!({ "person": person, "password": "demo" });
    assert_eq!(
        code(&ward, "sign_in", sign_in.clone()).await,
        Code::WorksElsewhere
    );
    office.done("change_person", at(&here, "reception")).await;
    let state = ward
        .until_answer("let in again", "sign_in", sign_in, |state| {
            state["state"] == "signed_in"
        })
        .await;
    assert_eq!(state["person"]["role"], "reception");
    assert!(may(&state, "register_patients") && !may(&state, "chart_vitals"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_password_is_changed_by_whoever_knows_it_and_never_from_behind() {
    let place = Place::open().await;
    let desk = place.workstation("one", Role::Doctor).await;
    let person = place.seed.person(Role::Doctor);
    for (command, request) in [
        ("set_password", json!({ "verifier": "$argon2id$x" })),
        ("set_second_factor", json!({})),
        ("spend_recovery_code", json!({ "digest": "a" })),
    ] {
        assert_eq!(code(&desk, command, request).await, Code::UnknownCommand);
    }
    let change = |current: &str, new: &str| json!({ "current": current, "new": new });
    assert_eq!(
        code(&desk, "change_password", change("guess", PASSWORD)).await,
        Code::WrongPassword
    );
    assert_eq!(
        code(&desk, "change_password", change("demo", "too short")).await,
        Code::PasswordNotTaken
    );
    desk.done("change_password", change("demo", PASSWORD)).await;
    desk.until_shared().await;
    let state = desk.done("session_state", json!({})).await;
    assert_eq!(
        state["state"], "signed_in",
        "one's own change signs nobody out"
    );
    desk.until_answer(
        "the server answers in their name all the same",
        "search_elsewhere",
        json!({ "text": "walsh" }),
        |found| found["patients"].is_array(),
    )
    .await;
    desk.done("lock", json!({})).await;
    let sign_in = |password: &str| json!({ "person": person, "password": password });
    assert_eq!(
        code(&desk, "sign_in", sign_in("demo")).await,
        Code::WrongPassword
    );
    desk.done("sign_in", sign_in(PASSWORD)).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn another_key_for_the_cache_loses_nothing_that_waits() {
    let mut place = Place::open().await;
    let desk = place.workstation("one", Role::Reception).await;
    desk.until_shared().await;
    place.stop_server().await;
    desk.done("register_patient", crate::place::registration(1, "Daly"))
        .await;
    desk.done("lock", json!({})).await;
    desk.sign_in(&place, Role::Administrator).await;
    let key_file = place.data("one").join("key.json");
    let before = std::fs::read_to_string(&key_file).unwrap();
    let rotate = |password: &str, passphrase: &str| json!({ "password": password, "passphrase": passphrase });
    assert_eq!(
        code(&desk, "rotate_key", rotate("guess", PASSPHRASE)).await,
        Code::WrongPassword
    );
    assert_eq!(
        code(&desk, "rotate_key", rotate("demo", "another passphrase")).await,
        Code::InvalidFields
    );
    assert_eq!(std::fs::read_to_string(&key_file).unwrap(), before);
    desk.done("rotate_key", rotate("demo", PASSPHRASE)).await;
    assert_ne!(std::fs::read_to_string(&key_file).unwrap(), before);
    let waits = |status: &Value| status["waiting"] == 1;
    desk.until_answer("what waited still waits", "sync_status", json!({}), waits)
        .await;
    desk.workstation.stop().await;
    drop(desk);
    let desk = place.reopened("one").await;
    place.start_server().await;
    desk.until_shared().await;
    desk.sign_in(&place, Role::Reception).await;
}
