//! Two people change one record, neither knowing of the other.

mod search;

use std::collections::BTreeMap;

use clinic::records::{Attention, Conflict, Kind, Role, Subject};
use serde_json::{Value, json};
use testkit::id;
use workflows::{Query, Ran};

use super::Desk;

#[expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test that cannot go on stops where it stands"
)]
impl Desk {
    /// Patient 1, as everybody knows them.
    async fn with_ann() -> Self {
        let desk = Self::open().await;
        let known = json!({ "birth_date": "1945-07-14", "phone": "085 123 4567", "sex": "female" });
        desk.register(1, "Smith", "Ann", known).await;
        desk
    }

    /// Changes one field of patient 1, which the person believed to be `was`.
    async fn change(&self, field: &str, was: Value, new: Value) -> Ran {
        let request = json!({ "id": id("patient", 1), field: new, "was": { field: was } });
        self.run("edit_patient", request).await
    }

    async fn run(&self, command: &str, request: Value) -> Ran {
        self.clinic
            .run_allotted(Role::Reception, command, request, BTreeMap::new())
            .await
            .unwrap()
    }

    async fn open_items(&self) -> Vec<Attention> {
        let query = Query::Attention {
            settled_since: None,
        };
        self.clinic.find(query).await.unwrap()
    }

    /// What a list is told of fields with two values.
    async fn unsettled(&self, role: Role) -> Value {
        let answer = self.clinic.run(role, "unsettled_fields", json!({})).await;
        answer.unwrap()["fields"].clone()
    }

    async fn only_conflict(&self) -> Conflict {
        let items = self.open_items().await;
        assert_eq!(items.len(), 1);
        items.first().unwrap().conflict().unwrap().clone()
    }
}

#[tokio::test]
async fn what_nobody_touched_meanwhile_is_written_and_says_by_whom() {
    let desk = Desk::with_ann().await;
    let ran = desk
        .change("birth_date", json!("1945-07-14"), json!("1954-07-14"))
        .await;
    assert_eq!(ran.verdict, workflows::Verdict::default());
    let record = desk.record(1).await;
    assert_eq!(record.birth_date.unwrap().to_string(), "1954-07-14");
    assert_eq!(
        record.edited["birth_date"].by,
        desk.clinic.seed.person(Role::Reception)
    );
    assert_eq!(record.edited.len(), 1);
}

#[tokio::test]
async fn of_two_telephone_numbers_the_later_stands_and_the_verdict_says_so() {
    let desk = Desk::with_ann().await;
    let was = json!("085 123 4567");
    desk.change("phone", was.clone(), json!("01 555 0100"))
        .await;
    let later = desk.change("phone", was, json!("01 555 0200")).await;
    assert_eq!(later.verdict.merged, ["phone"]);
    assert_eq!(desk.record(1).await.phone.as_deref(), Some("01 555 0200"));
    assert_eq!(desk.open_items().await.len(), 0);
}

#[tokio::test]
async fn of_two_birth_dates_no_machine_chooses() {
    let desk = Desk::with_ann().await;
    let was = json!("1945-07-14");
    desk.change("birth_date", was.clone(), json!("1954-07-14"))
        .await;
    let later = desk
        .change("birth_date", was.clone(), json!("1945-07-15"))
        .await;
    assert_eq!(later.verdict.items.len(), 1);
    assert_eq!(
        desk.record(1).await.birth_date.unwrap().to_string(),
        "1954-07-14"
    );
    let conflict = desk.only_conflict().await;
    assert_eq!(
        (&conflict.base, &conflict.theirs, &conflict.mine),
        (&was, &json!("1954-07-14"), &json!("1945-07-15"))
    );
    let reception = desk.clinic.seed.person(Role::Reception);
    assert_eq!(
        (conflict.kind, conflict.record),
        (Kind::Patient, id("patient", 1))
    );
    assert_eq!(conflict.asked.person, reception);
    assert_eq!(conflict.theirs_edited.unwrap().by, reception);
}

#[tokio::test]
async fn what_does_not_clash_of_an_edit_is_kept_beside_what_does() {
    let desk = Desk::with_ann().await;
    desk.change("sex", json!("female"), json!("male")).await;
    let both = json!({
        "id": id("patient", 1), "sex": "indeterminate", "email": "ann@host.example",
        "was": { "sex": "female", "email": null },
    });
    desk.run("edit_patient", both).await;
    let record = desk.record(1).await;
    assert_eq!(record.email.as_deref(), Some("ann@host.example"));
    assert_eq!(serde_json::to_value(record.sex).unwrap(), "male");
    assert_eq!(desk.only_conflict().await.mine, "indeterminate");
}

#[tokio::test]
async fn two_who_write_the_same_agree_and_one_who_left_it_alone_changes_nothing() {
    let desk = Desk::with_ann().await;
    let (was, new) = (json!("1945-07-14"), json!("1954-07-14"));
    for _ in 0..2 {
        desk.change("birth_date", was.clone(), new.clone()).await;
    }
    desk.change("birth_date", was.clone(), was).await;
    assert_eq!(
        desk.record(1).await.birth_date.unwrap().to_string(),
        "1954-07-14"
    );
    assert_eq!(desk.open_items().await.len(), 0);
}

#[tokio::test]
async fn a_request_of_an_older_workstation_means_what_it_meant() {
    let desk = Desk::with_ann().await;
    desk.change("sex", json!("female"), json!("male")).await;
    let without = json!({ "id": id("patient", 1), "sex": "indeterminate" });
    desk.run("edit_patient", without).await;
    let sex = desk.record(1).await.sex;
    assert_eq!(serde_json::to_value(sex).unwrap(), "indeterminate");
}

#[tokio::test]
async fn both_sides_name_the_same_item() {
    let (workstation, server) = (Desk::with_ann().await, Desk::with_ann().await);
    let mut named = Vec::new();
    for desk in [&workstation, &server] {
        desk.change("sex", json!("female"), json!("male")).await;
        let request =
            json!({ "id": id("patient", 1), "sex": "not_known", "was": { "sex": "female" } });
        for _ in 0..2 {
            let ran = desk
                .clinic
                .run_as_change(Role::Reception, id("change", 7), "edit_patient", &request)
                .await
                .unwrap();
            named.push(ran.verdict.items);
        }
        assert_eq!(desk.open_items().await.len(), 1, "raised once");
    }
    assert!(named.windows(2).all(|pair| pair[0] == pair[1]));
}

#[tokio::test]
async fn a_value_that_cannot_be_is_refused_before_it_becomes_somebodys_choice() {
    let desk = Desk::with_ann().await;
    desk.change("birth_date", json!("1945-07-14"), json!("1954-07-14"))
        .await;
    let tomorrow = json!({
        "id": id("patient", 1), "birth_date": "2026-11-21", "was": { "birth_date": "1945-07-14" },
    });
    let answer = desk.reception("edit_patient", tomorrow).await;
    assert_eq!(
        super::wrong_fields(answer),
        json!({ "birth_date": "in_future" })
    );
    assert_eq!(desk.open_items().await.len(), 0);
}

#[tokio::test]
async fn two_ends_of_an_insurance_are_merged() {
    let desk = Desk::with_ann().await;
    let coverage = json!({
        "id": id("coverage", 1), "patient": id("patient", 1), "payer": "VHI", "member_number": "7",
    });
    desk.run("record_coverage", coverage).await;
    let end = |on: &str| json!({ "coverage": id("coverage", 1), "on": on, "was": { "to": null } });
    desk.run("end_coverage", end("2026-12-31")).await;
    let later = desk.run("end_coverage", end("2027-01-31")).await;
    assert_eq!(later.verdict.merged, ["to"]);
}

#[tokio::test]
async fn an_allergy_that_somebody_else_resolved_is_not_taken_back_by_a_machine() {
    let desk = Desk::with_ann().await;
    let allergy = json!({
        "id": id("allergy", 1), "patient": id("patient", 1), "substance": "penicillin",
        "criticality": "high",
    });
    desk.doctor("record_allergy", allergy).await.unwrap();
    let mut resolved: clinic::records::Allergy =
        desk.clinic.get(id("allergy", 1)).await.unwrap().unwrap();
    resolved.status = clinic::records::ClinicalStatus::Resolved;
    let mut tx = desk
        .clinic
        .store
        .write(store::Mode::Optimistic)
        .await
        .unwrap();
    testkit::put(&mut tx, &resolved).await.unwrap();
    tx.commit().await.unwrap();

    let retract = json!({
        "allergy": id("allergy", 1), "reason": "never took it",
        "was": { "status": "active", "error_reason": null },
    });
    desk.doctor("retract_allergy", retract).await.unwrap();
    let conflict = desk.only_conflict().await;
    assert_eq!(
        (conflict.kind, conflict.field.as_str()),
        (Kind::Allergy, "status")
    );
    let page = desk.page(Role::Doctor, 1).await;
    assert_eq!(page["unsettled"][0]["mine"], "entered_in_error");
    // What is clinical is not told to those who may not see it.
    assert_eq!(desk.page(Role::Reception, 1).await["unsettled"], json!([]));
}

#[tokio::test]
async fn a_page_shows_both_values_until_somebody_has_chosen() {
    let desk = Desk::with_ann().await;
    desk.change("sex", json!("female"), json!("male")).await;
    desk.change("sex", json!("female"), json!("not_known"))
        .await;
    let unsettled = |page: &Value| page["unsettled"][0].clone();
    let told = unsettled(&desk.page(Role::Reception, 1).await);
    assert_eq!(
        (
            &told["field"],
            &told["current"],
            &told["mine"],
            &told["may_settle"]
        ),
        (
            &json!("sex"),
            &json!("male"),
            &json!("not_known"),
            &json!(true)
        )
    );
    assert_eq!(told["asked_by"], "Reception Person1");
    let told = unsettled(&desk.page(Role::Laboratory, 1).await);
    assert_eq!(told["may_settle"], false, "shown to whoever sees the field");

    let settle = json!({
        "item": told["item"], "choice": { "kind": "keep_mine" }, "was": "male", "reason": "asked",
    });
    desk.run("settle_conflict", settle).await;
    assert_eq!(desk.page(Role::Reception, 1).await["unsettled"], json!([]));
}

#[tokio::test]
async fn every_list_can_learn_of_both_values_until_somebody_has_chosen() {
    let desk = Desk::with_ann().await;
    desk.register(2, "Byrne", "Tom", json!({ "sex": "male" }))
        .await;
    assert_eq!(desk.unsettled(Role::Reception).await, json!([]));
    let was = json!("1945-07-14");
    desk.change("birth_date", was.clone(), json!("1954-07-14"))
        .await;
    desk.change("birth_date", was, json!("1945-07-15")).await;
    for role in [Role::Reception, Role::Laboratory, Role::Administrator] {
        let told = desk.unsettled(role).await;
        assert_eq!(told.as_array().unwrap().len(), 1, "{role:?}");
        let told = &told[0];
        assert_eq!(told["patient"], json!(id("patient", 1)));
        assert_eq!(told["field"], "birth_date");
        assert_eq!(told["current"], "1954-07-14");
        assert_eq!(told["mine"], "1945-07-15");
        assert_eq!(told["mine_age"]["years"], 81);
        assert_eq!(told["asked_by"], "Reception Person1");
    }

    let item = desk.unsettled(Role::Reception).await[0]["item"].clone();
    let settle = json!({
        "item": item, "choice": { "kind": "keep_mine" }, "was": "1954-07-14", "reason": "asked",
    });
    desk.run("settle_conflict", settle).await;
    assert_eq!(desk.unsettled(Role::Reception).await, json!([]));
}

#[tokio::test]
async fn a_list_learns_of_no_value_that_its_reader_may_not_see() {
    let desk = Desk::with_ann().await;
    desk.change("national_number", json!(null), json!("9434765919"))
        .await;
    desk.change("national_number", json!(null), json!("9434765870"))
        .await;
    let fields = |told: Value| told.as_array().unwrap().len();
    assert_eq!(fields(desk.unsettled(Role::Laboratory).await), 1);
    assert_eq!(fields(desk.unsettled(Role::Administrator).await), 0);
}

#[tokio::test]
async fn a_strong_likeness_that_nobody_was_told_of_makes_an_item_and_both_can_be_used() {
    let desk = Desk::with_ann().await;
    let same = |n: u32, seen: Value| {
        super::registration(
            n,
            "Smith",
            "Ann",
            json!({ "birth_date": "1945-07-14", "sex": "female", "seen_duplicates": seen }),
        )
    };
    let shown = json!([id("patient", 1)]);
    let told = desk.run("register_patient", same(2, shown)).await;
    assert_eq!(told.verdict.items, []);

    let untold = desk
        .run("register_patient", same(3, json!([id("patient", 2)])))
        .await;
    assert_eq!(untold.verdict.items.len(), 1);
    let items = desk.open_items().await;
    let Subject::Duplicate(duplicate) = &items[0].subject else {
        panic!("{items:?}");
    };
    assert_eq!(duplicate.registered.uuid(), id("patient", 3));
    assert_eq!(duplicate.existing.uuid(), id("patient", 1));
    for n in [1, 3] {
        desk.page(Role::Reception, n).await;
    }
    // A namesake of another age is nobody's duplicate; an older workstation did not say whom it showed.
    let namesake = json!({ "birth_date": "1990-01-01", "seen_duplicates": [] });
    desk.run(
        "register_patient",
        super::registration(4, "Smith", "Ann", namesake),
    )
    .await;
    let older = json!({ "birth_date": "1945-07-14" });
    desk.register(5, "Smith", "Ann", older).await;
    assert_eq!(desk.open_items().await.len(), 1);
}
