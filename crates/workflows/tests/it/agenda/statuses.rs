//! A visit's way through its day.

use clinic::records::AppointmentStatus;
use serde_json::{Value, json};
use testkit::id;
use wire::{Code, agenda::AppointmentView};

use super::{Desk, MONDAY, booking, moving, with};

use AppointmentStatus::{Arrived, Booked, Cancelled, DidNotAttend, Done, InRoom};

/// The desk at ten on Monday, with a visit booked for then.
async fn at_ten() -> Desk {
    let mut desk = Desk::open().await;
    desk.book(1, "10:00", 20).await;
    desk.clinic.at("2026-11-23T10:00:00Z");
    desk
}

#[tokio::test]
async fn a_visit_goes_from_arrival_to_its_end_and_every_step_can_be_undone() {
    let desk = at_ten().await;
    for (to, next) in [
        ("arrived", vec![InRoom, Booked, Cancelled]),
        ("in_room", vec![Done, Arrived]),
        ("done", vec![InRoom]),
        ("in_room", vec![Done, Arrived]),
        ("arrived", vec![InRoom, Booked, Cancelled]),
        ("booked", vec![Arrived, DidNotAttend, Cancelled]),
        ("did_not_attend", vec![Booked]),
        ("booked", vec![Arrived, DidNotAttend, Cancelled]),
    ] {
        let view = desk.advance(1, to).await.unwrap();
        assert_eq!(view.next, next, "{to}");
    }
}

#[tokio::test]
async fn a_step_that_is_not_next_is_refused_with_both_statuses() {
    let desk = at_ten().await;
    let refused = desk.advance(1, "done").await.unwrap_err();
    assert_eq!(refused.code, Code::StatusNotAllowed);
    assert_eq!(refused.data, json!({ "from": "booked", "to": "done" }));
    // Cancelling goes through its own command, which asks why.
    let refused = desk.advance(1, "cancelled").await.unwrap_err();
    assert_eq!(refused.code, Code::InvalidFields);
}

#[tokio::test]
async fn the_same_step_taken_at_two_desks_is_taken_once() {
    let mut desk = at_ten().await;
    let first = desk.advance(1, "arrived").await.unwrap();
    desk.clinic.at("2026-11-23T10:05:00Z");
    let second = desk.advance(1, "arrived").await.unwrap();
    assert_eq!(second.appointment.arrived_at, first.appointment.arrived_at);
    assert_eq!(desk.version(1).await, 2);
}

#[tokio::test]
async fn waiting_is_counted_from_arrival_until_the_room() {
    let mut desk = at_ten().await;
    assert_eq!(
        desk.advance(1, "arrived").await.unwrap().waiting_minutes,
        Some(0)
    );
    desk.clinic.at("2026-11-23T10:17:30Z");
    let waiting = |view: &AppointmentView| view.waiting_minutes;
    let day = desk.day(MONDAY).await;
    assert_eq!(waiting(&day.columns[0].appointments[0]), Some(17));
    assert_eq!(waiting(&desk.advance(1, "in_room").await.unwrap()), None);
}

#[tokio::test]
async fn nobody_has_failed_to_attend_a_visit_that_is_still_to_come() {
    let mut desk = at_ten().await;
    desk.clinic.at("2026-11-23T09:59:00Z");
    let refused = desk.advance(1, "did_not_attend").await.unwrap_err();
    assert_eq!(refused.code, Code::StatusNotAllowed);
}

#[tokio::test]
async fn who_has_arrived_is_handed_over_or_put_off_within_the_day_and_offered_no_other() {
    let desk = at_ten().await;
    desk.advance(1, "arrived").await.unwrap();
    let tomorrow = with(moving(1, "10:00", 20), json!({ "date": "2026-11-24" }));
    let refused = desk.refusal("move_appointment", tomorrow).await;
    assert_eq!(refused.code, Code::StatusNotAllowed);
    desk.book(2, "15:40", 80).await;
    let refused = desk
        .refusal("move_appointment", moving(1, "16:40", 20))
        .await;
    let answer = super::taken(refused);
    assert!(!answer.offers.is_empty());
    assert!(
        answer
            .offers
            .iter()
            .all(|offer| offer.date.to_string() == MONDAY)
    );
    let later = moving(1, "11:00", 20);
    desk.ask::<Value>("move_appointment", later).await.unwrap();
}

#[tokio::test]
async fn reason_and_services_change_and_the_place_stays() {
    let desk = Desk::open().await;
    let booked = desk.book(1, "10:00", 20).await;
    let describing = |services: Value| json!({ "appointment": id("appointment", 1), "reason": "fever", "services": services });
    let services = json!([id("service", 1), id("service", 2)]);
    let view: AppointmentView = desk
        .ask("describe_appointment", describing(services))
        .await
        .unwrap();
    assert_eq!(view.appointment.reason, "fever");
    assert_eq!(view.appointment.services.len(), 2);
    assert_eq!(view.appointment.starts_at, booked.appointment.starts_at);
    let unknown = describing(json!([id("service", 99)]));
    let refused = desk.refusal("describe_appointment", unknown).await;
    assert_eq!(refused.code, Code::InvalidFields);
}

#[tokio::test]
async fn what_does_not_exist_is_not_found() {
    let desk = Desk::open().await;
    let nobody = json!({ "appointment": id("appointment", 99) });
    for (command, fields) in [
        ("move_appointment", moving(99, "10:00", 20)),
        ("cancel_appointment", json!({ "reason": "x" })),
        ("advance_appointment", json!({ "to": "arrived" })),
        (
            "describe_appointment",
            json!({ "reason": "x", "services": [] }),
        ),
    ] {
        let refused = desk.refusal(command, with(nobody.clone(), fields)).await;
        assert_eq!(refused.code, Code::NotFound, "{command}");
    }
    let refused = desk
        .refusal("book_appointment", booking(1, 99, "10:00", 20))
        .await;
    assert_eq!(refused.data, json!({ "kind": "patient" }));
}
