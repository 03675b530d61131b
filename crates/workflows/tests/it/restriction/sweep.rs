//! Nothing of a closed record stands in any answer: the words that only patient 1 has are looked for in all of them.

use clinic::{access::Rights, records::Role};
use serde_json::{Value, json};
use testkit::id;
use wire::{CommandKind, commands::SHARED};

use super::{breaking, clinic, done, page, restricted, tells};

/// Requests of every read, each of which told of patient 1 before the record was restricted, where it may.
fn requests(command: &str) -> Vec<Value> {
    match command {
        "search_patients" => ["sentinelname", "ann", "17 may 1960", "7391", "A-000001"]
            .map(|text| json!({ "text": text, "limit": 100 }))
            .into(),
        "possible_duplicates" => vec![json!({
            "name": { "family": "Sentinelname", "given": "Ann" }, "birth_date": "1960-05-17", "sex": "female",
        })],
        "patient_page" => vec![page()],
        "agenda_day" => vec![json!({ "date": "2026-11-20" })],
        "agenda_week" => {
            vec![json!({ "date": "2026-11-20", "practitioner": id("practitioner", 1) })]
        }
        "free_slots" => vec![json!({ "from": "2026-11-20", "minutes": 20, "limit": 50 })],
        "invoice_list" => ["", "sentinelname", "000001"]
            .map(|text| json!({ "filter": "all", "text": text, "offset": 0, "limit": 50 }))
            .into(),
        "invoice" => vec![json!({ "invoice": id("invoice", 1) })],
        "preview_invoice_lines" => vec![json!({ "invoice": id("invoice", 1), "lines": [] })],
        "attention_list" => vec![json!({ "settled": true })],
        _ => vec![json!({})],
    }
}

#[tokio::test]
async fn no_answer_to_anybody_who_is_not_entitled_tells_of_the_patient() {
    let clinic = restricted().await;
    for command in SHARED
        .iter()
        .filter(|command| command.kind == CommandKind::Reads)
    {
        for role in Role::ALL.into_iter().filter(|role| *role != Role::Doctor) {
            if !command
                .permission
                .is_some_and(|permission| Rights::of(role).may(permission))
            {
                continue;
            }
            for request in requests(command.name) {
                let answer = clinic.run(role, command.name, request).await;
                let mut told = answer.unwrap_or_else(|failure| failure.data);
                if command.name == "search_patients" {
                    told["locked"].take();
                }
                assert!(!tells(&told), "{} as {role:?}: {told}", command.name);
            }
        }
    }
}

#[tokio::test]
async fn the_sweep_would_notice_and_whoever_is_entitled_sees_everything() {
    let open = clinic().await;
    let closed = restricted().await;
    for (role, command) in [
        (Role::Doctor, "search_patients"),
        (Role::Doctor, "patient_page"),
        (Role::Doctor, "agenda_day"),
        (Role::Doctor, "agenda_week"),
        (Role::Doctor, "invoice_list"),
        (Role::Doctor, "invoice"),
        (Role::Doctor, "attention_list"),
        (Role::Doctor, "monitor_assignments"),
    ] {
        for request in requests(command).into_iter().take(1) {
            for clinic in [&open, &closed] {
                let answer = done(clinic, role, command, request.clone()).await;
                assert!(tells(&answer), "{command}");
            }
        }
    }
}

#[tokio::test]
async fn counts_and_sums_leave_the_patient_out() {
    let (open, closed) = (clinic().await, restricted().await);
    let all = json!({ "filter": "all", "text": "", "offset": 0, "limit": 50 });
    let before = done(&open, Role::Billing, "invoice_list", all.clone()).await;
    let after = done(&closed, Role::Billing, "invoice_list", all).await;
    assert_eq!((&before["total"], &after["total"]), (&json!(2), &json!(1)));
    let half = |before: &Value, after: &Value| {
        assert_eq!(before.as_i64(), after.as_i64().map(|minor| minor * 2));
    };
    half(&before["due"]["minor"], &after["due"]["minor"]);
    let before = done(&open, Role::Billing, "billing_overview", json!({})).await;
    let after = done(&closed, Role::Billing, "billing_overview", json!({})).await;
    half(&before["due"]["minor"], &after["due"]["minor"]);
    half(&before["unpaid_count"], &after["unpaid_count"]);
    half(&before["taken"]["minor"], &after["taken"]["minor"]);
    let waiting = |answer: Value| answer["open"].clone();
    let before = waiting(done(&open, Role::Reception, "attention_list", json!({})).await);
    let after = waiting(done(&closed, Role::Reception, "attention_list", json!({})).await);
    half(&before, &after);
}

#[tokio::test]
async fn the_agenda_shows_a_time_that_is_taken_and_nobody_is_booked_into_it() {
    let clinic = restricted().await;
    let day = done(
        &clinic,
        Role::Reception,
        "agenda_day",
        json!({ "date": "2026-11-20" }),
    )
    .await;
    let column = &day["columns"][0];
    assert_eq!(
        column["occupied"],
        json!([{ "from": "14:00", "to": "14:20", "room": id("room", 1) }])
    );
    assert_eq!(column["appointments"].as_array().unwrap().len(), 1);
    let booking = json!({
        "id": id("appointment", 9), "patient": id("patient", 2), "practitioner": id("practitioner", 1),
        "date": "2026-11-20", "start": "14:00", "minutes": 20,
    });
    let refused = clinic
        .run(Role::Reception, "book_appointment", booking)
        .await
        .unwrap_err();
    assert_eq!(refused.code, wire::Code::SlotTaken);
    assert_eq!(
        refused.data["by"],
        Value::Null,
        "by whose visit is not told"
    );
}

#[tokio::test]
async fn only_who_may_open_it_in_an_emergency_finds_the_name_the_birth_date_and_nothing_else() {
    let clinic = restricted().await;
    for role in Role::ALL {
        let search = json!({ "text": "sentinelname", "limit": 10 });
        let found = done(&clinic, role, "search_patients", search).await;
        let locked = json!([{
            "id": id("patient", 1), "display_name": "SENTINELNAME, Ann", "birth_date": "1960-05-17",
            "age": found["locked"][0]["age"],
        }]);
        let expected = match role {
            Role::Nurse | Role::Pharmacy => locked,
            _ => Value::Null,
        };
        assert_eq!(found["locked"], expected, "{role:?}");
        let finds = found["patients"].as_array().unwrap().len();
        assert_eq!(finds, usize::from(role == Role::Doctor), "{role:?}");
    }
    done(&clinic, Role::Nurse, "break_glass", breaking(1)).await;
    let search = json!({ "text": "sentinelname", "limit": 10 });
    let found = done(&clinic, Role::Nurse, "search_patients", search).await;
    assert_eq!(found["locked"], Value::Null);
    assert_eq!(found["patients"].as_array().unwrap().len(), 1);
}
