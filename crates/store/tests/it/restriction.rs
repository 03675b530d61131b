//! Restricted records and emergency accesses: what is found, and what the database refuses by itself.

use clinic::records::{EmergencyAccess, Kind};
use serde_json::{Value, json};
use store::Tx;
use testkit::{TestClinic, id};
use values::Instant;
use workflows::{Clash, Query, Records, RecordsError};

use crate::{
    contract::patient,
    engines::{Engine, on_every_engine},
};

on_every_engine!(
    restricted_patients_are_found,
    an_access_is_in_force_until_it_ends,
    an_access_names_people_who_are_there_and_stays_what_it_was,
);

async fn clinic(engine: Engine) -> (TestClinic, Tx) {
    let clinic = engine.clinic().await.unwrap();
    let mut tx = engine.write(&clinic.store).await.unwrap();
    for n in 1..=2 {
        let (id, body) = patient(n, "Murphy");
        tx.put(Kind::Patient, id, body).await.unwrap();
    }
    (clinic, tx)
}

fn access(n: u32, person: u32, from: &str, until: &str) -> Value {
    json!({
        "id": id("emergency", n), "patient": id("patient", 1), "person": id("person", person),
        "reason": "care_emergency", "words": "Unconscious in the waiting room",
        "from": format!("2026-11-20T{from}:00.000Z"), "until": format!("2026-11-20T{until}:00.000Z"),
    })
}

async fn put(tx: &mut Tx, n: u32, body: Value) -> Result<(), RecordsError> {
    tx.savepoint().await?;
    let written = tx
        .put(Kind::EmergencyAccess, id("emergency", n), body)
        .await;
    if written.is_err() {
        tx.rollback_to_savepoint().await?;
    }
    written
}

async fn restricted_patients_are_found(engine: Engine) {
    let (_clinic, mut tx) = clinic(engine).await;
    let found = tx.find(&Query::RestrictedPatients).await.unwrap();
    assert!(found.is_empty());
    let (id, mut body) = patient(2, "Murphy");
    body["restriction"] = json!({
        "label": "staff", "entitled": [], "since": "2026-11-20T09:00:00.000Z", "by": id,
    });
    tx.put(Kind::Patient, id, body).await.unwrap();
    let found = tx.find(&Query::RestrictedPatients).await.unwrap();
    assert_eq!(
        found.iter().map(|stored| stored.id).collect::<Vec<_>>(),
        [id]
    );
}

async fn an_access_is_in_force_until_it_ends(engine: Engine) {
    let (_clinic, mut tx) = clinic(engine).await;
    let mut ended = access(2, 2, "09:00", "10:00");
    ended["ended_at"] = json!("2026-11-20T09:30:00.000Z");
    put(&mut tx, 1, access(1, 1, "09:00", "10:00"))
        .await
        .unwrap();
    put(&mut tx, 2, ended).await.unwrap();
    for (time, person, found) in [
        ("08:59", None, 0),
        ("09:00", None, 2),
        ("09:30", None, 1),
        ("09:59", None, 1),
        ("10:00", None, 0),
        ("09:10", Some(2), 1),
        ("09:40", Some(2), 0),
    ] {
        let at: Instant = format!("2026-11-20T{time}:00Z").parse().unwrap();
        let person = person.map(|n| values::ids::PersonId::from_uuid(id("person", n)));
        let query = Query::EmergencyAccessesInForce { person, at };
        let held = tx.find(&query).await.unwrap();
        assert_eq!(held.len(), found, "{time} {person:?}");
    }
    let all = tx.find(&Query::EmergencyAccesses(1)).await.unwrap();
    assert_eq!(all.len(), 1);
}

async fn an_access_names_people_who_are_there_and_stays_what_it_was(engine: Engine) {
    let (_clinic, mut tx) = clinic(engine).await;
    let nobody = put(&mut tx, 1, access(1, 99, "09:00", "10:00")).await;
    assert!(
        matches!(nobody, Err(RecordsError::Clash(Clash::DanglingReference))),
        "{nobody:?}"
    );
    put(&mut tx, 1, access(1, 1, "09:00", "10:00"))
        .await
        .unwrap();
    for (field, value) in [
        ("words", json!("Something else altogether")),
        ("reason", json!("other")),
        ("until", json!("2026-11-20T11:00:00.000Z")),
        ("person", json!(id("person", 2))),
        ("patient", json!(id("patient", 2))),
    ] {
        let mut changed = access(1, 1, "09:00", "10:00");
        changed[field] = value;
        assert!(put(&mut tx, 1, changed).await.is_err(), "{field}");
    }
    let mut reviewed = access(1, 1, "09:00", "10:00");
    reviewed["ended_at"] = json!("2026-11-20T09:30:00.000Z");
    put(&mut tx, 1, reviewed.clone()).await.unwrap();
    reviewed["review"] = json!({
        "by": id("person", 7), "at": "2026-11-20T12:00:00.000Z", "verdict": "justified", "words": "",
    });
    put(&mut tx, 1, reviewed.clone()).await.unwrap();
    put(&mut tx, 1, reviewed.clone()).await.unwrap();
    reviewed["review"]["verdict"] = json!("not_justified");
    assert!(put(&mut tx, 1, reviewed).await.is_err(), "a review stands");
    let kept = tx
        .get(Kind::EmergencyAccess, id("emergency", 1))
        .await
        .unwrap();
    let kept: EmergencyAccess = serde_json::from_value(kept.unwrap().body).unwrap();
    assert!(kept.review.is_some() && kept.ended_at.is_some());
}
