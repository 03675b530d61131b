//! Allergies: three states, and nothing ever deleted.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test that cannot go on stops where it stands"
)]

use clinic::records::{Allergy, ClinicalStatus, Role};
use serde_json::{Value, json};
use testkit::id;
use wire::Code;

use super::{Desk, wrong_fields};

async fn shown(desk: &Desk) -> Value {
    let mut allergies = desk.page(Role::Doctor, 1).await["clinical"]["allergies"].clone();
    let active = allergies["active"].as_array().unwrap();
    let substances: Vec<&Value> = active.iter().map(|allergy| &allergy["substance"]).collect();
    allergies["active"] = json!(substances);
    allergies
}

fn allergy(n: u32, substance: &str) -> Value {
    json!({ "id": id("allergy", n), "patient": id("patient", 1), "substance": substance, "criticality": "high" })
}

#[tokio::test]
async fn the_three_states_follow_from_what_was_recorded() {
    let desk = Desk::open().await;
    desk.register(1, "Smith", "Ann", json!({})).await;
    assert_eq!(
        shown(&desk).await,
        json!({ "status": "not_recorded", "active": [] })
    );

    let patient = json!({ "patient": id("patient", 1) });
    desk.doctor("state_no_known_allergies", patient.clone())
        .await
        .unwrap();
    assert_eq!(
        shown(&desk).await,
        json!({
            "status": "no_known", "active": [],
            "stated_by": "Doctor Person2", "stated_at": "2026-11-20T09:00:00.000Z",
        })
    );

    desk.doctor("record_allergy", allergy(1, "Penicillin"))
        .await
        .unwrap();
    desk.doctor("record_allergy", allergy(2, "amoxicillin"))
        .await
        .unwrap();
    assert_eq!(
        shown(&desk).await,
        json!({ "status": "known", "active": ["amoxicillin", "Penicillin"] })
    );

    let refused = desk
        .doctor("state_no_known_allergies", patient)
        .await
        .unwrap_err();
    assert_eq!(refused.code, Code::AllergiesRecorded);

    for n in [1, 2] {
        let request = json!({ "allergy": id("allergy", n), "reason": "Wrong patient" });
        desk.doctor("retract_allergy", request).await.unwrap();
    }
    // The earlier statement was contradicted: the patient must be asked again.
    assert_eq!(
        shown(&desk).await,
        json!({ "status": "not_recorded", "active": [] })
    );
}

#[tokio::test]
async fn a_retracted_allergy_stays_in_the_record_with_its_reason() {
    let desk = Desk::open().await;
    desk.register(1, "Smith", "Ann", json!({})).await;
    desk.doctor("record_allergy", allergy(1, "Penicillin"))
        .await
        .unwrap();
    let without_reason = json!({ "allergy": id("allergy", 1), "reason": " " });
    assert_eq!(
        wrong_fields(desk.doctor("retract_allergy", without_reason).await),
        json!({ "reason": "required" })
    );
    let request = json!({ "allergy": id("allergy", 1), "reason": "Wrong patient" });
    desk.doctor("retract_allergy", request.clone())
        .await
        .unwrap();
    let kept: Allergy = desk.clinic.get(id("allergy", 1)).await.unwrap().unwrap();
    assert_eq!(kept.status, ClinicalStatus::EnteredInError);
    assert_eq!(kept.error_reason.as_deref(), Some("Wrong patient"));
    assert_eq!(kept.substance, "Penicillin");
    let again = desk.doctor("retract_allergy", request).await.unwrap_err();
    assert_eq!(again.code, Code::AlreadyInError);
}

#[tokio::test]
async fn an_allergy_is_recorded_once_and_needs_a_substance() {
    let desk = Desk::open().await;
    desk.register(1, "Smith", "Ann", json!({})).await;
    assert_eq!(
        wrong_fields(desk.doctor("record_allergy", allergy(1, "")).await),
        json!({ "substance": "required" })
    );
    for _ in 0..2 {
        desk.doctor("record_allergy", allergy(1, "Latex"))
            .await
            .unwrap();
    }
    assert_eq!(shown(&desk).await["active"], json!(["Latex"]));
    let stranger = json!({ "id": id("allergy", 2), "patient": id("patient", 404), "substance": "Latex", "criticality": "low" });
    let refused = desk.doctor("record_allergy", stranger).await.unwrap_err();
    assert_eq!(refused.code, Code::NotFound);
}
