//! People sign in at the server, from workstations that have proved themselves.

use clinic::records::{Kind, Role};
use serde_json::{Value, json};
use sync::{Client, Identity};
use testkit::{Seed, id};
use values::{
    Clock,
    ids::{DeviceId, PersonId},
};
use wire::{
    Code,
    sync::{PROTOCOL, SERVER_WRITER},
};
use workflows::Records;

use super::place::Place;
use crate::transport::exchange;

const DAY_MS: i64 = 24 * 60 * 60 * 1_000;
/// Of `demo`, under the lowest cost that there is.
const BCRYPT: &str = "$2b$04$abcdefghijklmnopqrstuuK4PqTgFJtLqTTJJ0ZcRJmfvT8x1xMxW";

/// A workstation at which people sign in.
pub(crate) struct Station<'a> {
    place: &'a Place,
    pub(crate) identity: Identity,
}

/// What was answered.
#[derive(Debug, PartialEq)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) body: Value,
}

impl Answer {
    pub(crate) fn text(&self, name: &str) -> String {
        let text = self.body[name].as_str();
        text.unwrap_or_else(|| panic!("{name}: {self:?}"))
            .to_owned()
    }

    pub(crate) fn code(&self) -> Option<Code> {
        serde_json::from_value(self.body["code"].clone()).ok()
    }
}

impl<'a> Station<'a> {
    pub(crate) async fn at(place: &'a Place) -> Self {
        Self::joined(place, place.join("desk").await)
    }

    /// At a workstation that has joined already.
    pub(crate) const fn joined(place: &'a Place, identity: Identity) -> Self {
        Self { place, identity }
    }

    pub(crate) fn client(&self) -> Client {
        Client::enrolled(&self.identity).unwrap()
    }

    /// One request of this workstation, in the name of a person if there is one.
    pub(crate) async fn ask(&self, line: &str, person: Option<&str>, body: Value) -> Answer {
        let client = self.client();
        let bearer = client.bearer().await.unwrap().unwrap();
        let person =
            person.map_or_else(String::new, |token| format!("mainstay-person: {token}\r\n"));
        let body = body.to_string();
        let request = format!(
            "{line} HTTP/1.1\r\nhost: server\r\nconnection: close\r\nmainstay-protocol: {PROTOCOL}\r\n\
             authorization: Bearer {}\r\n{person}content-length: {}\r\n\r\n{body}",
            *bearer,
            body.len()
        );
        let answer = exchange(self.place.address, request.as_bytes()).await;
        Answer {
            status: answer.status,
            body: serde_json::from_slice(&answer.body).unwrap(),
        }
    }

    pub(crate) async fn login(&self, person: &str, password: &str, code: Option<&str>) -> Answer {
        let body = json!({ "person": person, "password": password, "code": code });
        self.ask("POST /auth/login", None, body).await
    }

    /// Signs the nurse in; both tokens.
    async fn nurse(&self) -> (String, String) {
        let answer = self.login(&nurse().to_string(), "demo", None).await;
        assert_eq!(answer.status, 200, "{answer:?}");
        (answer.text("access"), answer.text("refresh"))
    }

    pub(crate) async fn refresh(&self, refresh: &str) -> Answer {
        let body = json!({ "refresh": refresh });
        self.ask("POST /auth/refresh", None, body).await
    }

    pub(crate) async fn validate(&self, access: &str) -> Answer {
        let body = json!({ "access": access });
        self.ask("POST /auth/validate", None, body).await
    }

    pub(crate) async fn sessions(&self, access: &str) -> Vec<Value> {
        let answer = self
            .ask("GET /auth/sessions", Some(access), json!({}))
            .await;
        assert_eq!(answer.status, 200, "{answer:?}");
        answer.body["sessions"].as_array().unwrap().clone()
    }
}

pub(crate) fn nurse() -> PersonId {
    Seed::new().person(Role::Nurse)
}

/// Changes somebody's record, as a command of an administrator would.
pub(crate) async fn change(place: &Place, person: PersonId, fields: Value) {
    let store = place.inside().await;
    let mut tx = store
        .write(store::Mode::Shared {
            commit: 0,
            change: None,
        })
        .await
        .unwrap();
    let commit = tx.next_commit().await.unwrap();
    tx.set_mode(store::Mode::Shared {
        commit,
        change: None,
    });
    let kept = tx.get(Kind::Person, person.uuid()).await.unwrap().unwrap();
    let mut body = kept.body;
    for (name, value) in fields.as_object().unwrap() {
        body[name] = value.clone();
    }
    tx.put(Kind::Person, person.uuid(), body).await.unwrap();
    tx.commit().await.unwrap();
    store.close().await;
}

/// How the server wrote down what became of a command: person and outcome of each line.
pub(crate) async fn lines(place: &Place, command: &str) -> Vec<(String, String)> {
    let store = place.inside().await;
    store.chain_lines().await.unwrap();
    let mut tx = store.read().await.unwrap();
    let lines = tx.trail_after(SERVER_WRITER, 0, 1_000).await.unwrap();
    drop(tx);
    store.close().await;
    lines
        .into_iter()
        .filter(|line| line.line.command == command)
        .map(|line| (line.line.person, line.line.outcome))
        .collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_proves_who_they_are_is_signed_in_as_what_they_are_now() {
    let place = Place::open().await;
    let desk = Station::at(&place).await;
    let by_name = desk.login("nurse PERSON3", "demo", None).await;
    assert_eq!(by_name.status, 200, "{by_name:?}");
    assert_eq!(by_name.body["person"], json!(nurse()));
    assert_eq!(by_name.body["seconds"], json!(900));
    let access = by_name.text("access");
    let valid = desk.validate(&access).await;
    assert_eq!(valid.status, 200);
    assert_eq!(valid.body["role"], "nurse");
    assert_eq!(valid.body["device"], json!(desk.identity.device));
    assert_eq!(valid.body["facility"], json!(desk.identity.facility));

    change(&place, nurse(), json!({ "role": "doctor" })).await;
    assert_eq!(desk.validate(&access).await.body["role"], "doctor");
    let done = (nurse().to_string(), "done".to_owned());
    assert_eq!(lines(&place, "sign_in_at_server").await, [done]);
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_is_not_known_or_may_not_is_answered_as_a_wrong_password_is() {
    let place = Place::open().await;
    let desk = Station::at(&place).await;
    let [disabled, invited] = [Role::Billing, Role::Doctor].map(|role| Seed::new().person(role));
    change(&place, disabled, json!({ "active": false })).await;
    let until = place.clock.now().plus_millis(DAY_MS);
    change(&place, invited, json!({ "activation_until": until })).await;
    let wrong = desk.login(&nurse().to_string(), "wrong", None).await;
    assert_eq!(
        (wrong.status, wrong.code()),
        (401, Some(Code::WrongPassword))
    );
    for who in [
        "Nobody At All".to_owned(),
        PersonId::from_uuid(id("person", 999)).to_string(),
        disabled.to_string(),
        invited.to_string(),
        String::new(),
        "' or '1'='1".to_owned(),
    ] {
        assert_eq!(desk.login(&who, "demo", None).await, wrong, "{who}");
    }
    let written = lines(&place, "sign_in_at_server").await;
    assert_eq!(written.len(), 7, "as much is written down for each");
    assert!(
        written
            .iter()
            .all(|(_, outcome)| outcome == "wrong_password")
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn guessing_is_slowed_down_for_whoever_guesses_and_nobody_else() {
    let place = Place::open().await;
    let (desk, other) = (Station::at(&place).await, Station::at(&place).await);
    let who = nurse().to_string();
    for _ in 0..5 {
        assert_eq!(desk.login(&who, "guess", None).await.status, 401);
    }
    let slowed = desk.login(&who, "demo", None).await;
    assert_eq!(
        (slowed.status, slowed.code()),
        (429, Some(Code::TooManyAttempts))
    );
    assert!(slowed.body["data"]["wait_seconds"].as_u64().unwrap() <= 60);
    let colleague = Seed::new().person(Role::Doctor).to_string();
    assert_eq!(desk.login(&colleague, "demo", None).await.status, 200);
    assert_eq!(other.login(&who, "demo", None).await.status, 200);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_second_factor_is_asked_for_and_each_code_is_good_once() {
    let place = Place::open().await;
    // The time of a vector of RFC 6238.
    let vector = 2_000_000_000_000;
    place.clock.advance(vector - place.clock.now().as_millis());
    let paper = passwords::code_digest("ABCD-2345-EFGH-6789");
    let factor = json!({
        "secret": "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ", "since": place.clock.now(), "recovery": [paper],
    });
    change(&place, nurse(), json!({ "second_factor": factor })).await;
    let desk = Station::at(&place).await;
    let who = nurse().to_string();
    let missing = desk.login(&who, "demo", None).await;
    assert_eq!(missing.code(), Some(Code::SecondFactorNeeded));
    let blind = desk.login(&who, "wrong", Some("279037")).await;
    assert_eq!(
        blind.code(),
        Some(Code::WrongPassword),
        "not before the password"
    );
    for (code, status) in [("279038", 401), ("279 037", 200), ("279037", 401)] {
        assert_eq!(
            desk.login(&who, "demo", Some(code)).await.status,
            status,
            "{code}"
        );
    }
    let from_paper = |code: &'static str| desk.login(&who, "demo", Some(code));
    assert_eq!(from_paper("abcd 2345 efgh 6789").await.status, 200);
    let again = from_paper("ABCD-2345-EFGH-6789").await;
    assert_eq!(again.code(), Some(Code::WrongCode));
    let kept = &place.rows().await[&(Kind::Person, nurse().uuid())].1;
    assert_eq!(
        kept["second_factor"]["recovery"],
        json!([]),
        "crossed off everywhere"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_verifier_of_another_program_gives_way_to_one_of_ours_everywhere() {
    let place = Place::open().await;
    let mut watching = place.desk("watching").await;
    let outdated = bcrypt::hash("demo", 4).unwrap();
    change(&place, nurse(), json!({ "verifier": outdated })).await;
    let desk = Station::at(&place).await;
    let wrong = desk.login(&nurse().to_string(), "Demo", None).await;
    assert_eq!(wrong.code(), Some(Code::WrongPassword));
    let (access, _) = desk.nurse().await;
    assert_eq!(desk.validate(&access).await.status, 200, "and it goes on");
    let rows = place.rows().await;
    let kept = rows[&(Kind::Person, nurse().uuid())].1["verifier"].clone();
    assert!(kept.as_str().unwrap().starts_with("$argon2id$"), "{kept}");
    watching.until_rows(&rows).await;
    desk.nurse().await;
    let again = place.rows().await;
    assert_eq!(
        again[&(Kind::Person, nurse().uuid())].1["verifier"],
        kept,
        "once"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refresh_token_is_good_once_and_a_lost_answer_is_answered_again() {
    let place = Place::open().await;
    let desk = Station::at(&place).await;
    let (access, first) = desk.nurse().await;
    let gone_on = desk.refresh(&first).await;
    assert_eq!(gone_on.status, 200, "{gone_on:?}");
    let second = gone_on.text("refresh");
    assert_ne!(first, second);
    place.clock.advance(59_000);
    let again = desk.refresh(&first).await;
    assert_eq!(again.text("refresh"), second, "the same, however often");
    let third = desk.refresh(&second).await.text("refresh");
    // Somebody has gone on with what it was exchanged for: the first one is a thief's, or the other is.
    let stolen = desk.refresh(&first).await;
    assert_eq!(
        (stolen.status, stolen.code()),
        (401, Some(Code::NotSignedIn))
    );
    for token in [&first, &second, &third] {
        assert_eq!(desk.refresh(token).await.status, 401);
    }
    assert_eq!(desk.validate(&access).await.status, 401);
    let alarm = (nurse().to_string(), "done".to_owned());
    assert_eq!(lines(&place, "refresh_token_reused").await, [alarm]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refresh_token_that_comes_late_or_from_elsewhere_ends_its_family() {
    let place = Place::open().await;
    let (desk, thief) = (Station::at(&place).await, Station::at(&place).await);
    let (_, first) = desk.nurse().await;
    let second = desk.refresh(&first).await.text("refresh");
    place.clock.advance(60_000);
    assert_eq!(desk.refresh(&first).await.status, 401, "a minute later");
    assert_eq!(desk.refresh(&second).await.status, 401);

    let (access, first) = desk.nurse().await;
    assert_eq!(thief.validate(&access).await.status, 401);
    assert_eq!(thief.refresh(&first).await.status, 401);
    assert_eq!(desk.refresh(&first).await.status, 401);
    assert_eq!(lines(&place, "refresh_token_reused").await.len(), 2);
    for made_up in ["", "AAAA", &"A".repeat(43)] {
        assert_eq!(desk.refresh(made_up).await.status, 401);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_session_ends_when_it_is_left_and_after_thirty_days_at_the_latest() {
    let place = Place::open().await;
    let desk = Station::at(&place).await;
    let (_, left) = desk.nurse().await;
    let (_, mut used) = desk.nurse().await;
    for _ in 0..2 {
        place.clock.advance(13 * DAY_MS);
        used = desk.refresh(&used).await.text("refresh");
    }
    assert_eq!(desk.refresh(&left).await.status, 401, "left for too long");
    place.clock.advance(4 * DAY_MS - 1_000);
    let access = desk.refresh(&used).await;
    used = access.text("refresh");
    place.clock.advance(1_000);
    assert_eq!(desk.refresh(&used).await.status, 401, "too old");
    assert_eq!(desk.validate(&access.text("access")).await.status, 401);
}

#[tokio::test(flavor = "multi_thread")]
async fn another_password_or_a_disabled_account_ends_every_session_at_once() {
    let place = Place::open().await;
    let desk = Station::at(&place).await;
    for fields in [
        json!({ "verifier": BCRYPT }),
        json!({ "active": false }),
        json!({ "verifier": "" }),
    ] {
        let before = place.rows().await[&(Kind::Person, nurse().uuid())]
            .1
            .clone();
        let (access, refresh) = desk.nurse().await;
        change(&place, nurse(), fields.clone()).await;
        assert_eq!(desk.validate(&access).await.status, 401, "{fields}");
        let listed = desk.ask("GET /auth/sessions", Some(&access), json!({}));
        assert_eq!(listed.await.status, 401, "{fields}");
        assert_eq!(desk.refresh(&refresh).await.status, 401, "{fields}");
        // Back as it was, what was ended stays ended.
        change(&place, nurse(), before).await;
        assert_eq!(desk.validate(&access).await.status, 401, "{fields}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_person_sees_their_sign_ins_and_ends_one_from_elsewhere() {
    let place = Place::open().await;
    let (here, there) = (Station::at(&place).await, Station::at(&place).await);
    let (lost, lost_refresh) = there.nurse().await;
    place.clock.advance(1_000);
    let (access, refresh) = here.nurse().await;
    let listed = here.sessions(&access).await;
    let shown: Vec<_> = listed
        .iter()
        .map(|line| (line["workstation"].clone(), line["own"].clone()))
        .collect();
    let letters = |station: &Station<'_>| json!(station.identity.code);
    assert_eq!(
        shown,
        [
            (letters(&here), json!(true)),
            (letters(&there), json!(false))
        ]
    );
    let there_id = listed[1]["id"].as_str().unwrap().to_owned();
    let path = |id: &str| format!("DELETE /auth/sessions/{id}");

    let doctor = Seed::new().person(Role::Doctor).to_string();
    let stranger = here.login(&doctor, "demo", None).await.text("access");
    let unknown = id("session", 9).to_string();
    for id in [there_id.as_str(), unknown.as_str(), "no-id"] {
        let refused = here.ask(&path(id), Some(&stranger), json!({})).await;
        assert_eq!(
            (refused.status, refused.code()),
            (404, Some(Code::NotFound)),
            "{id}"
        );
    }
    assert_eq!(there.validate(&lost).await.status, 200);

    let sent_away = here.ask(&path(&there_id), Some(&access), json!({})).await;
    assert_eq!(sent_away.status, 200);
    assert_eq!(there.validate(&lost).await.status, 401);
    assert_eq!(there.refresh(&lost_refresh).await.status, 401);
    assert_eq!(here.sessions(&access).await.len(), 1);

    let out = json!({ "refresh": refresh });
    for _ in 0..2 {
        let ended = here.ask("POST /auth/logout", None, out.clone()).await;
        assert_eq!(ended.status, 200, "twice is once");
    }
    assert_eq!(here.validate(&access).await.status, 401);
    assert_eq!(lines(&place, "sign_out_at_server").await.len(), 1);
    let sent_away = lines(&place, "send_session_away").await;
    let outcomes: Vec<_> = sent_away.iter().map(|(_, outcome)| outcome).collect();
    assert_eq!(
        outcomes,
        ["not_permitted", "not_permitted", "done"],
        "also what somebody else tried"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_signs_in_from_a_workstation_that_is_none_or_may_not() {
    let place = Place::open().await;
    let desk = Station::at(&place).await;
    let (access, refresh) = desk.nurse().await;
    server::backup::revoke(place.kept(), &desk.identity.code, place.clock.now())
        .await
        .unwrap();
    let codes = [
        desk.login(&nurse().to_string(), "demo", None).await,
        desk.validate(&access).await,
        desk.refresh(&refresh).await,
        desk.ask("GET /auth/sessions", Some(&access), json!({}))
            .await,
    ];
    for answer in codes {
        assert_eq!(answer.code(), Some(Code::DeviceRevoked));
    }
    let unknown = DeviceId::from_uuid(id("device", 9));
    let request = format!(
        "POST /auth/login HTTP/1.1\r\nhost: server\r\nconnection: close\r\nmainstay-protocol: {PROTOCOL}\r\n\
         authorization: Bearer {unknown}\r\ncontent-length: 2\r\n\r\n{{}}"
    );
    let answer = exchange(place.address, request.as_bytes()).await;
    assert_eq!(answer.status, 401);
}
