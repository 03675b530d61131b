//! Work goes on without the server, and arrives.

use clinic::records::Role;
use serde_json::json;

use crate::place::{Desk, Place, booking, registration};

#[tokio::test(flavor = "multi_thread")]
async fn a_day_without_the_server_arrives_when_it_is_back() {
    let mut place = Place::open().await;
    let reception = place.workstation("one", Role::Reception).await;
    let other = place.workstation("two", Role::Billing).await;
    place.stop_server().await;

    reception
        .done("register_patient", registration(1, "Offaly"))
        .await;
    reception
        .done("book_appointment", booking(1, 1, "10:00"))
        .await;
    let invoice = testkit::id("invoice", 1);
    reception
        .done(
            "draft_invoice",
            json!({ "id": invoice, "patient": testkit::id("patient", 1) }),
        )
        .await;
    let line = json!({
        "id": testkit::id("line", 1), "description": "Consultation", "quantity": 1,
        "unit_price": { "minor": 6000, "currency": "EUR" }, "tax_rate": 2300,
    });
    reception
        .done(
            "edit_invoice_lines",
            json!({ "invoice": invoice, "lines": [line] }),
        )
        .await;
    let issued = reception
        .done("issue_invoice", json!({ "invoice": invoice }))
        .await;
    let number = issued["invoice"]["number"].as_str().unwrap().to_owned();
    let payment = json!({
        "id": testkit::id("payment", 1), "invoice": invoice,
        "amount": { "minor": 7380, "currency": "EUR" }, "method": "cash",
    });
    reception.done("take_payment", payment).await;
    let status = reception.done("sync_status", json!({})).await;
    assert_eq!(
        status["waiting"], 6,
        "everything waits, and the screen can say so"
    );
    assert!(status["waiting_since"].is_string());

    place.start_server().await;
    reception.until_shared().await;
    let arrived = other
        .until_answer(
            "the invoice",
            "invoice",
            json!({ "invoice": invoice }),
            |view| view["standing"] == "paid",
        )
        .await;
    assert_eq!(
        arrived["invoice"]["number"],
        number.as_str(),
        "the number on the paper is the number everywhere"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_double_booking_ends_with_one_booking_and_one_item_to_settle() {
    let mut place = Place::open().await;
    let one = place.workstation("one", Role::Reception).await;
    let two = place.workstation("two", Role::Reception).await;
    one.done("register_patient", registration(1, "First")).await;
    one.done("register_patient", registration(2, "Second"))
        .await;
    one.until_shared().await;
    two.until_answer(
        "the patients",
        "search_patients",
        json!({ "text": "second", "limit": 5 }),
        |answer| {
            answer["patients"]
                .as_array()
                .is_some_and(|patients| patients.len() == 1)
        },
    )
    .await;

    place.stop_server().await;
    one.done("book_appointment", booking(1, 1, "10:00")).await;
    two.done("book_appointment", booking(2, 2, "10:10")).await;
    place.start_server().await;

    for desk in [&one, &two] {
        let list = desk
            .until_answer("one item", "attention_list", json!({}), |list| {
                list["open"] == 1
            })
            .await;
        let item = &list["items"][0];
        assert_eq!(item["item"]["refused"]["command"], "book_appointment");
        assert_eq!(
            item["item"]["refused"]["request"]["reason"], "Check-up",
            "what was typed is all there"
        );
        assert!(
            !item["offers"].as_array().unwrap().is_empty(),
            "free times are offered"
        );
        let day = desk
            .until_answer(
                "one booking",
                "agenda_day",
                json!({ "date": "2026-11-23" }),
                |day| {
                    day["columns"][0]["appointments"]
                        .as_array()
                        .is_some_and(|visits| {
                            visits.len() == 1 && visits[0]["not_yet_shared"] == false
                        })
                },
            )
            .await;
        assert_eq!(
            day["columns"][0]["appointments"].as_array().unwrap().len(),
            1
        );
    }

    settle_by_rebooking(&one, &two).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_answered_survives_the_end_of_the_program() {
    let mut place = Place::open().await;
    let one = place.workstation("one", Role::Reception).await;
    place.stop_server().await;
    one.done("register_patient", registration(1, "Survivor"))
        .await;
    one.done(
        "save_draft",
        json!({ "form": "register_patient", "body": { "family": "Half-typed" } }),
    )
    .await;
    one.workstation.stop().await;
    drop(one);

    let again = place.workstation("one", Role::Reception).await;
    let found = again
        .done("search_patients", json!({ "text": "survivor", "limit": 5 }))
        .await;
    assert_eq!(found["patients"][0]["display_name"], "SURVIVOR, Nora");
    let drafts = again.done("drafts", json!({})).await;
    assert_eq!(drafts["drafts"][0]["body"]["family"], "Half-typed");
    assert_eq!(again.done("sync_status", json!({})).await["waiting"], 1);
    place.start_server().await;
    again.until_shared().await;
}

/// Settling an item on one workstation settles it on the other.
async fn settle_by_rebooking(one: &Desk, two: &Desk) {
    let list = one.done("attention_list", json!({})).await;
    let (item, offer) = (&list["items"][0], &list["items"][0]["offers"][0]);
    one.done(
        "rebook_attention",
        json!({
            "item": item["item"]["id"], "appointment": testkit::id("appointment", 3),
            "practitioner": offer["practitioner"], "date": offer["date"], "start": offer["start"],
            "minutes": offer["minutes"],
        }),
    )
    .await;
    two.until_answer("settled", "attention_list", json!({}), |list| {
        list["open"] == 0
    })
    .await;
}
