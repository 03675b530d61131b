//! Which monitor watches whom, and acknowledging alarms.

#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot go on stops where it stands"
)]

use clinic::records::{AlarmAcknowledgement, Kind, MonitorAssignment, Role};
use serde_json::json;
use testkit::{TestClinic, id};
use wire::Code;
use workflows::Query;

async fn with_two_patients() -> TestClinic {
    let clinic = TestClinic::open().await.unwrap();
    for n in 1..=2 {
        let request = json!({ "id": id("patient", n), "name": { "family": "Daly", "given": "Ita" }, "sex": "female" });
        clinic
            .run(Role::Reception, "register_patient", request)
            .await
            .unwrap();
    }
    clinic
}

fn assign(n: u32, monitor: &str, patient: u32) -> serde_json::Value {
    json!({ "id": id("assignment", n), "monitor": monitor, "bed": format!("Bed {n}"), "patient": id("patient", patient) })
}

#[tokio::test]
async fn a_monitor_watches_one_patient_at_a_time() {
    let clinic = with_two_patients().await;
    clinic
        .run(Role::Nurse, "assign_monitor", assign(1, "mon-1", 1))
        .await
        .unwrap();
    let refused = clinic
        .run(Role::Nurse, "assign_monitor", assign(2, "mon-1", 2))
        .await
        .unwrap_err();
    assert_eq!(refused.code, Code::MonitorInUse);
    assert_eq!(refused.data["patient"], id("patient", 1).to_string());
}

#[tokio::test]
async fn a_patient_who_moves_leaves_the_monitor_before() {
    let clinic = with_two_patients().await;
    clinic
        .run(Role::Nurse, "assign_monitor", assign(1, "mon-1", 1))
        .await
        .unwrap();
    clinic
        .run(Role::Nurse, "assign_monitor", assign(2, "mon-2", 1))
        .await
        .unwrap();
    let held: Vec<MonitorAssignment> = clinic
        .find(Query::MonitorAssignments {
            monitor: None,
            patient: None,
        })
        .await
        .unwrap();
    assert_eq!(held.len(), 1);
    assert_eq!(held[0].monitor, "mon-2");
}

#[tokio::test]
async fn releasing_twice_keeps_the_first_time() {
    let mut clinic = with_two_patients().await;
    clinic
        .run(Role::Nurse, "assign_monitor", assign(1, "mon-1", 1))
        .await
        .unwrap();
    let release = json!({ "assignment": id("assignment", 1) });
    clinic
        .run(Role::Nurse, "release_monitor", release.clone())
        .await
        .unwrap();
    let first = clinic.now();
    clinic.at("2026-11-20T10:00:00Z");
    clinic
        .run(Role::Nurse, "release_monitor", release)
        .await
        .unwrap();
    let kept: MonitorAssignment = clinic.get(id("assignment", 1)).await.unwrap().unwrap();
    assert_eq!(kept.released_at, Some(first));
}

#[tokio::test]
async fn an_acknowledgement_says_who_and_when_and_is_made_once() {
    let clinic = with_two_patients().await;
    let request = json!({
        "id": id("acknowledgement", 1), "monitor": "mon-1", "condition": "heart_rate_high",
        "onset": "2026-11-20T08:59:00.000Z",
    });
    for _ in 0..2 {
        clinic
            .run(Role::Nurse, "acknowledge_alarm", request.clone())
            .await
            .unwrap();
    }
    let kept: Vec<AlarmAcknowledgement> = clinic
        .find(Query::AcknowledgementsSince(
            "2026-11-20T00:00:00Z".parse().unwrap(),
        ))
        .await
        .unwrap();
    assert_eq!(kept.len(), 1);
    assert_eq!(
        (kept[0].acknowledged_by, kept[0].acknowledged_at),
        (clinic.seed.person(Role::Nurse), clinic.now())
    );
    assert_eq!(Kind::AlarmAcknowledgement.name(), "alarm_acknowledgement");
}
