//! `retract_allergy`.

use wire::{
    Code,
    patients::{Done, RetractAllergy},
};

use crate::context::{Context, Outcome};

/// Not written yet.
pub async fn retract_allergy(
    _context: &mut Context<'_>,
    _request: RetractAllergy,
) -> Outcome<Done> {
    Err(Code::UnknownCommand.into())
}
