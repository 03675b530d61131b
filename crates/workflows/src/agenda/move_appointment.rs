//! `move_appointment`: gives a visit another place.

use clinic::{
    agenda::{Day, Slot},
    records::{Appointment, Practitioner},
};
use values::ids::RoomId;
use wire::agenda::{AppointmentView, MoveAppointment};

use super::{
    keeping::keep,
    named,
    offers::{Days, Wanted},
    view::view,
};
use crate::context::{Context, Outcome};

/// Moves, lengthens, shortens or hands over a visit, or refuses with the nearest free slots.
pub async fn move_appointment(
    context: &mut Context<'_>,
    request: MoveAppointment,
) -> Outcome<AppointmentView> {
    let id = request.appointment;
    reschedule(context, request).await?;
    view(context, id).await
}

/// Moves a visit. One that is there already stays as it is.
pub(crate) async fn reschedule(context: &mut Context<'_>, request: MoveAppointment) -> Outcome<()> {
    let visit = context
        .load::<Appointment>(request.appointment.uuid())
        .await?;
    context.about(visit.patient);
    let practitioner = taking_over(context, &visit, &request).await?;
    named::room(context, request.room).await?;
    let slot = Slot {
        practitioner: request.practitioner,
        room: request.room.or_else(|| kept_room(&visit, &practitioner)),
        date: request.date,
        start: request.start,
        minutes: request.minutes,
    };
    if slot == place_of(&visit) {
        return Ok(());
    }
    let zone = context.facility().await?.zone;
    let now = context.now();
    let mut days = Days::default();
    let read = days.on(context, &zone, slot.date).await?;
    let device = context.actor().device;
    let day = Day {
        zone: &zone,
        now,
        hours: &practitioner.hours,
        appointments: &read.appointments,
        leases: &read.leases,
        device,
    };
    let moved = clinic::agenda::reschedule(&day, &visit, slot, request.outside_hours);
    let wanted = Wanted {
        practitioner: &practitioner,
        slot,
        patient: visit.patient,
        moving: Some(&visit),
    };
    keep(context, moved, &wanted).await
}

/// Whoever sees the patient afterwards. Somebody who takes no new appointments keeps those they have.
async fn taking_over(
    context: &mut Context<'_>,
    visit: &Appointment,
    request: &MoveAppointment,
) -> Outcome<Practitioner> {
    if request.practitioner == visit.practitioner {
        Ok(context.load(request.practitioner.uuid()).await?.record)
    } else {
        named::practitioner(context, request.practitioner).await
    }
}

fn kept_room(visit: &Appointment, practitioner: &Practitioner) -> Option<RoomId> {
    if practitioner.id == visit.practitioner {
        visit.room
    } else {
        practitioner.usual_room
    }
}

/// The place that a visit has.
pub(super) fn place_of(visit: &Appointment) -> Slot {
    Slot {
        practitioner: visit.practitioner,
        room: visit.room,
        date: visit.date,
        start: visit.start,
        minutes: visit.minutes,
    }
}
