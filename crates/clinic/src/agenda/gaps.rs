//! The free starts in one practitioner's day.

use values::{
    Instant, LocalDate, LocalTime, Minutes,
    ids::{AppointmentId, RoomId},
};

use super::{
    booking::{Asker, Day, Holds, Span, held, may_move, place},
    hours::{Stretch, working_stretches},
    leases::held_by_another,
    slots::{Search, Slot},
    wall_clock::reaching,
};
use crate::records::Practitioner;

/// Starts that are given are multiples of this, minutes.
const FINEST: Minutes = 5;

/// One practitioner's day, in which a search looks.
pub(super) struct Column<'a> {
    pub(super) search: &'a Search<'a>,
    pub(super) practitioner: &'a Practitioner,
    pub(super) day: Day<'a>,
    pub(super) date: LocalDate,
}

impl Column<'_> {
    /// The free starts: the regular ones, every usual visit's length from the beginning of work, so that
    /// the day fills without leaving scraps; and the beginning of a gap in which no regular one fits.
    pub(super) fn free(&self) -> Vec<(Instant, Slot)> {
        working_stretches(&self.practitioner.hours, self.date)
            .into_iter()
            .flat_map(|stretch| {
                let mut free = self.regular(stretch);
                free.extend(self.irregular(stretch, &free));
                free
            })
            .collect()
    }

    fn regular(&self, stretch: Stretch) -> Vec<(Instant, Slot)> {
        let step = self.practitioner.usual_minutes.max(FINEST);
        (stretch.from.minutes()..stretch.to.minutes())
            .step_by(usize::from(step))
            .filter_map(|minutes| self.bookable(LocalTime::from_minutes(minutes).ok()?))
            .collect()
    }

    fn irregular(&self, stretch: Stretch, regular: &[(Instant, Slot)]) -> Vec<(Instant, Slot)> {
        let busy: Vec<Span> = self.busy().collect();
        let closing = reaching(self.search.zone, self.date, stretch.to);
        let mut starts: Vec<LocalTime> = busy
            .iter()
            .map(|(_, ends_at)| *ends_at)
            .chain([self.search.now])
            .filter_map(|opens| self.rounded_up(opens))
            .filter(|start| stretch.from < *start && *start < stretch.to)
            .collect();
        starts.sort_unstable();
        starts.dedup();
        starts
            .into_iter()
            .filter_map(|start| self.bookable(start))
            .filter(|(starts_at, _)| {
                let closes = busy
                    .iter()
                    .map(|(other, _)| *other)
                    .filter(|other| other > starts_at)
                    .min()
                    .map_or(closing, |other| other.min(closing));
                !regular
                    .iter()
                    .any(|(other, _)| starts_at <= other && *other < closes)
            })
            .collect()
    }

    /// What stands in the way of this search in this column: visits, and times of other workstations.
    fn busy(&self) -> impl Iterator<Item = Span> {
        let holds = Holds {
            practitioner: self.practitioner.id,
            room: self.room(),
            patient: self.search.patient,
        };
        let visits = self.day.appointments.iter().filter(move |visit| {
            visit.status.occupies()
                && Some(visit.id) != self.moving()
                && holds.shared_with(visit).is_some()
        });
        let leases = self.day.leases.iter().filter(|lease| {
            let span = (lease.starts_at, lease.ends_at);
            let asker = (self.day.device, self.day.now);
            let one = std::slice::from_ref(*lease);
            held_by_another(one, self.practitioner.id, span, asker).is_some()
        });
        visits
            .map(|visit| (visit.starts_at, visit.ends_at))
            .chain(leases.map(|lease| (lease.starts_at, lease.ends_at)))
    }

    /// The next time that can be given, at or after an instant of this day.
    fn rounded_up(&self, instant: Instant) -> Option<LocalTime> {
        let (date, time) = self.search.zone.local(instant.plus_millis(59_999));
        let minutes = time.minutes().div_ceil(FINEST) * FINEST;
        (date == self.date).then_some(LocalTime::from_minutes(minutes).ok()?)
    }

    /// The slot at `start`, if it can be booked: asked of the very rule that booking asks.
    fn bookable(&self, start: LocalTime) -> Option<(Instant, Slot)> {
        let slot = Slot {
            practitioner: self.practitioner.id,
            room: self.room(),
            date: self.date,
            start,
            minutes: self.search.minutes,
        };
        let asker = Asker {
            patient: self.search.patient,
            moving: self.moving(),
            holds: self.search.moving.and_then(held),
            outside_hours: false,
        };
        let (starts_at, _) = place(&self.day, &slot, asker).ok()?;
        (starts_at >= self.search.now && self.is_a_move(&slot)).then_some((starts_at, slot))
    }

    /// Whether the visit that is to be moved, if there is one, may go to this place and is not there yet.
    fn is_a_move(&self, slot: &Slot) -> bool {
        self.search.moving.is_none_or(|visit| {
            let stands_there = visit.practitioner == slot.practitioner
                && visit.date == slot.date
                && visit.start == slot.start
                && visit.minutes == slot.minutes;
            may_move(visit, slot.date) && !stands_there
        })
    }

    fn moving(&self) -> Option<AppointmentId> {
        self.search.moving.map(|visit| visit.id)
    }

    fn room(&self) -> Option<RoomId> {
        self.search.room.or(self.practitioner.usual_room)
    }
}
