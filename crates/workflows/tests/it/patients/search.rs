//! Finding patients through the real index.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test that cannot go on stops where it stands"
)]

use serde_json::{Value, json};
use testkit::id;

use super::Desk;

async fn people() -> Desk {
    let desk = Desk::open().await;
    for (n, family, given, more) in [
        (
            1,
            "Smith",
            "Ann",
            json!({ "birth_date": "1945-07-14", "phone": "085 123 4567" }),
        ),
        (2, "Smithson", "Anna", json!({ "birth_date": "1946-07-14" })),
        (3, "Annan", "Smith", json!({ "birth_date": "1945-07" })),
        (
            4,
            "Nguyễn",
            "Thị Đào",
            json!({ "birth_date": "2020-07-14", "phone": "+353851234567" }),
        ),
        (
            5,
            "王",
            "小明",
            json!({ "other_name": { "family": "Wang", "given": "Xiaoming" } }),
        ),
        (
            6,
            "الحسن",
            "محمد",
            json!({ "national_number": "9434765919" }),
        ),
        (
            7,
            "van den Berg",
            "Katherine",
            json!({ "birth_date": "1945" }),
        ),
        (8, "O'Brien", "Seán", json!({})),
    ] {
        desk.register(n, family, given, more).await;
    }
    desk
}

async fn found(desk: &Desk, text: &str, limit: u16) -> (Vec<Value>, bool) {
    let request = json!({ "text": text, "limit": limit });
    let answer = desk.reception("search_patients", request).await.unwrap();
    let patients = answer["patients"].as_array().unwrap();
    let ids = patients
        .iter()
        .map(|patient| patient["id"].clone())
        .collect();
    (ids, answer["more"] == json!(true))
}

#[tokio::test]
async fn people_are_found_by_what_a_receptionist_types() {
    let desk = people().await;
    let mut wrong = Vec::new();
    for (text, expected) in [
        ("smith", &[1, 3, 2][..]),
        ("s", &[1, 2, 3, 8]),
        ("ann smith", &[1, 3, 2]),
        ("SMITH an", &[1, 2]),
        (",smith", &[3]),
        ("dao nguyen", &[4]),
        ("王", &[5]),
        ("wang x", &[5]),
        ("حسن", &[6]),
        ("obri", &[8]),
        ("vandenberg", &[7]),
        ("Catherine", &[7]),
        ("14jul45", &[1]),
        ("14.7.1945", &[1]),
        ("14/07/20", &[4]),
        ("1945", &[3, 1, 7]),
        ("smith 1945", &[1, 3]),
        ("4567", &[4, 1]),
        ("085 123 4567", &[4, 1]),
        ("S-000006", &[6]),
        ("6", &[6]),
        ("943 476 5919", &[6]),
        ("nobody", &[]),
        ("  ", &[]),
        ("\" OR *", &[]),
    ] {
        let (ids, _) = found(&desk, text, 20).await;
        let expected: Vec<Value> = expected.iter().map(|n| json!(id("patient", *n))).collect();
        if ids != expected {
            wrong.push(format!("{text}: {ids:?}, not {expected:?}"));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[tokio::test]
async fn a_list_says_whether_there_are_more() {
    let desk = people().await;
    let (ids, more) = found(&desk, "smith", 2).await;
    assert_eq!((ids.len(), more), (2, true));
    let (ids, more) = found(&desk, "smith", 3).await;
    assert_eq!((ids.len(), more), (3, false));
}

#[tokio::test]
async fn an_edited_patient_is_found_under_the_new_name_only() {
    let desk = people().await;
    let request = json!({ "id": id("patient", 1), "name": { "family": "Murphy", "given": "Ann" } });
    desk.reception("edit_patient", request).await.unwrap();
    assert_eq!(
        found(&desk, "murphy", 20).await.0,
        [json!(id("patient", 1))]
    );
    assert!(
        !found(&desk, "smith", 20)
            .await
            .0
            .contains(&json!(id("patient", 1)))
    );
}
