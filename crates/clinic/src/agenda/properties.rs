//! What holds whatever people do to the agenda, and across every change of clocks.

use proptest::prelude::*;
use values::{LocalTime, Zone};

use super::{
    Day, Finder, Order, Search, Slot, advance, book, cancel,
    fixtures::{date, device, draft, hours, patient, practitioner, practitioner_id, room},
    reschedule,
    wall_clock::reaching,
};
use crate::records::{Appointment, AppointmentStatus, Practitioner};

/// Zones and days of which some change their clocks, by an hour or half an hour, at night or at midnight.
const PLACES: [(&str, &str); 7] = [
    ("Europe/Dublin", "2026-03-29"),
    ("Europe/Dublin", "2026-10-25"),
    ("America/New_York", "2026-03-08"),
    ("America/New_York", "2026-11-01"),
    ("Australia/Lord_Howe", "2026-04-05"),
    ("Africa/Cairo", "2026-04-24"),
    ("Asia/Kolkata", "2026-11-23"),
];

#[derive(Debug, Clone)]
enum Act {
    Book { patient: u64, slot: Slot },
    Move { visit: usize, slot: Slot },
    Cancel { visit: usize },
    Advance { visit: usize, to: AppointmentStatus },
}

fn a_slot(day: &'static str) -> impl Strategy<Value = Slot> {
    // Small numbers of everything, and times around the change of clocks, so that acts collide.
    (0_u64..2, 0_u64..3, -1_i32..2, 0_u16..84, 1_u16..30).prop_map(
        move |(who, place, days, start, length)| Slot {
            practitioner: practitioner_id(who),
            room: (place > 0).then(|| room(place)),
            date: date(day).plus_days(days),
            start: LocalTime::from_minutes(start * 5).unwrap(),
            minutes: length * 5,
        },
    )
}

fn an_act(day: &'static str) -> impl Strategy<Value = Act> {
    prop_oneof![
        4 => (0_u64..4, a_slot(day)).prop_map(|(patient, slot)| Act::Book { patient, slot }),
        3 => (any::<usize>(), a_slot(day)).prop_map(|(visit, slot)| Act::Move { visit, slot }),
        1 => any::<usize>().prop_map(|visit| Act::Cancel { visit }),
        4 => (any::<usize>(), proptest::sample::select(AppointmentStatus::ALL.to_vec()))
            .prop_map(|(visit, to)| Act::Advance { visit, to }),
    ]
}

fn a_history() -> impl Strategy<Value = (&'static str, &'static str, Vec<Act>)> {
    proptest::sample::select(PLACES.to_vec()).prop_flat_map(|(zone, day)| {
        let acts = proptest::collection::vec(an_act(day), 1..60);
        (Just(zone), Just(day), acts)
    })
}

/// Does what can be done; a refused act leaves everything as it was.
fn act_on(zone: &Zone, day: &str, visits: &mut Vec<Appointment>, act: &Act) {
    let known = visits.clone();
    let world = Day {
        zone,
        leases: &[],
        device: device(1),
        // Noon of the first of the three days in UTC: some acts lie in the past.
        now: format!("{}T12:00:00Z", date(day).plus_days(-1))
            .parse()
            .unwrap(),
        hours: &hours("00:00", "20:00", &[("03:00", "03:30")]),
        appointments: &known,
    };
    let pick = |index: usize| index.checked_rem(known.len());
    let changed = match act {
        Act::Book { patient, slot } => {
            let draft = draft(known.len() as u64, *patient, *slot);
            book(&world, draft, false).ok().map(|visit| (None, visit))
        }
        Act::Move { visit, slot } => pick(*visit).and_then(|index| {
            let moved = reschedule(&world, &known[index], *slot, false).ok()?;
            Some((Some(index), moved))
        }),
        Act::Cancel { visit } => pick(*visit)
            .and_then(|index| Some((Some(index), cancel(&known[index], "asked to").ok()?))),
        Act::Advance { visit, to } => pick(*visit)
            .and_then(|index| Some((Some(index), advance(&world, &known[index], *to).ok()?))),
    };
    match changed {
        Some((Some(index), visit)) => visits[index] = visit,
        Some((None, visit)) => visits.push(visit),
        None => {}
    }
}

fn share_something(one: &Appointment, other: &Appointment) -> bool {
    one.practitioner == other.practitioner
        || one.patient == other.patient
        || (one.room.is_some() && one.room == other.room)
}

proptest! {
    #[test]
    fn whatever_people_do_nobody_and_nothing_is_in_two_visits_at_once((zone, day, acts) in a_history()) {
        let zone: Zone = zone.parse().unwrap();
        let mut visits = Vec::new();
        for act in &acts {
            act_on(&zone, day, &mut visits, act);
            for (index, one) in visits.iter().enumerate() {
                for other in &visits[index + 1..] {
                    let both = one.status.occupies() && other.status.occupies();
                    let overlap = one.starts_at < other.ends_at && other.starts_at < one.ends_at;
                    prop_assert!(!(both && overlap && share_something(one, other)), "{act:?}");
                }
            }
        }
    }

    #[test]
    fn wall_clock_and_instants_of_a_visit_always_agree((zone, day, acts) in a_history()) {
        let zone: Zone = zone.parse().unwrap();
        let mut visits = Vec::new();
        for act in &acts {
            act_on(&zone, day, &mut visits, act);
        }
        for visit in visits {
            prop_assert_eq!(zone.local(visit.starts_at), (visit.date, visit.start));
            prop_assert_eq!(zone.local(visit.ends_at).0, visit.date);
            prop_assert_eq!(visit.ends_at.millis_since(visit.starts_at), i64::from(visit.minutes) * 60_000);
            // Of a time that happens twice, the first is meant.
            let before = visit.starts_at.plus_millis(-3_600_000);
            prop_assert_ne!(zone.local(before), (visit.date, visit.start));
        }
    }

    #[test]
    fn offers_can_be_booked_lie_ahead_and_come_in_order(
        (zone, day, acts) in a_history(),
        minutes in 1_u16..30,
        usual in 0_u16..60,
        wanted in 0_u16..288,
        hour in 0_i64..72,
    ) {
        let zone: Zone = zone.parse().unwrap();
        let mut visits = Vec::new();
        for act in &acts {
            act_on(&zone, day, &mut visits, act);
        }
        let first = date(day).plus_days(-1);
        let midnight = zone.instant(first, LocalTime::from_minutes(0).unwrap()).unwrap();
        let now = midnight.plus_millis(hour * 3_600_000 + 61_000);
        let wanted = LocalTime::from_minutes(wanted * 5).unwrap();
        let practitioners = [1, 0].map(|number| Practitioner {
            hours: hours("00:00", "09:00", &[("03:00", "03:30")]),
            usual_minutes: usual,
            ..practitioner(number)
        });
        let search = Search {
            device: device(1),
            zone: &zone, now, practitioners: &practitioners, room: None,
            patient: Some(patient(1)), moving: None, minutes: minutes * 5,
            from: date(day), order: Order::Nearest(date(day), wanted), limit: 12,
        };
        let mut finder = Finder::new(search);
        while let Some(day) = finder.next_day() {
            let on_day: Vec<_> = visits.iter().filter(|visit| visit.date == day).cloned().collect();
            finder.look_at(&on_day, &[]);
        }
        let slots = finder.slots();
        let asked = reaching(&zone, date(day), wanted);
        let mut last = None;
        for slot in &slots {
            let hours = &practitioners.iter().find(|one| one.id == slot.practitioner).unwrap().hours;
            let world = Day { zone: &zone, now, hours, appointments: &visits, leases: &[], device: device(1) };
            let booked = book(&world, draft(999, 1, *slot), false);
            prop_assert!(booked.is_ok(), "{slot:?}: {booked:?}");
            let starts_at = booked.unwrap().starts_at;
            prop_assert!(starts_at >= now);
            let key = (starts_at.millis_since(asked).abs(), starts_at);
            prop_assert!(last.is_none_or(|last| last <= key));
            last = Some(key);
        }
        for (index, one) in slots.iter().enumerate() {
            prop_assert!(!slots[index + 1..].contains(one));
        }
    }
}
