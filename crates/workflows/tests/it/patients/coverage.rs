//! Insurance.

use clinic::records::{Coverage, Role};
use serde_json::{Value, json};
use testkit::id;

use super::{Desk, wrong_fields};

fn coverage(n: u32, payer: &str, from: Option<&str>, to: Option<&str>) -> Value {
    json!({
        "id": id("coverage", n), "patient": id("patient", 1), "payer": payer, "member_number": "77",
        "from": from, "to": to,
    })
}

#[tokio::test]
async fn insurances_that_hold_today_stand_first() {
    let desk = Desk::open().await;
    desk.register(1, "Smith", "Ann", json!({})).await;
    for request in [
        coverage(1, "Old", Some("2020-01-01"), Some("2024-12-31")),
        coverage(2, "Now", Some("2025-01-01"), None),
        coverage(3, "Always", None, None),
        coverage(4, "Soon", Some("2027-01-01"), None),
    ] {
        desk.reception("record_coverage", request).await.unwrap();
    }
    let page = desk.page(Role::Reception, 1).await;
    let payers: Vec<&Value> = page["coverages"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| &one["payer"])
        .collect();
    assert_eq!(payers, ["Now", "Always", "Soon", "Old"]);
}

#[tokio::test]
async fn an_insurance_ends_on_a_day_after_its_first() {
    let desk = Desk::open().await;
    desk.register(1, "Smith", "Ann", json!({})).await;
    desk.reception(
        "record_coverage",
        coverage(1, "Now", Some("2025-01-01"), None),
    )
    .await
    .unwrap();
    let end = |on: &str| json!({ "coverage": id("coverage", 1), "on": on });
    assert_eq!(
        wrong_fields(desk.reception("end_coverage", end("2024-12-31")).await),
        json!({ "on": "invalid" })
    );
    desk.reception("end_coverage", end("2026-11-30"))
        .await
        .unwrap();
    let kept: Coverage = desk.clinic.get(id("coverage", 1)).await.unwrap().unwrap();
    assert_eq!(
        kept.to.map(|day| day.to_string()).as_deref(),
        Some("2026-11-30")
    );
}

#[tokio::test]
async fn an_insurance_needs_a_payer_and_is_recorded_once() {
    let desk = Desk::open().await;
    desk.register(1, "Smith", "Ann", json!({})).await;
    let nameless = coverage(1, " ", Some("2025-01-01"), Some("2024-01-01"));
    assert_eq!(
        wrong_fields(desk.reception("record_coverage", nameless).await),
        json!({ "payer": "required", "to": "invalid" })
    );
    for _ in 0..2 {
        desk.reception("record_coverage", coverage(1, "Now", None, None))
            .await
            .unwrap();
    }
    let page = desk.page(Role::Billing, 1).await;
    assert_eq!(page["coverages"].as_array().unwrap().len(), 1);
}
