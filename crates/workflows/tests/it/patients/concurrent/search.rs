//! A patient with two values in a field is found by either.

use clinic::records::Role;
use serde_json::{Value, json};
use testkit::id;

use crate::patients::Desk;

#[expect(
    clippy::indexing_slicing,
    reason = "a test that cannot go on stops where it stands"
)]
impl Desk {
    /// Who is found by what was typed, best first.
    async fn found(&self, text: &str) -> Vec<Value> {
        let request = json!({ "text": text, "limit": 10 });
        let answer = self.run("search_patients", request).await.response;
        let patients = answer["patients"].as_array().into_iter().flatten();
        patients.map(|patient| patient["id"].clone()).collect()
    }

    /// Patient 1 with two family names and two birth dates, beside patient 2, whose name is alike.
    async fn with_two_of_each() -> Self {
        let desk = Self::with_ann().await;
        desk.register(2, "Smithson", "Tom", json!({ "birth_date": "1950-01-01" }))
            .await;
        let name = |family: &str| json!({ "family": family, "given": "Ann" });
        for family in ["Kavanagh", "Donnelly"] {
            desk.change("name", name("Smith"), name(family)).await;
        }
        for born in ["1954-07-14", "1945-07-15"] {
            desk.change("birth_date", json!("1945-07-14"), json!(born))
                .await;
        }
        assert_eq!(desk.open_items().await.len(), 2);
        desk
    }
}

#[tokio::test]
async fn a_patient_is_found_by_both_values_until_somebody_has_chosen() {
    let desk = Desk::with_two_of_each().await;
    let ann = vec![json!(id("patient", 1))];
    for text in [
        "kavanagh",
        "donnelly",
        "DONN ann",
        "donnelly 14jul54",
        "kavanagh 15/07/1945",
        "14jul54",
        "15jul45",
        "donelly",
    ] {
        assert_eq!(desk.found(text).await, ann, "{text}");
    }
    assert!(desk.found("donnelly tom").await.is_empty());
    assert!(desk.found("14jul45").await.is_empty(), "nobody says so now");

    for field in ["name", "birth_date"] {
        let told = desk.unsettled(Role::Reception).await;
        let mut told = told.as_array().into_iter().flatten();
        let told = told.find(|told| told["field"] == field);
        let told = told.cloned().unwrap_or_default();
        let settle = json!({
            "item": told["item"], "choice": { "kind": "keep_theirs" }, "was": told["current"],
            "reason": "passport shown",
        });
        desk.run("settle_conflict", settle).await;
    }
    assert!(desk.found("donnelly").await.is_empty(), "it was not hers");
    assert_eq!(desk.found("kavanagh").await, ann);
}

#[tokio::test]
async fn whoever_is_found_by_the_other_value_stands_where_it_puts_them() {
    let desk = Desk::with_two_of_each().await;
    desk.register(3, "Donnellyson", "Ann", json!({})).await;
    // A whole family name stands before one that only begins so.
    let both = vec![json!(id("patient", 1)), json!(id("patient", 3))];
    assert_eq!(desk.found("donnelly").await, both);
    let more = json!({ "text": "donnelly", "limit": 1 });
    let answer = desk.run("search_patients", more).await.response;
    assert_eq!(answer["patients"].as_array().map(Vec::len), Some(1));
    assert_eq!(answer["more"], true);
}

#[tokio::test]
async fn nobody_is_found_by_a_value_that_the_asker_may_not_see() {
    let desk = Desk::with_ann().await;
    for number in ["9434765919", "9434765870"] {
        desk.change("national_number", json!(null), json!(number))
            .await;
    }
    for (role, found) in [(Role::Reception, 1), (Role::Administrator, 0)] {
        let request = json!({ "text": "9434765870", "limit": 10 });
        let answer = desk.clinic.run(role, "search_patients", request).await;
        let answer = answer.unwrap_or_default();
        assert_eq!(answer["patients"].as_array().map(Vec::len), Some(found));
    }
}
