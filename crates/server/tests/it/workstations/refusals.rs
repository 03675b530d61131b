//! Who may not, what is not there, and what wants a fresh password.

use clinic::records::{Facility, Kind, Role};
use serde_json::{Value, json};
use sync::Identity;
use testkit::{Seed, id};
use values::ids::FacilityId;
use wire::Code;

use super::{Asker, INVITE, LIST, MINUTE_MS, REVOKE, SESSIONS, WITHDRAW, revocation};
use crate::{
    place::Place,
    sign_in::{Station, lines},
};

/// Another facility of the same server.
async fn north(place: &Place) -> FacilityId {
    let now = values::Clock::now(place.clock.as_ref());
    server::facilities::add_facility(place.kept(), "North", now)
        .await
        .unwrap();
    let rows = place.rows().await;
    let facilities = rows
        .iter()
        .filter(|((kind, _), _)| *kind == Kind::Facility)
        .map(|(_, (_, body))| serde_json::from_value::<Facility>(body.clone()).unwrap());
    facilities
        .into_iter()
        .find(|facility| facility.name == "North")
        .unwrap()
        .id
}

#[tokio::test(flavor = "multi_thread")]
async fn inviting_and_taking_out_want_a_password_of_the_last_five_minutes() {
    let place = Place::open().await;
    let office = Asker::administrator(&place).await;
    let other = place.join("other").await;
    let invitation = json!({ "facility": office.facility() });
    place.clock.advance(5 * MINUTE_MS);
    office.done(INVITE, invitation.clone()).await;
    place.clock.advance(1);
    // Neither the token nor one that is had for it makes the password any fresher.
    let gone_on = office.station.refresh(&office.refresh).await;
    for access in [&office.access, &gone_on.text("access")] {
        for (line, body) in [
            (INVITE, invitation.clone()),
            (REVOKE, revocation(&other, true)),
        ] {
            let stale = office.station.ask(line, Some(access), body).await;
            assert_eq!(stale.code(), Some(Code::PersonNotProven), "{line}");
        }
    }
    assert_eq!(office.listed(&other).await["state"], "active");
    let refused = lines(&place, "wipe_workstation").await;
    assert!(
        refused
            .iter()
            .all(|(_, outcome)| outcome == "person_not_proven")
    );
    assert_eq!(refused.len(), 2, "and written down");

    let anew = Asker::at(office.station, Role::Administrator).await;
    anew.done(REVOKE, revocation(&other, true)).await;
}

/// Everything that administrators alone ask, with what it would be asked about.
fn everything(facility: FacilityId, other: &Identity) -> [(&'static str, Value, &'static str); 5] {
    [
        (LIST, json!({}), "workstation_list"),
        (
            INVITE,
            json!({ "facility": facility }),
            "invite_workstation",
        ),
        (
            WITHDRAW,
            json!({ "invitation": id("invitation", 1) }),
            "withdraw_invitation",
        ),
        (REVOKE, revocation(other, true), "wipe_workstation"),
        (SESSIONS, json!({}), "all_sessions"),
    ]
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_else_may_any_of_it_and_that_they_tried_is_written_down() {
    let place = Place::open().await;
    let other = place.join("other").await;
    for role in [Role::Reception, Role::Doctor, Role::Nurse, Role::Billing] {
        let asker = Asker::at(Station::at(&place).await, role).await;
        for (line, body, command) in everything(asker.facility(), &other) {
            let refused = asker.ask(line, body).await;
            assert_eq!(
                (refused.status, refused.code()),
                (403, Some(Code::NotPermitted)),
                "{role:?} {line}"
            );
            let who = Seed::new().person(role).to_string();
            let written = lines(&place, command).await;
            assert!(
                written.contains(&(who, "not_permitted".to_owned())),
                "{role:?} {command}"
            );
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_workstation_s_word_for_a_person_opens_none_of_it() {
    let place = Place::open().await;
    let other = place.join("other").await;
    let office = Asker::administrator(&place).await;
    let thief = Station::at(&place).await;
    for (line, body, _) in everything(office.facility(), &other) {
        for token in [None, Some("made.up.token"), Some(office.access.as_str())] {
            let refused = thief.ask(line, token, body.clone()).await;
            assert_eq!(
                (refused.status, refused.code()),
                (401, Some(Code::PersonNotProven)),
                "{line} {token:?}"
            );
        }
    }
    assert_eq!(office.listed(&other).await["state"], "active");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_of_another_facility_is_not_there() {
    let place = Place::open().await;
    let office = Asker::administrator(&place).await;
    let north = north(&place).await;
    let there = place.join_at("north", Some(north)).await;
    let far = Asker::at(Station::joined(&place, there), Role::Administrator).await;
    let invited = far.done(INVITE, json!({ "facility": north })).await;
    assert!(invited["line"].is_string());
    let list = far.done(LIST, json!({})).await;
    assert_eq!(list["workstations"].as_array().unwrap().len(), 1);
    let invitation = json!({ "invitation": list["invitations"][0]["id"] });
    let sessions = far.done(SESSIONS, json!({})).await;
    let session = sessions["sessions"][0]["id"].as_str().unwrap();

    let list = office.done(LIST, json!({})).await;
    assert_eq!(list["workstations"].as_array().unwrap().len(), 1);
    assert_eq!(list["invitations"], json!([]));
    for (line, body) in [
        (INVITE, json!({ "facility": north })),
        (WITHDRAW, invitation),
        (REVOKE, revocation(&far.station.identity, true)),
    ] {
        assert_eq!(
            office.code(line, body).await,
            Some(Code::NotFound),
            "{line}"
        );
    }
    let elsewhere = office.done(SESSIONS, json!({})).await;
    assert_eq!(elsewhere["sessions"].as_array().unwrap().len(), 1);
    // It is the same person's: one's own sign-ins are ended wherever they are.
    let path = format!("DELETE /auth/sessions/{session}");
    office.done(&path, json!({})).await;
    assert_eq!(far.code(LIST, json!({})).await, Some(Code::PersonNotProven));
    assert_eq!(
        office.listed(&office.station.identity).await["state"],
        "active"
    );
}
