//! `describe_appointment`.

use wire::{
    Code,
    agenda::{AppointmentView, DescribeAppointment},
};

use crate::context::{Context, Outcome};

/// Not written yet.
pub async fn describe_appointment(
    _context: &mut Context<'_>,
    _request: DescribeAppointment,
) -> Outcome<AppointmentView> {
    Err(Code::UnknownCommand.into())
}
