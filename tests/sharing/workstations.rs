//! An administrator lets workstations in and takes them out, in the window of another.

use std::time::Duration;

use clinic::records::Role;
use serde_json::{Value, json};
use wire::Code;
use workstation::Workstation;

use crate::place::{Desk, PASSPHRASE, Place, registration};

const PATIENCE: Duration = Duration::from_secs(20);

fn proof(password: &str) -> Value {
    json!({ "password": password })
}

async fn refused(desk: &Desk, command: &str, request: Value) -> Code {
    desk.call(command, request).await.unwrap_err().code
}

/// An administrator's workstation that has heard the server.
async fn office(place: &Place) -> Desk {
    let office = place.workstation("office", Role::Administrator).await;
    office.until_shared().await;
    office
}

async fn invite(place: &Place, office: &Desk) -> Value {
    let invite = json!({ "facility": place.seed.facility.id });
    let request = json!({ "invite": invite, "proof": proof("demo") });
    office.done("invite_workstation", request).await
}

/// A workstation that joins with what an administrator handed out.
async fn joined(place: &Place, name: &str, line: &Value) -> Desk {
    let mut options = place.options(name);
    options.enrolment_code = Some(line.as_str().unwrap().to_owned());
    let desk = Desk {
        workstation: Workstation::start(options, place.clock.clone()),
    };
    desk.until("a passphrase is asked for", |state| {
        state["state"] == "choose_passphrase"
    })
    .await;
    desk.done("give_passphrase", json!({ "passphrase": PASSPHRASE }))
        .await;
    desk.until("locked", |state| state["state"] == "locked")
        .await;
    desk
}

/// Asks until the answer is as wanted: nothing tells a window what became of another workstation.
async fn until(desk: &Desk, what: &str, command: &str, met: impl Fn(&Value) -> bool) -> Value {
    let asked = async {
        loop {
            let answer = desk.call(command, json!({})).await.unwrap_or_default();
            if met(&answer) {
                return answer;
            }
            tokio::task::yield_now().await;
        }
    };
    let answer = tokio::time::timeout(PATIENCE, asked).await;
    answer.unwrap_or_else(|_| panic!("never happened: {what}"))
}

#[tokio::test(flavor = "multi_thread")]
async fn a_workstation_is_let_in_with_a_line_and_taken_out_from_another() {
    let place = Place::open().await;
    let office = office(&place).await;
    let invite_with = |password: &str| {
        let invite = json!({ "facility": place.seed.facility.id });
        json!({ "invite": invite, "proof": proof(password) })
    };
    let wrong = refused(&office, "invite_workstation", invite_with("wrong")).await;
    assert_eq!(wrong, Code::WrongPassword);
    let invited = invite(&place, &office).await;
    assert!(invited["line"].as_str().unwrap().contains('@'));
    assert!(invited["address"].as_str().unwrap().starts_with("https://"));
    let desk = joined(&place, "new", &invited["line"]).await;
    desk.sign_in(&place, Role::Reception).await;
    desk.until_shared().await;
    let state = desk.done("session_state", json!({})).await;

    let list = office.done("workstation_list", json!({})).await;
    assert_eq!(list["invitations"], json!([]));
    let workstations = list["workstations"].as_array().unwrap();
    let new = workstations
        .iter()
        .find(|line| line["letters"] == state["device_code"])
        .unwrap();
    assert_eq!(new["joined_with"], "invitation");
    assert_eq!(new["state"], "active");
    let revocation = |password: &str| {
        let revoke = json!({ "workstation": new["id"], "wipe": true });
        json!({ "revoke": revoke, "proof": proof(password) })
    };
    let wrong = refused(&office, "revoke_workstation", revocation("wrong")).await;
    assert_eq!(wrong, Code::WrongPassword);
    office.done("revoke_workstation", revocation("demo")).await;
    // It may have been told already, and then takes nothing any more.
    desk.call("register_patient", registration(1, "Gallagher"))
        .await
        .ok();
    let told = desk
        .until("wiped", |state| state["state"] == "trouble")
        .await;
    assert_eq!(told["trouble"], "wiped");
    let is_wiped = |list: &Value| {
        let mut lines = list["workstations"].as_array().into_iter().flatten();
        lines.any(|line| line["letters"] == state["device_code"] && line["state"] == "wiped")
    };
    until(
        &office,
        "it says that it is done",
        "workstation_list",
        is_wiped,
    )
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_sign_in_is_ended_from_elsewhere_by_its_owner_and_by_an_administrator() {
    let place = Place::open().await;
    let office = office(&place).await;
    let desk = place.workstation("desk", Role::Reception).await;
    desk.until_shared().await;
    let own = until(&desk, "signed in at the server", "own_sessions", |list| {
        list["sessions"]
            .as_array()
            .is_some_and(|list| list.len() == 1)
    })
    .await;
    assert_eq!(own["sessions"][0]["own"], true);
    assert_eq!(
        refused(&desk, "all_sessions", json!({})).await,
        Code::NotPermitted
    );
    let reception = place.seed.person(Role::Reception);
    let theirs = json!({ "person": reception });
    let listed = office.done("all_sessions", theirs).await;
    let session = listed["sessions"][0]["id"].clone();
    assert_eq!(session, own["sessions"][0]["id"]);
    office
        .done("send_session_away", json!({ "session": session }))
        .await;
    let search = json!({ "text": "walsh" });
    assert_eq!(
        refused(&desk, "search_elsewhere", search).await,
        Code::PersonNotProven,
        "the password must be given again"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn all_of_it_needs_the_server_and_says_so() {
    let mut place = Place::open().await;
    let office = office(&place).await;
    office.done("workstation_list", json!({})).await;
    place.stop_server().await;
    let invite =
        json!({ "invite": { "facility": place.seed.facility.id }, "proof": proof("demo") });
    for (command, request) in [
        ("workstation_list", json!({})),
        ("own_sessions", json!({})),
        ("all_sessions", json!({})),
        ("invite_workstation", invite),
    ] {
        let code = refused(&office, command, request).await;
        assert_eq!(code, Code::ServerUnreachable, "{command}");
    }
}
