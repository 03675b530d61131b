//! `advance_appointment`: takes a visit through its day.

use clinic::{
    agenda::Day,
    records::{Appointment, Practitioner},
};
use wire::agenda::{AdvanceAppointment, AppointmentView};

use super::{
    keeping::keep,
    move_appointment::place_of,
    offers::{Days, Wanted},
    view::view,
};
use crate::context::{Context, Outcome};

/// Puts a visit into another status, forward or one step back. One that comes back to life needs its
/// place again.
pub async fn advance_appointment(
    context: &mut Context<'_>,
    request: AdvanceAppointment,
) -> Outcome<AppointmentView> {
    let visit = context
        .load::<Appointment>(request.appointment.uuid())
        .await?;
    context.about(visit.patient);
    if visit.status == request.to {
        return view(context, visit.id).await;
    }
    let practitioner = context
        .load::<Practitioner>(visit.practitioner.uuid())
        .await?;
    let zone = context.facility().await?.zone;
    let now = context.now();
    let mut days = Days::default();
    let read = days.on(context, &zone, visit.date).await?;
    let device = context.actor().device;
    let day = Day {
        zone: &zone,
        now,
        hours: &practitioner.hours,
        appointments: &read.appointments,
        leases: &read.leases,
        device,
    };
    let advanced = clinic::agenda::advance(&day, &visit, request.to);
    let wanted = Wanted {
        practitioner: &practitioner,
        slot: place_of(&visit),
        patient: visit.patient,
        moving: None,
    };
    keep(context, advanced, &wanted).await?;
    view(context, visit.id).await
}
