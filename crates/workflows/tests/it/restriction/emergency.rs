//! Opening a restricted record in an emergency.

use clinic::records::{EmergencyAccess, Role};
use serde_json::{Value, json};
use testkit::{TestClinic, id};
use wire::Code;

use super::{breaking, done, page, reasons, restricted};

async fn opens(clinic: &TestClinic, role: Role) -> Result<Value, Code> {
    let answer = clinic.run(role, "patient_page", page()).await;
    answer.map_err(|failure| failure.code)
}

#[tokio::test]
async fn it_opens_one_record_to_one_person_for_an_hour() {
    let mut clinic = restricted().await;
    assert_eq!(
        opens(&clinic, Role::Nurse).await.unwrap_err(),
        Code::RecordRestricted
    );
    for _ in 0..2 {
        done(&clinic, Role::Nurse, "break_glass", breaking(1)).await;
    }
    let seen = opens(&clinic, Role::Nurse).await.unwrap();
    assert_eq!(
        seen["emergency"],
        json!({ "access": id("emergency", 1), "until": "2026-11-20T10:00:00.000Z" })
    );
    assert_eq!(
        opens(&clinic, Role::Pharmacy).await.unwrap_err(),
        Code::RecordRestricted
    );
    let entitled = opens(&clinic, Role::Doctor).await.unwrap();
    assert_eq!(entitled["emergency"], Value::Null);

    clinic.at("2026-11-20T09:59:59.999Z");
    opens(&clinic, Role::Nurse).await.unwrap();
    clinic.at("2026-11-20T10:00:00Z");
    assert_eq!(
        opens(&clinic, Role::Nurse).await.unwrap_err(),
        Code::RecordRestricted
    );
}

#[tokio::test]
async fn work_is_done_under_it_like_any_other() {
    let clinic = restricted().await;
    done(&clinic, Role::Nurse, "break_glass", breaking(1)).await;
    let allergy = json!({
        "id": id("allergy", 9), "patient": id("patient", 1), "substance": "latex", "criticality": "high",
    });
    done(&clinic, Role::Nurse, "record_allergy", allergy).await;
}

#[tokio::test]
async fn it_is_ended_by_whoever_opened_it_and_by_nobody_else() {
    let mut clinic = restricted().await;
    done(&clinic, Role::Nurse, "break_glass", breaking(1)).await;
    let ending = json!({ "access": id("emergency", 1) });
    let refused = clinic
        .run(Role::Pharmacy, "end_emergency_access", ending.clone())
        .await;
    assert_eq!(refused.unwrap_err().code, Code::NotFound);
    clinic.at("2026-11-20T09:10:00Z");
    done(&clinic, Role::Nurse, "end_emergency_access", ending.clone()).await;
    assert_eq!(
        opens(&clinic, Role::Nurse).await.unwrap_err(),
        Code::RecordRestricted
    );
    clinic.at("2026-11-20T09:20:00Z");
    done(&clinic, Role::Nurse, "end_emergency_access", ending).await;
    let kept: EmergencyAccess = clinic.get(id("emergency", 1)).await.unwrap().unwrap();
    assert_eq!(kept.ended_at, Some("2026-11-20T09:10:00Z".parse().unwrap()));
}

#[tokio::test]
async fn too_few_words_open_nothing() {
    let clinic = restricted().await;
    for (words, problem) in [("", "required"), (" urgent  ", "too_short")] {
        let mut request = breaking(1);
        request["words"] = json!(words);
        let refused = clinic
            .run(Role::Nurse, "break_glass", request)
            .await
            .unwrap_err();
        assert_eq!(refused.data["fields"]["words"], problem);
    }
    assert_eq!(
        opens(&clinic, Role::Nurse).await.unwrap_err(),
        Code::RecordRestricted
    );
}

#[tokio::test]
async fn every_line_of_the_trail_says_why_the_record_was_open() {
    let clinic = restricted().await;
    done(&clinic, Role::Nurse, "break_glass", breaking(1)).await;
    let mut told = Vec::new();
    for (role, command, request) in [
        (Role::Nurse, "patient_page", page()),
        (Role::Doctor, "patient_page", page()),
        (
            Role::Nurse,
            "end_emergency_access",
            json!({ "access": id("emergency", 1) }),
        ),
    ] {
        done(&clinic, role, command, request).await;
        told.push(reasons(&clinic, command).await[0].clone());
    }
    let care = Some("care_emergency".to_owned());
    assert_eq!(told, [care.clone(), None, care]);
    let words = Some("care_emergency: Unconscious in the waiting room".to_owned());
    assert_eq!(reasons(&clinic, "break_glass").await, [words]);
}

#[tokio::test]
async fn every_access_waits_for_a_review_by_somebody_else() {
    let clinic = restricted().await;
    done(&clinic, Role::Nurse, "break_glass", breaking(1)).await;
    let list = || {
        done(
            &clinic,
            Role::Administrator,
            "emergency_access_list",
            json!({}),
        )
    };
    let waiting = list().await;
    assert_eq!(waiting["waiting"], 1);
    let line = &waiting["accesses"][0];
    assert_eq!(line["record_number"], "A-000001");
    assert_eq!(
        (&line["in_force"], &line["own"]),
        (&json!(true), &json!(false))
    );
    assert_eq!(line["access"]["words"], "Unconscious in the waiting room");

    let review = |verdict: &str, words: &str| json!({ "access": id("emergency", 1), "verdict": verdict, "words": words });
    let mute = clinic.run(
        Role::Administrator,
        "review_emergency_access",
        review("not_justified", " "),
    );
    assert_eq!(mute.await.unwrap_err().data["fields"]["words"], "required");
    for _ in 0..2 {
        done(
            &clinic,
            Role::Administrator,
            "review_emergency_access",
            review("justified", ""),
        )
        .await;
    }
    let other = review("not_justified", "No emergency");
    let other = clinic
        .run(Role::Administrator, "review_emergency_access", other)
        .await;
    assert_eq!(other.unwrap_err().code, Code::AlreadySettled);
    let reviewed = list().await;
    assert_eq!(reviewed["waiting"], 0);
    assert_eq!(
        reviewed["accesses"][0]["access"]["review"]["verdict"],
        "justified"
    );
}
