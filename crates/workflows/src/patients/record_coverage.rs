//! `record_coverage`.

use wire::{
    Code,
    patients::{Done, RecordCoverage},
};

use crate::context::{Context, Outcome};

/// Not written yet.
pub async fn record_coverage(
    _context: &mut Context<'_>,
    _request: RecordCoverage,
) -> Outcome<Done> {
    Err(Code::UnknownCommand.into())
}
