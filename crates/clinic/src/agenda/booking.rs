//! Giving a visit its place: booking and moving. Every way into the agenda goes through one check.

use values::{
    Instant, LocalDate, Minutes, Zone,
    ids::{
        AppointmentId, DeviceId, PatientId, PersonId, PractitionerId, RoomId, ServiceId,
        SlotLeaseId,
    },
    simulation::{self, Bug},
};

use super::{
    hours::working_stretches,
    leases::held_by_another,
    slots::Slot,
    wall_clock::{day_bounds, reaching},
};
use crate::records::{Appointment, AppointmentStatus, Extra, SlotLease, WorkingHours};

/// Shortest visit, minutes.
pub const SHORTEST_VISIT: Minutes = 5;
/// Longest visit, minutes: a working day.
pub const LONGEST_VISIT: Minutes = 480;
/// Longest reason of a visit or of its cancelling, characters.
pub const LONGEST_REASON: usize = 500;
/// Most services that one visit plans.
pub const MOST_SERVICES: usize = 50;

/// What is known about the day that a visit is to be put on.
#[derive(Debug, Clone, Copy)]
pub struct Day<'a> {
    /// The facility's zone.
    pub zone: &'a Zone,
    /// The present.
    pub now: Instant,
    /// The hours of the practitioner whom the visit is with. None at all means that no hours were ever
    /// set up, and then no time is outside them: a warning that always comes is one that nobody reads.
    pub hours: &'a [WorkingHours],
    /// Every appointment of the facility on that day, whoever's.
    pub appointments: &'a [Appointment],
    /// The leases of that day that were not ended, whoever's.
    pub leases: &'a [SlotLease],
    /// The workstation at which it is done.
    pub device: DeviceId,
}

/// A visit to be booked.
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "as in the record")]
pub struct Draft {
    pub id: AppointmentId,
    pub patient: PatientId,
    pub slot: Slot,
    pub reason: String,
    pub services: Vec<ServiceId>,
    pub booked_by: PersonId,
}

/// One of the three that a visit holds, and that may not be held twice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[expect(missing_docs, reason = "named after what they are")]
pub enum Leg {
    Practitioner,
    Room,
    Patient,
}

/// Why the agenda does not take a change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BookingRefused {
    /// Shorter than [`SHORTEST_VISIT`] or longer than [`LONGEST_VISIT`].
    #[error("length out of range")]
    Length,
    /// It would not end on the day on which it starts.
    #[error("crosses midnight")]
    CrossesMidnight,
    /// The clocks skip the time on that day.
    #[error("the time does not exist on that day")]
    TimeDoesNotExist,
    /// The day is over. Earlier today is allowed: people who walked in are entered afterwards.
    #[error("in the past")]
    InThePast,
    /// Not inside one working stretch of the practitioner.
    #[error("outside working hours")]
    OutsideHours,
    /// Somebody or something is taken then.
    #[error("taken: {what:?}")]
    Taken {
        /// Which.
        what: Leg,
        /// The appointment that holds it; the earliest, if several do.
        by: AppointmentId,
    },
    /// Reserved for another workstation.
    #[error("leased to another workstation")]
    Leased {
        /// The lease.
        by: SlotLeaseId,
    },
    /// The visit's status does not allow it.
    #[error("a visit that is {from:?} does not become {to:?}")]
    StatusNotAllowed {
        /// The status that it has.
        from: AppointmentStatus,
        /// The status that it would take.
        to: AppointmentStatus,
    },
    /// A reason is needed and there is none.
    #[error("reason missing")]
    ReasonMissing,
    /// The reason is longer than [`LONGEST_REASON`].
    #[error("reason too long")]
    ReasonTooLong,
    /// More services than [`MOST_SERVICES`].
    #[error("too many services")]
    TooManyServices,
}

/// Who asks for a place.
#[derive(Debug, Clone, Copy)]
pub(super) struct Asker {
    /// The patient, when known.
    pub(super) patient: Option<PatientId>,
    /// The appointment that is moved: it does not stand in its own way.
    pub(super) moving: Option<AppointmentId>,
    /// What the visit holds already, and keeps whoever has leased it since.
    pub(super) holds: Option<(PractitionerId, Span)>,
    /// Whether a place outside working hours is meant.
    pub(super) outside_hours: bool,
}

/// The first instant of a visit, and the first after it.
pub(super) type Span = (Instant, Instant);

/// Books a visit.
pub fn book(
    day: &Day<'_>,
    draft: Draft,
    outside_hours: bool,
) -> Result<Appointment, BookingRefused> {
    let asker = Asker {
        patient: Some(draft.patient),
        moving: None,
        holds: None,
        outside_hours,
    };
    let (starts_at, ends_at) = place(day, &draft.slot, asker)?;
    let (reason, services) = described(&draft.reason, draft.services)?;
    Ok(Appointment {
        id: draft.id,
        patient: draft.patient,
        practitioner: draft.slot.practitioner,
        room: draft.slot.room,
        date: draft.slot.date,
        start: draft.slot.start,
        minutes: draft.slot.minutes,
        starts_at,
        ends_at,
        status: AppointmentStatus::Booked,
        reason,
        services,
        cancel_reason: None,
        arrived_at: None,
        in_room_at: None,
        done_at: None,
        booked_at: day.now,
        booked_by: draft.booked_by,
        placed_on: Some(day.device),
        placed_at: Some(day.now),
        extra: Extra::new(),
    })
}

/// Whether a visit may be put on `date`. Once the patient is here it stays on its day; once it is over,
/// or is not to take place, it stays where it was.
pub fn may_move(appointment: &Appointment, date: LocalDate) -> bool {
    match appointment.status {
        AppointmentStatus::Booked => true,
        AppointmentStatus::Arrived | AppointmentStatus::InRoom => date == appointment.date,
        AppointmentStatus::Done
        | AppointmentStatus::DidNotAttend
        | AppointmentStatus::Cancelled => false,
    }
}

/// Moves, lengthens, shortens or hands over a visit, as far as [`may_move`] lets it.
pub fn reschedule(
    day: &Day<'_>,
    appointment: &Appointment,
    slot: Slot,
    outside_hours: bool,
) -> Result<Appointment, BookingRefused> {
    if !may_move(appointment, slot.date) {
        return Err(BookingRefused::StatusNotAllowed {
            from: appointment.status,
            to: AppointmentStatus::Booked,
        });
    }
    let asker = Asker {
        patient: Some(appointment.patient),
        moving: Some(appointment.id),
        holds: held(appointment),
        outside_hours,
    };
    let (starts_at, ends_at) = place(day, &slot, asker)?;
    let stays = keeps(asker.holds, slot.practitioner, (starts_at, ends_at));
    let (placed_on, placed_at) = if stays {
        (appointment.placed_on, appointment.placed_at)
    } else {
        (Some(day.device), Some(day.now))
    };
    Ok(Appointment {
        practitioner: slot.practitioner,
        room: slot.room,
        date: slot.date,
        start: slot.start,
        minutes: slot.minutes,
        starts_at,
        ends_at,
        placed_on,
        placed_at,
        ..appointment.clone()
    })
}

/// Changes why the patient comes and what is planned.
pub fn describe(
    appointment: &Appointment,
    reason: &str,
    services: Vec<ServiceId>,
) -> Result<Appointment, BookingRefused> {
    let (reason, services) = described(reason, services)?;
    Ok(Appointment {
        reason,
        services,
        ..appointment.clone()
    })
}

fn described(
    reason: &str,
    services: Vec<ServiceId>,
) -> Result<(String, Vec<ServiceId>), BookingRefused> {
    if services.len() > MOST_SERVICES {
        return Err(BookingRefused::TooManyServices);
    }
    Ok((trimmed(reason)?, services))
}

pub(super) fn trimmed(reason: &str) -> Result<String, BookingRefused> {
    let reason = reason.trim();
    if reason.chars().count() > LONGEST_REASON {
        return Err(BookingRefused::ReasonTooLong);
    }
    Ok(reason.to_owned())
}

/// The one check of a place. What is taken is told before what lies outside hours: only the latter
/// can be done on purpose, and nobody should be asked for a purpose in vain.
pub(super) fn place(day: &Day<'_>, slot: &Slot, asker: Asker) -> Result<Span, BookingRefused> {
    let span = span(day.zone, slot)?;
    if slot.date < day.zone.date(day.now) {
        return Err(BookingRefused::InThePast);
    }
    let holds = Holds {
        practitioner: slot.practitioner,
        room: slot.room,
        patient: asker.patient,
    };
    refuse_overlap(day.appointments, holds, span, asker.moving)?;
    if !keeps(asker.holds, slot.practitioner, span) {
        refuse_leased(day, slot.practitioner, span)?;
    }
    if !asker.outside_hours && !within_hours(day, slot.date, span) {
        return Err(BookingRefused::OutsideHours);
    }
    Ok(span)
}

/// What a visit that occupies holds of its practitioner's time.
pub(super) fn held(appointment: &Appointment) -> Option<(PractitionerId, Span)> {
    let span = (appointment.starts_at, appointment.ends_at);
    appointment
        .status
        .occupies()
        .then_some((appointment.practitioner, span))
}

/// Whether a place lies inside what a visit holds already.
fn keeps(holds: Option<(PractitionerId, Span)>, practitioner: PractitionerId, span: Span) -> bool {
    holds.is_some_and(|(holder, (from, to))| {
        holder == practitioner && from <= span.0 && span.1 <= to
    })
}

/// Refuses what another workstation has leased.
pub(super) fn refuse_leased(
    day: &Day<'_>,
    practitioner: PractitionerId,
    span: Span,
) -> Result<(), BookingRefused> {
    let by = held_by_another(day.leases, practitioner, span, (day.device, day.now));
    by.map_or(Ok(()), |lease| Err(BookingRefused::Leased { by: lease.id }))
}

fn span(zone: &Zone, slot: &Slot) -> Result<Span, BookingRefused> {
    if !(SHORTEST_VISIT..=LONGEST_VISIT).contains(&slot.minutes) {
        return Err(BookingRefused::Length);
    }
    let starts_at = zone
        .instant(slot.date, slot.start)
        .ok_or(BookingRefused::TimeDoesNotExist)?;
    let ends_at = starts_at.plus_millis(i64::from(slot.minutes) * 60_000);
    if ends_at >= day_bounds(zone, slot.date).1 {
        return Err(BookingRefused::CrossesMidnight);
    }
    Ok((starts_at, ends_at))
}

fn within_hours(day: &Day<'_>, date: LocalDate, (starts_at, ends_at): Span) -> bool {
    day.hours.is_empty()
        || working_stretches(day.hours, date).iter().any(|stretch| {
            reaching(day.zone, date, stretch.from) <= starts_at
                && ends_at <= reaching(day.zone, date, stretch.to)
        })
}

/// What a visit holds.
#[derive(Debug, Clone, Copy)]
pub(super) struct Holds {
    pub(super) practitioner: PractitionerId,
    pub(super) room: Option<RoomId>,
    pub(super) patient: Option<PatientId>,
}

impl Holds {
    /// What both hold: practitioner before room before patient.
    pub(super) fn shared_with(self, other: &Appointment) -> Option<Leg> {
        if other.practitioner == self.practitioner {
            Some(Leg::Practitioner)
        } else if other.room.is_some() && other.room == self.room {
            Some(Leg::Room)
        } else if Some(other.patient) == self.patient {
            Some(Leg::Patient)
        } else {
            None
        }
    }
}

pub(super) fn refuse_overlap(
    appointments: &[Appointment],
    holds: Holds,
    (starts_at, ends_at): Span,
    moving: Option<AppointmentId>,
) -> Result<(), BookingRefused> {
    if simulation::has(Bug::OverlapLetThrough) {
        return Ok(());
    }
    let clash = appointments
        .iter()
        .filter(|other| {
            other.status.occupies()
                && Some(other.id) != moving
                && other.starts_at < ends_at
                && starts_at < other.ends_at
        })
        .filter_map(|other| Some((holds.shared_with(other)?, other)))
        .min_by_key(|(leg, other)| (*leg, other.starts_at, other.id));
    match clash {
        Some((what, by)) => Err(BookingRefused::Taken { what, by: by.id }),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests;
