//! Leases of times.

use values::ids::{DeviceId, PersonId, SlotLeaseId};

use super::*;
use crate::agenda::{
    BookingRefused, Day, advance, book, cancel,
    fixtures::{Clinic, MONDAY, device, draft, dublin, instant, practitioner_id, slot, time},
    reschedule,
};

fn id(number: u128) -> SlotLeaseId {
    SlotLeaseId::from_uuid(uuid::Uuid::from_u128(number))
}

fn wanted(number: u128, holder: DeviceId, from: &str, to: &str) -> LeaseDraft {
    LeaseDraft {
        id: id(number),
        practitioner: practitioner_id(1),
        date: MONDAY.parse().unwrap(),
        from: time(from),
        to: time(to),
        device: holder,
        workstation: "B".to_owned(),
        granted_by: PersonId::from_uuid(uuid::Uuid::nil()),
    }
}

fn now() -> Instant {
    instant("2026-11-20T08:00:00Z")
}

/// Workstation 2 holds ten to twelve.
fn held() -> SlotLease {
    lease(
        &dublin(),
        now(),
        wanted(1, device(2), "10:00", "12:00"),
        &[],
    )
    .unwrap()
}

#[test]
fn leases_of_two_workstations_never_overlap() {
    let kept = [held()];
    let by = id(1);
    for (from, to, holder, expected) in [
        ("09:00", "10:00", 3, Ok(())),
        ("12:00", "13:00", 3, Ok(())),
        ("11:55", "13:00", 3, Err(LeaseRefused::Held { by })),
        ("09:00", "10:05", 3, Err(LeaseRefused::Held { by })),
        ("10:30", "11:00", 2, Ok(())),
        ("10:00", "10:00", 2, Err(LeaseRefused::Empty)),
        ("11:00", "10:00", 2, Err(LeaseRefused::Empty)),
    ] {
        let asked = wanted(2, device(holder), from, to);
        let answer = lease(&dublin(), now(), asked, &kept).map(drop);
        assert_eq!(answer, expected, "{from} {to} {holder}");
    }
    let ended = [end_lease(&held(), now(), None)];
    let asked = wanted(2, device(3), "10:00", "12:00");
    assert!(lease(&dublin(), now(), asked, &ended).is_ok());
    let over = lease(
        &dublin(),
        instant("2026-11-23T12:00:00Z"),
        wanted(3, device(2), "10:00", "12:00"),
        &[],
    );
    assert_eq!(over, Err(LeaseRefused::InThePast));
}

#[test]
fn only_the_holder_books_into_a_lease_until_it_ends() {
    let mut clinic = Clinic::new();
    clinic.leases = vec![held()];
    let refused = Err(BookingRefused::Leased { by: id(1) });
    for (start, on, expected) in [
        ("09:40", 1, Ok(())),
        ("09:50", 1, refused),
        ("11:40", 1, refused),
        ("12:00", 1, Ok(())),
        ("10:00", 2, Ok(())),
        ("11:50", 2, Ok(())),
    ] {
        let day = Day {
            device: device(on),
            ..clinic.day()
        };
        let booked = book(&day, draft(9, 9, slot(MONDAY, start, 20)), false);
        assert_eq!(booked.map(drop), expected, "{start} at {on}");
    }
    clinic.leases = vec![end_lease(&held(), now(), None)];
    assert!(clinic.try_to_book(slot(MONDAY, "10:00", 20)).is_ok());
    clinic.leases = vec![held()];
    clinic.now = instant("2026-11-23T12:00:00Z");
    assert!(
        clinic.try_to_book(slot(MONDAY, "10:00", 20)).is_ok(),
        "who walked in is entered afterwards"
    );
}

#[test]
fn a_visit_that_stood_there_before_stays_and_comes_back_only_at_the_holder() {
    let mut clinic = Clinic::new().holding(1, slot(MONDAY, "10:00", 40));
    clinic.leases = vec![held()];
    let visit = clinic.visits[0].clone();
    let shorter = reschedule(&clinic.day(), &visit, slot(MONDAY, "10:00", 20), false);
    assert_eq!(shorter.unwrap().placed_on, visit.placed_on);
    let longer = reschedule(&clinic.day(), &visit, slot(MONDAY, "10:00", 60), false);
    assert_eq!(longer.unwrap_err(), BookingRefused::Leased { by: id(1) });
    clinic.visits[0] = cancel(&visit, "Not needed").unwrap();
    let booked = crate::records::AppointmentStatus::Booked;
    let back = advance(&clinic.day(), &clinic.visits[0], booked);
    assert_eq!(back.unwrap_err(), BookingRefused::Leased { by: id(1) });
    let day = Day {
        device: device(2),
        ..clinic.day()
    };
    let back = advance(&day, &clinic.visits[0], booked).unwrap();
    assert_eq!(back.placed_on, Some(device(2)));
}

#[test]
fn what_lies_inside_an_own_lease_is_firm() {
    let leases = [held()];
    let span = |from: &str, to: &str| {
        let at = |time: &str| instant(&format!("{MONDAY}T{time}:00Z"));
        (at(from), at(to))
    };
    for (from, to, on, firm) in [
        ("10:00", "10:20", 2, true),
        ("11:40", "12:00", 2, true),
        ("11:50", "12:10", 2, false),
        ("10:00", "10:20", 1, false),
    ] {
        let answer = is_firm(&leases, practitioner_id(1), span(from, to), device(on));
        assert_eq!(answer, firm, "{from} {to} {on}");
    }
}
