//! `state_no_known_allergies`.

use wire::{
    Code,
    patients::{Done, StateNoKnownAllergies},
};

use crate::context::{Context, Outcome};

/// Not written yet.
pub async fn state_no_known_allergies(
    _context: &mut Context<'_>,
    _request: StateNoKnownAllergies,
) -> Outcome<Done> {
    Err(Code::UnknownCommand.into())
}
