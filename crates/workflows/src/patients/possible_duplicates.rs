//! `possible_duplicates`.

use wire::{
    Code,
    patients::{DuplicatesView, PossibleDuplicates},
};

use crate::context::{Context, Outcome};

/// Not written yet.
pub async fn possible_duplicates(
    _context: &mut Context<'_>,
    _request: PossibleDuplicates,
) -> Outcome<DuplicatesView> {
    Err(Code::UnknownCommand.into())
}
