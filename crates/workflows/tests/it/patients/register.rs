//! Opening a record, and who it might be.

use std::collections::BTreeMap;

use clinic::records::Role;
use serde_json::{Value, json};
use testkit::id;

use super::{Desk, registration, wrong_fields};

#[tokio::test]
async fn a_registration_gets_the_next_record_number_and_is_not_yet_shared() {
    let desk = Desk::open().await;
    let more = json!({
        "name": { "family": " Nguyễn ", "given": "Thị  Đào", "prefix": "Mrs", "preferred": "Đào" },
        "birth_date": "2022-10-19", "sex": "female", "phone": "085 123 4567", "national_number": "943 476 5919",
        "address": { "lines": ["1 Quay"], "city": "Dublin", "postal_code": "D01" },
    });
    let answer = desk.register(1, "", "", more).await;
    assert_eq!(
        answer,
        json!({
            "id": id("patient", 1), "display_name": "NGUYỄN, Thị Đào (Mrs)", "preferred_name": "Đào",
            "record_number": "S-000001", "birth_date": "2022-10-19",
            "age": { "unit": "years_months", "years": 4, "months": 1 }, "sex": "female",
            "phone": "085 123 4567", "city": "Dublin", "not_yet_shared": true,
        })
    );
    let record = desk.record(1).await;
    assert_eq!(record.national_number.as_deref(), Some("9434765919"));
    let second = desk.register(2, "Suharto", "", json!({})).await;
    assert_eq!(second["record_number"], "S-000002");
    assert_eq!(second["display_name"], "SUHARTO");
}

#[tokio::test]
async fn the_same_registration_again_answers_the_same_and_makes_nothing() {
    let desk = Desk::open().await;
    let first = desk.register(1, "Smith", "Ann", json!({})).await;
    let again = desk.register(1, "Smith", "Ann", json!({})).await;
    assert_eq!(first, again);
    assert_eq!(desk.version(1).await, 1);
    let next = desk.register(2, "Jones", "Eve", json!({})).await;
    assert_eq!(next["record_number"], "S-000002");
}

#[tokio::test]
async fn a_later_run_of_a_registration_keeps_the_number_of_the_first() {
    let workstation = Desk::open().await;
    let server = Desk::open().await;
    server.register(9, "Other", "Desk", json!({})).await;
    let request = registration(1, "Smith", "Ann", json!({}));
    let role = Role::Reception;
    let first = workstation
        .clinic
        .run_allotted(
            role,
            "register_patient",
            request.clone(),
            BTreeMap::default(),
        )
        .await
        .unwrap();
    let numbers = [("record_number".to_owned(), "K-000007".to_owned())].into();
    let judged = server
        .clinic
        .run_allotted(role, "register_patient", request, numbers)
        .await
        .unwrap();
    assert_eq!(first.allotted["record_number"], "S-000001");
    assert_eq!(judged.response["record_number"], "K-000007");
}

#[tokio::test]
async fn every_wrong_field_is_named_and_no_number_is_spent() {
    let desk = Desk::open().await;
    let wrong = registration(
        1,
        " ",
        "Ann",
        json!({ "birth_date": "2026-11-21", "email": "ann" }),
    );
    let answer = desk.reception("register_patient", wrong).await;
    assert_eq!(
        wrong_fields(answer),
        json!({ "name.family": "required", "birth_date": "in_future", "email": "invalid" })
    );
    let right = desk.register(1, "Smith", "Ann", json!({})).await;
    assert_eq!(right["record_number"], "S-000001");
}

#[tokio::test]
async fn who_might_be_the_same_person_is_told_most_alike_first() {
    let desk = Desk::open().await;
    for (n, family, given, born, phone) in [
        (1, "Smith", "Ann", "1945-07-14", "085 123 4567"),
        (2, "Smyth", "Anne", "1945-07-14", "01 555 0199"),
        (3, "Jones", "Eve", "1945-07-14", "01 555 0200"),
        (4, "Smith", "Tom", "1971-02-03", "085 123 4567"),
        (5, "Smith", "Ann", "1990-01-01", "01 555 0201"),
    ] {
        let more = json!({ "birth_date": born, "phone": phone, "sex": "female" });
        desk.register(n, family, given, more).await;
    }
    let typed = json!({
        "name": { "family": "SMITH", "given": "ann" }, "birth_date": "1945-07-14", "sex": "female",
        "phone": "+353 85 123 4567",
    });
    let answer = desk.reception("possible_duplicates", typed).await.unwrap();
    let told: Vec<Value> = answer["candidates"]
        .as_array()
        .unwrap()
        .iter()
        .map(|candidate| {
            json!([
                candidate["patient"]["id"],
                candidate["grade"],
                candidate["matching"]
            ])
        })
        .collect();
    assert_eq!(
        told,
        [
            json!([
                id("patient", 1),
                "likely",
                ["name", "birth_date", "sex", "phone"]
            ]),
            json!([
                id("patient", 2),
                "likely",
                ["similar_name", "birth_date", "sex"]
            ]),
        ]
    );
}

#[tokio::test]
async fn one_national_number_is_one_person_whatever_the_name() {
    let desk = Desk::open().await;
    desk.register(
        1,
        "Иванов",
        "Пётр",
        json!({ "national_number": "1234567T" }),
    )
    .await;
    let typed =
        json!({ "name": { "family": "Ivanov", "given": "" }, "national_number": "1234567t" });
    let answer = desk.reception("possible_duplicates", typed).await.unwrap();
    assert_eq!(answer["candidates"][0]["grade"], "certain");
    let nothing = json!({ "name": { "family": "", "given": "" } });
    let answer = desk
        .reception("possible_duplicates", nothing)
        .await
        .unwrap();
    assert_eq!(answer["candidates"], json!([]));
}
