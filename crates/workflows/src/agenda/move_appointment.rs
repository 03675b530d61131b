//! `move_appointment`.

use wire::{
    Code,
    agenda::{AppointmentView, MoveAppointment},
};

use crate::context::{Context, Outcome};

/// Not written yet.
pub async fn move_appointment(
    _context: &mut Context<'_>,
    _request: MoveAppointment,
) -> Outcome<AppointmentView> {
    Err(Code::UnknownCommand.into())
}
