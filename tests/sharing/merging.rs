//! Two workstations change one record without knowing of each other.

use clinic::records::Role;
use serde_json::{Value, json};

use crate::place::{Desk, Place, registration};

const BORN: &str = "1980-02-03";

/// Two receptions that both know the patient, and no server to tell one of the other.
async fn parted() -> (Place, Desk, Desk) {
    let mut place = Place::open().await;
    let one = place.workstation("one", Role::Reception).await;
    let two = place.workstation("two", Role::Reception).await;
    one.done("register_patient", registration(1, "Meehan"))
        .await;
    one.until_shared().await;
    page_when(&two, "the patient", |page| page["patient"].is_object()).await;
    place.stop_server().await;
    (place, one, two)
}

fn the_patient() -> Value {
    json!({ "patient": testkit::id("patient", 1) })
}

async fn page_when(desk: &Desk, what: &str, met: impl Fn(&Value) -> bool) -> Value {
    desk.until_answer(what, "patient_page", the_patient(), met)
        .await
}

/// Changes a field that the person believed to be `was`.
async fn change(desk: &Desk, field: &str, was: Value, new: Value) {
    let request = json!({ "id": testkit::id("patient", 1), field: new, "was": { field: was } });
    desk.done("edit_patient", request).await;
}

/// Brings both together, the first desk's changes before the second's.
async fn meet(place: &mut Place, first: &Desk, second: &Desk) {
    second.workstation.stop().await;
    place.start_server().await;
    first.until_shared().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn of_two_telephone_numbers_one_stands_everywhere_and_nobody_is_asked() {
    let (mut place, one, two) = parted().await;
    change(&one, "phone", Value::Null, json!("01 555 0101")).await;
    change(&two, "phone", Value::Null, json!("01 555 0202")).await;
    meet(&mut place, &one, &two).await;
    drop(two);
    let two = place.workstation("two", Role::Reception).await;
    for desk in [&one, &two] {
        page_when(desk, "what arrived last", |page| {
            page["summary"]["not_yet_shared"] == false && page["patient"]["phone"] == "01 555 0202"
        })
        .await;
        let list = desk.done("attention_list", json!({})).await;
        assert_eq!(list["open"], 0);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn edits_of_different_fields_both_hold() {
    let (mut place, one, two) = parted().await;
    change(&one, "phone", Value::Null, json!("01 555 0101")).await;
    change(&two, "birth_date", json!(BORN), json!("1980-03-02")).await;
    place.start_server().await;
    for desk in [&one, &two] {
        page_when(desk, "both", |page| {
            page["patient"]["phone"] == "01 555 0101"
                && page["patient"]["birth_date"] == "1980-03-02"
                && page["unsettled"] == json!([])
        })
        .await;
    }
}

/// Both give another birth date; then both see both, one in the record and one beside it.
async fn with_two_birth_dates() -> (Place, Desk, Desk) {
    let (mut place, one, two) = parted().await;
    change(&one, "birth_date", json!(BORN), json!("1980-03-02")).await;
    change(&two, "birth_date", json!(BORN), json!("1980-02-08")).await;
    place.start_server().await;
    (place, one, two)
}

async fn unsettled(desk: &Desk) -> Value {
    let page = page_when(desk, "two values", |page| {
        page["unsettled"]
            .as_array()
            .is_some_and(|fields| fields.len() == 1)
            && page["summary"]["not_yet_shared"] == false
    })
    .await;
    page["unsettled"][0].clone()
}

#[tokio::test(flavor = "multi_thread")]
async fn of_two_birth_dates_both_are_shown_on_both_until_a_person_has_chosen() {
    let (_place, one, two) = with_two_birth_dates().await;
    let mut told = Vec::new();
    for desk in [&one, &two] {
        let field = unsettled(desk).await;
        let mut values = [field["current"].clone(), field["mine"].clone()];
        values.sort_by_key(ToString::to_string);
        assert_eq!(values, [json!("1980-02-08"), json!("1980-03-02")]);
        let list = desk.done("attention_list", json!({})).await;
        assert_eq!(list["open"], 1);
        assert_eq!(list["items"][0]["item"]["conflict"]["base"], BORN);
        assert_eq!(desk.done("sync_status", json!({})).await["attention"], 1);
        told.push(field);
    }
    assert_eq!(told[0], told[1], "one item, the same for everybody");

    let settle = json!({
        "item": told[0]["item"], "choice": { "kind": "keep_mine" }, "was": told[0]["current"],
        "reason": "passport shown",
    });
    one.done("settle_conflict", settle).await;
    for desk in [&one, &two] {
        page_when(desk, "one value", |page| {
            page["unsettled"] == json!([]) && page["patient"]["birth_date"] == told[0]["mine"]
        })
        .await;
        assert_eq!(desk.done("attention_list", json!({})).await["open"], 0);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn of_two_who_settle_at_once_one_is_heard_and_the_other_told() {
    let (mut place, one, two) = with_two_birth_dates().await;
    let field = unsettled(&one).await;
    unsettled(&two).await;
    place.stop_server().await;
    let settle = |choice: Value| {
        json!({
            "item": field["item"], "choice": choice, "was": field["current"], "reason": "asked",
        })
    };
    let entered = json!({ "kind": "enter_new", "value": "1980-02-28" });
    one.done("settle_conflict", settle(json!({ "kind": "keep_mine" })))
        .await;
    two.done("settle_conflict", settle(entered)).await;
    meet(&mut place, &one, &two).await;
    drop(two);
    let two = place.workstation("two", Role::Reception).await;
    for desk in [&one, &two] {
        let list = desk
            .until_answer("the other choice", "attention_list", json!({}), |list| {
                list["items"][0]["item"]["refused"].is_object()
            })
            .await;
        let refused = &list["items"][0]["item"]["refused"];
        assert_eq!(refused["code"], "already_settled");
        assert_eq!(refused["request"]["choice"]["value"], "1980-02-28");
        page_when(desk, "the first choice", |page| {
            page["patient"]["birth_date"] == field["mine"] && page["unsettled"] == json!([])
        })
        .await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_patient_whom_two_desks_register_is_noticed_and_stays_usable_twice() {
    let mut place = Place::open().await;
    let one = place.workstation("one", Role::Reception).await;
    let two = place.workstation("two", Role::Reception).await;
    place.stop_server().await;
    for (desk, n) in [(&one, 1), (&two, 2)] {
        let mut request = registration(n, "Meehan");
        request["seen_duplicates"] = json!([]);
        desk.done("register_patient", request).await;
        let list = desk.done("attention_list", json!({})).await;
        assert_eq!(list["open"], 0, "nobody like this is known here");
    }
    place.start_server().await;
    for desk in [&one, &two] {
        let list = desk
            .until_answer("one item", "attention_list", json!({}), |list| {
                list["open"] == 1
            })
            .await;
        let item = &list["items"][0];
        assert!(item["item"]["duplicate"].is_object());
        assert_ne!(item["patient"]["id"], item["existing"]["id"]);
        for n in [1, 2] {
            let patient = json!({ "patient": testkit::id("patient", n) });
            desk.done("patient_page", patient).await;
        }
    }
}
