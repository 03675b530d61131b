//! `describe_appointment`: changes why the patient comes and what is planned.

use clinic::records::Appointment;
use wire::agenda::{AppointmentView, DescribeAppointment};

use super::{keeping::plain, named, view::view};
use crate::context::{Context, Outcome};

/// Changes reason and services; place and status stay.
pub async fn describe_appointment(
    context: &mut Context<'_>,
    request: DescribeAppointment,
) -> Outcome<AppointmentView> {
    let visit = context
        .load::<Appointment>(request.appointment.uuid())
        .await?;
    context.about(visit.patient);
    named::services(context, &request.services).await?;
    let described =
        clinic::agenda::describe(&visit, &request.reason, request.services).map_err(plain)?;
    if described.reason != visit.reason || described.services != visit.services {
        context.save(&described).await?;
    }
    view(context, visit.id).await
}
