//! Choosing between two values, and telling two patients apart.

use clinic::records::{Attention, AttentionState, Choice, Patient, Role, Settlement};
use serde_json::{Value, json};
use testkit::{TestClinic, id};
use wire::{
    Code, Failure,
    attention::{AttentionListView, AttentionView},
};
use workflows::attention::waiting_for;

/// A clinic in which the nurse found patient 1 male, and reception indeterminate.
#[expect(
    clippy::unwrap_used,
    reason = "a test that cannot go on stops where it stands"
)]
async fn disagreeing() -> TestClinic {
    let clinic = TestClinic::open().await.unwrap();
    let register = json!({
        "id": id("patient", 1), "name": { "family": "Smith", "given": "Ann" }, "sex": "female",
        "birth_date": "1945-07-14",
    });
    clinic
        .run(Role::Reception, "register_patient", register)
        .await
        .unwrap();
    for (role, sex) in [(Role::Nurse, "male"), (Role::Reception, "indeterminate")] {
        let edit = json!({ "id": id("patient", 1), "sex": sex, "was": { "sex": "female" } });
        clinic.run(role, "edit_patient", edit).await.unwrap();
    }
    clinic
}

#[expect(
    clippy::unwrap_used,
    reason = "a test that cannot go on stops where it stands"
)]
async fn list(clinic: &TestClinic, role: Role, request: Value) -> Vec<AttentionView> {
    let answer = clinic.run(role, "attention_list", request).await.unwrap();
    let view: AttentionListView = serde_json::from_value(answer).unwrap();
    view.items
}

async fn only_item(clinic: &TestClinic) -> AttentionView {
    let mut items = list(clinic, Role::Reception, json!({ "settled": true })).await;
    assert_eq!(items.len(), 1);
    items.remove(0)
}

async fn settle(
    clinic: &TestClinic,
    role: Role,
    choice: Value,
    was: &str,
) -> Result<Value, Failure> {
    let item = only_item(clinic).await.item.id;
    let request = json!({ "item": item, "choice": choice, "was": was, "reason": "asked again" });
    clinic.run(role, "settle_conflict", request).await
}

#[expect(
    clippy::unwrap_used,
    reason = "a test that cannot go on stops where it stands"
)]
async fn sex(clinic: &TestClinic) -> Value {
    let patient: Patient = clinic.get(id("patient", 1)).await.unwrap().unwrap();
    serde_json::to_value(patient.sex).unwrap()
}

#[tokio::test]
async fn an_item_tells_all_three_values_and_who_wrote_them() {
    let clinic = disagreeing().await;
    let view = only_item(&clinic).await;
    let conflict = view.item.conflict().unwrap();
    assert_eq!(
        (&conflict.base, &conflict.mine, &conflict.theirs),
        (&json!("female"), &json!("indeterminate"), &json!("male"))
    );
    assert_eq!(view.current, "male");
    assert_eq!(view.asked_by, "Reception Person1");
    assert_eq!(view.theirs_by.as_deref(), Some("Nurse Person3"));
    assert_eq!(view.patient.unwrap().display_name, "SMITH, Ann");
}

#[tokio::test]
async fn the_chosen_value_is_written_and_the_item_settled_in_one_step() {
    for (choice, expected, told) in [
        (
            json!({ "kind": "keep_mine" }),
            "indeterminate",
            Choice::Mine,
        ),
        (json!({ "kind": "keep_theirs" }), "male", Choice::Theirs),
        (
            json!({ "kind": "enter_new", "value": "not_known" }),
            "not_known",
            Choice::New,
        ),
    ] {
        let clinic = disagreeing().await;
        settle(&clinic, Role::Doctor, choice, "male").await.unwrap();
        assert_eq!(sex(&clinic).await, expected);
        let item = only_item(&clinic).await.item;
        assert_eq!(item.state, AttentionState::Settled);
        assert!(matches!(
            item.settlement,
            Some(Settlement::Chosen { choice, value, reason })
                if choice == told && value == expected && reason == "asked again"
        ));
    }
}

#[tokio::test]
async fn a_choice_needs_a_reason_and_a_value_that_can_be() {
    let clinic = disagreeing().await;
    let item = only_item(&clinic).await.item.id;
    for (choice, reason, wrong) in [
        (json!({ "kind": "keep_mine" }), " ", "reason"),
        (json!({ "kind": "enter_new", "value": 7 }), "asked", "value"),
    ] {
        let request = json!({ "item": item, "choice": choice, "was": "male", "reason": reason });
        let refused = clinic
            .run(Role::Reception, "settle_conflict", request)
            .await
            .unwrap_err();
        assert_eq!(refused.code, Code::InvalidFields);
        assert!(refused.data["fields"][wrong].is_string(), "{refused:?}");
    }
    assert_eq!(sex(&clinic).await, "male");
}

#[tokio::test]
async fn two_who_settle_at_once_agree_or_the_second_is_refused() {
    let clinic = disagreeing().await;
    let mine = json!({ "kind": "keep_mine" });
    settle(&clinic, Role::Reception, mine.clone(), "male")
        .await
        .unwrap();
    settle(&clinic, Role::Doctor, mine, "male").await.unwrap();
    let refused = settle(
        &clinic,
        Role::Doctor,
        json!({ "kind": "keep_theirs" }),
        "male",
    )
    .await
    .unwrap_err();
    assert_eq!(refused.code, Code::AlreadySettled);
    assert_eq!(sex(&clinic).await, "indeterminate");
    let settled_by = only_item(&clinic).await.item.settled_by;
    assert_eq!(settled_by, Some(clinic.seed.person(Role::Reception)));
}

#[tokio::test]
async fn a_choice_between_values_that_are_not_there_any_more_is_refused() {
    let clinic = disagreeing().await;
    let edit = json!({ "id": id("patient", 1), "sex": "not_known", "was": { "sex": "male" } });
    clinic.run(Role::Nurse, "edit_patient", edit).await.unwrap();
    let keep = json!({ "kind": "keep_theirs" });
    let refused = settle(&clinic, Role::Doctor, keep.clone(), "male")
        .await
        .unwrap_err();
    assert_eq!(refused.code, Code::ChangedMeanwhile);
    assert_eq!(only_item(&clinic).await.current, "not_known");
    settle(&clinic, Role::Doctor, keep, "not_known")
        .await
        .unwrap();
    assert_eq!(sex(&clinic).await, "not_known");
}

#[tokio::test]
async fn discarding_leaves_the_record_as_it_stands() {
    let clinic = disagreeing().await;
    let item = only_item(&clinic).await.item.id;
    let request = json!({ "item": item, "reason": "a slip of the pen" });
    clinic
        .run(Role::Reception, "discard_attention", request)
        .await
        .unwrap();
    assert_eq!(sex(&clinic).await, "male");
    assert_eq!(
        only_item(&clinic).await.item.conflict().unwrap().mine,
        "indeterminate"
    );
}

#[tokio::test]
async fn what_is_mine_comes_from_my_change_or_stands_against_it() {
    let clinic = disagreeing().await;
    for (role, mine) in [(Role::Reception, 1), (Role::Nurse, 1), (Role::Doctor, 0)] {
        assert_eq!(list(&clinic, role, json!({})).await.len(), 1);
        let own = list(&clinic, role, json!({ "mine": true })).await;
        assert_eq!(own.len(), mine, "{role:?}");
    }
}

#[tokio::test]
async fn what_waits_is_counted_for_those_who_may_settle_it() {
    let clinic = disagreeing().await;
    for (role, expected) in [
        (Role::Reception, 1),
        (Role::Billing, 1),
        (Role::Pharmacy, 0),
        (Role::Administrator, 0),
    ] {
        let mut tx = clinic.store.read().await.unwrap();
        let waiting = waiting_for(&mut tx, clinic.actor(role), clinic.now())
            .await
            .unwrap();
        assert_eq!(waiting, expected, "{role:?}");
    }
}

#[tokio::test]
async fn two_patients_are_told_apart_by_a_person() {
    let clinic = TestClinic::open().await.unwrap();
    for n in [1, 2] {
        let register = json!({
            "id": id("patient", n), "name": { "family": "Smith", "given": "Ann" }, "sex": "female",
            "birth_date": "1945-07-14", "seen_duplicates": [],
        });
        clinic
            .run(Role::Reception, "register_patient", register)
            .await
            .unwrap();
    }
    let view = only_item(&clinic).await;
    assert_eq!(view.patient.unwrap().record_number, "S-000002");
    assert_eq!(view.existing.unwrap().record_number, "S-000001");
    let keep = settle(&clinic, Role::Reception, json!({ "kind": "keep_mine" }), "").await;
    assert_eq!(
        keep.unwrap_err().code,
        Code::InvalidFields,
        "there is no value to choose"
    );
    let request = json!({ "item": view.item.id, "reason": "mother and daughter" });
    clinic
        .run(Role::Reception, "discard_attention", request)
        .await
        .unwrap();
    let item: Attention = clinic.get(view.item.id.uuid()).await.unwrap().unwrap();
    assert_eq!(item.state, AttentionState::Settled);
}
