//! The patient's page, and what of it each role sees.

#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot go on stops where it stands"
)]

use std::collections::BTreeMap;

use clinic::records::{Kind, Role};
use serde_json::{Value, json};
use store::Mode;
use testkit::id;
use values::ids::PatientId;
use wire::Code;
use workflows::Records;

use super::Desk;

/// A patient with something of everything.
async fn desk() -> Desk {
    let desk = Desk::open().await;
    let more =
        json!({ "national_number": "9434765919", "birth_date": "1945-07-14", "sex": "female" });
    desk.register(1, "Smith", "Ann", more).await;
    let statement = json!({ "patient": id("patient", 1) });
    desk.doctor("state_no_known_allergies", statement)
        .await
        .unwrap();
    let mut tx = desk.clinic.store.write(Mode::Optimistic).await.unwrap();
    for (n, date) in [
        (1, "2026-11-19"),
        (2, "2026-11-20"),
        (3, "2026-11-23"),
        (4, "2026-10-01"),
    ] {
        let visit = json!({
            "id": id("appointment", n), "patient": id("patient", 1), "practitioner": id("practitioner", 1),
            "date": date, "start": "09:00", "minutes": 20, "status": "booked", "reason": "Cough",
            "starts_at": format!("{date}T09:00:00.000Z"), "ends_at": format!("{date}T09:20:00.000Z"),
            "booked_at": "2026-09-01T08:00:00.000Z", "booked_by": id("person", 1),
        });
        tx.put(Kind::Appointment, id("appointment", n), visit)
            .await
            .unwrap();
    }
    for (n, text, onset, status) in [
        (1, "Asthma", "1950-01-01", "active"),
        (2, "Fracture", "2020-01-01", "resolved"),
        (3, "Diabetes", "2010-01-01", "active"),
        (4, "Pregnancy", "2026-01-01", "entered_in_error"),
    ] {
        let problem = json!({ "id": id("condition", n), "patient": id("patient", 1), "text": text, "onset": onset, "status": status });
        tx.put(Kind::Condition, id("condition", n), problem)
            .await
            .unwrap();
    }
    for (n, taken_at) in [
        (1, "2025-01-01T09:00:00.000Z"),
        (2, "2026-11-01T09:00:00.000Z"),
        (3, "2026-11-02T09:00:00.000Z"),
    ] {
        let finding = json!({
            "id": id("observation", n), "patient": id("patient", 1), "code": "8867-4", "value": "72", "unit": "/min",
            "taken_at": taken_at, "source": "imported",
        });
        tx.put(Kind::Observation, id("observation", n), finding)
            .await
            .unwrap();
    }
    tx.commit().await.unwrap();
    let draft = json!({ "id": id("invoice", 1), "patient": id("patient", 1) });
    desk.reception("draft_invoice", draft.clone())
        .await
        .unwrap();
    let thrown_away = json!({ "id": id("invoice", 2), "patient": id("patient", 1) });
    desk.reception("draft_invoice", thrown_away).await.unwrap();
    desk.reception("discard_invoice", json!({ "invoice": id("invoice", 2) }))
        .await
        .unwrap();
    desk
}

fn all(list: &Value, field: &str) -> Vec<Value> {
    list.as_array()
        .unwrap()
        .iter()
        .map(|one| one[field].clone())
        .collect()
}

#[tokio::test]
async fn a_page_is_in_the_order_that_people_read_it_in() {
    let page = desk().await.page(Role::Doctor, 1).await;
    assert_eq!(page["summary"]["display_name"], "SMITH, Ann");
    assert_eq!(page["national_number_grouped"], "943 476 5919");
    assert_eq!(all(&page["coming"], "date"), ["2026-11-20", "2026-11-23"]);
    assert_eq!(all(&page["past"], "date"), ["2026-11-19", "2026-10-01"]);
    assert_eq!(
        all(&page["clinical"]["conditions"], "text"),
        ["Diabetes", "Asthma", "Fracture"]
    );
    assert_eq!(
        all(&page["clinical"]["observations"], "id"),
        [json!(id("observation", 3)), json!(id("observation", 2))],
        "a year back, latest first"
    );
    assert_eq!(all(&page["invoices"], "id"), [json!(id("invoice", 1))]);
}

#[tokio::test]
async fn each_role_sees_its_part_of_a_page() {
    let desk = desk().await;
    for (role, clinical, invoices) in [
        (Role::Reception, false, true),
        (Role::Doctor, true, true),
        (Role::Nurse, true, false),
        (Role::Laboratory, true, false),
        (Role::Pharmacy, true, false),
        (Role::Billing, false, true),
    ] {
        let page = desk.page(role, 1).await;
        assert_eq!(page.get("clinical").is_some(), clinical, "{role:?}");
        assert_eq!(page.get("invoices").is_some(), invoices, "{role:?}");
        assert_eq!(
            page["patient"].get("no_known_allergies").is_some(),
            clinical,
            "{role:?}"
        );
        assert_eq!(clinical, page.to_string().contains("llerg"), "{role:?}");
    }
    let request = json!({ "patient": id("patient", 1) });
    let refused = desk
        .clinic
        .run(Role::Administrator, "patient_page", request)
        .await
        .unwrap_err();
    assert_eq!(refused.code, Code::NotPermitted);
}

#[tokio::test]
async fn reading_a_page_tells_the_audit_trail_about_whom() {
    let desk = desk().await;
    let request = json!({ "patient": id("patient", 1) });
    let ran = desk
        .clinic
        .run_allotted(Role::Doctor, "patient_page", request, BTreeMap::default())
        .await
        .unwrap();
    assert_eq!(ran.patient.map(PatientId::uuid), Some(id("patient", 1)));
}
