//! The worklist: fields with two values are found while their items are open.

use clinic::records::Kind;
use serde_json::{Value, json};
use testkit::id;
use workflows::{Query, Records};

use crate::engines::{Engine, on_every_engine};

on_every_engine!(open_conflicts_are_found_of_one_patient_and_of_all);

fn asked() -> Value {
    json!({
        "change": id("change", 1), "person": id("person", 1), "device": id("device", 1),
        "recorded_at": "2026-11-20T08:30:00.000Z",
    })
}

fn conflict(n: u32, patient: u32, state: &str) -> Value {
    json!({
        "id": id("attention", n), "state": state, "raised_at": "2026-11-20T09:00:00.000Z",
        "conflict": {
            "kind": "patient", "record": id("patient", patient), "patient": id("patient", patient),
            "field": "sex", "base": "female", "mine": "male", "theirs": "not_known", "asked": asked(),
        },
    })
}

async fn open_conflicts_are_found_of_one_patient_and_of_all(engine: Engine) {
    let clinic = engine.clinic().await.unwrap();
    let mut tx = engine.write(&clinic.store).await.unwrap();
    let duplicate = json!({
        "id": id("attention", 9), "state": "open", "raised_at": "2026-11-20T09:00:00.000Z",
        "duplicate": {
            "registered": id("patient", 1), "existing": id("patient", 2), "grade": "likely",
            "matching": [], "asked": asked(),
        },
    });
    let items = [
        (1, conflict(1, 1, "open")),
        (2, conflict(2, 2, "open")),
        (3, conflict(3, 1, "settled")),
        (9, duplicate),
    ];
    for (n, body) in items {
        tx.put(Kind::Attention, id("attention", n), body)
            .await
            .unwrap();
    }
    for (patient, expected) in [(None, vec![1, 2]), (Some(2), vec![2]), (Some(3), vec![])] {
        let patient = patient.map(|n| id("patient", n));
        let patient = patient.map(values::ids::PatientId::from_uuid);
        let found = tx.find(&Query::OpenConflicts { patient }).await.unwrap();
        let mut found: Vec<_> = found.iter().map(|stored| stored.id).collect();
        found.sort_unstable();
        let mut wanted: Vec<_> = expected.into_iter().map(|n| id("attention", n)).collect();
        wanted.sort_unstable();
        assert_eq!(found, wanted, "{patient:?}");
    }
}
