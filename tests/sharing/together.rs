//! Two workstations with the server between them.

use clinic::records::Role;
use serde_json::json;

use crate::place::{Place, booking, registration};

#[tokio::test(flavor = "multi_thread")]
async fn what_one_registers_and_books_the_other_sees() {
    let place = Place::open().await;
    let reception = place.workstation("one", Role::Reception).await;
    let doctor = place.workstation("two", Role::Doctor).await;

    let registered = reception
        .done("register_patient", registration(1, "Gallagher"))
        .await;
    assert_eq!(
        registered["not_yet_shared"], true,
        "own writes show at once, marked"
    );
    reception
        .done("book_appointment", booking(1, 1, "10:00"))
        .await;

    let day = doctor
        .until_answer(
            "the visit on the other workstation",
            "agenda_day",
            json!({ "date": "2026-11-23" }),
            |day| {
                day["columns"][0]["appointments"]
                    .as_array()
                    .is_some_and(|visits| visits.len() == 1)
            },
        )
        .await;
    let visit = &day["columns"][0]["appointments"][0];
    assert_eq!(visit["patient"]["display_name"], "GALLAGHER, Nora");
    assert_eq!(visit["not_yet_shared"], false);
    reception
        .until_answer(
            "it is confirmed by the server's own rows",
            "search_patients",
            json!({ "text": "gall", "limit": 5 }),
            |page| page["patients"][0]["not_yet_shared"] == false,
        )
        .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn both_hold_the_same_records_in_the_end() {
    let place = Place::open().await;
    let one = place.workstation("one", Role::Reception).await;
    let two = place.workstation("two", Role::Reception).await;
    for n in 0..10 {
        let desk = if n % 2 == 0 { &one } else { &two };
        desk.done("register_patient", registration(n, &format!("Family{n}")))
            .await;
    }
    let all = json!({ "text": "nora", "limit": 50 });
    let mut found = Vec::new();
    for desk in [&one, &two] {
        let answer = desk
            .until_answer("ten patients", "search_patients", all.clone(), |answer| {
                answer["patients"].as_array().is_some_and(|patients| {
                    patients.len() == 10
                        && patients
                            .iter()
                            .all(|patient| patient["not_yet_shared"] == false)
                })
            })
            .await;
        let mut rows: Vec<String> = answer["patients"]
            .as_array()
            .unwrap()
            .iter()
            .map(ToString::to_string)
            .collect();
        rows.sort();
        found.push(rows);
    }
    assert_eq!(found[0], found[1]);
}

#[tokio::test(flavor = "multi_thread")]
async fn numbers_given_on_two_workstations_never_meet() {
    let place = Place::open().await;
    let one = place.workstation("one", Role::Reception).await;
    let two = place.workstation("two", Role::Reception).await;
    let first = one.done("register_patient", registration(1, "One")).await;
    let second = two.done("register_patient", registration(2, "Two")).await;
    let letters: Vec<String> = [&first, &second]
        .iter()
        .map(|view| {
            view["record_number"]
                .as_str()
                .unwrap()
                .split('-')
                .next()
                .unwrap()
                .to_owned()
        })
        .collect();
    assert_ne!(letters[0], letters[1]);
}
