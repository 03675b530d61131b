//! Where there is room: free slots, found day by day.

use serde::{Deserialize, Serialize};
use ts_rs::TS;
use values::{
    Instant, LocalDate, LocalTime, Minutes, Zone,
    ids::{DeviceId, PatientId, PractitionerId, RoomId},
};

use super::{
    booking::{Day, may_move},
    gaps::Column,
    wall_clock::{first_of, reaching},
};
use crate::records::{Appointment, Practitioner, SlotLease};

/// How many days are searched.
pub const SEARCH_DAYS: i32 = 14;

/// A place in the agenda: with whom, where, when, how long.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[expect(missing_docs, reason = "named after what they hold")]
pub struct Slot {
    pub practitioner: PractitionerId,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub room: Option<RoomId>,
    pub date: LocalDate,
    pub start: LocalTime,
    pub minutes: Minutes,
}

/// Which free slots are wanted first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Order {
    /// The soonest.
    Soonest,
    /// Those nearest to this date and time; of two equally near ones, the sooner.
    Nearest(LocalDate, LocalTime),
}

/// What is searched for.
#[derive(Debug, Clone)]
pub struct Search<'a> {
    /// The facility's zone.
    pub zone: &'a Zone,
    /// The present: nothing earlier is free.
    pub now: Instant,
    /// The workstation that searches: times leased to others are not free.
    pub device: DeviceId,
    /// With whom; of two slots at one time, the one of whoever stands first here comes first.
    pub practitioners: &'a [Practitioner],
    /// Where; each practitioner's usual room when absent.
    pub room: Option<RoomId>,
    /// For whom, when known.
    pub patient: Option<PatientId>,
    /// The appointment that is to be moved: it is not in its own way, and goes only where it may.
    pub moving: Option<&'a Appointment>,
    /// How long.
    pub minutes: Minutes,
    /// From this day on, or from today if that is later.
    pub from: LocalDate,
    /// Which first.
    pub order: Order,
    /// How many at most.
    pub limit: usize,
}

/// Finds free slots. It asks for one day after the other, and for no more days than it needs:
/// `while let Some(day) = finder.next_day() { finder.look_at(&appointments_on(day), &leases_on(day)) }`.
#[derive(Debug)]
pub struct Finder<'a> {
    search: Search<'a>,
    next: LocalDate,
    end: LocalDate,
    /// The moment that slots are to be near; none when the soonest are wanted.
    wanted: Option<Instant>,
    found: Vec<Found>,
}

#[derive(Debug)]
struct Found {
    distance: i64,
    starts_at: Instant,
    slot: Slot,
}

impl<'a> Finder<'a> {
    /// A search that has looked at no day yet.
    pub fn new(search: Search<'a>) -> Self {
        let first = search.from.max(search.zone.date(search.now));
        let wanted = match search.order {
            Order::Soonest => None,
            Order::Nearest(date, time) => Some(reaching(search.zone, date, time)),
        };
        let stays = search
            .moving
            .is_some_and(|visit| !may_move(visit, first.plus_days(1)));
        Self {
            next: first,
            end: first.plus_days(if stays { 1 } else { SEARCH_DAYS }),
            wanted,
            found: Vec::new(),
            search,
        }
    }

    /// The day whose appointments are needed next; `None` when no further day can make the result better.
    pub fn next_day(&self) -> Option<LocalDate> {
        (self.next < self.end && !self.has_the_best()).then_some(self.next)
    }

    fn has_the_best(&self) -> bool {
        let Some(last) = self.search.limit.checked_sub(1) else {
            return true;
        };
        let Some(worst) = self.found.get(last) else {
            return false;
        };
        let to_come = first_of(self.search.zone, self.next);
        self.wanted
            .is_none_or(|wanted| worst.distance <= to_come.millis_since(wanted))
    }

    /// Milliseconds between a start and the moment wanted; zero for all when the soonest are wanted.
    fn distance(&self, starts_at: Instant) -> i64 {
        self.wanted
            .map_or(0, |wanted| starts_at.millis_since(wanted).abs())
    }

    /// Looks at the next day, given every appointment and every lease of the facility on it.
    pub fn look_at(&mut self, appointments: &[Appointment], leases: &[SlotLease]) {
        let date = self.next;
        self.next = date.plus_days(1);
        for practitioner in self
            .search
            .practitioners
            .iter()
            .filter(|practitioner| practitioner.active)
        {
            let day = Day {
                zone: self.search.zone,
                now: self.search.now,
                hours: &practitioner.hours,
                appointments,
                leases,
                device: self.search.device,
            };
            let column = Column {
                search: &self.search,
                practitioner,
                day,
                date,
            };
            for (starts_at, slot) in column.free() {
                self.found.push(Found {
                    distance: self.distance(starts_at),
                    starts_at,
                    slot,
                });
            }
        }
        // A stable sort: at one time, practitioners stay in their order.
        self.found
            .sort_by_key(|found| (found.distance, found.starts_at));
        self.found.truncate(self.search.limit);
    }

    /// What was found, best first.
    pub fn slots(self) -> Vec<Slot> {
        self.found.into_iter().map(|found| found.slot).collect()
    }
}

#[cfg(test)]
mod tests;
