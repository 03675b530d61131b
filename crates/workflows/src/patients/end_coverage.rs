//! `end_coverage`.

use wire::{
    Code,
    patients::{Done, EndCoverage},
};

use crate::context::{Context, Outcome};

/// Not written yet.
pub async fn end_coverage(_context: &mut Context<'_>, _request: EndCoverage) -> Outcome<Done> {
    Err(Code::UnknownCommand.into())
}
