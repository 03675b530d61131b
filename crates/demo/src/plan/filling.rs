//! Putting visits into a practitioner's day until it is as full as it should be.

use clinic::{
    agenda::working_stretches,
    records::{AppointmentStatus, Practitioner, Service},
};
use values::{LocalDate, Minutes, ids::AppointmentId};

use super::{Plan, patients::Known, reasons::Reason};
use crate::dice::Dice;

/// How far from the even course a day may stray, so that visits come in clusters as they do, minutes.
const STRAY: u64 = 25;
/// Whoever has a visit was registered this many days before, so that it could be booked.
const DAYS_KNOWN: i32 = 3;
/// Steps in which gaps grow, minutes.
const GRID: u16 = 5;

/// Whose day is filled, and how full, percent of working time.
pub(super) struct Day<'a> {
    pub(super) practitioner: &'a Practitioner,
    pub(super) date: LocalDate,
    pub(super) percent: u64,
}

/// One visit's place.
#[derive(Debug, Clone)]
pub(super) struct Placed<'p> {
    pub(super) known: &'p Known,
    /// Minutes after midnight.
    pub(super) start: u16,
    pub(super) minutes: Minutes,
    /// Why the patient comes.
    pub(super) text: String,
    /// What is planned to be done.
    pub(super) services: Vec<Service>,
    /// The appointment that stands already, and how.
    pub(super) stands: Option<(AppointmentId, AppointmentStatus)>,
}

impl<'p> Placed<'p> {
    /// A new visit.
    pub(super) fn new(plan: &Plan<'_>, known: &'p Known, start: u16, reason: Reason) -> Self {
        Self {
            known,
            start,
            minutes: reason.minutes,
            text: reason.text.to_owned(),
            services: plan.house.services(reason.services),
            stands: None,
        }
    }
}

/// People in the order in which they come; who has come goes to the end of the row.
pub(super) struct Queue<'p> {
    row: Vec<&'p Known>,
}

impl<'p> Queue<'p> {
    pub(super) fn new(row: Vec<&'p Known>) -> Self {
        Self { row }
    }

    /// The next who has nothing else on that day.
    fn next(&mut self, plan: &Plan<'_>, date: LocalDate) -> Option<&'p Known> {
        let free = |known: &&Known| {
            date.days_since(known.since) >= DAYS_KNOWN && !plan.busy.contains(&(date, known.id))
        };
        let place = self.row.iter().position(free)?;
        let known = self.row.remove(place);
        self.row.push(known);
        Some(known)
    }
}

/// Fills a day around what stands there already. `why` says what somebody comes for.
pub(super) fn fill<'p>(
    plan: &mut Plan<'_>,
    day: &Day<'_>,
    queue: &mut Queue<'p>,
    dice: &mut Dice,
    why: impl Fn(&Known, &mut Dice) -> Reason,
) -> Vec<Placed<'p>> {
    let taken = taken(plan, day);
    let mut placed = Vec::new();
    let (mut worked, mut filled) = (0_u64, 0_u64);
    for stretch in working_stretches(&day.practitioner.hours, day.date) {
        let end = stretch.to.minutes();
        let mut start = stretch.from.minutes();
        while day.percent > 0 && start + GRID <= end {
            let within = |(from, to): &&(u16, u16)| *from < start + GRID && start < *to;
            if let Some((_, to)) = taken.iter().find(within) {
                worked += u64::from(to - start);
                filled += u64::from(to - start);
                start = *to;
                continue;
            }
            // What should be filled by now, against what is.
            let behind = worked * day.percent + dice.below(STRAY) * 100 > filled * 100;
            let next = behind.then(|| queue.next(plan, day.date)).flatten();
            let reason = next.map(|known| (known, why(known, dice)));
            let room = taken
                .iter()
                .map(|(from, _)| *from)
                .filter(|from| *from > start);
            let room = room.min().unwrap_or(end).min(end);
            let fits = reason.filter(|(_, reason)| start + reason.minutes <= room);
            let minutes = fits.map_or(GRID, |(_, reason)| reason.minutes);
            if let Some((known, reason)) = fits {
                plan.busy.insert((day.date, known.id));
                placed.push(Placed::new(plan, known, start, reason));
                filled += u64::from(minutes);
            }
            start += minutes;
            worked += u64::from(minutes);
        }
    }
    placed
}

/// When the practitioner has somebody already, minutes after midnight.
fn taken(plan: &Plan<'_>, day: &Day<'_>) -> Vec<(u16, u16)> {
    let standing = plan.before.iter().flat_map(|before| &before.appointments);
    standing
        .filter(|visit| visit.date == day.date && visit.practitioner == day.practitioner.id)
        .filter(|visit| visit.status.occupies())
        .map(|visit| (visit.start.minutes(), visit.start.minutes() + visit.minutes))
        .collect()
}
