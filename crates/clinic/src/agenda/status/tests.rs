use super::*;
use crate::agenda::{
    Leg,
    fixtures::{Clinic, MONDAY, instant, slot, visit_id},
};

/// A clinic at ten past ten on Monday, with a visit booked for ten.
fn during_the_visit() -> Clinic {
    Clinic {
        now: instant("2026-11-23T10:10:00Z"),
        ..Clinic::new()
    }
    .holding(1, slot(MONDAY, "10:00", 20))
}

/// The visit of [`during_the_visit`] taken through `statuses`.
fn through(clinic: &Clinic, statuses: &[AppointmentStatus]) -> Appointment {
    let booked = clinic.visits[0].clone();
    statuses.iter().fold(booked, |visit, to| {
        if *to == Cancelled {
            cancel(&visit, "called").unwrap()
        } else {
            advance(&clinic.day(), &visit, *to).unwrap()
        }
    })
}

#[test]
fn a_visit_goes_one_step_forward_or_one_step_back() {
    let clinic = during_the_visit();
    let allowed: &[(&[AppointmentStatus], &[AppointmentStatus])] = &[
        (&[], &[Arrived, DidNotAttend, Cancelled]),
        (&[Arrived], &[InRoom, Booked, Cancelled]),
        (&[Arrived, InRoom], &[Done, Arrived]),
        (&[Arrived, InRoom, Done], &[InRoom]),
        (&[DidNotAttend], &[Booked]),
        (&[Cancelled], &[Booked]),
    ];
    for (way, next) in allowed {
        let visit = through(&clinic, way);
        assert_eq!(
            next_statuses(&clinic.zone, clinic.now, &visit),
            *next,
            "{way:?}"
        );
        for to in AppointmentStatus::ALL {
            let answer = advance(&clinic.day(), &visit, to).map(|visit| visit.status);
            let from = visit.status;
            let expected = if to == from {
                Ok(to)
            } else if !next.contains(&to) {
                Err(BookingRefused::StatusNotAllowed { from, to })
            } else if to == Cancelled {
                Err(BookingRefused::ReasonMissing)
            } else {
                Ok(to)
            };
            assert_eq!(answer, expected, "{from:?} to {to:?}");
        }
    }
}

#[test]
fn each_step_is_stamped_and_its_undoing_takes_the_stamp_away() {
    let clinic = during_the_visit();
    let stamps = |way: &[AppointmentStatus]| {
        let visit = through(&clinic, way);
        (
            visit.arrived_at.is_some(),
            visit.in_room_at.is_some(),
            visit.done_at.is_some(),
        )
    };
    for (way, expected) in [
        (&[][..], (false, false, false)),
        (&[Arrived], (true, false, false)),
        (&[Arrived, InRoom], (true, true, false)),
        (&[Arrived, InRoom, Done], (true, true, true)),
        (&[Arrived, InRoom, Done, InRoom], (true, true, false)),
        (&[Arrived, InRoom, Arrived], (true, false, false)),
        (&[Arrived, Booked], (false, false, false)),
        (&[Arrived, Cancelled], (true, false, false)),
        (&[Arrived, Cancelled, Booked], (false, false, false)),
    ] {
        assert_eq!(stamps(way), expected, "{way:?}");
    }
}

#[test]
fn nobody_arrives_before_the_day_or_fails_to_attend_before_the_hour() {
    for (now, expected) in [
        ("2026-11-22T10:00:00Z", vec![Cancelled]),
        ("2026-11-23T09:59:00Z", vec![Arrived, Cancelled]),
        (
            "2026-11-23T10:00:00Z",
            vec![Arrived, DidNotAttend, Cancelled],
        ),
        (
            "2026-11-25T10:00:00Z",
            vec![Arrived, DidNotAttend, Cancelled],
        ),
    ] {
        let clinic = Clinic::new().holding(1, slot(MONDAY, "10:00", 20));
        let next = next_statuses(&clinic.zone, instant(now), &clinic.visits[0]);
        assert_eq!(next, expected, "{now}");
    }
}

#[test]
fn a_visit_that_comes_back_needs_its_place_again() {
    for gone in [Cancelled, DidNotAttend] {
        let mut clinic = during_the_visit();
        clinic.visits[0] = through(&clinic, &[gone]);
        assert!(advance(&clinic.day(), &clinic.visits[0], Booked).is_ok());

        let clinic = clinic.holding(2, slot(MONDAY, "10:10", 20));
        let back = advance(&clinic.day(), &clinic.visits[0], Booked);
        let taken = BookingRefused::Taken {
            what: Leg::Practitioner,
            by: visit_id(2),
        };
        assert_eq!(back.err(), Some(taken), "{gone:?}");
    }
}

#[test]
fn cancelling_wants_a_reason() {
    let clinic = during_the_visit();
    let visit = &clinic.visits[0];
    for reason in ["", "  \n"] {
        let answer = cancel(visit, reason).err();
        assert_eq!(answer, Some(BookingRefused::ReasonMissing));
    }
    let cancelled = cancel(visit, " flu ").unwrap();
    assert_eq!(cancelled.cancel_reason.as_deref(), Some("flu"));
}

#[test]
fn cancelling_twice_for_the_same_reason_is_cancelling_once() {
    let clinic = during_the_visit();
    let cancelled = through(&clinic, &[Cancelled]);
    assert!(cancel(&cancelled, "called").is_ok());
    // Another reason is something that a person typed: it must not vanish without a word.
    assert_eq!(
        cancel(&cancelled, "flu").err(),
        Some(BookingRefused::StatusNotAllowed {
            from: Cancelled,
            to: Cancelled
        })
    );
}

#[test]
fn only_who_is_here_and_not_yet_seen_waits() {
    let clinic = during_the_visit();
    let later = instant("2026-11-23T10:32:59Z");
    for (way, minutes) in [
        (&[][..], None),
        (&[Arrived], Some(22)),
        (&[Arrived, InRoom], None),
        (&[Arrived, InRoom, Arrived], Some(22)),
        (&[Arrived, Cancelled], None),
    ] {
        assert_eq!(
            waiting_minutes(&through(&clinic, way), later),
            minutes,
            "{way:?}"
        );
    }
    let arrived = through(&clinic, &[Arrived]);
    let earlier = instant("2026-11-23T10:09:00Z");
    assert_eq!(waiting_minutes(&arrived, earlier), Some(0));
}
