//! The visits of the weeks around the present.

use clinic::records::{AppointmentStatus, Practitioner, Service};
use values::{LocalDate, ids::PatientId};

use super::{
    Plan, PlanError,
    course::{Fate, Visit, carry_out, take_through},
    filling::{Day, Placed, Queue, fill},
    patients::{CHILD_BELOW, Known},
    reasons::{CALLED_OFF, CHILDREN, NURSING, Reason, to_the_doctor},
};
use crate::dice::Dice;

/// Days before and after today that are filled.
const DAYS_BEFORE: i32 = 7;
pub(crate) const DAYS_AFTER: i32 = 14;
/// Single visits reach this many days back, for bills that are old enough to be overdue.
const DAYS_OF_SINGLE_VISITS: i32 = 60;
/// The starts of single visits: from ten o'clock on, minutes.
const FIRST_SINGLE_VISIT: u16 = 600;
const BETWEEN_SINGLE_VISITS: u16 = 20;

/// Who comes to whom.
struct Queues<'p> {
    people: &'p [Known],
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
    let first = match &plan.before {
        Some(before) => before.planned_on.days_since(plan.today),
        None => -DAYS_BEFORE,
    };
    let mut visits = Vec::new();
    // Today first, so that it has the pick of everybody.
    for offset in (0..1).chain(first..0).chain(1..=DAYS_AFTER) {
        visits.extend(day(plan, offset, &mut queues));
    }
    if plan.before.is_none() {
        for offset in -DAYS_OF_SINGLE_VISITS..-DAYS_BEFORE {
            visits.extend(single_visit(plan, offset, people));
        }
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
        people,
        doctor: queue("doctor", &|known| known.years_on(today) >= CHILD_BELOW),
        children: queue("children", &|known| known.years_on(today) < CHILD_BELOW),
        nurse: queue("nurse", &|known| known.years_on(today) >= CHILD_BELOW),
    }
}

/// The nearer, the fuller; percent of working time. A past day that was planned already is not filled
/// afterwards.
fn fullness(plan: &Plan<'_>, offset: i32) -> u64 {
    let date = plan.today.plus_days(offset);
    let planned = plan.before.as_ref();
    let planned = planned.is_some_and(|before| date <= before.planned_on.plus_days(DAYS_AFTER));
    match offset {
        ..0 if planned || offset < -DAYS_BEFORE => 0,
        // Around what stands there, some gaps are too short for anybody.
        0 if planned => 92,
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
    let practitioners = &plan.house.practitioners;
    let (doctor, children, nurse) = (
        &practitioners.byrne,
        &practitioners.okafor,
        &practitioners.nguyen,
    );
    let percent = fullness(plan, offset);
    let of = |practitioner| Day {
        practitioner,
        date,
        percent,
    };
    let dice = &mut dice;
    let to_nurse = |_: &Known, dice: &mut Dice| *dice.pick(&NURSING);
    let placed = [
        (
            doctor,
            fill(plan, &of(doctor), &mut queues.doctor, dice, to_the_doctor),
        ),
        (
            nurse,
            fill(plan, &of(nurse), &mut queues.nurse, dice, to_nurse),
        ),
        (
            children,
            fill(plan, &of(children), &mut queues.children, dice, for_a_child),
        ),
    ];
    let mut visits = Vec::new();
    for (practitioner, mut placed) in placed {
        placed.extend(unfinished(plan, queues.people, practitioner, date));
        placed.sort_by_key(|placed| placed.start);
        let fated = with_fates(offset, placed, dice);
        visits.extend(carry_out(plan, (practitioner, date), fated, dice));
    }
    visits
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

/// The visits that stand already and have to go on, up to today.
fn unfinished<'p>(
    plan: &Plan<'_>,
    people: &'p [Known],
    practitioner: &Practitioner,
    date: LocalDate,
) -> Vec<Placed<'p>> {
    let standing = plan.before.iter().flat_map(|before| &before.appointments);
    standing
        .filter(|visit| visit.date == date && date <= plan.today)
        .filter(|visit| visit.practitioner == practitioner.id && goes_on(visit.status))
        .filter_map(|visit| {
            let services = &plan.house.services;
            let service = |id| services.iter().find(|service| service.id == id).cloned();
            Some(Placed {
                // Who was registered by somebody else is left to them.
                known: people.iter().find(|known| known.id == visit.patient)?,
                start: visit.start.minutes(),
                minutes: visit.minutes,
                text: visit.reason.clone(),
                services: visit
                    .services
                    .iter()
                    .filter_map(|id| service(*id))
                    .collect::<Vec<Service>>(),
                stands: Some((visit.id, visit.status)),
            })
        })
        .collect()
}

const fn goes_on(status: AppointmentStatus) -> bool {
    matches!(
        status,
        AppointmentStatus::Booked | AppointmentStatus::Arrived | AppointmentStatus::InRoom
    )
}

/// Today each practitioner has somebody who stays away and somebody who called off; on other days a few.
/// Who is here already stays.
fn with_fates<'p>(
    offset: i32,
    placed: Vec<Placed<'p>>,
    dice: &mut Dice,
) -> Vec<(Placed<'p>, Fate)> {
    placed
        .into_iter()
        .enumerate()
        .map(|(n, placed)| {
            let called_off = Fate::CalledOff(dice.pick::<&'static str, _>(&CALLED_OFF));
            let here = placed
                .stands
                .is_some_and(|(_, status)| status != AppointmentStatus::Booked);
            let fate = match (offset, n, dice.below(100)) {
                _ if here => Fate::Comes,
                (0, 1, _) => Fate::StaysAway,
                (0, 3, _) => called_off,
                (0, ..) => Fate::Comes,
                (_, _, 0..4) => Fate::StaysAway,
                (_, _, 4..9) => called_off,
                _ => Fate::Comes,
            };
            (placed, fate)
        })
        .collect()
}

/// One visit to the doctor on a day of the weeks before; those who pay for themselves.
fn single_visit<'p>(plan: &Plan<'_>, offset: i32, people: &'p [Known]) -> Vec<Visit<'p>> {
    let date = plan.today.plus_days(offset);
    let mut dice = Dice::new(&format!("single {date}"));
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
    let place = u16::try_from(dice.below(6)).unwrap_or(0);
    let start = FIRST_SINGLE_VISIT + BETWEEN_SINGLE_VISITS * place;
    let placed = Placed::new(plan, known, start, reason);
    let with = (&plan.house.practitioners.byrne, date);
    carry_out(plan, with, vec![(placed, Fate::Comes)], &mut dice)
}
