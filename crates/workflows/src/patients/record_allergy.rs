//! `record_allergy`.

use wire::{
    Code,
    patients::{Done, RecordAllergy},
};

use crate::context::{Context, Outcome};

/// Not written yet.
pub async fn record_allergy(_context: &mut Context<'_>, _request: RecordAllergy) -> Outcome<Done> {
    Err(Code::UnknownCommand.into())
}
