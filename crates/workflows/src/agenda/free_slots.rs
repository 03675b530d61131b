//! `free_slots`.

use wire::{
    Code,
    agenda::{FreeSlotsRequest, FreeSlotsView},
};

use crate::context::{Context, Outcome};

/// Not written yet.
pub async fn free_slots(
    _context: &mut Context<'_>,
    _request: FreeSlotsRequest,
) -> Outcome<FreeSlotsView> {
    Err(Code::UnknownCommand.into())
}
