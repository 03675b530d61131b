use super::*;
use crate::{
    agenda::{
        book,
        fixtures::{
            Clinic, MONDAY, date, device, hours, instant, patient, practitioner, slot, time,
        },
    },
    records::AppointmentStatus,
};

/// Runs a search to its end; says how many days it looked at.
fn searched(search: Search<'_>, visits: &[Appointment]) -> (Vec<Slot>, usize) {
    let mut finder = Finder::new(search);
    let mut days = 0;
    while let Some(day) = finder.next_day() {
        let on_day: Vec<_> = visits
            .iter()
            .filter(|visit| visit.date == day)
            .cloned()
            .collect();
        finder.look_at(&on_day, &[]);
        days += 1;
    }
    (finder.slots(), days)
}

fn soonest(clinic: &Clinic) -> Search<'_> {
    Search {
        zone: &clinic.zone,
        now: clinic.now,
        device: device(1),
        practitioners: &clinic.staff,
        room: None,
        patient: None,
        moving: None,
        minutes: 20,
        from: date(MONDAY),
        order: Order::Soonest,
        limit: 5,
    }
}

fn nearest<'a>(clinic: &'a Clinic, to: &str) -> Search<'a> {
    Search {
        order: Order::Nearest(date(MONDAY), time(to)),
        ..soonest(clinic)
    }
}

fn starts(slots: &[Slot]) -> String {
    slots
        .iter()
        .map(|slot| {
            let days = slot.date.days_since(date(MONDAY));
            match days {
                0 => slot.start.to_string(),
                _ => format!("+{days} {}", slot.start),
            }
        })
        .collect::<Vec<_>>()
        .join(", ")
}

#[test]
fn the_soonest_come_first_and_no_day_is_looked_at_in_vain() {
    let clinic = Clinic::new()
        .holding(1, slot(MONDAY, "09:00", 40))
        .holding(2, slot(MONDAY, "10:00", 60));
    let (slots, days) = searched(soonest(&clinic), &clinic.visits);
    assert_eq!(starts(&slots), "09:40, 11:00, 11:20, 11:40, 12:00");
    assert_eq!(days, 1);
}

#[test]
fn breaks_and_closing_time_are_kept() {
    let clinic = Clinic::new();
    let search = Search {
        minutes: 120,
        limit: 50,
        ..soonest(&clinic)
    };
    let (slots, _) = searched(search, &[]);
    let monday: Vec<_> = slots
        .into_iter()
        .filter(|slot| slot.date == date(MONDAY))
        .collect();
    assert_eq!(
        starts(&monday),
        "09:00, 09:20, 09:40, 10:00, 10:20, 10:40, 11:00, 14:00, 14:20, 14:40, 15:00"
    );
}

#[test]
fn a_gap_off_the_grid_is_offered_from_its_beginning() {
    // Free from 09:25 to 09:50: no twenty minutes on the grid of 09:00, 09:20, 09:40 fit.
    let clinic = Clinic::new()
        .holding(1, slot(MONDAY, "09:00", 25))
        .holding(2, slot(MONDAY, "09:50", 190));
    let search = Search {
        limit: 2,
        ..soonest(&clinic)
    };
    let (slots, _) = searched(search, &clinic.visits);
    assert_eq!(starts(&slots), "09:25, 14:00");
}

#[test]
fn nothing_earlier_than_now_is_offered() {
    let clinic = Clinic {
        now: instant("2026-11-23T16:21:30Z"),
        ..Clinic::new()
    };
    for (from, expected) in [
        (MONDAY, "16:40, +1 09:00"),
        ("2026-01-01", "16:40, +1 09:00"),
        ("2026-11-24", "+1 09:00, +1 09:20"),
    ] {
        let search = Search {
            from: date(from),
            limit: 2,
            ..soonest(&clinic)
        };
        assert_eq!(starts(&searched(search, &[]).0), expected, "{from}");
    }
    // What is left of today holds no regular start, but a short visit.
    let clinic = Clinic {
        now: instant("2026-11-23T16:41:30Z"),
        ..clinic
    };
    let search = Search {
        minutes: 15,
        limit: 1,
        ..soonest(&clinic)
    };
    assert_eq!(starts(&searched(search, &[]).0), "16:45");
}

#[test]
fn at_one_time_practitioners_stay_in_their_order() {
    let clinic = Clinic::new();
    let practitioners = [practitioner(2), practitioner(1)];
    let search = Search {
        practitioners: &practitioners,
        limit: 4,
        ..soonest(&clinic)
    };
    let slots = searched(search, &[]).0;
    assert_eq!(starts(&slots), "09:00, 09:00, 09:20, 09:20");
    let order: Vec<_> = slots.iter().map(|slot| slot.practitioner).collect();
    assert_eq!(order[..2], [practitioners[0].id, practitioners[1].id]);
    assert_eq!(slots[0].room, practitioners[0].usual_room);
}

#[test]
fn who_takes_no_new_appointments_is_left_out() {
    let clinic = Clinic {
        staff: vec![Practitioner {
            active: false,
            ..practitioner(1)
        }],
        ..Clinic::new()
    };
    assert_eq!(searched(soonest(&clinic), &[]).0, []);
}

#[test]
fn the_room_and_the_patient_s_other_visits_are_kept_free_of() {
    let elsewhere = Slot {
        practitioner: practitioner(2).id,
        ..slot(MONDAY, "09:00", 60)
    };
    let clinic = Clinic::new().holding(1, elsewhere);
    let search = Search {
        limit: 1,
        ..soonest(&clinic)
    };
    assert_eq!(starts(&searched(search, &clinic.visits).0), "10:00", "room");

    let clinic = Clinic::new().holding(
        1,
        Slot {
            room: None,
            ..elsewhere
        },
    );
    for (who, expected) in [(Some(patient(1)), "10:00"), (None, "09:00")] {
        let search = Search {
            patient: who,
            limit: 1,
            ..soonest(&clinic)
        };
        assert_eq!(starts(&searched(search, &clinic.visits).0), expected);
    }
}

#[test]
fn the_nearest_come_first_and_of_two_equally_near_the_sooner() {
    let clinic = Clinic::new().holding(1, slot(MONDAY, "10:00", 20));
    let (slots, days) = searched(nearest(&clinic, "10:00"), &clinic.visits);
    assert_eq!(starts(&slots), "09:40, 10:20, 09:20, 10:40, 09:00");
    assert_eq!(days, 1);
}

#[test]
fn the_next_morning_is_nearer_than_the_morning_of_a_full_day() {
    let clinic = Clinic::new()
        .holding(1, slot(MONDAY, "09:40", 200))
        .holding(2, slot(MONDAY, "14:00", 180));
    let search = Search {
        limit: 3,
        ..nearest(&clinic, "23:00")
    };
    let (slots, days) = searched(search, &clinic.visits);
    assert_eq!(starts(&slots), "+1 09:00, +1 09:20, +1 09:40");
    assert_eq!(days, 2);
}

#[test]
fn the_search_ends_after_fourteen_days() {
    let clinic = Clinic {
        staff: vec![Practitioner {
            hours: Vec::new(),
            ..practitioner(1)
        }],
        ..Clinic::new()
    };
    let (slots, days) = searched(soonest(&clinic), &[]);
    assert_eq!((slots.len(), days), (0, 14));
}

#[test]
fn a_visit_to_be_moved_is_offered_every_place_but_its_own() {
    let clinic = Clinic::new().holding(1, slot(MONDAY, "09:20", 20));
    let search = Search {
        moving: Some(&clinic.visits[0]),
        patient: Some(clinic.visits[0].patient),
        limit: 3,
        ..soonest(&clinic)
    };
    let slots = searched(search, &clinic.visits).0;
    assert_eq!(starts(&slots), "09:00, 09:40, 10:00");
}

#[test]
fn a_visit_whose_patient_is_here_is_offered_places_on_its_own_day_alone() {
    let mut clinic = Clinic {
        now: instant("2026-11-23T16:00:00Z"),
        ..Clinic::new()
    }
    .holding(1, slot(MONDAY, "16:00", 20));
    clinic.visits[0].status = AppointmentStatus::Arrived;
    for (from, expected) in [(MONDAY, "16:20, 16:40"), ("2026-11-24", "")] {
        let search = Search {
            moving: Some(&clinic.visits[0]),
            from: date(from),
            ..soonest(&clinic)
        };
        let (slots, days) = searched(search, &clinic.visits);
        assert_eq!((starts(&slots).as_str(), days), (expected, 1));
    }
}

#[test]
fn a_skipped_hour_is_not_offered_and_a_repeated_one_once() {
    for (sunday, expected) in [
        ("2026-03-29", vec!["00:00", "02:00"]),
        ("2026-10-25", vec!["00:00", "01:00", "02:00"]),
    ] {
        let clinic = Clinic {
            now: instant("2026-01-01T00:00:00Z"),
            staff: vec![Practitioner {
                hours: hours("00:00", "03:00", &[]),
                usual_minutes: 60,
                ..practitioner(1)
            }],
            ..Clinic::new()
        };
        let search = Search {
            from: date(sunday),
            minutes: 60,
            limit: expected.len(),
            ..soonest(&clinic)
        };
        let found: Vec<_> = searched(search, &[])
            .0
            .into_iter()
            .filter(|slot| slot.date == date(sunday))
            .map(|slot| slot.start.to_string())
            .collect();
        assert_eq!(found, expected, "{sunday}");
    }
}

#[test]
fn every_offer_can_be_booked() {
    let clinic = Clinic::new()
        .holding(1, slot(MONDAY, "09:10", 25))
        .holding(2, slot(MONDAY, "11:05", 40));
    let search = Search {
        limit: 50,
        ..nearest(&clinic, "11:00")
    };
    let slots = searched(search, &clinic.visits).0;
    assert_eq!(slots.len(), 50);
    for slot in slots {
        let booked = book(
            &clinic.day(),
            crate::agenda::fixtures::draft(9, 9, slot),
            false,
        );
        assert_eq!(booked.unwrap().status, AppointmentStatus::Booked);
    }
}
