//! `cancel_appointment`: calls a visit off.

use clinic::records::Appointment;
use wire::agenda::{AppointmentView, CancelAppointment};

use super::{keeping::plain, view::view};
use crate::context::{Context, Outcome};

/// Calls a visit off, with a reason. Its place is free from then on.
pub async fn cancel_appointment(
    context: &mut Context<'_>,
    request: CancelAppointment,
) -> Outcome<AppointmentView> {
    let visit = context
        .load::<Appointment>(request.appointment.uuid())
        .await?;
    context.about(visit.patient);
    let cancelled = clinic::agenda::cancel(&visit, &request.reason).map_err(plain)?;
    if cancelled.status != visit.status {
        context.save(&cancelled).await?;
    }
    view(context, visit.id).await
}
