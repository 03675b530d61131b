//! Charting vital signs.

use clinic::records::{Observation, ObservationSource, Role};
use serde_json::{Value, json};
use testkit::id;
use wire::Code;

use super::{Desk, wrong_fields};

fn sign(n: u32, code: &str, value: &str, unit: &str) -> Value {
    json!({ "id": id("observation", n), "code": code, "value": value, "unit": unit })
}

fn set(signs: &[Value], taken_at: &str, more: Value) -> Value {
    let mut request = json!({ "patient": id("patient", 1), "signs": signs, "taken_at": taken_at });
    if let (Some(request), Value::Object(more)) = (request.as_object_mut(), more) {
        request.extend(more);
    }
    request
}

#[tokio::test]
async fn typed_signs_are_charted_once_with_their_precision() {
    let desk = Desk::open().await;
    desk.register(1, "Smith", "Ann", json!({})).await;
    let signs = [
        sign(1, "8310-5", "37.0", "Cel"),
        sign(2, "8867-4", "72", "/min"),
    ];
    let request = set(&signs, "2026-11-20T08:55:00.000Z", json!({}));
    for _ in 0..2 {
        desk.clinic
            .run(Role::Nurse, "chart_vitals", request.clone())
            .await
            .unwrap();
    }
    let page = desk.page(Role::Doctor, 1).await;
    let charted = page["clinical"]["observations"].as_array().unwrap();
    assert_eq!(charted.len(), 2);
    let kept: Observation = desk
        .clinic
        .get(id("observation", 1))
        .await
        .unwrap()
        .unwrap();
    assert_eq!(kept.value.to_string(), "37.0");
    assert_eq!(kept.source, ObservationSource::Typed);
    assert_eq!(kept.recorded_by, Some(desk.clinic.seed.person(Role::Nurse)));
}

#[tokio::test]
async fn a_slipped_digit_is_refused_at_its_box_and_nothing_of_the_set_is_charted() {
    let desk = Desk::open().await;
    desk.register(1, "Smith", "Ann", json!({})).await;
    let signs = [
        sign(1, "8867-4", "720", "/min"),
        sign(2, "8310-5", "37.0", "Cel"),
    ];
    let answer = desk
        .doctor(
            "chart_vitals",
            set(&signs, "2026-11-20T09:00:00.000Z", json!({})),
        )
        .await;
    assert_eq!(wrong_fields(answer), json!({ "8867-4": "invalid" }));
    let kept: Option<Observation> = desk.clinic.get(id("observation", 2)).await.unwrap();
    assert!(kept.is_none());
    let late = set(
        &[sign(3, "8867-4", "72", "/min")],
        "2026-11-20T09:02:00.000Z",
        json!({}),
    );
    assert_eq!(
        wrong_fields(desk.doctor("chart_vitals", late).await),
        json!({ "taken_at": "in_future" })
    );
}

#[tokio::test]
async fn a_monitors_value_is_charted_with_where_it_came_from() {
    let mut desk = Desk::open().await;
    desk.register(1, "Smith", "Ann", json!({})).await;
    let assignment = json!({ "id": id("assignment", 1), "monitor": "bed-4", "bed": "Bed 4", "patient": id("patient", 1) });
    desk.doctor("assign_monitor", assignment).await.unwrap();
    desk.clinic.at("2026-11-20T09:10:00Z");
    let taken = |monitor: &str, at: &str| {
        let from = json!({ "monitor": monitor, "simulated": true });
        set(&[sign(1, "8867-4", "72", "/min")], at, from)
    };
    for (monitor, at) in [
        ("bed-5", "2026-11-20T09:09:58.000Z"),
        ("bed-4", "2026-11-20T09:04:00.000Z"),
    ] {
        let refused = desk
            .doctor("chart_vitals", taken(monitor, at))
            .await
            .unwrap_err();
        assert_eq!(refused.code, Code::ValueNotLive, "{monitor} {at}");
    }
    let live = taken("bed-4", "2026-11-20T09:09:58.000Z");
    desk.doctor("chart_vitals", live).await.unwrap();
    let kept: Observation = desk
        .clinic
        .get(id("observation", 1))
        .await
        .unwrap()
        .unwrap();
    assert_eq!(kept.source, ObservationSource::Monitor);
    assert_eq!(kept.monitor.as_deref(), Some("bed-4"));
    assert!(kept.simulated);
    assert_eq!(
        desk.page(Role::Nurse, 1).await["clinical"]["monitor"],
        "bed-4"
    );
}
