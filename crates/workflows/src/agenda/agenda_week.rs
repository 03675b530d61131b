//! `agenda_week`.

use wire::{
    Code,
    agenda::{AgendaWeekRequest, AgendaWeekView},
};

use crate::context::{Context, Outcome};

/// Not written yet.
pub async fn agenda_week(
    _context: &mut Context<'_>,
    _request: AgendaWeekRequest,
) -> Outcome<AgendaWeekView> {
    Err(Code::UnknownCommand.into())
}
