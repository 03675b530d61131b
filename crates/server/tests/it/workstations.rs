//! An administrator cares for workstations and sign-ins, in their own name.

mod refusals;

use clinic::records::{Kind, Role};
use serde_json::{Value, json};
use sync::{Client, Identity};
use testkit::{Seed, id};
use values::{Clock, ids::FacilityId};
use wire::{
    Code,
    sync::{ChainHash, Change, Divergence, HeldVersion},
};

use super::{
    place::Place,
    sign_in::{Answer, Station, lines},
};

const MINUTE_MS: i64 = 60 * 1_000;
const DAY_MS: i64 = 24 * 60 * MINUTE_MS;
const LIST: &str = "GET /auth/workstations";
const INVITE: &str = "POST /auth/workstations/invite";
const WITHDRAW: &str = "POST /auth/workstations/withdraw";
const REVOKE: &str = "POST /auth/workstations/revoke";
const SESSIONS: &str = "POST /auth/sessions/all";

/// Somebody at a workstation, who gave their password there.
struct Asker<'a> {
    station: Station<'a>,
    access: String,
    refresh: String,
}

impl<'a> Asker<'a> {
    async fn at(station: Station<'a>, role: Role) -> Self {
        let person = Seed::new().person(role).to_string();
        let signed_in = station.login(&person, "demo", None).await;
        assert_eq!(signed_in.status, 200, "{signed_in:?}");
        Self {
            access: signed_in.text("access"),
            refresh: signed_in.text("refresh"),
            station,
        }
    }

    async fn administrator(place: &'a Place) -> Self {
        Self::at(Station::at(place).await, Role::Administrator).await
    }

    async fn ask(&self, line: &str, body: Value) -> Answer {
        self.station.ask(line, Some(&self.access), body).await
    }

    async fn done(&self, line: &str, body: Value) -> Value {
        let answer = self.ask(line, body).await;
        assert_eq!(answer.status, 200, "{line}: {answer:?}");
        answer.body
    }

    async fn code(&self, line: &str, body: Value) -> Option<Code> {
        self.ask(line, body).await.code()
    }

    fn facility(&self) -> FacilityId {
        self.station.identity.facility
    }

    /// The line of a new invitation to this facility.
    async fn invite(&self) -> String {
        let request = json!({ "facility": self.facility() });
        let invited = self.done(INVITE, request).await;
        invited["line"].as_str().unwrap().to_owned()
    }

    /// How a workstation stands in the list.
    async fn listed(&self, identity: &Identity) -> Value {
        let list = self.done(LIST, json!({})).await;
        let mut lines = list["workstations"].as_array().unwrap().iter();
        let id = json!(identity.device);
        lines.find(|line| line["id"] == id).unwrap().clone()
    }
}

fn revocation(identity: &Identity, wipe: bool) -> Value {
    json!({ "workstation": identity.device, "wipe": wipe })
}

/// Joins with the line of an invitation.
async fn join(place: &Place, line: &str) -> Result<Identity, sync::SyncError> {
    let client = Client::anonymous(&place.url()).unwrap();
    let joined = client.enrol(line, "invited").await?;
    Ok(Identity::new(joined, place.url(), None))
}

#[tokio::test(flavor = "multi_thread")]
async fn an_invitation_is_answered_once_admits_one_workstation_and_says_who_made_it() {
    let place = Place::open().await;
    let office = Asker::administrator(&place).await;
    let line = office.invite().await;
    let list = office.done(LIST, json!({})).await;
    assert!(
        !list.to_string().contains(&line),
        "the code is not told again"
    );
    let open = list["invitations"].as_array().unwrap();
    assert_eq!(open.len(), 1);
    assert_eq!(open[0]["anywhere"], false);
    let administrator = Seed::new().person(Role::Administrator);
    let rows = place.rows().await;
    let name = &rows[&(Kind::Person, administrator.uuid())].1["name"]["family"];
    let by = open[0]["made_by"].as_str().unwrap();
    assert!(by.contains(name.as_str().unwrap()), "{by}");

    let invited = join(&place, &line).await.unwrap();
    assert_eq!(invited.facility, office.facility());
    assert!(join(&place, &line).await.is_err(), "once");
    let listed = office.listed(&invited).await;
    assert_eq!(listed["joined_with"], "invitation");
    let own = office.listed(&office.station.identity).await;
    assert_eq!(
        (&own["joined_with"], &own["own"]),
        (&json!("standing_code"), &json!(true))
    );
    assert_eq!(office.done(LIST, json!({})).await["invitations"], json!([]));
    let done = (administrator.to_string(), "done".to_owned());
    assert_eq!(lines(&place, "invite_workstation").await, [done]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_withdrawn_invitation_admits_nobody_and_a_used_one_is_not_withdrawn() {
    let place = Place::open().await;
    let office = Asker::administrator(&place).await;
    let line = office.invite().await;
    let list = office.done(LIST, json!({})).await;
    let invitation = json!({ "invitation": list["invitations"][0]["id"] });
    office.done(WITHDRAW, invitation.clone()).await;
    assert!(join(&place, &line).await.is_err());
    assert_eq!(office.done(LIST, json!({})).await["invitations"], json!([]));
    let again = office.code(WITHDRAW, invitation).await;
    assert_eq!(again, Some(Code::NotFound));

    let used = office.invite().await;
    let list = office.done(LIST, json!({})).await;
    let invitation = json!({ "invitation": list["invitations"][0]["id"] });
    join(&place, &used).await.unwrap();
    let late = office.code(WITHDRAW, invitation).await;
    assert_eq!(late, Some(Code::NotFound));
    let outcomes: Vec<_> = lines(&place, "withdraw_invitation")
        .await
        .into_iter()
        .map(|(_, outcome)| outcome)
        .collect();
    assert_eq!(outcomes, ["done", "not_found", "not_found"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_list_says_when_each_was_heard_and_when_it_locks() {
    let place = Place::open().await;
    let office = Asker::administrator(&place).await;
    let silent = place.join("silent").await;
    let listed = office.listed(&silent).await;
    assert_eq!(
        (&listed["silent_days"], &listed["locks_in_days"]),
        (&json!(0), &json!(14))
    );
    place.clock.advance(9 * DAY_MS);
    // Tokens are of minutes, sign-ins of days.
    let gone_on = office.station.refresh(&office.refresh).await;
    let office = Asker {
        access: gone_on.text("access"),
        ..office
    };
    let listed = office.listed(&silent).await;
    assert_eq!(listed["state"], "active");
    assert_eq!(
        (&listed["silent_days"], &listed["locks_in_days"]),
        (&json!(9), &json!(5))
    );
    assert_eq!(
        (&listed["held"], &listed["handed_over"]),
        (&json!(0), &json!(0))
    );
    let own = office.listed(&office.station.identity).await;
    let now = values::Clock::now(place.clock.as_ref());
    assert_eq!(
        own["heard_at"],
        json!(now),
        "to the second, where it was heard"
    );
    assert_eq!(own["protocol"], json!(wire::sync::PROTOCOL));
    assert_eq!(own["outdated"], false);

    let speaking = Client::enrolled(&silent).unwrap();
    speaking.hello().await.unwrap();
    assert_eq!(office.listed(&silent).await["silent_days"], json!(0));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_list_says_where_a_copy_was_found_to_differ() {
    let place = Place::open().await;
    let asker = Asker::administrator(&place).await;
    let other = Station::at(&place).await;
    let held = |version| HeldVersion {
        id: id("patient", 1),
        version,
    };
    let found = Divergence {
        at: place.clock.now(),
        kind: "patient".to_owned(),
        bucket: 3,
        here: vec![held(1)],
        there: vec![held(2), held(4)],
    };
    other.client().report(&found).await.unwrap();
    let told = &asker.listed(&other.identity).await["incidents"];
    assert_eq!(
        told,
        &json!([{
            "at": found.at, "kind": "patient",
            "here": [{ "id": id("patient", 1), "version": 1 }],
            "there": [{ "id": id("patient", 1), "version": 2 }, { "id": id("patient", 1), "version": 4 }],
        }])
    );
    let own = asker.listed(&asker.station.identity).await;
    assert_eq!(own["incidents"], json!([]));
}

#[tokio::test(flavor = "multi_thread")]
async fn when_a_workstation_was_heard_outlasts_the_server() {
    let mut place = Place::open().await;
    let heard = place.join("heard").await;
    place.clock.advance(DAY_MS);
    Client::enrolled(&heard).unwrap().hello().await.unwrap();
    place.stop().await;
    place.start().await;
    let heard = Identity {
        server: place.url(),
        ..heard
    };
    place.clock.advance(2 * DAY_MS);
    let office = Asker::administrator(&place).await;
    assert_eq!(office.listed(&heard).await["silent_days"], json!(2));
}

fn change(identity: &Identity) -> Change {
    serde_json::from_value(json!({
        "id": id("change", 1), "device": identity.device, "sequence": 1, "previous": ChainHash::ZERO,
        "person": Seed::new().person(Role::Reception), "command": "register_patient", "request": {},
        "recorded_at": "2026-11-20T09:30:00.000Z",
    }))
    .unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn one_that_is_taken_out_is_told_and_one_that_is_wiped_says_when_it_is_done() {
    let place = Place::open().await;
    let office = Asker::administrator(&place).await;
    let lost = Asker::at(Station::at(&place).await, Role::Nurse).await;
    office
        .done(REVOKE, revocation(&lost.station.identity, false))
        .await;
    let refused = lost.station.client().known(Vec::new()).await.unwrap_err();
    assert!(
        matches!(refused, sync::SyncError::Refused(failure) if failure.code == Code::DeviceRevoked)
    );
    let listed = office.listed(&lost.station.identity).await;
    assert_eq!(listed["state"], "revoked");
    assert!(listed["revoked_by"].is_string() && listed["locks_in_days"].is_null());
    let sessions = office.done(SESSIONS, json!({})).await;
    let left = sessions["sessions"].as_array().unwrap();
    assert!(
        left.iter().all(|line| line["own"] == true),
        "nobody is signed in there any more: {left:?}"
    );

    // It says so unasked: nobody told it to.
    let client = lost.station.client();
    client.wiped().await.unwrap();
    assert_eq!(
        office.listed(&lost.station.identity).await["state"],
        "revoked"
    );
    office
        .done(REVOKE, revocation(&lost.station.identity, true))
        .await;
    let waits = office.listed(&lost.station.identity).await;
    assert_eq!(waits["state"], "to_be_wiped");
    assert!(client.hello().await.unwrap().wipe);
    client
        .escrow(vec![change(&lost.station.identity)])
        .await
        .unwrap();
    for _ in 0..2 {
        client.wiped().await.unwrap();
    }
    let wiped = office.listed(&lost.station.identity).await;
    assert_eq!(
        (&wiped["state"], &wiped["handed_over"]),
        (&json!("wiped"), &json!(1))
    );
    assert_eq!(
        wiped["revoked_at"], listed["revoked_at"],
        "it was taken out once"
    );
    for (command, count) in [
        ("revoke_workstation", 1),
        ("wipe_workstation", 1),
        ("workstation_wiped", 1),
    ] {
        assert_eq!(lines(&place, command).await.len(), count, "{command}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_workstation_at_which_one_sits_is_taken_out_only_on_an_explicit_word() {
    let place = Place::open().await;
    let office = Asker::administrator(&place).await;
    let own = &office.station.identity;
    let refused = office.ask(REVOKE, revocation(own, false)).await;
    assert_eq!(refused.code(), Some(Code::InvalidFields));
    assert_eq!(refused.body["data"]["fields"]["this_one"], "required");
    assert_eq!(office.listed(own).await["state"], "active");
    let meant = json!({ "workstation": own.device, "wipe": false, "this_one": true });
    office.done(REVOKE, meant).await;
    assert_eq!(
        office.code(LIST, json!({})).await,
        Some(Code::DeviceRevoked)
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn an_administrator_sees_who_is_signed_in_and_sends_anybody_away() {
    let place = Place::open().await;
    let office = Asker::administrator(&place).await;
    place.clock.advance(1_000);
    let ward = Asker::at(Station::at(&place).await, Role::Nurse).await;
    let sessions = office.done(SESSIONS, json!({})).await;
    let listed = sessions["sessions"].as_array().unwrap();
    let shown: Vec<_> = listed
        .iter()
        .map(|line| (&line["person"]["role"], &line["workstation"], &line["own"]))
        .collect();
    let (here, there) = (
        json!(office.station.identity.code),
        json!(ward.station.identity.code),
    );
    assert_eq!(
        shown,
        [
            (&json!("nurse"), &there, &json!(false)),
            (&json!("administrator"), &here, &json!(true))
        ]
    );
    for secret in [&office.access, &office.refresh, &ward.access, &ward.refresh] {
        assert!(!sessions.to_string().contains(secret.as_str()));
    }
    let nurse = Seed::new().person(Role::Nurse);
    let nurses = office.done(SESSIONS, json!({ "person": nurse })).await;
    assert_eq!(nurses["sessions"].as_array().unwrap().len(), 1);

    let path = format!(
        "DELETE /auth/sessions/{}",
        listed[0]["id"].as_str().unwrap()
    );
    office.done(&path, json!({})).await;
    assert_eq!(ward.station.refresh(&ward.refresh).await.status, 401);
    assert_eq!(office.code(&path, json!({})).await, Some(Code::NotFound));
    let by = Seed::new().person(Role::Administrator).to_string();
    assert_eq!(
        lines(&place, "send_session_away").await,
        [
            (by.clone(), "done".to_owned()),
            (by, "not_found".to_owned())
        ]
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn it_is_the_same_where_several_servers_share_a_database() {
    let place = Place::open_on_postgres().await;
    let office = Asker::administrator(&place).await;
    let line = office.invite().await;
    let invited = join(&place, &line).await.unwrap();
    let again = office.invite().await;
    let list = office.done(LIST, json!({})).await;
    let invitation = json!({ "invitation": list["invitations"][0]["id"] });
    office.done(WITHDRAW, invitation).await;
    assert!(join(&place, &again).await.is_err());
    office.done(REVOKE, revocation(&invited, false)).await;
    office.done(REVOKE, revocation(&invited, true)).await;
    let client = Client::enrolled(&invited).unwrap();
    client.wiped().await.unwrap();
    let listed = office.listed(&invited).await;
    assert_eq!(
        (
            &listed["state"],
            &listed["joined_with"],
            &listed["protocol"]
        ),
        (
            &json!("wiped"),
            &json!("invitation"),
            &json!(wire::sync::PROTOCOL)
        )
    );
    let sessions = office.done(SESSIONS, json!({})).await;
    assert_eq!(sessions["sessions"].as_array().unwrap().len(), 1);
}
