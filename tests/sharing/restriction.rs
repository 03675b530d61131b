//! Restricted records at a workstation: nothing of them without the right, an emergency access after a proof,
//! nothing on paper under it, and the server of the same mind.

use clinic::records::Role;
use serde_json::{Value, json};
use testkit::id;
use wire::Code;

use crate::place::{Desk, Place, booking, registration};

fn page() -> Value {
    json!({ "patient": id("patient", 1) })
}

/// A request to open patient 1 in an emergency, with a proof.
fn opening(n: u32, proof: Value) -> Value {
    let mut request = json!({ "access": {
        "id": id("emergency", n), "patient": id("patient", 1), "reason": "care_emergency",
        "words": "Unconscious in the waiting room",
    } });
    if let (Some(request), Value::Object(proof)) = (request.as_object_mut(), proof) {
        request.extend(proof);
    }
    request
}

async fn code(desk: &Desk, command: &str, request: Value) -> Code {
    desk.call(command, request).await.unwrap_err().code
}

/// A workstation that knows patient 1, whose record is open to the nurse alone.
async fn restricted(place: &Place, name: &str) -> Desk {
    let desk = place.workstation(name, Role::Reception).await;
    desk.until_shared().await;
    desk.done("register_patient", registration(1, "Sentinel"))
        .await;
    desk.done("book_appointment", booking(1, 1, "10:00")).await;
    let draft = json!({ "id": id("invoice", 1), "patient": id("patient", 1) });
    desk.done("draft_invoice", draft).await;
    desk.sign_in(place, Role::Nurse).await;
    desk.done("patient_page", page()).await;
    let restriction = json!({
        "patient": id("patient", 1), "label": "vip", "entitled": [place.seed.person(Role::Nurse)],
    });
    desk.done("restrict_record", restriction).await;
    desk.until_shared().await;
    desk
}

#[tokio::test(flavor = "multi_thread")]
async fn a_record_opens_in_an_emergency_only_after_the_person_has_proved_who_they_are() {
    let place = Place::open().await;
    let desk = restricted(&place, "one").await;
    desk.sign_in(&place, Role::Doctor).await;
    assert_eq!(
        code(&desk, "patient_page", page()).await,
        Code::RecordRestricted
    );
    assert_eq!(
        code(
            &desk,
            "break_glass",
            opening(1, json!({}))["access"].clone()
        )
        .await,
        Code::UnknownCommand,
        "no window passes the proof by"
    );
    for (proof, refused) in [
        (json!({}), Code::InvalidFields),
        (json!({ "password": "guess" }), Code::WrongPassword),
        (json!({ "pin": "482915" }), Code::PinNotEnough),
    ] {
        assert_eq!(
            code(&desk, "open_in_emergency", opening(1, proof)).await,
            refused
        );
    }
    assert_eq!(
        code(&desk, "patient_page", page()).await,
        Code::RecordRestricted
    );
    desk.done(
        "open_in_emergency",
        opening(1, json!({ "password": "demo" })),
    )
    .await;
    let seen = desk.done("patient_page", page()).await;
    assert_eq!(seen["emergency"]["access"], json!(id("emergency", 1)));
    let recent = desk.done("recent_patients", json!({ "limit": 5 })).await;
    assert_eq!(recent["patients"].as_array().unwrap().len(), 1);

    place.clock.advance(60 * 60_000);
    assert_eq!(
        code(&desk, "patient_page", page()).await,
        Code::RecordRestricted
    );
    let recent = desk.done("recent_patients", json!({ "limit": 5 })).await;
    assert_eq!(
        recent["patients"],
        json!([]),
        "nobody is left among the recent ones"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_pin_proves_it_too() {
    let place = Place::open().await;
    let desk = restricted(&place, "one").await;
    desk.sign_in(&place, Role::Doctor).await;
    desk.done("choose_pin", json!({ "password": "demo", "pin": "482915" }))
        .await;
    let wrong = code(
        &desk,
        "open_in_emergency",
        opening(1, json!({ "pin": "482916" })),
    )
    .await;
    assert_eq!(wrong, Code::WrongPin);
    desk.done("open_in_emergency", opening(1, json!({ "pin": "482915" })))
        .await;
    desk.done("patient_page", page()).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_printed_or_saved_of_a_record_that_was_opened_in_an_emergency() {
    let place = Place::open().await;
    let desk = restricted(&place, "one").await;
    desk.sign_in(&place, Role::Doctor).await;
    let paper = json!({
        "document": { "kind": "invoice", "invoice": id("invoice", 1) }, "language": "en",
    });
    assert_eq!(
        code(&desk, "document", paper.clone()).await,
        Code::RecordRestricted
    );
    desk.done(
        "open_in_emergency",
        opening(1, json!({ "password": "demo" })),
    )
    .await;
    desk.done("invoice", json!({ "invoice": id("invoice", 1) }))
        .await;
    for command in ["document", "print_document", "save_document"] {
        assert_eq!(
            code(&desk, command, paper.clone()).await,
            Code::OnlyOnScreen,
            "{command}"
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_administrator_reads_what_was_opened_and_never_whose_name() {
    let place = Place::open().await;
    let desk = restricted(&place, "one").await;
    desk.sign_in(&place, Role::Doctor).await;
    desk.done(
        "open_in_emergency",
        opening(1, json!({ "password": "demo" })),
    )
    .await;
    desk.done("patient_page", page()).await;
    desk.until_shared().await;
    desk.sign_in(&place, Role::Administrator).await;
    let under = |trail: &Value| {
        let lines = trail["lines"].as_array().cloned().unwrap_or_default();
        let under = lines
            .iter()
            .filter(|line| line["reason"] == "care_emergency");
        under.count() > 0
    };
    // Lines go to the server with the next change, and every minute at most.
    place.clock.advance(60_000);
    desk.done(
        "review_emergency_access",
        json!({ "access": id("emergency", 1), "verdict": "justified" }),
    )
    .await;
    let trail = desk
        .until_answer(
            "the lines under the access",
            "audit_trail",
            json!({}),
            under,
        )
        .await;
    assert!(!trail.to_string().contains("SENTINEL"), "{trail}");
    let opened = trail["lines"].as_array().unwrap().iter();
    let opened: Vec<&Value> = opened
        .filter(|line| line["command"] == "break_glass")
        .collect();
    assert_eq!(
        opened[0]["reason"],
        "care_emergency: Unconscious in the waiting room"
    );
    assert_eq!(code(&desk, "access_report", page()).await, Code::NotFound);
    assert_eq!(code(&desk, "audit_trail", page()).await, Code::NotFound);

    // Somebody who is entitled is told, with the reason.
    desk.sign_in(&place, Role::Nurse).await;
    let named = json!({
        "patient": id("patient", 1), "label": "vip",
        "entitled": [place.seed.person(Role::Nurse), place.seed.person(Role::Administrator)],
    });
    desk.done("restrict_record", named).await;
    desk.until_shared().await;
    desk.sign_in(&place, Role::Administrator).await;
    let report = desk.done("access_report", page()).await;
    let lines = report["lines"].as_array().unwrap();
    assert!(lines.iter().any(|line| {
        line["command"] == "break_glass"
            && line["reason"] == "care_emergency: Unconscious in the waiting room"
    }));
}
