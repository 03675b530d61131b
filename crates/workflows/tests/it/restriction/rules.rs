//! Who restricts a record, and what was done before.

use clinic::records::{Patient, Role};
use serde_json::json;
use testkit::{TestClinic, id};
use wire::Code;

use super::{clinic, done, page, restricted, restriction};

async fn may_open(clinic: &TestClinic, role: Role) -> bool {
    clinic.run(role, "patient_page", page()).await.is_ok()
}

#[tokio::test]
async fn a_restriction_holds_at_once_and_is_lifted_by_whoever_is_entitled() {
    let clinic = clinic().await;
    assert!(may_open(&clinic, Role::Nurse).await);
    let request = restriction(&clinic, &[Role::Doctor, Role::Laboratory]);
    for _ in 0..2 {
        done(&clinic, Role::Doctor, "restrict_record", request.clone()).await;
    }
    for (role, opens) in [
        (Role::Doctor, true),
        (Role::Laboratory, true),
        (Role::Nurse, false),
    ] {
        assert_eq!(may_open(&clinic, role).await, opens, "{role:?}");
    }
    let refused = clinic
        .run(Role::Nurse, "lift_restriction", page())
        .await
        .unwrap_err();
    assert_eq!(refused.code, Code::RecordRestricted);
    for _ in 0..2 {
        done(&clinic, Role::Doctor, "lift_restriction", page()).await;
    }
    assert!(may_open(&clinic, Role::Nurse).await);
}

#[tokio::test]
async fn nobody_makes_themself_one_of_those_who_may_open_it() {
    let clinic = restricted().await;
    let own = restriction(&clinic, &[Role::Doctor, Role::Nurse]);
    let refused = clinic
        .run(Role::Nurse, "restrict_record", own)
        .await
        .unwrap_err();
    assert_eq!(refused.code, Code::RecordRestricted);
    let own = restriction(&clinic, &[Role::Doctor, Role::Administrator]);
    let refused = clinic
        .run(Role::Administrator, "restrict_record", own)
        .await
        .unwrap_err();
    assert_eq!(refused.code, Code::WidensOwn);
    let others = restriction(&clinic, &[Role::Nurse]);
    done(&clinic, Role::Administrator, "restrict_record", others).await;
    assert!(may_open(&clinic, Role::Nurse).await && !may_open(&clinic, Role::Doctor).await);
    let kept: Patient = clinic.get(id("patient", 1)).await.unwrap().unwrap();
    assert_eq!(
        kept.restriction.unwrap().by,
        clinic.seed.person(Role::Administrator)
    );
}

#[tokio::test]
async fn an_emergency_access_gives_no_right_over_the_restriction() {
    let clinic = restricted().await;
    done(&clinic, Role::Nurse, "break_glass", super::breaking(1)).await;
    let own = restriction(&clinic, &[Role::Doctor, Role::Nurse]);
    for (command, request) in [("restrict_record", own), ("lift_restriction", page())] {
        let refused = clinic.run(Role::Nurse, command, request).await.unwrap_err();
        assert_eq!(refused.code, Code::RecordRestricted, "{command}");
    }
}

#[tokio::test]
async fn a_record_is_left_to_people_who_are_there() {
    let clinic = clinic().await;
    for (entitled, problem) in [
        (json!([]), "required"),
        (json!([id("person", 99)]), "invalid"),
    ] {
        let request =
            json!({ "patient": id("patient", 1), "label": "staff", "entitled": entitled });
        let refused = clinic
            .run(Role::Doctor, "restrict_record", request)
            .await
            .unwrap_err();
        assert_eq!(refused.data["fields"]["entitled"], problem);
    }
}

#[tokio::test]
async fn what_was_done_before_is_judged_by_what_held_then() {
    let mut clinic = clinic().await;
    clinic.at("2026-11-20T11:00:00Z");
    let request = restriction(&clinic, &[Role::Doctor]);
    done(&clinic, Role::Doctor, "restrict_record", request).await;
    // A change that was recorded at half past ten, and is judged now.
    clinic.at("2026-11-20T10:30:00Z");
    let allergy = json!({
        "id": id("allergy", 9), "patient": id("patient", 1), "substance": "latex", "criticality": "high",
    });
    done(&clinic, Role::Nurse, "record_allergy", allergy.clone()).await;
    clinic.at("2026-11-20T11:00:01Z");
    let refused = clinic
        .run(Role::Nurse, "record_allergy", allergy)
        .await
        .unwrap_err();
    assert_eq!(refused.code, Code::RecordRestricted);
}

#[tokio::test]
async fn an_administrator_sees_which_records_are_restricted_by_number_alone() {
    let clinic = restricted().await;
    let list = done(
        &clinic,
        Role::Administrator,
        "restricted_records",
        json!({}),
    )
    .await;
    assert_eq!(list["records"][0]["record_number"], "A-000001");
    assert_eq!(list["records"][0]["restriction"]["label"], "vip");
    assert!(!super::tells(&list));
}
