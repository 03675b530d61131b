//! `book_appointment`: puts a visit into the agenda.

use clinic::{
    agenda::{Day, Draft, Slot},
    records::{Appointment, Patient},
};
use wire::{
    Failure,
    agenda::{AppointmentView, BookAppointment},
};

use super::{
    keeping::keep,
    named,
    offers::{Days, Wanted},
    view::view,
};
use crate::context::{Context, Outcome};

/// Books a visit, or refuses with the nearest free slots.
pub async fn book_appointment(
    context: &mut Context<'_>,
    request: BookAppointment,
) -> Outcome<AppointmentView> {
    let id = request.id;
    book(context, request).await?;
    view(context, id).await
}

/// Books a visit. A request that was booked already is not booked twice.
pub(crate) async fn book(context: &mut Context<'_>, request: BookAppointment) -> Outcome<()> {
    context.about(request.patient);
    if let Some(booked) = context.look_up::<Appointment>(request.id.uuid()).await? {
        return if booked.patient == request.patient {
            Ok(())
        } else {
            Err(Failure::field("id", "invalid").into())
        };
    }
    context.load::<Patient>(request.patient.uuid()).await?;
    let practitioner = named::practitioner(context, request.practitioner).await?;
    named::room(context, request.room).await?;
    named::services(context, &request.services).await?;
    let slot = Slot {
        practitioner: request.practitioner,
        room: request.room.or(practitioner.usual_room),
        date: request.date,
        start: request.start,
        minutes: request.minutes,
    };
    let draft = Draft {
        id: request.id,
        patient: request.patient,
        slot,
        reason: request.reason,
        services: request.services,
        booked_by: context.actor().person,
    };
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
    let booked = clinic::agenda::book(&day, draft, request.outside_hours);
    let wanted = Wanted {
        practitioner: &practitioner,
        slot,
        patient: request.patient,
        moving: None,
    };
    keep(context, booked, &wanted).await
}
