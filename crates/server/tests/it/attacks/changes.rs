//! An enrolled workstation that wants more than is its own.

use clinic::records::{Kind, Role};
use serde_json::{Value, json};
use testkit::id;
use values::{
    Clock,
    ids::{ChangeId, PersonId},
};
use wire::{
    Code,
    sync::{ChainHash, Change, PushAnswer, PushOutcome, PushRequest},
};

use super::Target;
use crate::{desk::registration, place::bearer};

/// A workstation whose owner writes what it sends.
pub(super) struct Rogue {
    identity: sync::Identity,
    sequence: u64,
    previous: ChainHash,
}

impl Rogue {
    pub(super) async fn join(target: &Target) -> Self {
        Self {
            identity: target.place.join("rogue").await,
            sequence: 0,
            previous: ChainHash::ZERO,
        }
    }

    pub(super) fn change(
        &self,
        target: &Target,
        person: PersonId,
        command: &str,
        request: Value,
    ) -> Change {
        let now = target.place.clock.now();
        Change {
            id: ChangeId::at(now),
            device: self.identity.device,
            sequence: self.sequence + 1,
            previous: self.previous,
            person,
            command: command.to_owned(),
            request,
            allotted: std::collections::BTreeMap::new(),
            recorded_at: now,
            extra: clinic::records::Extra::new(),
        }
    }

    /// Hands a change in as the next one of the chain; what became of it.
    pub(super) async fn push(&mut self, change: Change) -> PushOutcome {
        let client = sync::Client::enrolled(&self.identity).unwrap();
        self.sequence = change.sequence;
        self.previous = change.hash().unwrap();
        let request = PushRequest {
            changes: vec![change],
            again: Vec::new(),
        };
        let PushAnswer { mut outcomes, .. } = client.push(&request).await.unwrap();
        outcomes.remove(0)
    }

    /// The body of a push with these changes, and whatever else is said in it.
    fn body(changes: &[Change], more: Option<(&str, Value)>) -> Vec<u8> {
        let mut body = json!({ "changes": changes });
        if let Some((name, value)) = more {
            body.as_object_mut().unwrap().insert(name.to_owned(), value);
        }
        body.to_string().into_bytes()
    }
}

pub(super) fn refusal(outcome: &PushOutcome) -> Option<Code> {
    match outcome {
        PushOutcome::Refused { failure, .. } => Some(failure.code),
        _ => None,
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_change_in_the_name_of_another_workstation_is_refused_whole() {
    let target = Target::open().await;
    let rogue = Rogue::join(&target).await;
    let person = target.place.seed.person(Role::Reception);
    let victim = target.place.join("another").await;
    let mut change = rogue.change(
        &target,
        person,
        "register_patient",
        registration(9, "Forged"),
    );
    change.device = victim.device;
    let body = Rogue::body(&[change], None);
    let token = bearer(&rogue.identity).await;
    let token = Some(token.as_str());
    let (status, failure) = target.refused("POST /sync/v1/push", token, "", &body).await;
    assert_eq!((status, failure.code), (400, Code::BadRequest));
    target.is_unharmed().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_chain_that_is_played_back_does_nothing_twice_and_nothing_elsewhere() {
    let target = Target::open().await;
    let mut rogue = Rogue::join(&target).await;
    let person = target.place.seed.person(Role::Reception);
    let change = rogue.change(&target, person, "register_patient", registration(9, "Once"));
    let first = rogue.push(change.clone()).await;
    assert!(matches!(first, PushOutcome::Applied { .. }), "{first:?}");
    let before = target.place.rows().await;
    assert_eq!(rogue.push(change.clone()).await, first);

    // Under another workstation's token, and with another workstation's name on it.
    let other = target.place.join("other").await;
    let body = Rogue::body(std::slice::from_ref(&change), None);
    let token = bearer(&other).await;
    let token = Some(token.as_str());
    let (status, _) = target.refused("POST /sync/v1/push", token, "", &body).await;
    assert_eq!(status, 400);
    let renamed = Change {
        device: other.device,
        ..change
    };
    let body = Rogue::body(&[renamed], None);
    let answer = target.ask("POST /sync/v1/push", token, "", &body).await;
    assert_eq!(
        answer.status, 200,
        "a change that was judged has its outcome"
    );
    assert_eq!(target.place.rows().await, before, "and is done once");
}

#[tokio::test(flavor = "multi_thread")]
async fn only_commands_that_the_person_may_ask_for_are_run() {
    let target = Target::open().await;
    let mut rogue = Rogue::join(&target).await;
    let reception = target.place.seed.person(Role::Reception);
    let allergy = json!({
        "id": id("allergy", 1), "patient": id("patient", 1), "substance": "Penicillin",
        "severity": "severe", "verification": "confirmed",
    });
    let stranger = PersonId::from_uuid(id("person", 999));
    for (person, command, request) in [
        (reception, "record_allergy", allergy),
        (
            reception,
            "sign_in",
            json!({ "person": reception, "password": "x" }),
        ),
        (reception, "patient_page", json!({ "id": id("patient", 1) })),
        (reception, "drop_table", json!({})),
        (stranger, "register_patient", registration(9, "Stranger")),
    ] {
        let change = rogue.change(&target, person, command, request);
        let outcome = rogue.push(change).await;
        let code = refusal(&outcome);
        let fits = matches!(
            code,
            Some(
                Code::NotPermitted
                    | Code::UnknownCommand
                    | Code::BadRequest
                    | Code::NotSignedIn
                    | Code::NotFound
                    | Code::InvalidFields
            )
        );
        assert!(fits, "{command}: {outcome:?}");
    }
    let rows = target.place.rows().await;
    assert!(rows.keys().all(|(kind, _)| *kind != Kind::Allergy));
    assert!(!rows.contains_key(&(Kind::Patient, id("patient", 9))));
}

#[tokio::test(flavor = "multi_thread")]
async fn an_edit_sets_what_it_may_and_nothing_beside() {
    let target = Target::open().await;
    let mut rogue = Rogue::join(&target).await;
    let person = target.place.seed.person(Role::Reception);
    let patient = (Kind::Patient, id("patient", 1));
    let before = target.before[&patient].clone();
    for (name, value) in [
        ("record_number", json!("S-000001")),
        ("registered_at", json!("2001-01-01T00:00:00.000Z")),
        ("facility", json!(id("facility", 9))),
        ("facilities", json!([id("facility", 9)])),
        ("version", json!(99)),
        ("role", json!("administrator")),
        ("merged_into", json!(id("patient", 2))),
        ("extra", json!({ "record_number": "S-000001" })),
        ("__proto__", json!({ "sex": "male" })),
    ] {
        let mut request =
            json!({ "id": id("patient", 1), "sex": "male", "was": { "sex": "female" } });
        request
            .as_object_mut()
            .unwrap()
            .insert(name.to_owned(), value);
        let change = rogue.change(&target, person, "edit_patient", request);
        let outcome = rogue.push(change).await;
        assert_eq!(
            refusal(&outcome),
            Some(Code::BadRequest),
            "{name}: {outcome:?}"
        );
    }
    assert_eq!(target.place.rows().await[&patient], before);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_push_says_beside_its_changes_is_passed_over() {
    let target = Target::open().await;
    let rogue = Rogue::join(&target).await;
    let token = bearer(&rogue.identity).await;
    let token = Some(token.as_str());
    for (name, value) in [
        ("device", json!(id("device", 1))),
        ("head", json!(99_999)),
        ("epoch", json!(id("epoch", 1))),
        ("admin", json!(true)),
    ] {
        let body = Rogue::body(&[], Some((name, value)));
        let answer = target.ask("POST /sync/v1/push", token, "", &body).await;
        assert_eq!(answer.status, 200, "{name}");
    }
    target.is_unharmed().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_revoked_workstation_asks_in_vain() {
    let target = Target::open().await;
    let rogue = Rogue::join(&target).await;
    let now = target.place.clock.now();
    server::backup::revoke(target.place.kept(), &rogue.identity.code, now)
        .await
        .unwrap();
    let token = bearer(&rogue.identity).await;
    let token = Some(token.as_str());
    for request in [
        "POST /sync/v1/push",
        "GET /sync/v1/pull?since=0",
        "POST /sync/v1/search",
    ] {
        let (status, failure) = target.refused(request, token, "", b"{}").await;
        assert_eq!(
            (status, failure.code),
            (403, Code::DeviceRevoked),
            "{request}"
        );
    }
    target.is_unharmed().await;
}
