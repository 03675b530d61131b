//! `cancel_appointment`.

use wire::{
    Code,
    agenda::{AppointmentView, CancelAppointment},
};

use crate::context::{Context, Outcome};

/// Not written yet.
pub async fn cancel_appointment(
    _context: &mut Context<'_>,
    _request: CancelAppointment,
) -> Outcome<AppointmentView> {
    Err(Code::UnknownCommand.into())
}
