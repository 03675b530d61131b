//! The visits of the weeks around the present: booked, and taken through their day as far as it has come.

use clinic::records::{AppointmentStatus, Practitioner, Role};
use values::{
    Instant, LocalDate, Minutes,
    ids::{AppointmentId, PatientId, RoomId},
};
use wire::agenda::{AdvanceAppointment, BookAppointment, CancelAppointment};

use super::{
    MINUTE_MS, Plan, PlanError, clock,
    filling::{Day, Placed, Queue, fill},
    later,
    patients::{CHILD_BELOW, Known},
    reasons::{CALLED_OFF, CHILDREN, NURSING, Reason, to_the_doctor},
};
use crate::{dice::Dice, ids::id};

/// Days before and after today that are filled.
const DAYS_BEFORE: i32 = 7;
const DAYS_AFTER: i32 = 14;
/// Single visits reach this many days back, for bills that are old enough to be overdue.
const DAYS_OF_SINGLE_VISITS: i32 = 60;

/// A visit of the weeks around the present.
#[derive(Debug, Clone)]
pub(super) struct Visit<'p> {
    pub(super) id: AppointmentId,
    pub(super) known: &'p Known,
    pub(super) practitioner: Practitioner,
    pub(super) date: LocalDate,
    /// Minutes after midnight.
    start: u16,
    minutes: Minutes,
    pub(super) reason: Reason,
    fate: Fate,
    /// When it begins and ends in truth, if the patient comes.
    pub(super) began: Instant,
    pub(super) ended: Instant,
}

/// What becomes of a visit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fate {
    Comes,
    StaysAway,
    CalledOff(&'static str),
}

impl Visit<'_> {
    /// Whether it is over, and took place.
    pub(super) fn is_done(&self, now: Instant) -> bool {
        self.fate == Fate::Comes && self.ended <= now
    }

    /// Whether the patient is or was with the practitioner.
    pub(super) fn has_begun(&self, now: Instant) -> bool {
        self.fate == Fate::Comes && self.began <= now
    }
}

/// Who comes to whom.
struct Queues<'p> {
    doctor: Queue<'p>,
    children: Queue<'p>,
    nurse: Queue<'p>,
}

/// Fills the weeks around the present; the people in beds stay there.
pub(super) fn plan<'p>(
    plan: &mut Plan<'_>,
    people: &'p [Known],
    in_beds: &[PatientId],
) -> Result<Vec<Visit<'p>>, PlanError> {
    let mut queues = queues(plan, people, in_beds);
    let mut visits = Vec::new();
    // Today first, so that it has the pick of everybody.
    visits.extend(day(plan, 0, &mut queues));
    for offset in (-DAYS_BEFORE..0).chain(1..=DAYS_AFTER) {
        visits.extend(day(plan, offset, &mut queues));
    }
    for offset in -DAYS_OF_SINGLE_VISITS..-DAYS_BEFORE {
        visits.extend(single_visit(plan, offset, people));
    }
    for visit in &visits {
        take_through(plan, visit)?;
    }
    visits.sort_by_key(|visit| (visit.began, visit.practitioner.id));
    Ok(visits)
}

/// Those with names of many kinds come first, which is today; the newborn before them all.
fn queues<'p>(plan: &Plan<'_>, people: &'p [Known], in_beds: &[PatientId]) -> Queues<'p> {
    let queue = |name: &str, wanted: &dyn Fn(&Known) -> bool| {
        let may_come =
            |known: &&Known| !known.died && !in_beds.contains(&known.id) && wanted(known);
        let mut row: Vec<&Known> = people.iter().filter(may_come).collect();
        Dice::new(&format!("{name} {}", plan.today)).shuffle(&mut row);
        row.sort_by_key(|known| {
            (
                known.past.born_days_ago.is_none(),
                !known.is_international(),
            )
        });
        Queue::new(row)
    };
    let today = plan.today;
    Queues {
        doctor: queue("doctor", &|known| known.years_on(today) >= CHILD_BELOW),
        children: queue("children", &|known| known.years_on(today) < CHILD_BELOW),
        nurse: queue("nurse", &|known| known.years_on(today) >= CHILD_BELOW),
    }
}

/// The nearer, the fuller; percent of working time.
const fn fullness(offset: i32) -> u64 {
    match offset {
        0 => 80,
        -1 | 1 => 70,
        ..-1 => 50,
        2..=4 => 48,
        5..=9 => 28,
        10.. => 16,
    }
}

fn day<'p>(plan: &mut Plan<'_>, offset: i32, queues: &mut Queues<'p>) -> Vec<Visit<'p>> {
    let date = plan.today.plus_days(offset);
    let mut dice = Dice::new(&format!("day {date}"));
    let house = plan.house;
    let of = |practitioner| Day {
        practitioner,
        date,
        percent: fullness(offset),
    };
    let doctor = &house.practitioners.byrne;
    let children = &house.practitioners.okafor;
    let nurse = &house.practitioners.nguyen;
    let placed = [
        (
            doctor,
            fill(
                plan,
                &of(doctor),
                &mut queues.doctor,
                &mut dice,
                to_the_doctor,
            ),
        ),
        (
            nurse,
            fill(plan, &of(nurse), &mut queues.nurse, &mut dice, |_, dice| {
                *dice.pick(&NURSING)
            }),
        ),
        (
            children,
            fill(
                plan,
                &of(children),
                &mut queues.children,
                &mut dice,
                for_a_child,
            ),
        ),
    ];
    placed
        .into_iter()
        .flat_map(|(practitioner, placed)| {
            let fates = fates(offset, placed.len(), &mut dice);
            carry_out(plan, (practitioner, date), placed, &fates, &mut dice)
        })
        .collect()
}

fn for_a_child(known: &Known, dice: &mut Dice) -> Reason {
    if known.past.born_days_ago.is_some() {
        return Reason {
            text: "Newborn check",
            minutes: 40,
            services: &["PAED30"],
        };
    }
    *dice.pick(&CHILDREN)
}

/// Today each practitioner has somebody who stays away and somebody who called off; on other days a few.
fn fates(offset: i32, count: usize, dice: &mut Dice) -> Vec<Fate> {
    (0..count)
        .map(|n| {
            let called_off = Fate::CalledOff(dice.pick::<&'static str, _>(&CALLED_OFF));
            match (offset, n, dice.below(100)) {
                (0, 1, _) => Fate::StaysAway,
                (0, 3, _) => called_off,
                (0, ..) => Fate::Comes,
                (_, _, 0..4) => Fate::StaysAway,
                (_, _, 4..9) => called_off,
                _ => Fate::Comes,
            }
        })
        .collect()
}

/// One visit to the doctor on a working day of the weeks before; those who pay for themselves.
fn single_visit<'p>(plan: &mut Plan<'_>, offset: i32, people: &'p [Known]) -> Vec<Visit<'p>> {
    let date = plan.today.plus_days(offset);
    let mut dice = Dice::new(&format!("single {date}"));
    let house = plan.house;
    let mut row: Vec<&Known> = people
        .iter()
        .filter(|known| !known.died && known.past.born_days_ago.is_none())
        .filter(|known| !known.has_medical_card() && known.years_on(date) >= CHILD_BELOW)
        .filter(|known| !known.past.visits.is_empty())
        .collect();
    dice.shuffle(&mut row);
    let Some(known) = row.first() else {
        return Vec::new();
    };
    let reason = to_the_doctor(known, &mut dice);
    let placed = Placed {
        known,
        start: 600 + GRID_OF_SINGLE_VISITS * u16::try_from(dice.below(6)).unwrap_or(0),
        minutes: reason.minutes,
        reason,
    };
    let with = (&house.practitioners.byrne, date);
    carry_out(plan, with, vec![placed], &[Fate::Comes], &mut dice)
}

const GRID_OF_SINGLE_VISITS: u16 = 20;

/// How the day of one practitioner goes: people come a little early, and wait when the one before takes long.
fn carry_out<'p>(
    plan: &Plan<'_>,
    (practitioner, date): (&Practitioner, LocalDate),
    placed: Vec<Placed<'p>>,
    fates: &[Fate],
    dice: &mut Dice,
) -> Vec<Visit<'p>> {
    let mut free_from = plan.moment(date, 0);
    placed
        .into_iter()
        .zip(fates)
        .map(|(placed, fate)| {
            let seconds = i64::try_from(dice.below(240)).unwrap_or(0);
            let shorter = u16::try_from(dice.below(4)).unwrap_or(0);
            let planned = plan.moment(date, placed.start).plus_millis(seconds * 1_000);
            let began = planned.max(free_from);
            let ended = later(began, placed.minutes.saturating_sub(shorter).max(5));
            if *fate == Fate::Comes {
                free_from = ended.plus_millis(MINUTE_MS / 2);
            }
            let name = format!("{}/{date}/{}", practitioner.id, placed.start);
            Visit {
                id: AppointmentId::from_uuid(id(plan.moment(date, placed.start), &name)),
                known: placed.known,
                practitioner: practitioner.clone(),
                date,
                start: placed.start,
                minutes: placed.minutes,
                reason: placed.reason,
                fate: *fate,
                began,
                ended,
            }
        })
        .collect()
}

/// Booked on an earlier day, and from then on as far as its day has come.
fn take_through(plan: &mut Plan<'_>, visit: &Visit<'_>) -> Result<(), PlanError> {
    let mut dice = Dice::new(&format!("course {}", visit.id));
    let booked = booked_at(plan, visit, &mut dice);
    let request = BookAppointment {
        id: visit.id,
        patient: visit.known.id,
        practitioner: visit.practitioner.id,
        room: room_for(plan, visit),
        date: visit.date,
        start: clock(visit.start),
        minutes: visit.minutes,
        reason: visit.reason.text.to_owned(),
        services: plan.house.service_ids(visit.reason.services),
        outside_hours: false,
    };
    plan.command(booked, Role::Reception, "book_appointment", &request)?;
    let planned = plan.moment(visit.date, visit.start);
    match visit.fate {
        Fate::CalledOff(reason) => {
            let hours = i64::try_from(dice.below(20)).unwrap_or(0) + 2;
            let minute = 510 + u16::try_from(dice.below(90)).unwrap_or(0);
            let told = planned.plus_millis(-hours * 60 * MINUTE_MS);
            // What is called off of the days to come was called off this morning at the latest.
            let told = told.min(plan.today_at(minute)).max(later(booked, 5));
            let request = CancelAppointment {
                appointment: visit.id,
                reason: reason.to_owned(),
            };
            plan.command(told, Role::Reception, "cancel_appointment", &request)
        }
        Fate::StaysAway => {
            let given_up = later(planned, 15);
            advance(
                plan,
                visit,
                given_up,
                (Role::Reception, AppointmentStatus::DidNotAttend),
            )
        }
        Fate::Comes => {
            let early = i64::try_from(dice.below(14)).unwrap_or(0);
            let came = planned
                .plus_millis(-early * MINUTE_MS)
                .min(visit.began.plus_millis(-MINUTE_MS / 4));
            let by = who_sees(plan, visit);
            advance(
                plan,
                visit,
                came,
                (Role::Reception, AppointmentStatus::Arrived),
            )?;
            advance(plan, visit, visit.began, (by, AppointmentStatus::InRoom))?;
            advance(plan, visit, visit.ended, (by, AppointmentStatus::Done))
        }
    }
}

/// Wounds are dressed in the treatment room; else the practitioner's usual room is meant.
fn room_for(plan: &Plan<'_>, visit: &Visit<'_>) -> Option<RoomId> {
    let [.., treatment] = &plan.house.rooms;
    visit
        .reason
        .services
        .contains(&"DRESS")
        .then_some(treatment.id)
}

fn advance(
    plan: &mut Plan<'_>,
    visit: &Visit<'_>,
    at: Instant,
    (by, to): (Role, AppointmentStatus),
) -> Result<(), PlanError> {
    let appointment = visit.id;
    plan.command(
        at,
        by,
        "advance_appointment",
        &AdvanceAppointment { appointment, to },
    )
}

/// Who notes that the visit begins and ends: reception for the one who does not sign in.
pub(super) fn who_sees(plan: &Plan<'_>, visit: &Visit<'_>) -> Role {
    let practitioners = &plan.house.practitioners;
    if visit.practitioner.id == practitioners.byrne.id {
        Role::Doctor
    } else if visit.practitioner.id == practitioners.nguyen.id {
        Role::Nurse
    } else {
        Role::Reception
    }
}

/// Some day before the visit and before today, in the opening hours of reception.
fn booked_at(plan: &Plan<'_>, visit: &Visit<'_>, dice: &mut Dice) -> Instant {
    let newborn = visit.known.past.born_days_ago;
    let days = newborn.map_or(11, |days| u64::try_from(days - 2).unwrap_or(1));
    let before = 1 + i32::try_from(dice.below(days)).unwrap_or(0);
    let day = visit.date.min(plan.today).plus_days(-before);
    let minute = 510 + u16::try_from(dice.below(480)).unwrap_or(0);
    plan.moment(day, minute)
        .plus_millis(i64::try_from(dice.below(60_000)).unwrap_or(0))
}
