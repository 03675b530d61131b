//! `book_appointment`.

use wire::{
    Code,
    agenda::{AppointmentView, BookAppointment},
};

use crate::context::{Context, Outcome};

/// Not written yet.
pub async fn book_appointment(
    _context: &mut Context<'_>,
    _request: BookAppointment,
) -> Outcome<AppointmentView> {
    Err(Code::UnknownCommand.into())
}
