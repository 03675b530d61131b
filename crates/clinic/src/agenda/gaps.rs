//! The free starts in one practitioner's day.

use values::{
    Instant, LocalDate, LocalTime, Minutes,
    ids::{AppointmentId, RoomId},
};

use super::{
    booking::{Asker, Day, Holds, may_move, place},
    hours::{Stretch, working_stretches},
    slots::{Search, Slot},
    wall_clock::reaching,
};
use crate::records::{Appointment, Practitioner};

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
        let busy: Vec<&Appointment> = self.busy().collect();
        let closing = reaching(self.search.zone, self.date, stretch.to);
        let mut starts: Vec<LocalTime> = busy
            .iter()
            .map(|visit| visit.ends_at)
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
                    .map(|visit| visit.starts_at)
                    .filter(|other| other > starts_at)
                    .min()
                    .map_or(closing, |other| other.min(closing));
                !regular
                    .iter()
                    .any(|(other, _)| starts_at <= other && *other < closes)
            })
            .collect()
    }

    /// The visits that stand in the way of this search in this column.
    fn busy(&self) -> impl Iterator<Item = &Appointment> {
        let holds = Holds {
            practitioner: self.practitioner.id,
            room: self.room(),
            patient: self.search.patient,
        };
        self.day.appointments.iter().filter(move |visit| {
            visit.status.occupies()
                && Some(visit.id) != self.moving()
                && holds.shared_with(visit).is_some()
        })
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
