//! Changing demographics.

use clinic::records::{Kind, Patient, Role};
use serde_json::json;
use store::Mode;
use testkit::{id, put};

use super::{Desk, wrong_fields};

#[tokio::test]
async fn only_the_named_fields_change_and_null_clears() {
    let desk = Desk::open().await;
    let more =
        json!({ "phone": "085 123 4567", "email": "ann@host.example", "birth_date": "1945-07-14" });
    desk.register(1, "Smith", "Ann", more).await;
    let request = json!({ "id": id("patient", 1), "phone": null, "second_phone": "01 555 0199", "died_on": "2001-02-03" });
    let answer = desk.reception("edit_patient", request).await.unwrap();
    assert_eq!(answer["died_on"], "2001-02-03");
    assert_eq!(
        answer["age"],
        json!({ "unit": "years", "years": 55 }),
        "at death"
    );
    let record = desk.record(1).await;
    assert_eq!(record.phone, None);
    assert_eq!(record.second_phone.as_deref(), Some("01 555 0199"));
    assert_eq!(record.email.as_deref(), Some("ann@host.example"));
    assert_eq!(record.record_number, "S-000001");
}

#[tokio::test]
async fn an_edit_that_changes_nothing_makes_no_version() {
    let desk = Desk::open().await;
    desk.register(1, "Smith", "Ann", json!({ "phone": "085 123 4567" }))
        .await;
    let same = json!({ "id": id("patient", 1), "phone": " 085 123 4567 ", "sex": "not_known", "email": "" });
    desk.reception("edit_patient", same).await.unwrap();
    assert_eq!(desk.version(1).await, 1);
    let other = json!({ "id": id("patient", 1), "sex": "female" });
    desk.reception("edit_patient", other).await.unwrap();
    assert_eq!(desk.version(1).await, 2);
}

#[tokio::test]
async fn edits_are_judged_by_the_fields_they_touch() {
    let desk = Desk::open().await;
    desk.register(1, "Smith", "Ann", json!({ "birth_date": "1945-07-14" }))
        .await;
    let imported: Patient = serde_json::from_value(json!({
        "id": id("patient", 1), "record_number": "S-000001", "name": { "family": "Smith" }, "sex": "female",
        "birth_date": "1945-07-14", "email": "none", "registered_at": "2026-11-20T08:00:00.000Z", "eye_colour": "blue",
    }))
    .unwrap();
    let mut tx = desk.clinic.store.write(Mode::Optimistic).await.unwrap();
    put(&mut tx, &imported).await.unwrap();
    tx.commit().await.unwrap();
    let patient = id("patient", 1);

    let request = json!({ "id": patient, "phone": "01 555 0199" });
    desk.reception("edit_patient", request).await.unwrap();
    assert_eq!(desk.record(1).await.extra["eye_colour"], "blue");

    for (request, expected) in [
        (
            json!({ "id": patient, "email": "still none" }),
            json!({ "email": "invalid" }),
        ),
        (
            json!({ "id": patient, "died_on": "1945-07-13" }),
            json!({ "died_on": "invalid" }),
        ),
        (
            json!({ "id": patient, "name": { "family": "" } }),
            json!({ "name.family": "required" }),
        ),
        (
            json!({ "id": patient, "national_number": "943 476 5918" }),
            json!({ "national_number": "invalid" }),
        ),
    ] {
        assert_eq!(
            wrong_fields(desk.reception("edit_patient", request).await),
            expected
        );
    }
    let died = json!({ "id": patient, "died_on": "1990-01-01" });
    desk.reception("edit_patient", died).await.unwrap();
    let born_later = json!({ "id": patient, "birth_date": "1991-01-01" });
    assert_eq!(
        wrong_fields(desk.reception("edit_patient", born_later).await),
        json!({ "died_on": "invalid" })
    );
}

#[tokio::test]
async fn a_patient_who_is_not_there_cannot_be_edited() {
    let desk = Desk::open().await;
    let request = json!({ "id": id("patient", 404), "sex": "female" });
    let refused = desk.reception("edit_patient", request).await.unwrap_err();
    assert_eq!(refused.code, wire::Code::NotFound);
    assert_eq!(refused.data, json!({ "kind": Kind::Patient }));
    let refused = desk
        .clinic
        .run(Role::Laboratory, "edit_patient", json!({}))
        .await
        .unwrap_err();
    assert_eq!(refused.code, wire::Code::NotPermitted);
}
