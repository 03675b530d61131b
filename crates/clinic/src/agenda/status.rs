//! How a visit goes through its day: forward as it happens, one step back to undo a slip.

use values::{Instant, Zone};

use super::booking::{BookingRefused, Day, Holds, refuse_leased, refuse_overlap, trimmed};
use crate::records::{Appointment, AppointmentStatus};

use AppointmentStatus::{Arrived, Booked, Cancelled, DidNotAttend, Done, InRoom};

/// The statuses that a visit may take next, the usual one first. [`cancel`] gives `Cancelled`,
/// because it wants a reason; [`advance`] gives the others.
pub fn next_statuses(
    zone: &Zone,
    now: Instant,
    appointment: &Appointment,
) -> Vec<AppointmentStatus> {
    steps(appointment.status)
        .iter()
        .copied()
        .filter(|to| match to {
            // Nobody arrives for a visit of another day before that day.
            Arrived if appointment.status == Booked => appointment.date <= zone.date(now),
            // Nobody has failed to attend before the visit was to start.
            DidNotAttend => appointment.starts_at <= now,
            _ => true,
        })
        .collect()
}

const fn steps(from: AppointmentStatus) -> &'static [AppointmentStatus] {
    match from {
        Booked => &[Arrived, DidNotAttend, Cancelled],
        Arrived => &[InRoom, Booked, Cancelled],
        InRoom => &[Done, Arrived],
        Done => &[InRoom],
        DidNotAttend | Cancelled => &[Booked],
    }
}

/// Puts a visit into another status. One that it already has is left as it is: two people who note the
/// same arrival do not contradict each other. A visit that comes back to life needs its place again.
pub fn advance(
    day: &Day<'_>,
    appointment: &Appointment,
    to: AppointmentStatus,
) -> Result<Appointment, BookingRefused> {
    let from = appointment.status;
    if from == to {
        return Ok(appointment.clone());
    }
    if !next_statuses(day.zone, day.now, appointment).contains(&to) {
        return Err(BookingRefused::StatusNotAllowed { from, to });
    }
    if to == Cancelled {
        return Err(BookingRefused::ReasonMissing);
    }
    if to.occupies() && !from.occupies() {
        let holds = Holds {
            practitioner: appointment.practitioner,
            room: appointment.room,
            patient: Some(appointment.patient),
        };
        let span = (appointment.starts_at, appointment.ends_at);
        refuse_overlap(day.appointments, holds, span, Some(appointment.id))?;
        refuse_leased(day, appointment.practitioner, span)?;
        return Ok(Appointment {
            placed_on: Some(day.device),
            placed_at: Some(day.now),
            ..stamped(appointment, to, day.now)
        });
    }
    Ok(stamped(appointment, to, day.now))
}

/// The visit in its new status: what happened gets its time, what is undone loses it.
fn stamped(appointment: &Appointment, to: AppointmentStatus, now: Instant) -> Appointment {
    let mut changed = appointment.clone();
    changed.status = to;
    match (appointment.status, to) {
        (Booked, Arrived) => changed.arrived_at = Some(now),
        (Arrived, InRoom) => changed.in_room_at = Some(now),
        (InRoom, Done) => changed.done_at = Some(now),
        (Done, InRoom) => changed.done_at = None,
        (InRoom, Arrived) => changed.in_room_at = None,
        (_, Booked) => {
            changed.arrived_at = None;
            changed.cancel_reason = None;
        }
        _ => {}
    }
    changed
}

/// Calls a visit off. Calling it off again for the same reason changes nothing.
pub fn cancel(appointment: &Appointment, reason: &str) -> Result<Appointment, BookingRefused> {
    let reason = trimmed(reason)?;
    if reason.is_empty() {
        return Err(BookingRefused::ReasonMissing);
    }
    let from = appointment.status;
    if from == Cancelled && appointment.cancel_reason.as_deref() == Some(reason.as_str()) {
        return Ok(appointment.clone());
    }
    if !steps(from).contains(&Cancelled) {
        return Err(BookingRefused::StatusNotAllowed {
            from,
            to: Cancelled,
        });
    }
    Ok(Appointment {
        status: Cancelled,
        cancel_reason: Some(reason),
        ..appointment.clone()
    })
}

/// Whole minutes since the patient came in, while they wait.
pub fn waiting_minutes(appointment: &Appointment, now: Instant) -> Option<u32> {
    if appointment.status != Arrived {
        return None;
    }
    let waited = now.millis_since(appointment.arrived_at?) / 60_000;
    // The clock that noted the arrival may run ahead of this one.
    Some(u32::try_from(waited.max(0)).unwrap_or(u32::MAX))
}

#[cfg(test)]
mod tests;
