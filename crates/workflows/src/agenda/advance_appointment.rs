//! `advance_appointment`.

use wire::{
    Code,
    agenda::{AdvanceAppointment, AppointmentView},
};

use crate::context::{Context, Outcome};

/// Not written yet.
pub async fn advance_appointment(
    _context: &mut Context<'_>,
    _request: AdvanceAppointment,
) -> Outcome<AppointmentView> {
    Err(Code::UnknownCommand.into())
}
