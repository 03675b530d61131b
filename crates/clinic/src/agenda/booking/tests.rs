use values::Minutes;

use super::*;
use crate::agenda::{
    advance, cancel,
    fixtures::{
        Clinic, MONDAY, date, draft, instant, patient, practitioner_id, room, slot, time, visit_id,
    },
};

fn refused(clinic: &Clinic, slot: Slot) -> Option<BookingRefused> {
    clinic.try_to_book(slot).err()
}

#[test]
fn a_booked_visit_holds_the_instants_that_follow_from_its_wall_clock() {
    let booked = Clinic::new()
        .try_to_book(slot("2027-07-01", "09:00", 20))
        .unwrap();
    assert_eq!(booked.starts_at, instant("2027-07-01T08:00:00Z"));
    assert_eq!(booked.ends_at, instant("2027-07-01T08:20:00Z"));
    assert_eq!(booked.status, AppointmentStatus::Booked);
}

#[test]
fn refuses_lengths_below_five_minutes_and_above_eight_hours() {
    let clinic = Clinic {
        hours: Vec::new(),
        ..Clinic::new()
    };
    for (minutes, accepted) in [
        (0, false),
        (4, false),
        (5, true),
        (480, true),
        (481, false),
        (Minutes::MAX, false),
    ] {
        let answer = refused(&clinic, slot(MONDAY, "09:00", minutes));
        let expected = (!accepted).then_some(BookingRefused::Length);
        assert_eq!(answer, expected, "{minutes}");
    }
}

#[test]
fn refuses_what_does_not_lie_inside_one_working_stretch() {
    let clinic = Clinic::new();
    for (start, minutes, inside) in [
        ("09:00", 20, true),
        ("08:55", 20, false),
        ("12:40", 20, true),   // ends as the break begins
        ("12:45", 20, false),  // reaches into the break
        ("13:20", 20, false),  // inside it
        ("12:00", 180, false), // around it
        ("14:00", 20, true),
        ("16:40", 20, true),
        ("16:45", 20, false),
        ("20:00", 20, false),
    ] {
        let answer = refused(&clinic, slot(MONDAY, start, minutes));
        let expected = (!inside).then_some(BookingRefused::OutsideHours);
        assert_eq!(answer, expected, "{start} {minutes}");
    }
}

#[test]
fn books_outside_hours_on_purpose() {
    let clinic = Clinic::new();
    let wanted = slot(MONDAY, "20:00", 20);
    assert!(book(&clinic.day(), draft(1, 1, wanted), true).is_ok());
}

#[test]
fn nothing_is_outside_hours_that_were_never_set_up() {
    let clinic = Clinic {
        hours: Vec::new(),
        ..Clinic::new()
    };
    assert_eq!(refused(&clinic, slot(MONDAY, "03:00", 20)), None);
}

#[test]
fn refuses_an_overlap_of_practitioner_room_or_patient_half_open() {
    let clinic = Clinic::new().holding(1, slot(MONDAY, "10:00", 20));
    let other_practitioner = practitioner_id(2);
    let other_room = Some(room(2));
    for (start, practitioner, in_room, who, expected) in [
        (
            "10:00",
            practitioner_id(1),
            Some(room(1)),
            99,
            Some(Leg::Practitioner),
        ),
        (
            "10:00",
            practitioner_id(1),
            other_room,
            99,
            Some(Leg::Practitioner),
        ),
        (
            "10:00",
            other_practitioner,
            Some(room(1)),
            99,
            Some(Leg::Room),
        ),
        (
            "10:00",
            other_practitioner,
            other_room,
            1,
            Some(Leg::Patient),
        ),
        ("10:00", other_practitioner, other_room, 99, None),
        ("10:00", other_practitioner, None, 99, None),
        ("09:40", practitioner_id(1), Some(room(1)), 1, None), // ends as the other begins
        ("10:20", practitioner_id(1), Some(room(1)), 1, None), // begins as the other ends
        (
            "09:45",
            practitioner_id(1),
            Some(room(1)),
            99,
            Some(Leg::Practitioner),
        ),
        (
            "10:15",
            practitioner_id(1),
            Some(room(1)),
            99,
            Some(Leg::Practitioner),
        ),
    ] {
        let wanted = Slot {
            practitioner,
            room: in_room,
            ..slot(MONDAY, start, 20)
        };
        let answer = book(&clinic.day(), draft(2, who, wanted), false).err();
        let expected = expected.map(|what| BookingRefused::Taken {
            what,
            by: visit_id(1),
        });
        assert_eq!(answer, expected, "{start} {who}");
    }
}

#[test]
fn two_visits_without_a_room_do_not_share_one() {
    let nowhere = |practitioner| Slot {
        practitioner,
        room: None,
        ..slot(MONDAY, "10:00", 20)
    };
    let clinic = Clinic::new().holding(1, nowhere(practitioner_id(1)));
    assert_eq!(refused(&clinic, nowhere(practitioner_id(2))), None);
}

#[test]
fn a_visit_that_does_not_take_place_holds_nothing() {
    let mut clinic = Clinic::new().holding(1, slot(MONDAY, "10:00", 20));
    clinic.visits[0] = cancel(&clinic.visits[0], "moved away").unwrap();
    assert_eq!(refused(&clinic, slot(MONDAY, "10:00", 20)), None);
    clinic.visits[0].status = AppointmentStatus::DidNotAttend;
    assert_eq!(refused(&clinic, slot(MONDAY, "10:00", 20)), None);
}

#[test]
fn says_taken_before_outside_hours_because_nobody_can_mean_an_overlap() {
    let clinic = Clinic::new().holding(1, slot(MONDAY, "20:00", 20));
    assert!(matches!(
        refused(&clinic, slot(MONDAY, "20:00", 20)),
        Some(BookingRefused::Taken { .. })
    ));
}

#[test]
fn refuses_a_day_that_is_over_and_takes_an_earlier_hour_of_today() {
    let clinic = Clinic {
        now: instant("2026-11-23T15:30:00Z"),
        ..Clinic::new()
    };
    for (day, expected) in [
        ("2026-11-22", Some(BookingRefused::InThePast)),
        ("2026-11-23", None),
        ("2026-11-24", None),
    ] {
        assert_eq!(refused(&clinic, slot(day, "09:00", 20)), expected, "{day}");
    }
}

#[test]
fn today_is_the_day_on_the_facility_s_own_calendar() {
    // Still the 22nd in UTC, already the 23rd in Auckland.
    let clinic = Clinic {
        zone: "Pacific/Auckland".parse().unwrap(),
        now: instant("2026-11-22T20:00:00Z"),
        ..Clinic::new()
    };
    let yesterday = refused(&clinic, slot("2026-11-22", "16:00", 20));
    assert_eq!(yesterday, Some(BookingRefused::InThePast));
    assert_eq!(refused(&clinic, slot("2026-11-23", "09:00", 20)), None);
}

#[test]
fn a_visit_ends_on_the_day_on_which_it_starts() {
    let clinic = Clinic {
        hours: Vec::new(),
        ..Clinic::new()
    };
    for (start, minutes, accepted) in [
        ("23:30", 25, true),
        ("23:30", 30, false),
        ("23:55", 5, false),
        ("18:00", 480, false),
    ] {
        let answer = refused(&clinic, slot(MONDAY, start, minutes));
        let expected = (!accepted).then_some(BookingRefused::CrossesMidnight);
        assert_eq!(answer, expected, "{start} {minutes}");
    }
}

/// A clinic that works through the night, before the clocks change on `sunday`.
fn night(sunday: &str) -> Clinic {
    Clinic {
        now: instant(&format!("{sunday}T00:00:00Z")),
        hours: crate::agenda::fixtures::hours("00:00", "08:00", &[]),
        ..Clinic::new()
    }
}

#[test]
fn refuses_a_time_that_the_clocks_skip() {
    let clinic = night("2026-03-29");
    for (start, expected) in [
        ("00:55", None),
        ("01:00", Some(BookingRefused::TimeDoesNotExist)),
        ("01:55", Some(BookingRefused::TimeDoesNotExist)),
        ("02:00", None),
    ] {
        let answer = refused(&clinic, slot("2026-03-29", start, 20));
        assert_eq!(answer, expected, "{start}");
    }
}

#[test]
fn a_visit_over_the_skipped_hour_ends_an_hour_later_on_the_wall() {
    let clinic = night("2026-03-29").holding(1, slot("2026-03-29", "00:50", 20));
    let ends = clinic.zone.local(clinic.visits[0].ends_at).1;
    assert_eq!(ends, time("02:10"));
    // On the wall they seem an hour apart; in time they overlap.
    assert!(matches!(
        refused(&clinic, slot("2026-03-29", "02:00", 20)),
        Some(BookingRefused::Taken { .. })
    ));
    assert_eq!(refused(&clinic, slot("2026-03-29", "02:10", 20)), None);
}

#[test]
fn a_time_that_happens_twice_means_the_first() {
    let clinic = night("2026-10-25").holding(1, slot("2026-10-25", "01:30", 20));
    assert_eq!(clinic.visits[0].starts_at, instant("2026-10-25T00:30:00Z"));
    // Ninety minutes from 01:30 end at 02:00, because the hour is repeated.
    let long = night("2026-10-25").holding(1, slot("2026-10-25", "01:30", 90));
    assert_eq!(long.zone.local(long.visits[0].ends_at).1, time("02:00"));
    assert_eq!(refused(&long, slot("2026-10-25", "02:00", 20)), None);
}

#[test]
fn lengthening_and_moving_are_checked_like_booking() {
    let clinic = Clinic::new()
        .holding(1, slot(MONDAY, "10:00", 20))
        .holding(2, slot(MONDAY, "10:40", 20));
    let first = &clinic.visits[0];
    let to = |slot| reschedule(&clinic.day(), first, slot, false).map(|moved| moved.ends_at);
    let taken = BookingRefused::Taken {
        what: Leg::Practitioner,
        by: visit_id(2),
    };
    assert_eq!(
        to(slot(MONDAY, "10:00", 40)),
        Ok(instant("2026-11-23T10:40:00Z"))
    );
    assert_eq!(to(slot(MONDAY, "10:00", 45)), Err(taken));
    assert_eq!(to(slot(MONDAY, "10:45", 20)), Err(taken));
    assert_eq!(
        to(slot(MONDAY, "16:50", 20)),
        Err(BookingRefused::OutsideHours)
    );
    assert_eq!(
        to(slot("2026-11-19", "10:00", 20)),
        Err(BookingRefused::InThePast)
    );
    // Half over its own old place.
    assert!(to(slot(MONDAY, "10:10", 20)).is_ok());
}

#[test]
fn moving_keeps_everything_but_the_place() {
    let clinic = Clinic::new();
    let mut wanted = draft(1, 1, slot(MONDAY, "10:00", 20));
    wanted.reason = "  cough ".to_owned();
    let mut before = book(&clinic.day(), wanted, false).unwrap();
    before
        .extra
        .insert("from_a_later_version".to_owned(), true.into());
    let after = reschedule(
        &clinic.day(),
        &before,
        slot("2026-11-24", "11:00", 40),
        false,
    )
    .unwrap();
    assert_eq!(after.reason, "cough");
    assert_eq!(after.patient, patient(1));
    assert_eq!(after.booked_at, before.booked_at);
    assert_eq!(after.extra, before.extra);
    assert_eq!(after.date, date("2026-11-24"));
}

#[test]
fn a_patient_who_is_here_stays_on_the_day_and_a_finished_visit_where_it_was() {
    let clinic = Clinic {
        now: instant("2026-11-23T10:05:00Z"),
        ..Clinic::new()
    }
    .holding(1, slot(MONDAY, "10:00", 20));
    let booked = clinic.visits[0].clone();
    let step = |visit: &Appointment, to| advance(&clinic.day(), visit, to).unwrap();
    let arrived = step(&booked, AppointmentStatus::Arrived);
    let in_room = step(&arrived, AppointmentStatus::InRoom);
    let done = step(&in_room, AppointmentStatus::Done);
    let missed = step(&booked, AppointmentStatus::DidNotAttend);
    let cancelled = cancel(&booked, "flu").unwrap();
    for (visit, later_today, tomorrow) in [
        (&booked, true, true),
        (&arrived, true, false),
        (&in_room, true, false),
        (&done, false, false),
        (&missed, false, false),
        (&cancelled, false, false),
    ] {
        let to = |day| reschedule(&clinic.day(), visit, slot(day, "11:00", 20), false).is_ok();
        assert_eq!(to(MONDAY), later_today, "{:?}", visit.status);
        assert_eq!(to("2026-11-24"), tomorrow, "{:?}", visit.status);
    }
}

#[test]
fn refuses_a_reason_that_is_too_long_and_services_that_are_too_many() {
    let clinic = Clinic::new().holding(1, slot(MONDAY, "10:00", 20));
    let visit = &clinic.visits[0];
    let letters = |count: usize| "ü".repeat(count);
    assert!(describe(visit, &letters(LONGEST_REASON), Vec::new()).is_ok());
    assert_eq!(
        describe(visit, &letters(LONGEST_REASON + 1), Vec::new()).err(),
        Some(BookingRefused::ReasonTooLong)
    );
    let service = ServiceId::from_uuid(visit.id.uuid());
    assert_eq!(
        describe(visit, "", vec![service; MOST_SERVICES + 1]).err(),
        Some(BookingRefused::TooManyServices)
    );
}
