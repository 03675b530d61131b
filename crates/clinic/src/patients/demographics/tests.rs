//! Registrations as they come, right and wrong.

use super::*;
use proptest::prelude::*;
use serde_json::{Value, json};

fn today() -> LocalDate {
    "2026-11-20".parse().unwrap()
}

fn patient(fields: &Value) -> Patient {
    let mut body = json!({
        "id": "01930000-0000-7000-8000-000000000001", "record_number": "A-000001", "sex": "female",
        "name": { "family": "Smith", "given": "Ann" }, "registered_at": "2026-01-01T00:00:00.000Z",
    });
    let fields = fields.as_object().cloned().unwrap_or_default();
    body.as_object_mut().unwrap().extend(fields);
    tidy(serde_json::from_value(body).unwrap())
}

fn problems(fields: &Value) -> Vec<(&'static str, Problem)> {
    demographic_problems(&patient(fields), today())
        .into_iter()
        .map(|problem| (problem.field, problem.problem))
        .collect()
}

#[test]
fn real_registrations_pass() {
    for fields in [
        json!({}),
        json!({ "name": { "family": "Suharto" } }),
        json!({ "name": { "family": "Nguyễn", "given": "Thị Đào", "prefix": "Mrs", "preferred": "Đào" } }),
        json!({ "name": { "family": "王", "given": "小明" }, "other_name": { "family": "Wang", "given": "Xiaoming" } }),
        json!({ "birth_date": "2026-11-20" }),
        json!({ "birth_date": "1896-11-20" }),
        json!({ "birth_date": "1945", "died_on": "1945-01-01" }),
        json!({ "phone": "(085) 123-4567 ext. 12", "second_phone": "٠٨٥ ١٢٣ ٤٥٦٧" }),
        json!({ "email": "ann.o'brien+gp@mail.example" }),
        json!({ "national_number": "943 476 5919", "language": "zh-Hant-TW" }),
        json!({ "address": { "lines": ["Flat 2", "1 Harbour Street"], "city": "Dublin", "postal_code": "D01 F5P2" } }),
        json!({ "emergency_contact": { "name": "Tom Smith", "relationship": "", "phone": "" } }),
    ] {
        assert_eq!(problems(&fields), [], "{fields}");
    }
}

fn each_problem_stands_at_its_field(
    rows: impl IntoIterator<Item = (Value, (&'static str, Problem))>,
) {
    for (fields, expected) in rows {
        assert_eq!(problems(&fields), [expected], "{fields}");
    }
}

#[test]
fn wrong_names_and_dates_are_named_with_their_problem() {
    use Problem::{InFuture, Invalid, Required, TooLong};
    let long = "x".repeat(101);
    each_problem_stands_at_its_field([
        (
            json!({ "name": { "family": " ", "given": "Ann" } }),
            ("name.family", Required),
        ),
        (
            json!({ "name": { "family": "---" } }),
            ("name.family", Invalid),
        ),
        (
            json!({ "name": { "family": long } }),
            ("name.family", TooLong),
        ),
        (
            json!({ "name": { "family": "Li", "given": long } }),
            ("name.given", TooLong),
        ),
        (
            json!({ "other_name": { "family": "", "given": "Ann" } }),
            ("other_name.family", Required),
        ),
        (
            json!({ "birth_date": "2026-11-21" }),
            ("birth_date", InFuture),
        ),
        (json!({ "birth_date": "2027" }), ("birth_date", InFuture)),
        (
            json!({ "birth_date": "1895-11-20" }),
            ("birth_date", Invalid),
        ),
        (json!({ "died_on": "2026-11-21" }), ("died_on", InFuture)),
        (
            json!({ "birth_date": "1980-05-03", "died_on": "1980-05-02" }),
            ("died_on", Invalid),
        ),
    ]);
}

#[test]
fn wrong_numbers_and_contacts_are_named_with_their_problem() {
    use Problem::{Invalid, Required, TooLong};
    let long = "x".repeat(101);
    each_problem_stands_at_its_field([
        (
            json!({ "national_number": "943 476 5918" }),
            ("national_number", Invalid),
        ),
        (json!({ "phone": "12" }), ("phone", Invalid)),
        (
            json!({ "second_phone": "ask Ann" }),
            ("second_phone", Invalid),
        ),
        (json!({ "email": "ann" }), ("email", Invalid)),
        (json!({ "email": "ann@host" }), ("email", Invalid)),
        (
            json!({ "email": "ann smith@host.example" }),
            ("email", Invalid),
        ),
        (json!({ "email": "a@b@host.example" }), ("email", Invalid)),
        (
            json!({ "language": "english language" }),
            ("language", Invalid),
        ),
        (
            json!({ "address": { "lines": [long], "city": "", "postal_code": "" } }),
            ("address.lines", TooLong),
        ),
        (
            json!({ "address": { "lines": [], "city": "", "postal_code": long } }),
            ("address.postal_code", TooLong),
        ),
        (
            json!({ "emergency_contact": { "name": "", "relationship": "son", "phone": "085 1234567" } }),
            ("emergency_contact.name", Required),
        ),
        (
            json!({ "emergency_contact": { "name": "Tom", "relationship": "", "phone": "?" } }),
            ("emergency_contact.phone", Invalid),
        ),
    ]);
}

#[test]
fn fields_that_hold_nothing_are_kept_absent() {
    let tidied = patient(&json!({
        "name": { "family": "  Smith ", "given": " Ann  Marie", "prefix": " " },
        "other_name": { "family": " " }, "phone": " ", "email": "", "national_number": "943-476-5919",
        "address": { "lines": [" ", ""], "city": " ", "postal_code": "" },
        "emergency_contact": { "name": "", "relationship": " ", "phone": "" },
    }));
    assert_eq!(tidied.name, HumanName::new("Smith", "Ann Marie"));
    assert_eq!(tidied.national_number.as_deref(), Some("9434765919"));
    assert!(tidied.other_name.is_none() && tidied.phone.is_none() && tidied.email.is_none());
    assert!(tidied.address.is_none() && tidied.emergency_contact.is_none());
}

proptest! {
    #[test]
    fn tidying_twice_changes_nothing(family in "\\PC{0,30}", phone in ".{0,30}", number in ".{0,20}") {
        let once = patient(&json!({ "name": { "family": family }, "phone": phone, "national_number": number }));
        let twice = tidy(once.clone());
        prop_assert_eq!(serde_json::to_value(once).unwrap(), serde_json::to_value(twice).unwrap());
    }
}
