//! Every way into the agenda, and what keeps visits apart.

use async_trait::async_trait;
use clinic::records::{Appointment, AppointmentStatus, Kind, Role};
use serde_json::{Value, json};
use store::{Mode, Tx};
use testkit::id;
use uuid::Uuid;
use values::{Instant, ids::RoomId};
use wire::{
    Code,
    agenda::{AppointmentView, TakenBy},
};
use workflows::{
    AuditLine, Query, Records, RecordsError, Run, SeriesRun, Stored, Tally, context::Stop,
    dispatch::run,
};

use super::{Desk, MONDAY, booking, moving, starts, taken, time, visit_id, with};

#[tokio::test]
async fn a_booked_visit_is_shown_with_its_patient_and_as_not_yet_shared() {
    let desk = Desk::open().await;
    let request = with(
        booking(1, 1, "10:00", 20),
        json!({ "reason": " cough ", "services": [id("service", 1)] }),
    );
    let view: AppointmentView = desk.ask("book_appointment", request).await.unwrap();
    assert_eq!(view.patient.display_name, "MURPHY, Ann 1");
    assert_eq!(view.end, time("10:20"));
    assert!(view.not_yet_shared);
    let visit = view.appointment;
    assert_eq!(visit.status, AppointmentStatus::Booked);
    assert_eq!(visit.reason, "cough");
    assert_eq!(visit.room, Some(RoomId::from_uuid(id("room", 1))));
    assert_eq!(visit.booked_by, desk.clinic.seed.person(Role::Reception));
    assert_eq!(visit.booked_at, desk.clinic.now());
}

#[tokio::test]
async fn a_taken_place_is_refused_with_the_nearest_free_ones_and_each_can_be_booked() {
    let desk = Desk::open().await;
    desk.book(1, "10:00", 20).await;
    let refused = desk
        .refusal("book_appointment", booking(2, 2, "10:05", 20))
        .await;
    assert_eq!(refused.code, Code::SlotTaken);
    let answer = taken(refused);
    assert_eq!(
        (answer.what, answer.by),
        (TakenBy::Practitioner, Some(visit_id(1)))
    );
    assert_eq!(
        starts(&answer.offers),
        ["10:20", "09:40", "10:40", "09:20", "11:00"].map(|start| format!("{MONDAY} {start}"))
    );
    for (n, offer) in (10..).zip(answer.offers) {
        let request = with(
            booking(n, 2, "00:00", 20),
            serde_json::to_value(offer).unwrap(),
        );
        let booked: AppointmentView = desk.ask("book_appointment", request).await.unwrap();
        assert_eq!(booked.appointment.start, offer.start);
    }
}

#[tokio::test]
async fn room_and_patient_are_kept_apart_like_the_practitioner() {
    let desk = Desk::open().await;
    desk.book(1, "10:00", 20).await;
    let second = json!({ "practitioner": id("practitioner", 2) });
    let other = |patient| with(booking(2, patient, "10:00", 20), second.clone());
    for (request, what) in [
        (
            with(other(2), json!({ "room": id("room", 1) })),
            TakenBy::Room,
        ),
        (other(1), TakenBy::Patient),
    ] {
        let answer = taken(desk.refusal("book_appointment", request).await);
        assert_eq!((answer.what, answer.by), (what, Some(visit_id(1))));
        assert_eq!(answer.offers.len(), 5);
    }
    assert!(
        desk.ask::<Value>("book_appointment", other(2))
            .await
            .is_ok()
    );
}

#[tokio::test]
async fn a_time_outside_hours_or_in_a_break_is_booked_on_purpose_only() {
    let desk = Desk::open().await;
    for (n, start) in [(1, "08:30"), (2, "12:20"), (3, "20:00")] {
        let request = booking(n, n, start, 20);
        let refused = desk.refusal("book_appointment", request.clone()).await;
        assert_eq!(refused.code, Code::OutsideHours, "{start}");
        let answer = taken(refused);
        assert_eq!((answer.what, answer.by), (TakenBy::Hours, None));
        assert_eq!(answer.offers.len(), 5);
        let on_purpose = with(request, json!({ "outside_hours": true }));
        assert!(
            desk.ask::<Value>("book_appointment", on_purpose)
                .await
                .is_ok()
        );
    }
}

#[tokio::test]
async fn a_request_that_comes_twice_books_once() {
    let desk = Desk::open().await;
    let first = desk.book(1, "10:00", 20).await;
    let again = desk.book(1, "10:00", 20).await;
    assert_eq!(again.appointment.id, first.appointment.id);
    assert_eq!(desk.version(1).await, 1);
    // Another patient's visit under the same id is a fault of the caller, and answered as one.
    let refused = desk
        .refusal("book_appointment", booking(1, 2, "11:00", 20))
        .await;
    assert_eq!(refused.code, Code::InvalidFields);
}

#[tokio::test]
async fn what_a_request_names_must_exist_and_take_appointments() {
    let desk = Desk::open().await;
    let mut retired = desk.clinic.seed.practitioners[1].clone();
    retired.active = false;
    let body = serde_json::to_value(retired).unwrap();
    desk.put(Kind::Practitioner, ("practitioner", 2), body)
        .await;
    for (fields, code) in [
        (json!({ "patient": id("patient", 99) }), Code::NotFound),
        (
            json!({ "practitioner": id("practitioner", 99) }),
            Code::NotFound,
        ),
        (json!({ "room": id("room", 99) }), Code::NotFound),
        (
            json!({ "services": [id("service", 1), id("service", 99)] }),
            Code::InvalidFields,
        ),
        (
            json!({ "practitioner": id("practitioner", 2) }),
            Code::InvalidFields,
        ),
        (json!({ "minutes": 4 }), Code::InvalidFields),
        (json!({ "minutes": 485 }), Code::InvalidFields),
        (json!({ "reason": "x".repeat(501) }), Code::InvalidFields),
        (json!({ "date": "2026-11-19" }), Code::InThePast),
        (
            json!({ "date": "2027-03-28", "start": "01:30" }),
            Code::TimeDoesNotExist,
        ),
        (
            json!({ "start": "23:50", "outside_hours": true }),
            Code::InvalidFields,
        ),
    ] {
        let request = with(booking(1, 1, "10:00", 20), fields.clone());
        let refused = desk.refusal("book_appointment", request).await;
        assert_eq!(refused.code, code, "{fields}");
    }
    assert!(desk.visit(1).await.is_none());
}

#[tokio::test]
async fn lengthening_and_moving_are_checked_and_a_move_to_the_same_place_changes_nothing() {
    let desk = Desk::open().await;
    desk.book(1, "10:00", 20).await;
    desk.book(2, "10:40", 20).await;
    for (start, minutes) in [("10:00", 45), ("10:30", 20)] {
        let request = moving(1, start, minutes);
        let answer = taken(desk.refusal("move_appointment", request).await);
        assert_eq!(answer.by, Some(visit_id(2)));
        assert!(
            answer
                .offers
                .iter()
                .all(|offer| u32::from(offer.minutes) == minutes)
        );
    }
    let same: AppointmentView = desk
        .ask("move_appointment", moving(1, "10:00", 20))
        .await
        .unwrap();
    assert_eq!(same.appointment.start, time("10:00"));
    assert_eq!(desk.version(1).await, 1);
    let longer: AppointmentView = desk
        .ask("move_appointment", moving(1, "10:00", 40))
        .await
        .unwrap();
    assert_eq!(longer.end, time("10:40"));
    assert_eq!(desk.version(1).await, 2);
}

#[tokio::test]
async fn a_moved_visit_keeps_its_room_and_one_handed_over_gets_the_other_s() {
    let desk = Desk::open().await;
    let chosen = with(booking(1, 1, "10:00", 20), json!({ "room": id("room", 2) }));
    desk.ask::<Value>("book_appointment", chosen).await.unwrap();
    let room = |view: AppointmentView| view.appointment.room.map(RoomId::uuid);
    let moved = desk.ask("move_appointment", moving(1, "11:00", 20)).await;
    assert_eq!(room(moved.unwrap()), Some(id("room", 2)));

    desk.book(2, "10:00", 20).await;
    let over = with(
        moving(2, "10:00", 20),
        json!({ "practitioner": id("practitioner", 2) }),
    );
    let handed = desk.ask("move_appointment", over).await;
    assert_eq!(room(handed.unwrap()), Some(id("room", 2)));
}

#[tokio::test]
async fn a_cancelled_visit_frees_its_place_and_gets_it_back_only_while_it_is_free() {
    let desk = Desk::open().await;
    desk.book(1, "10:00", 20).await;
    let refused = desk.cancel(1, "  ").await.unwrap_err();
    assert_eq!(refused.code, Code::InvalidFields);
    desk.cancel(1, "flu").await.unwrap();
    assert_eq!(
        desk.visit(1).await.unwrap().cancel_reason.as_deref(),
        Some("flu")
    );

    desk.book(2, "10:00", 20).await;
    let answer = taken(desk.advance(1, "booked").await.unwrap_err());
    assert_eq!(
        (answer.what, answer.by),
        (TakenBy::Practitioner, Some(visit_id(2)))
    );
    assert_eq!(answer.offers.len(), 5);

    desk.cancel(2, "not needed").await.unwrap();
    let back = desk.advance(1, "booked").await.unwrap();
    assert_eq!(back.appointment.cancel_reason, None);
}

/// Records that do not show appointments of other workstations, as when two bookings meet on the server.
struct Blind(Tx);

#[async_trait]
impl Records for Blind {
    async fn get(&mut self, kind: Kind, id: Uuid) -> Result<Option<Stored>, RecordsError> {
        self.0.get(kind, id).await
    }
    async fn find(&mut self, query: &Query) -> Result<Vec<Stored>, RecordsError> {
        match query {
            Query::AppointmentsBetween { .. } => Ok(Vec::new()),
            other => self.0.find(other).await,
        }
    }
    async fn tally(&mut self, query: &Query) -> Result<Tally, RecordsError> {
        self.0.tally(query).await
    }
    async fn put(&mut self, kind: Kind, id: Uuid, body: Value) -> Result<(), RecordsError> {
        self.0.put(kind, id, body).await
    }
    async fn allot(&mut self, purpose: &str) -> Result<String, RecordsError> {
        self.0.allot(purpose).await
    }
    async fn series(&mut self) -> Result<Vec<SeriesRun>, RecordsError> {
        self.0.series().await
    }
    async fn letters(&mut self) -> Result<String, RecordsError> {
        self.0.letters().await
    }
    async fn confirmed(&mut self, kind: Kind, id: Uuid) -> Result<Option<Value>, RecordsError> {
        self.0.confirmed(kind, id).await
    }
    async fn audit(&mut self, line: AuditLine) -> Result<(), RecordsError> {
        self.0.audit(line).await
    }
}

#[tokio::test]
async fn when_only_the_database_sees_the_overlap_the_answer_is_the_same() {
    let desk = Desk::open().await;
    desk.book(1, "10:00", 20).await;
    desk.book(2, "11:00", 20).await;
    let in_room = |request, n| with(request, json!({ "room": id("room", n) }));
    let second = json!({ "practitioner": id("practitioner", 2) });
    let with_second = |patient| with(booking(9, patient, "10:00", 20), second.clone());
    for (command, request, what) in [
        (
            "book_appointment",
            in_room(booking(9, 3, "10:00", 20), 2),
            TakenBy::Practitioner,
        ),
        (
            "book_appointment",
            in_room(with_second(3), 1),
            TakenBy::Room,
        ),
        ("book_appointment", with_second(1), TakenBy::Patient),
        (
            "move_appointment",
            in_room(moving(2, "10:00", 20), 2),
            TakenBy::Practitioner,
        ),
    ] {
        let mut records = Blind(desk.clinic.store.write(Mode::Optimistic).await.unwrap());
        let asked = Run {
            actor: desk.clinic.actor(Role::Reception),
            now: desk.clinic.now(),
            change: values::ids::ChangeId::at(desk.clinic.now()),
            command,
            request,
            allotted: std::collections::BTreeMap::new(),
            audited: true,
        };
        let Err(Stop::Refused(refused)) = run(&mut records, asked).await else {
            panic!("{command} was not refused");
        };
        let answer = taken(refused);
        assert_eq!((answer.what, answer.by), (what, None));
        assert_eq!(answer.offers.len(), 5);
        let wanted = format!("{MONDAY} 10:00");
        assert!(!starts(&answer.offers).contains(&wanted));
    }
}

#[tokio::test]
async fn nine_o_clock_is_nine_o_clock_on_both_sides_of_a_change_of_clocks() {
    let desk = Desk::open().await;
    for (n, date, expected) in [
        (1, "2027-03-26", "2027-03-26T09:00:00.000Z"),
        (2, "2027-03-29", "2027-03-29T08:00:00.000Z"),
    ] {
        let request = with(booking(n, n, "09:00", 20), json!({ "date": date }));
        desk.ask::<Value>("book_appointment", request)
            .await
            .unwrap();
        let visit: Appointment = desk.visit(n).await.unwrap();
        assert_eq!(visit.starts_at, expected.parse::<Instant>().unwrap());
        let day = desk.day(date).await;
        assert_eq!(day.columns[0].appointments[0].appointment.id, visit.id);
    }
}
