//! `agenda_day`.

use wire::{
    Code,
    agenda::{AgendaDayRequest, AgendaDayView},
};

use crate::context::{Context, Outcome};

/// Not written yet.
pub async fn agenda_day(
    _context: &mut Context<'_>,
    _request: AgendaDayRequest,
) -> Outcome<AgendaDayView> {
    Err(Code::UnknownCommand.into())
}
