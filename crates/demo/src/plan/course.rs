//! The course of a visit: booked, and taken through its day as far as it has come.

use clinic::records::{AppointmentStatus, Practitioner, Role, Service};
use values::{
    Instant, LocalDate,
    ids::{AppointmentId, RoomId},
};
use wire::agenda::{AdvanceAppointment, BookAppointment, CancelAppointment};

use super::{MINUTE_MS, Plan, PlanError, clock, filling::Placed, later, patients::Known};
use crate::{dice::Dice, ids::id};

use AppointmentStatus::{Arrived, DidNotAttend, Done, InRoom};

/// Minutes after which somebody who has not come is given up.
const GIVEN_UP: u16 = 15;
/// Who is due within this time is here already.
const WAITS_MS: i64 = 25 * MINUTE_MS;

/// A visit of the weeks around the present.
#[derive(Debug, Clone)]
pub(super) struct Visit<'p> {
    pub(super) id: AppointmentId,
    pub(super) date: LocalDate,
    pub(super) practitioner: Practitioner,
    placed: Placed<'p>,
    fate: Fate,
    /// When it begins and ends in truth, if the patient comes.
    pub(super) began: Instant,
    pub(super) ended: Instant,
}

/// What becomes of a visit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fate {
    Comes,
    StaysAway,
    CalledOff(&'static str),
}

impl<'p> Visit<'p> {
    pub(super) fn known(&self) -> &'p Known {
        self.placed.known
    }

    pub(super) fn reason(&self) -> &str {
        &self.placed.text
    }

    pub(super) fn services(&self) -> &[Service] {
        &self.placed.services
    }

    /// Whether it is over, and took place.
    pub(super) fn is_done(&self, now: Instant) -> bool {
        self.fate == Fate::Comes && self.ended <= now
    }

    /// Whether the patient is or was with the practitioner.
    pub(super) fn has_begun(&self, now: Instant) -> bool {
        self.fate == Fate::Comes && self.began <= now
    }
}

/// How the day of one practitioner goes: people come a little early, and wait when the one before takes long.
pub(super) fn carry_out<'p>(
    plan: &Plan<'_>,
    (practitioner, date): (&Practitioner, LocalDate),
    placed: Vec<(Placed<'p>, Fate)>,
    dice: &mut Dice,
) -> Vec<Visit<'p>> {
    let mut free_from = plan.moment(date, 0);
    placed
        .into_iter()
        .map(|(placed, fate)| {
            let seconds = i64::try_from(dice.below(240)).unwrap_or(0);
            let shorter = u16::try_from(dice.below(4)).unwrap_or(0);
            let starts_at = plan.moment(date, placed.start);
            let began = starts_at.plus_millis(seconds * 1_000).max(free_from);
            let ended = later(began, placed.minutes.saturating_sub(shorter).max(5));
            if fate == Fate::Comes {
                free_from = ended.plus_millis(MINUTE_MS / 2);
            }
            let name = format!("{}/{}", practitioner.id, placed.known.id);
            let new = || AppointmentId::from_uuid(id(starts_at, &name));
            Visit {
                id: placed.stands.map_or_else(new, |(id, _)| id),
                date,
                practitioner: practitioner.clone(),
                placed,
                fate,
                began,
                ended,
            }
        })
        .collect()
}

/// Booked on an earlier day unless it stands already, and from then on as far as its day has come.
pub(super) fn take_through(plan: &mut Plan<'_>, visit: &Visit<'_>) -> Result<(), PlanError> {
    let mut dice = Dice::new(&format!("course {}", visit.id));
    let booked = booked_at(plan, visit, &mut dice);
    if visit.placed.stands.is_none() {
        book(plan, visit, booked)?;
    }
    let planned = plan.moment(visit.date, visit.placed.start);
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
            let given_up = later(planned, GIVEN_UP);
            advance(plan, visit, given_up, (Role::Reception, DidNotAttend))
        }
        Fate::Comes => {
            let early = i64::try_from(dice.below(14)).unwrap_or(0);
            let mut came = planned
                .plus_millis(-early * MINUTE_MS)
                .min(visit.began.plus_millis(-MINUTE_MS / 4));
            // Somebody always waits now, as in every waiting room.
            if came > plan.now && planned.millis_since(plan.now) < WAITS_MS {
                came = plan.now.plus_millis(-(early / 2 + 1) * MINUTE_MS);
            }
            let by = who_sees(plan, visit);
            let status = visit.placed.stands.map(|(_, status)| status);
            if status != Some(Arrived) && status != Some(InRoom) {
                advance(plan, visit, came, (Role::Reception, Arrived))?;
            }
            if status != Some(InRoom) {
                advance(plan, visit, visit.began, (by, InRoom))?;
            }
            advance(plan, visit, visit.ended, (by, Done))
        }
    }
}

fn book(plan: &mut Plan<'_>, visit: &Visit<'_>, at: Instant) -> Result<(), PlanError> {
    let placed = &visit.placed;
    let request = BookAppointment {
        id: visit.id,
        patient: placed.known.id,
        practitioner: visit.practitioner.id,
        room: room_for(plan, visit),
        date: visit.date,
        start: clock(placed.start),
        minutes: placed.minutes,
        reason: placed.text.clone(),
        services: placed.services.iter().map(|service| service.id).collect(),
        outside_hours: false,
    };
    plan.command(at, Role::Reception, "book_appointment", &request)
}

/// Wounds are dressed in the treatment room; else the practitioner's usual room is meant.
fn room_for(plan: &Plan<'_>, visit: &Visit<'_>) -> Option<RoomId> {
    let [.., treatment] = &plan.house.rooms;
    let mut services = visit.services().iter();
    services
        .any(|service| service.code == "DRESS")
        .then_some(treatment.id)
}

fn advance(
    plan: &mut Plan<'_>,
    visit: &Visit<'_>,
    at: Instant,
    (by, to): (Role, AppointmentStatus),
) -> Result<(), PlanError> {
    let appointment = visit.id;
    let request = AdvanceAppointment { appointment, to };
    plan.command(at, by, "advance_appointment", &request)
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
    let newborn = visit.known().past.born_days_ago;
    let days = newborn.map_or(11, |days| u64::try_from(days - 2).unwrap_or(1));
    let before = 1 + i32::try_from(dice.below(days)).unwrap_or(0);
    let day = visit.date.min(plan.today).plus_days(-before);
    let minute = 510 + u16::try_from(dice.below(480)).unwrap_or(0);
    plan.moment(day, minute)
        .plus_millis(i64::try_from(dice.below(60_000)).unwrap_or(0))
}
